#include <linux/ioam6.h>
#include <linux/ioam6_iptunnel.h>
#include <linux/lwtunnel.h>
#include <linux/mpls_iptunnel.h>
#include <linux/rpl_iptunnel.h>
#include <linux/seg6_iptunnel.h>
#include <linux/seg6_local.h>

#include "lib/values/hex.hpp"
#include "platform/linux/decode.hpp"
#include "platform/linux/encapsulation_ip.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/kinds/setting.hpp"

namespace snet::platform {

namespace {

using kinds::boolean_value;
using kinds::number_value;
using kinds::text_value;

constexpr std::size_t segment_header = 8;  // of IPv6 routing headers, before the segments
constexpr std::size_t segment_size = 16;

std::string_view word(std::span<const std::string_view> words, std::size_t number, std::string_view otherwise) {
    return number < words.size() && !words[number].empty() ? words[number] : otherwise;
}

// The first `count` addresses, last one first: the order in which a packet visits them.
Value segments(Bytes addresses, std::size_t count) {
    Value::List list;
    for (std::size_t i = std::min(count, addresses.size() / segment_size); i-- > 0;)
        list.push_back(text_value(
            IpAddress::from_bytes(Family::ipv6, addresses.subspan(i * segment_size, segment_size).data()).to_string()));
    return {.data = std::move(list)};
}

// The segment routing header of RFC 8754, with the key of its HMAC if it has one.
void add_segment_routing(Bytes header, Fields& out) {
    constexpr std::size_t length_at = 1;
    constexpr std::size_t last_segment_at = 4;
    constexpr std::size_t flags_at = 5;
    constexpr std::size_t hmac_size = 40;
    constexpr unsigned has_hmac = 1 << 3;
    if (header.size() < segment_header) return;
    out.push_back({"segs", segments(header.subspan(segment_header), header[last_segment_at] + std::size_t{1})});
    if ((header[flags_at] & has_hmac) == 0) return;
    const std::size_t end = (header[length_at] + std::size_t{1}) * 8;
    if (end >= hmac_size && end <= header.size())
        out.push_back({"hmac", text_value(to_hexadecimal(*be32(header.subspan(end - hmac_size + 4, 4))))});
}

void add_mpls(Bytes bytes, Devices&, Fields& out) {
    constexpr std::uint32_t bottom_of_stack = 1 << 8;
    const AttributeTable<MPLS_IPTUNNEL_MAX> attributes(bytes);
    std::string labels;
    for (Bytes rest = attributes[MPLS_IPTUNNEL_DST]; rest.size() >= 4; rest = rest.subspan(4)) {
        const std::uint32_t entry = *be32(rest.first(4));
        labels += (labels.empty() ? "" : "/") + std::to_string(entry >> 12);
        if ((entry & bottom_of_stack) != 0) break;
    }
    if (!labels.empty()) out.push_back({"dst", text_value(std::move(labels))});
    if (const auto ttl = u8(attributes[MPLS_IPTUNNEL_TTL])) out.push_back({"ttl", number_value(*ttl)});
}

void add_seg6(Bytes bytes, Devices&, Fields& out) {
    static constexpr std::string_view modes[] = {"inline", "encap", "l2encap", "encap.red", "l2encap.red"};
    const Bytes tunnel = AttributeTable<SEG6_IPTUNNEL_MAX>(bytes)[SEG6_IPTUNNEL_SRH];
    if (tunnel.size() < sizeof(std::uint32_t)) return;
    const auto mode = *u32(tunnel.first(sizeof(std::uint32_t)));
    out.push_back({"mode", text_value(std::string(word(modes, mode, "<unknown>")))});
    add_segment_routing(tunnel.subspan(sizeof(std::uint32_t)), out);
}

void add_rpl(Bytes bytes, Devices&, Fields& out) {
    constexpr std::size_t segments_left_at = 3;
    const Bytes header = AttributeTable<RPL_IPTUNNEL_MAX>(bytes)[RPL_IPTUNNEL_SRH];
    if (header.size() >= segment_header)
        out.push_back({"segs", segments(header.subspan(segment_header), header[segments_left_at])});
}

// The tunnel's source address is newer than some kernels' headers, which have no name for it.
void add_ioam6(Bytes bytes, Devices&, Fields& out) {
    static constexpr std::string_view modes[] = {"", "inline", "encap", "auto"};
    constexpr std::size_t source = 6;  // IOAM6_IPTUNNEL_SRC
    const AttributeTable<source> attributes(bytes);
    const auto mode = u8(attributes[IOAM6_IPTUNNEL_MODE]);
    const auto trace = structure<ioam6_trace_hdr>(attributes[IOAM6_IPTUNNEL_TRACE]);
    const auto frequency_k = u32(attributes[IOAM6_IPTUNNEL_FREQ_K]);
    const auto frequency_n = u32(attributes[IOAM6_IPTUNNEL_FREQ_N]);
    if (!mode || !trace) return;
    if (frequency_k) out.push_back({"freqk", number_value(*frequency_k)});
    if (frequency_n) out.push_back({"freqn", number_value(*frequency_n)});
    out.push_back({"mode", text_value(std::string(word(modes, *mode, "<unknown>")))});
    if (const auto address = ip_address(Family::ipv6, attributes[source]))
        out.push_back({"tunsrc", text_value(address->to_string())});
    if (const auto address = ip_address(Family::ipv6, attributes[IOAM6_IPTUNNEL_DST]))
        out.push_back({"tundst", text_value(address->to_string())});
    const Bytes header = attributes[IOAM6_IPTUNNEL_TRACE];
    out.push_back({"trace", boolean_value(true)});
    out.push_back({"prealloc", boolean_value(true)});
    out.push_back({"type", text_value(hex_text(*be32(header.subspan(4, 4)) >> 8))});
    out.push_back({"ns", number_value(*be16(header.first(2)))});
    out.push_back({"size", number_value(static_cast<std::uint32_t>(trace->remlen * 4))});
}

Value program(Bytes bytes) {
    const auto name = string(AttributeTable<LWT_BPF_PROG_MAX>(bytes)[LWT_BPF_PROG_NAME]);
    return text_value(std::string(name.empty() ? "<unknown>" : name));
}

void add_bpf(Bytes bytes, Devices&, Fields& out) {
    const AttributeTable<LWT_BPF_MAX> attributes(bytes);
    if (attributes.has(LWT_BPF_IN)) out.push_back({"in", program(attributes[LWT_BPF_IN])});
    if (attributes.has(LWT_BPF_OUT)) out.push_back({"out", program(attributes[LWT_BPF_OUT])});
    if (attributes.has(LWT_BPF_XMIT)) out.push_back({"xmit", program(attributes[LWT_BPF_XMIT])});
    if (const auto room = u32(attributes[LWT_BPF_XMIT_HEADROOM])) out.push_back({"headroom", number_value(*room)});
}

void add_flavors(Bytes bytes, Fields& out) {
    static constexpr std::string_view names[] = {"", "psp", "usp", "usd", "next-csid"};
    const AttributeTable<SEG6_LOCAL_FLV_MAX> attributes(bytes);
    if (const auto flavors = u32(attributes[SEG6_LOCAL_FLV_OPERATION])) {
        Value::List list;
        for (unsigned bit = 1; bit < std::size(names); ++bit)
            if ((*flavors >> bit & 1) != 0) list.push_back(text_value(std::string(names[bit])));
        out.push_back({"flavors", {.data = std::move(list)}});
    }
    if (const auto bits = u8(attributes[SEG6_LOCAL_FLV_LCBLOCK_BITS])) out.push_back({"lblen", number_value(*bits)});
    if (const auto bits = u8(attributes[SEG6_LOCAL_FLV_LCNODE_FN_BITS])) out.push_back({"nflen", number_value(*bits)});
}

void add_seg6_local(Bytes bytes, Devices& devices, Fields& out) {
    static constexpr std::string_view actions[] = {
        "",       "End",           "End.X",  "End.T", "End.DX2", "End.DX6", "End.DX4", "End.DT6", "End.DT4",
        "End.B6", "End.B6.Encaps", "End.BM", "End.S", "End.AS",  "End.AM",  "End.BPF", "End.DT46"};
    const AttributeTable<SEG6_LOCAL_MAX> attributes(bytes);
    const auto action = u32(attributes[SEG6_LOCAL_ACTION]);
    if (!action) return;
    out.push_back({"action", text_value(std::string(word(actions, *action, "<unknown>")))});
    if (attributes.has(SEG6_LOCAL_SRH)) {
        Fields header;
        add_segment_routing(attributes[SEG6_LOCAL_SRH], header);
        out.push_back({"srh", {.data = std::move(header)}});
    }
    if (const auto table = u32(attributes[SEG6_LOCAL_TABLE])) out.push_back({"table", number_value(*table)});
    if (const auto table = u32(attributes[SEG6_LOCAL_VRFTABLE])) out.push_back({"vrftable", number_value(*table)});
    if (const auto address = ip_address(Family::ipv4, attributes[SEG6_LOCAL_NH4]))
        out.push_back({"nh4", text_value(address->to_string())});
    if (const auto address = ip_address(Family::ipv6, attributes[SEG6_LOCAL_NH6]))
        out.push_back({"nh6", text_value(address->to_string())});
    if (const auto index = u32(attributes[SEG6_LOCAL_IIF])) out.push_back({"iif", text_value(devices.name(*index))});
    if (const auto index = u32(attributes[SEG6_LOCAL_OIF])) out.push_back({"oif", text_value(devices.name(*index))});
    if (attributes.has(SEG6_LOCAL_BPF)) out.push_back({"endpoint", program(attributes[SEG6_LOCAL_BPF])});
    if (attributes.has(SEG6_LOCAL_FLAVORS)) add_flavors(attributes[SEG6_LOCAL_FLAVORS], out);
}

void add_xfrm(Bytes bytes, Devices& devices, Fields& out) {
    const AttributeTable<LWT_XFRM_MAX> attributes(bytes);
    if (const auto id = u32(attributes[LWT_XFRM_IF_ID])) out.push_back({"if_id", number_value(*id)});
    if (const auto index = u32(attributes[LWT_XFRM_LINK]))
        out.push_back({"link_dev", text_value(devices.name(*index))});
}

void add_ip4(Bytes bytes, Devices&, Fields& out) {
    add_ip_tunnel(Family::ipv4, bytes, out);
}

void add_ip6(Bytes bytes, Devices&, Fields& out) {
    add_ip_tunnel(Family::ipv6, bytes, out);
}

// By LWTUNNEL_ENCAP_*. The settings of "ila" are not read.
struct Type {
    std::string_view name;
    void (*add)(Bytes bytes, Devices& devices, Fields& out);
};
constexpr Type types[] = {
    {"", nullptr},    {"mpls", add_mpls},   {"ip", add_ip4},    {"ila", nullptr},
    {"ip6", add_ip6}, {"seg6", add_seg6},   {"bpf", add_bpf},   {"seg6local", add_seg6_local},
    {"rpl", add_rpl}, {"ioam6", add_ioam6}, {"xfrm", add_xfrm},
};

}  // namespace

std::shared_ptr<const Encapsulation> decode_encapsulation(std::uint16_t type, Bytes payload, Devices& devices) {
    if (type == LWTUNNEL_ENCAP_NONE) return nullptr;
    auto encapsulation = std::make_shared<Encapsulation>();
    encapsulation->type = type < std::size(types) ? types[type].name : "unknown";
    if (type < std::size(types) && types[type].add != nullptr) types[type].add(payload, devices, encapsulation->fields);
    return encapsulation;
}

}  // namespace snet::platform
