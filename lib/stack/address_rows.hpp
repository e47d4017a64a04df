#pragma once

#include <string>
#include <string_view>

#include "snet/row_edit.hpp"

namespace snet {

/// Whether both are one row, whoever says so and however long it is to last.
bool is_same_row(const InterfaceAddress& one, const InterfaceAddress& other);

/// The text whose stack has the interface with the addresses that `wanted` has, in that order, instead of those that it
/// has in `text`: lines and hides for what differs, or if these leave another order, a line for each address.
Result<std::string> with_addresses(std::string_view text, const Interface& wanted, const EditScope& scope);

}  // namespace snet
