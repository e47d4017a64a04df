#include "platform/linux/packet_filter.hpp"

#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>

namespace snet::platform {

namespace {

// Where the fields are, from the Ethernet header on.
constexpr std::uint32_t type_at = 12, arp_operation_at = 20, next_header_at = 20, behind_ipv6 = 54;
constexpr std::uint32_t extension_size = 8;
constexpr std::uint32_t hop_by_hop = 0, icmpv6 = 58;
// What a jump reaches; with more interfaces the socket's owner looks for itself.
constexpr std::size_t most_values = 200;

constexpr sock_filter statement(std::uint16_t code, std::uint32_t value) {
    return {.code = code, .jt = 0, .jf = 0, .k = value};
}

constexpr sock_filter load(std::uint16_t size, std::uint32_t at) {
    return statement(static_cast<std::uint16_t>(BPF_LD | size | BPF_ABS), at);
}

constexpr sock_filter load_of_packet(int what) {
    return load(BPF_W, static_cast<std::uint32_t>(SKF_AD_OFF + what));
}

constexpr sock_filter jump(std::uint16_t test, std::uint32_t value, std::size_t if_true, std::size_t if_false) {
    return {.code = static_cast<std::uint16_t>(BPF_JMP | test | BPF_K),
            .jt = static_cast<std::uint8_t>(if_true),
            .jf = static_cast<std::uint8_t>(if_false),
            .k = value};
}

constexpr sock_filter refuse = statement(BPF_RET | BPF_K, 0);
constexpr sock_filter pass = statement(BPF_RET | BPF_K, 0xffffffff);

class Program {
  public:
    void add(sock_filter instruction) { code_.push_back(instruction); }

    void add(const Program& part) { code_.insert(code_.end(), part.code_.begin(), part.code_.end()); }

    // Goes on if what was loaded is one of the values.
    template <class Values>
    void must_be_one_of(const Values& values) {
        std::size_t left = values.size();
        for (const auto value : values)
            add(jump(BPF_JEQ, value, left--, 0));
        add(refuse);
    }

    // Goes on with `part`, which ends the program, if what was loaded is the value.
    void if_equal(std::uint32_t value, const Program& part) {
        add(jump(BPF_JEQ, value, 0, part.code_.size()));
        add(part);
    }

    std::vector<sock_filter> take() { return std::move(code_); }

  private:
    std::vector<sock_filter> code_;
};

Program arp(const Heard& heard) {
    Program program;
    program.add(load(BPF_H, arp_operation_at));
    program.must_be_one_of(heard.arp_operations);
    program.add(pass);
    return program;
}

Program message(const Heard& heard, std::uint32_t at) {
    Program program;
    program.add(load(BPF_B, at));
    program.must_be_one_of(heard.icmpv6_types);
    program.add(pass);
    return program;
}

// Hop-by-hop options as MLD has them, 8 bytes, and ICMPv6.
Program options(const Heard& heard) {
    Program behind;
    behind.add(message(heard, behind_ipv6 + extension_size));
    Program program;
    program.add(load(BPF_H, behind_ipv6));
    program.if_equal(icmpv6 << 8, behind);
    program.add(refuse);
    return program;
}

Program ipv6(const Heard& heard) {
    Program program;
    program.add(load(BPF_B, next_header_at));
    program.if_equal(icmpv6, message(heard, behind_ipv6));
    program.if_equal(hop_by_hop, options(heard));
    program.add(refuse);
    return program;
}

}  // namespace

std::vector<sock_filter> packet_filter(const Heard& heard, const std::vector<std::uint32_t>& interfaces) {
    Program program;
    program.add(load_of_packet(SKF_AD_PKTTYPE));
    program.must_be_one_of(std::vector<std::uint32_t>{PACKET_HOST, PACKET_BROADCAST, PACKET_MULTICAST});
    if (!interfaces.empty() && interfaces.size() <= most_values) {
        program.add(load_of_packet(SKF_AD_IFINDEX));
        program.must_be_one_of(interfaces);
    }
    program.add(load(BPF_H, type_at));
    if (!heard.arp_operations.empty()) program.if_equal(ETH_P_ARP, arp(heard));
    if (!heard.icmpv6_types.empty()) program.if_equal(ETH_P_IPV6, ipv6(heard));
    program.add(refuse);
    return program.take();
}

}  // namespace snet::platform
