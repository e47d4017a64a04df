#include "lib/stack/subject.hpp"

#include <algorithm>

#include "lib/values/number_text.hpp"

namespace snet {

void join(std::vector<Interface>& interfaces, std::vector<InterfaceAddress>&& addresses) {
    std::ranges::sort(interfaces, {}, &Interface::index);
    for (InterfaceAddress& address : addresses) {
        const auto home = std::ranges::lower_bound(interfaces, address.index, {}, &Interface::index);
        if (home != interfaces.end() && home->index == address.index) home->addresses.push_back(std::move(address));
    }
}

std::optional<std::uint32_t> index_of(std::string_view text) {
    if (text.starts_with('0')) return std::nullopt;
    const auto index = parse_digits(text, 10, max32);
    return index ? std::optional(static_cast<std::uint32_t>(*index)) : std::nullopt;
}

std::optional<OwnAddress> OwnAddress::parse(std::string_view text) {
    if (const auto mac = MacAddress::parse(text)) return OwnAddress(*mac);
    if (auto ip = ZonedAddress::parse(text)) return OwnAddress(std::move(*ip));
    return std::nullopt;
}

bool OwnAddress::is_of(const Interface& interface) const {
    if (const auto* mac = std::get_if<MacAddress>(&address_)) return interface.mac() == *mac;
    const auto& [ip, zone] = std::get<ZonedAddress>(address_);
    if (!zone.empty() && zone != interface.name && zone != std::to_string(interface.index)) return false;
    return std::ranges::any_of(interface.addresses, [&](const InterfaceAddress& one) { return one.local == ip; });
}

Error no_such_interface(std::string_view subject) {
    const std::string text(subject);
    if (const auto at = text.find('@'); at != std::string::npos && at != 0)
        return {ErrorKind::invalid, text + ": an interface's name ends before the @; " + text.substr(0, at) + "?"};
    if (text.empty()) return {ErrorKind::invalid, "the name of an interface is empty"};
    return {ErrorKind::not_found, text + ": no such interface"};
}

}  // namespace snet
