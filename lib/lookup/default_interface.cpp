#include "lib/lookup/default_interface.hpp"

#include <algorithm>

namespace snet {

const Interface* choose_default_interface(std::span<const Interface> interfaces) {
    const auto first = [&](auto test) {
        const auto found = std::ranges::find_if(interfaces, test);
        return found == interfaces.end() ? nullptr : &*found;
    };
    const Interface* const chosen =
        first([](const Interface& one) { return one.is_up() && !one.is_loopback() && !one.addresses.empty(); });
    return chosen ? chosen : first([](const Interface& one) { return one.is_loopback(); });
}

}  // namespace snet
