#include <algorithm>
#include <array>

#include "lib/values/ascii_case.hpp"
#include "lib/values/number_text.hpp"
#include "snet/rule.hpp"

namespace snet {

namespace {

struct Protocol {
    std::uint8_t number;
    std::string_view name;
};

// IANA's numbers under the names that /etc/protocols has for them on Debian.
constexpr Protocol protocols[] = {
    {0, "ip"},
    {1, "icmp"},
    {2, "igmp"},
    {3, "ggp"},
    {4, "ipencap"},
    {5, "st"},
    {6, "tcp"},
    {8, "egp"},
    {9, "igp"},
    {12, "pup"},
    {17, "udp"},
    {20, "hmp"},
    {22, "xns-idp"},
    {27, "rdp"},
    {29, "iso-tp4"},
    {33, "dccp"},
    {36, "xtp"},
    {37, "ddp"},
    {38, "idpr-cmtp"},
    {41, "ipv6"},
    {43, "ipv6-route"},
    {44, "ipv6-frag"},
    {45, "idrp"},
    {46, "rsvp"},
    {47, "gre"},
    {50, "esp"},
    {51, "ah"},
    {57, "skip"},
    {58, "ipv6-icmp"},
    {59, "ipv6-nonxt"},
    {60, "ipv6-opts"},
    {73, "rspf"},
    {81, "vmtp"},
    {88, "eigrp"},
    {89, "ospf"},
    {93, "ax.25"},
    {94, "ipip"},
    {97, "etherip"},
    {98, "encap"},
    {103, "pim"},
    {108, "ipcomp"},
    {112, "vrrp"},
    {115, "l2tp"},
    {124, "isis"},
    {132, "sctp"},
    {133, "fc"},
    {135, "mobility-header"},
    {136, "udplite"},
    {137, "mpls-in-ip"},
    {138, "manet"},
    {139, "hip"},
    {140, "shim6"},
    {141, "wesp"},
    {142, "rohc"},
    {143, "ethernet"},
};

constexpr std::string_view nameless = "ipproto-";

}  // namespace

std::string ip_protocol_name(std::uint8_t protocol, const Names& names) {
    const auto found = std::ranges::find(protocols, protocol, &Protocol::number);
    if (names.numeric() || found == std::end(protocols)) return std::string(nameless) + std::to_string(protocol);
    return std::string(found->name);
}

std::optional<std::uint8_t> parse_ip_protocol(std::string_view text) {
    const std::string name = in_lower_case(text);
    const auto found = std::ranges::find(protocols, std::string_view(name), &Protocol::name);
    if (found != std::end(protocols)) return found->number;
    if (name == "icmpv6") return std::uint8_t{58};
    if (text.starts_with(nameless)) text.remove_prefix(nameless.size());
    const auto number = parse_digits(text, 10, 255);
    if (!number) return std::nullopt;
    return static_cast<std::uint8_t>(*number);
}

}  // namespace snet
