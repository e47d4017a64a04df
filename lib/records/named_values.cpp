#include "lib/records/named_values.hpp"

#include <optional>

#include "lib/records/name_text.hpp"
#include "lib/records/realm_text.hpp"

namespace snet {

Result<std::string> read_device(WordReader& words) {
    return words.value_if("the name of an interface", [](std::string_view word) {
        return is_device_word(word) ? std::optional(std::string(word)) : std::nullopt;
    });
}

Result<std::uint32_t> read_table(WordReader& words, const Names& names) {
    return words.value_by("a table", [&](std::string_view word) { return names.parse_table(word); });
}

Result<std::uint8_t> read_protocol(WordReader& words, const Names& names) {
    return words.value_by("a protocol", [&](std::string_view word) { return names.parse_protocol(word); });
}

Result<std::uint8_t> read_scope(WordReader& words, const Names& names) {
    return words.value_by("a scope", [&](std::string_view word) { return names.parse_scope(word); });
}

Result<std::uint8_t> read_dsfield(WordReader& words, const Names& names) {
    return words.value_by("a tos", [&](std::string_view word) { return names.parse_dsfield(word); });
}

Result<std::uint32_t> read_group(WordReader& words, const Names& names) {
    return words.value_by("an interface group", [&](std::string_view word) { return names.parse_group(word); });
}

Result<std::uint32_t> read_realms(WordReader& words, const Names& names) {
    return words.value_if("realms [FROM/]TO", [&](std::string_view word) { return parse_realms(word, names); });
}

Result<GatewayWords> read_gateway(WordReader& words) {
    const bool is_inet = words.accept("inet");
    const bool is_inet6 = !is_inet && words.accept("inet6");
    const auto gateway = words.value_by("a gateway", IpAddress::parse);
    if (!gateway) return std::unexpected(gateway.error());
    if (is_inet && !gateway->is_ipv4()) return words.fail_expecting("an IPv4 address after inet");
    if (is_inet6 && !gateway->is_ipv6()) return words.fail_expecting("an IPv6 address after inet6");
    return GatewayWords{*gateway, is_inet || is_inet6};
}

}  // namespace snet
