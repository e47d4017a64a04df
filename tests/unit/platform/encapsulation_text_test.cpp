#include <doctest/doctest.h>
#include <linux/ioam6.h>
#include <linux/ioam6_iptunnel.h>
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>
#include <linux/rpl_iptunnel.h>
#include <linux/seg6_iptunnel.h>
#include <linux/seg6_local.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "platform/linux/decode.hpp"
#include "tests/unit/platform/message.hpp"

// What is decoded is printed as `ip route` prints it and reads back equal. Several of these the kernel of a developer
// does not have, or does not survive (options of geneve, vxlan and erspan on some), so the messages are made here.

using namespace snet;
using namespace snet::platform;
using snet::test::MessageBuilder;
using Buffer = std::vector<std::uint8_t>;

namespace {

constexpr std::uint8_t next_header = 41;

void append(Buffer& out, std::string_view address) {
    const IpAddress parsed = *IpAddress::parse(address);
    const auto bytes = parsed.bytes();
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Buffer address(std::string_view text) {
    Buffer out;
    append(out, text);
    return out;
}

MessageBuilder& add(MessageBuilder& to, std::uint16_t type, const Buffer& bytes) {
    return to.bytes(type, bytes.data(), bytes.size());
}

/// RFC 8754, with segments 2001::2 and, first to be visited, 2001::1; then an HMAC with the key 0x1f.
Buffer segment_header(bool has_hmac) {
    Buffer out = {next_header, static_cast<std::uint8_t>(has_hmac ? 9 : 4), 4, 1,
                  1,           static_cast<std::uint8_t>(has_hmac ? 8 : 0), 0, 0};
    append(out, "2001::2");
    append(out, "2001::1");
    if (!has_hmac) return out;
    const Buffer key = {5, 38, 0, 0, 0, 0, 0, 0x1f};
    out.insert(out.end(), key.begin(), key.end());
    out.resize(out.size() + 32);
    return out;
}

MessageBuilder mpls() {
    return MessageBuilder()
        .address(MPLS_IPTUNNEL_DST, {0, 6, 0x40, 0, 0, 0x0c, 0x81, 0})
        .number(MPLS_IPTUNNEL_TTL, std::uint8_t{5});
}

MessageBuilder tunnel(std::string_view source, std::string_view destination) {
    MessageBuilder out;
    out.address(LWTUNNEL_IP_ID, {0, 0, 0, 0, 0, 0, 1, 0});
    add(out, LWTUNNEL_IP_SRC, address(source));
    add(out, LWTUNNEL_IP_DST, address(destination));
    out.number(LWTUNNEL_IP_TTL, std::uint8_t{64}).number(LWTUNNEL_IP_TOS, std::uint8_t{0});
    return out.address(LWTUNNEL_IP_FLAGS, {0, 0x04});
}

MessageBuilder geneve() {
    const MessageBuilder options = MessageBuilder()
                                       .address(LWTUNNEL_IP_OPT_GENEVE_CLASS, {1, 2})
                                       .number(LWTUNNEL_IP_OPT_GENEVE_TYPE, std::uint8_t{128})
                                       .address(LWTUNNEL_IP_OPT_GENEVE_DATA, {0x0a, 0xbc, 0, 1})
                                       .address(LWTUNNEL_IP_OPT_GENEVE_CLASS, {0, 9})
                                       .number(LWTUNNEL_IP_OPT_GENEVE_TYPE, std::uint8_t{1})
                                       .address(LWTUNNEL_IP_OPT_GENEVE_DATA, {1, 2, 3, 4});
    return tunnel("0.0.0.0", "1.2.3.4").nest(LWTUNNEL_IP_OPTS, MessageBuilder().nest(LWTUNNEL_IP_OPTS_GENEVE, options));
}

MessageBuilder vxlan() {
    const MessageBuilder options = MessageBuilder().number(LWTUNNEL_IP_OPT_VXLAN_GBP, std::uint32_t{7});
    return tunnel("::", "2001:db8::9").nest(LWTUNNEL_IP6_OPTS, MessageBuilder().nest(LWTUNNEL_IP_OPTS_VXLAN, options));
}

MessageBuilder erspan() {
    const MessageBuilder options = MessageBuilder()
                                       .number(LWTUNNEL_IP_OPT_ERSPAN_VER, std::uint8_t{2})
                                       .number(LWTUNNEL_IP_OPT_ERSPAN_DIR, std::uint8_t{1})
                                       .number(LWTUNNEL_IP_OPT_ERSPAN_HWID, std::uint8_t{17});
    return tunnel("10.0.0.1", "10.0.0.2")
        .nest(LWTUNNEL_IP_OPTS, MessageBuilder().nest(LWTUNNEL_IP_OPTS_ERSPAN, options));
}

MessageBuilder seg6(std::uint8_t mode, bool has_hmac) {
    Buffer tunnel = {mode, 0, 0, 0};
    const Buffer header = segment_header(has_hmac);
    tunnel.insert(tunnel.end(), header.begin(), header.end());
    MessageBuilder out;
    return add(out, SEG6_IPTUNNEL_SRH, tunnel);
}

MessageBuilder seg6_local() {
    MessageBuilder out;
    out.number(SEG6_LOCAL_ACTION, std::uint32_t{SEG6_LOCAL_ACTION_END_B6_ENCAP});
    add(out, SEG6_LOCAL_SRH, segment_header(true));
    out.number(SEG6_LOCAL_TABLE, std::uint32_t{254}).number(SEG6_LOCAL_VRFTABLE, std::uint32_t{100});
    add(out, SEG6_LOCAL_NH4, address("10.0.0.1"));
    add(out, SEG6_LOCAL_NH6, address("fe80::1"));
    out.number(SEG6_LOCAL_IIF, std::uint32_t{2}).number(SEG6_LOCAL_OIF, std::uint32_t{2});
    out.nest(SEG6_LOCAL_BPF, MessageBuilder().bytes(LWT_BPF_PROG_NAME, "prog", 5));
    return out.nest(SEG6_LOCAL_FLAVORS, MessageBuilder().number(SEG6_LOCAL_FLV_OPERATION, std::uint32_t{0x0a}));
}

MessageBuilder bpf() {
    return MessageBuilder()
        .nest(LWT_BPF_IN, MessageBuilder().bytes(LWT_BPF_PROG_NAME, "first", 6))
        .nest(LWT_BPF_OUT, MessageBuilder())
        .nest(LWT_BPF_XMIT, MessageBuilder().bytes(LWT_BPF_PROG_NAME, "last", 5))
        .number(LWT_BPF_XMIT_HEADROOM, std::uint32_t{20});
}

MessageBuilder rpl() {
    Buffer header = {next_header, 4, 3, 2, 0, 0, 0, 0};
    append(header, "2001::2");
    append(header, "2001::1");
    MessageBuilder out;
    return add(out, RPL_IPTUNNEL_SRH, header);
}

MessageBuilder ioam6(std::uint8_t first_type_bits) {
    ioam6_trace_hdr trace{};
    trace.remlen = 3;
    Buffer header(sizeof trace);
    std::memcpy(header.data(), &trace, sizeof trace);
    header[1] = 1;  // the namespace
    header[4] = first_type_bits;
    MessageBuilder out;
    out.number(IOAM6_IPTUNNEL_FREQ_K, std::uint32_t{1}).number(IOAM6_IPTUNNEL_FREQ_N, std::uint32_t{3});
    out.number(IOAM6_IPTUNNEL_MODE, std::uint8_t{IOAM6_IPTUNNEL_MODE_ENCAP});
    add(out, IOAM6_IPTUNNEL_DST, address("2001:db8::9"));
    return add(out, IOAM6_IPTUNNEL_TRACE, header);
}

MessageBuilder xfrm() {
    return MessageBuilder().number(LWT_XFRM_IF_ID, std::uint32_t{5}).number(LWT_XFRM_LINK, std::uint32_t{2});
}

struct Case {
    std::uint16_t type;
    MessageBuilder message;
    const char* text;
};

std::vector<Case> cases() {
    return {
        {LWTUNNEL_ENCAP_MPLS, mpls(), "mpls  100/200 ttl 5"},
        {LWTUNNEL_ENCAP_IP, geneve(),
         "ip id 256 src 0.0.0.0 dst 1.2.3.4 ttl 64 tos 0 key \\\tgeneve_opts 258:128:0abc0001,9:1:01020304"},
        {LWTUNNEL_ENCAP_IP6, vxlan(), "ip6 id 256 src :: dst 2001:db8::9 hoplimit 64 tc 0 key \\\tvxlan_opts 7"},
        {LWTUNNEL_ENCAP_IP, erspan(), "ip id 256 src 10.0.0.1 dst 10.0.0.2 ttl 64 tos 0 key \\\terspan_opts 2:0:1:17"},
        {LWTUNNEL_ENCAP_SEG6, seg6(1, false), "seg6 mode encap segs 2 [ 2001::1 2001::2 ]"},
        {LWTUNNEL_ENCAP_SEG6, seg6(0, true), "seg6 mode inline segs 2 [ 2001::1 2001::2 ] hmac 1F"},
        {LWTUNNEL_ENCAP_SEG6_LOCAL, seg6_local(),
         "seg6local action End.B6.Encaps segs 2 [ 2001::1 2001::2 ] hmac 1F table main vrftable 100 nh4 10.0.0.1 "
         "nh6 fe80::1 iif v0 oif v0 endpoint prog flavors psp,usd"},
        {LWTUNNEL_ENCAP_BPF, bpf(), "bpf in first out xmit last  20"},
        {LWTUNNEL_ENCAP_RPL, rpl(), "rpl segs 2 [ 2001::1 2001::2 ]"},
        {LWTUNNEL_ENCAP_IOAM6, ioam6(0x80),
         "ioam6 freq 1/3 mode encap tundst 2001:db8::9 trace prealloc type 0x800000 ns 1 size 12"},
        {LWTUNNEL_ENCAP_IOAM6, ioam6(0),
         "ioam6 freq 1/3 mode encap tundst 2001:db8::9 trace prealloc type 0x000000 ns 1 size 12"},
        {LWTUNNEL_ENCAP_XFRM, xfrm(), "xfrm if_id 5 link_dev v0"},
        {LWTUNNEL_ENCAP_ILA, MessageBuilder(), "ila"},
        {999, MessageBuilder(), "unknown"},
    };
}

}  // namespace

TEST_CASE("an encapsulation is printed in ip's words and reads back equal") {
    const Names names;
    Devices devices;
    devices.add(2, "v0");
    for (const Case& each : cases()) {
        CAPTURE(each.text);
        Route route;
        route.next_hops.push_back({.device = "v0"});
        route.next_hops[0].encapsulation = decode_encapsulation(each.type, each.message.data(), devices);
        const std::string text = route.to_string(names);
        CHECK(text == "default  encap " + std::string(each.text) + " dev v0");
        const auto again = Route::parse(text, Family::ipv4, names);
        REQUIRE(again);
        CHECK(*again == route);
    }
}
