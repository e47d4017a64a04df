#include <algorithm>
#include <utility>

#include "platform/linux/kinds/setting.hpp"
#include "snet/ip_address.hpp"

namespace snet::platform::kinds {
namespace {

// linux/if_ether.h in iproute2's words; where it has two, the one that it prints.
constexpr std::pair<std::uint16_t, std::string_view> ethertypes[] = {
    {0x0001, "802_3"},   {0x0002, "ax25"},     {0x0003, "all"},     {0x0004, "802_2"},     {0x0005, "snap"},
    {0x0006, "ddcmp"},   {0x0007, "wan_ppp"},  {0x0008, "ppp_mp"},  {0x0009, "localtalk"}, {0x000c, "can"},
    {0x0010, "ppptalk"}, {0x0011, "tr_802_2"}, {0x0015, "mobitex"}, {0x0016, "control"},   {0x0017, "irda"},
    {0x0018, "econet"},  {0x0060, "loop"},     {0x0200, "pup"},     {0x0201, "pupat"},     {0x0800, "ip"},
    {0x0805, "x25"},     {0x0806, "arp"},      {0x08ff, "bpq"},     {0x0a00, "ieeepup"},   {0x0a01, "ieeepupat"},
    {0x6000, "dec"},     {0x6001, "dna_dl"},   {0x6002, "dna_rc"},  {0x6003, "dna_rt"},    {0x6004, "lat"},
    {0x6005, "diag"},    {0x6006, "cust"},     {0x6007, "sca"},     {0x6558, "teb"},       {0x8035, "rarp"},
    {0x809b, "atalk"},   {0x80f3, "aarp"},     {0x8100, "802.1Q"},  {0x8137, "ipx"},       {0x86dd, "ipv6"},
    {0x8847, "mpls_uc"}, {0x8848, "mpls_mc"},  {0x884c, "atmmpoa"}, {0x8863, "ppp_disc"},  {0x8864, "ppp_ses"},
    {0x8884, "atmfate"}, {0x8892, "profinet"}, {0x88a2, "aoe"},     {0x88a4, "ethercat"},  {0x88a8, "802.1ad"},
    {0x88ca, "tipc"},    {0x88cc, "LLDP"},
};

}  // namespace

Fields decode_settings(std::span<const Setting> settings, const LinkAttributes& attributes) {
    Fields fields;
    for (const Setting& setting : settings)
        if (auto value = setting.form(attributes, setting))
            fields.push_back({std::string(setting.key), std::move(*value)});
    return fields;
}

std::string octets(Bytes bytes, bool colons) {
    std::string text;
    text.reserve(bytes.size() * 3);
    for (const std::uint8_t byte : bytes) {
        if (colons && !text.empty()) text += ':';
        text += hex_text(byte, 2);
    }
    return text;
}

std::string ethertype_name(std::uint16_t ethertype) {
    const auto* const found =
        std::ranges::lower_bound(ethertypes, ethertype, {}, [](const auto& entry) { return entry.first; });
    if (found != std::end(ethertypes) && found->first == ethertype) return std::string(found->second);
    return "[" + std::to_string(ethertype) + "]";
}

Value::List bit_words(std::uint32_t bits, std::span<const BitWord> words) {
    Value::List list;
    for (const auto& [bit, word] : words) {
        if ((bits & bit) == 0) continue;
        list.push_back(text_value(std::string(word)));
        bits &= ~bit;
    }
    if (bits != 0) list.push_back(text_value(hex_text(bits)));
    return list;
}

std::optional<Value> port(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = be16(attributes[setting.attribute]);
    return value ? std::optional(number_value(*value)) : std::nullopt;
}

std::optional<Value> boolean(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = u8(attributes[setting.attribute]);
    return value ? std::optional(boolean_value(*value != 0)) : std::nullopt;
}

std::optional<Value> only_true(const LinkAttributes& attributes, const Setting& setting) {
    return u8(attributes[setting.attribute]).value_or(0) != 0 ? std::optional(boolean_value(true)) : std::nullopt;
}

std::optional<Value> present(const LinkAttributes& attributes, const Setting& setting) {
    return attributes.has(setting.attribute) ? std::optional(boolean_value(true)) : std::nullopt;
}

std::optional<Value> centiseconds(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = u64(attributes[setting.attribute]);
    if (!value) return std::nullopt;
    return Value{.data = static_cast<double>(*value) / 100};
}

std::optional<Value> ethertype(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = be16(attributes[setting.attribute]);
    return value ? std::optional(text_value(ethertype_name(*value))) : std::nullopt;
}

std::optional<Value> mac(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes bytes = attributes[setting.attribute];
    return bytes.empty() ? std::nullopt : std::optional(text_value(octets(bytes, true)));
}

std::optional<Value> hex_string(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes bytes = attributes[setting.attribute];
    return bytes.empty() ? std::nullopt : std::optional(text_value(octets(bytes, false)));
}

std::optional<Value> text(const LinkAttributes& attributes, const Setting& setting) {
    const Bytes bytes = attributes[setting.attribute];
    return bytes.empty() ? std::nullopt : std::optional(text_value(std::string(string(bytes))));
}

std::optional<Value> address(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = ip_address(attributes[setting.attribute]);
    return value ? std::optional(text_value(value->to_string())) : std::nullopt;
}

std::optional<Value> specified_address(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = ip_address(attributes[setting.attribute]);
    return value && !value->is_unspecified() ? std::optional(text_value(value->to_string())) : std::nullopt;
}

std::optional<Value> endpoint(const LinkAttributes& attributes, const Setting& setting) {
    auto value = specified_address(attributes, setting);
    return value ? std::move(value) : std::optional(text_value("any"));
}

std::optional<Value> flow_label(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = be32(attributes[setting.attribute]);
    return value && *value != 0 ? std::optional(text_value(to_hexadecimal(*value))) : std::nullopt;
}

std::optional<Value> device(const LinkAttributes& attributes, const Setting& setting) {
    return whole<std::uint32_t>(attributes, setting);
}

std::optional<Value> optional_device(const LinkAttributes& attributes, const Setting& setting) {
    return nonzero<std::uint32_t>(attributes, setting);
}

}  // namespace snet::platform::kinds
