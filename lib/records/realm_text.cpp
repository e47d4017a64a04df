#include "lib/records/realm_text.hpp"

#include <string>

#include "lib/records/number_text.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

// The only realm that iproute2 ships a name for.
constexpr std::string_view name_of_zero = "cosmos";

std::string realm_name(std::uint32_t realm, const Names& names) {
    return realm == 0 && !names.numeric() ? std::string(name_of_zero) : std::to_string(realm);
}

std::optional<std::uint32_t> parse_realm(std::string_view text) {
    if (text == name_of_zero) return 0;
    const auto number = parse_number(text, 0xffff);
    if (!number) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

}  // namespace

std::optional<std::uint32_t> parse_realms(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return parse_realm(text);
    const auto from = parse_realm(text.substr(0, slash));
    const auto to = parse_realm(text.substr(slash + 1));
    if (!from || !to) return std::nullopt;
    return *from << 16 | *to;
}

std::string realms_text(std::uint32_t realms, const Names& names) {
    const std::string to = realm_name(realms & 0xffff, names);
    return realms >> 16 == 0 ? to : realm_name(realms >> 16, names) + '/' + to;
}

Fields route_realm_fields(std::uint32_t realms, const Names& names) {
    Fields fields;
    if (realms >> 16 != 0) fields.push_back({"from", {realm_name(realms >> 16, names)}});
    fields.push_back({"to", {realm_name(realms & 0xffff, names)}});
    return fields;
}

}  // namespace snet
