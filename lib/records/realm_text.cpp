#include "lib/records/realm_text.hpp"

#include <string>

#include "snet/route.hpp"

namespace snet {

std::optional<std::uint32_t> parse_realms(std::string_view text, const Names& names) {
    const auto slash = text.find('/');
    const auto to = names.parse_realm(slash == text.npos ? text : text.substr(slash + 1));
    if (!to) return std::nullopt;
    if (slash == text.npos) return *to;
    const auto from = names.parse_realm(text.substr(0, slash));
    if (!from) return std::nullopt;
    return std::uint32_t{*from} << 16 | *to;
}

std::string realms_text(std::uint32_t realms, const Names& names) {
    const std::string to = names.realm(static_cast<std::uint16_t>(realms));
    return realms >> 16 == 0 ? to : names.realm(static_cast<std::uint16_t>(realms >> 16)) + '/' + to;
}

Fields route_realm_fields(std::uint32_t realms, const Names& names) {
    Fields fields;
    if (realms >> 16 != 0) fields.push_back({"from", {names.realm(static_cast<std::uint16_t>(realms >> 16))}});
    fields.push_back({"to", {names.realm(static_cast<std::uint16_t>(realms))}});
    return fields;
}

}  // namespace snet
