#include "lib/records/encapsulation_words.hpp"

#include <algorithm>
#include <iterator>

#include "lib/values/number_text.hpp"

namespace snet {

namespace {

using enum EncapKind;

constexpr EncapWord mpls[] = {{"", "dst", labels}, {"ttl", "ttl", number, max8}};

constexpr EncapWord ip[] = {
    {"id", "id", number, max64, "0"},
    {"src", "src", ipv4, 0, "0.0.0.0"},
    {"dst", "dst", ipv4, 0, "0.0.0.0"},
    {"ttl", "ttl", number, max8, "0"},
    {"tos", "tos", number, max8, "0"},
    {"key", "key", flag},
    {"csum", "csum", flag},
    {"seq", "seq", flag},
    {"geneve_opts", "geneve_opts", geneve},
    {"vxlan_opts", "vxlan_opts", vxlan},
    {"erspan_opts", "erspan_opts", erspan},
};

constexpr EncapWord ip6[] = {
    {"id", "id", number, max64, "0"},
    {"src", "src", ipv6, 0, "::"},
    {"dst", "dst", ipv6, 0, "::"},
    {"hoplimit", "hoplimit", number, max8, "0"},
    {"tc", "tc", number, max8, "0"},
    {"key", "key", flag},
    {"csum", "csum", flag},
    {"seq", "seq", flag},
    {"geneve_opts", "geneve_opts", geneve},
    {"vxlan_opts", "vxlan_opts", vxlan},
    {"erspan_opts", "erspan_opts", erspan},
};

constexpr EncapWord bpf[] = {
    {"in", "in", program},
    {"out", "out", program},
    {"xmit", "xmit", program},
    {"headroom", "headroom", headroom, max32},
};

constexpr EncapWord seg6[] = {
    {"mode", "mode", text}, {"tunsrc", "tunsrc", ipv6},  {"segs", "segs", segments},
    {"hmac", "hmac", key},  {"lookup", "lookup", table},
};

constexpr EncapWord seg6local[] = {
    {"action", "action", text},
    {"segs", "srh", header},
    {"table", "table", table},
    {"vrftable", "vrftable", table},
    {"nh4", "nh4", ipv4},
    {"nh6", "nh6", ipv6},
    {"iif", "iif", text},
    {"oif", "oif", text},
    {"endpoint", "endpoint", program},
    {"count", "count", flag},
    {"flavors", "flavors", list},
    {"lblen", "lblen", number, max8},
    {"nflen", "nflen", number, max8},
};

constexpr EncapWord rpl[] = {{"segs", "segs", segments}};

constexpr EncapWord ioam6[] = {
    {"freq", "freqk", frequency},  {"mode", "mode", text},      {"tunsrc", "tunsrc", ipv6},
    {"tundst", "tundst", ipv6},    {"trace", "trace", flag},    {"prealloc", "prealloc", flag},
    {"type", "type", bits, max32}, {"ns", "ns", number, max16}, {"size", "size", number, max16},
};

constexpr EncapWord xfrm[] = {{"if_id", "if_id", number, max32}, {"link_dev", "link_dev", text}};

constexpr EncapType types[] = {
    {"mpls", mpls},           {"ip", ip},   {"ip6", ip6},     {"bpf", bpf},   {"seg6", seg6},
    {"seg6local", seg6local}, {"rpl", rpl}, {"ioam6", ioam6}, {"xfrm", xfrm},
};

}  // namespace

const EncapType* find_encapsulation(std::string_view name) {
    const auto found = std::ranges::find(types, name, &EncapType::name);
    return found == std::end(types) ? nullptr : found;
}

}  // namespace snet
