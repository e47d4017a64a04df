#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace snet {

/// Whether an interface may be called so on any system: no `/`, no blank or control character, not too long.
bool is_interface_name(std::string_view word);

/// What iproute2 calls an interface of which only the index is known.
inline std::string nameless_interface(std::uint32_t index) {
    return "if" + std::to_string(index);
}

/// Whether a DNS domain may be written so: labels of 1 to 63 bytes joined by dots, 253 in all, a dot at the end or not;
/// or the root, a dot alone.
bool is_domain_name(std::string_view word);

}  // namespace snet
