#pragma once

#include <span>
#include <string_view>

#include "snet/interface.hpp"

namespace snet {

/// Puts each address to its interface. One whose interface is gone is dropped: both tables were read at two moments.
/// The interfaces are sorted by index, and the addresses keep their order.
void join(std::vector<Interface>& interfaces, std::vector<InterfaceAddress>&& addresses);

/// Which of the interfaces `subject` names: by name, else alternative name, else index, else, `by_address`, a MAC or IP
/// address. Null if none.
const Interface* find_interface(std::span<const Interface> interfaces, std::string_view subject, bool by_address);

/// What to say of a subject that names no interface: `invalid` with a hint for NAME@LINK, else `not_found`.
Error no_such_interface(std::string_view subject);

}  // namespace snet
