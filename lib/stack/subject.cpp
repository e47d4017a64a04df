#include "lib/stack/subject.hpp"

#include <algorithm>
#include <charconv>

namespace snet {

namespace {

template <class Test>
const Interface* first(std::span<const Interface> interfaces, Test test) {
    const auto found = std::ranges::find_if(interfaces, test);
    return found == interfaces.end() ? nullptr : &*found;
}

}  // namespace

void join(std::vector<Interface>& interfaces, std::vector<InterfaceAddress>&& addresses) {
    std::ranges::sort(interfaces, {}, &Interface::index);
    for (InterfaceAddress& address : addresses) {
        const auto home = std::ranges::lower_bound(interfaces, address.index, {}, &Interface::index);
        if (home != interfaces.end() && home->index == address.index) home->addresses.push_back(std::move(address));
    }
}

std::optional<std::uint32_t> index_of(std::string_view text) {
    if (text.starts_with('0')) return std::nullopt;
    std::uint32_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(index) : std::nullopt;
}

const Interface* find_by_address(std::span<const Interface> interfaces, std::string_view subject) {
    if (const auto mac = MacAddress::parse(subject))
        return first(interfaces, [&](const Interface& one) { return one.mac() == *mac; });
    const auto ip = ZonedAddress::parse(subject);
    if (!ip) return nullptr;
    return first(interfaces, [&](const Interface& one) {
        if (!ip->zone.empty() && ip->zone != one.name && ip->zone != std::to_string(one.index)) return false;
        return std::ranges::any_of(one.addresses, [&](const InterfaceAddress& a) { return a.local == ip->address; });
    });
}

Error no_such_interface(std::string_view subject) {
    const std::string text(subject);
    if (const auto at = text.find('@'); at != std::string::npos && at != 0)
        return {ErrorKind::invalid, text + ": an interface's name ends before the @; " + text.substr(0, at) + "?"};
    if (text.empty()) return {ErrorKind::invalid, "the name of an interface is empty"};
    return {ErrorKind::not_found, text + ": no such interface"};
}

}  // namespace snet
