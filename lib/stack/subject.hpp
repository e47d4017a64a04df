#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "snet/interface.hpp"

namespace snet {

/// Puts each address to its interface. One whose interface is gone is dropped: both tables were read at two moments.
/// The interfaces are sorted by index, and the addresses keep their order.
void join(std::vector<Interface>& interfaces, std::vector<InterfaceAddress>&& addresses);

/// The index that a text may mean, written as the kernel's tools do: "01" can only be a name.
std::optional<std::uint32_t> index_of(std::string_view text);

/// The first of the interfaces that has `subject`, a MAC or IP address, as its own. With a zone only the one that this
/// names. Null if none has it.
const Interface* find_by_address(std::span<const Interface> interfaces, std::string_view subject);

/// What to say of a subject that names no interface: `invalid` with a hint for NAME@LINK, else `not_found`.
Error no_such_interface(std::string_view subject);

}  // namespace snet
