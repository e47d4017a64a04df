#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace snet {

/// Whether an interface may be called so: the rules of Linux's dev_valid_name. 1 to 15 bytes, no `/`, no `:`, no blank,
/// not `.` or `..`; and no control character, which no text of ours has.
bool is_interface_name(std::string_view word);

/// Whether it may be an alternative name of an interface: 1 to 127 bytes, no `/`, no blank, no control character.
bool is_alternative_name(std::string_view word);

/// Whether it may stand where words name an interface that is there, as behind `dev`: what is an interface's name but
/// for its length, as an alternative name does there, too.
bool is_device_word(std::string_view word);

/// What iproute2 calls an interface of which only the index is known.
inline std::string nameless_interface(std::uint32_t index) {
    return "if" + std::to_string(index);
}

/// Whether a DNS domain may be written so: labels of 1 to 63 bytes joined by dots, 253 in all, a dot at the end or not;
/// or the root, a dot alone.
bool is_domain_name(std::string_view word);

}  // namespace snet
