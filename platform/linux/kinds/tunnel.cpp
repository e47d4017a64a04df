#include "platform/linux/kinds/tunnel.hpp"

namespace snet::platform::kinds {
namespace {

constexpr std::string_view types[] = {"none", "fou", "gue"};

}  // namespace

std::optional<Value> udp_encapsulation(const LinkAttributes& attributes, std::uint16_t type, std::uint16_t flags,
                                       std::uint16_t source_port, std::uint16_t destination_port) {
    const auto kind = u16(attributes[type]).value_or(TUNNEL_ENCAP_NONE);
    if (kind == TUNNEL_ENCAP_NONE) return std::nullopt;
    const auto bits = u16(attributes[flags]).value_or(0);
    Fields fields;
    if (kind < std::size(types)) fields.push_back({"type", text_value(std::string(types[kind]))});
    fields.push_back({"sport", number_value(be16(attributes[source_port]).value_or(0))});
    fields.push_back({"dport", number_value(be16(attributes[destination_port]).value_or(0))});
    fields.push_back({"csum", boolean_value((bits & TUNNEL_ENCAP_FLAG_CSUM) != 0)});
    fields.push_back({"csum6", boolean_value((bits & TUNNEL_ENCAP_FLAG_CSUM6) != 0)});
    fields.push_back({"remcsum", boolean_value((bits & TUNNEL_ENCAP_FLAG_REMCSUM) != 0)});
    return Value{.data = std::move(fields)};
}

std::optional<Value> traffic_class_text(Bytes flow_information) {
    const auto bits = be32(flow_information);
    return bits ? std::optional(text_value(to_hexadecimal(*bits >> 20 & 0xff, 2))) : std::nullopt;
}

std::optional<Value> flow_label_text(Bytes flow_information) {
    const auto bits = be32(flow_information);
    return bits ? std::optional(text_value(to_hexadecimal(*bits & 0xfffff, 5))) : std::nullopt;
}

}  // namespace snet::platform::kinds
