#pragma once

#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/row_edit.hpp"

/// Edits of a stack's interfaces and addresses, with what Linux would make of its other tables by itself: each text
/// that is returned has the routes, addresses, neighbors and next-hop objects that a machine with the stack's tables
/// would have after `ip` did the same.
#pragma GCC visibility push(default)
namespace snet {

/// The text with an interface that the stack has not yet, by the words of its record: `lab0 mtu 1400 up`.
Result<std::string> add_interface(std::string_view text, std::string_view words, const EditScope& scope);

/// The text in which an interface has what the words of its record say: `eth0 down`. One that goes down loses its
/// routes, except IPv4's local ones, its neighbors and, unless it is set to keep them, its IPv6 addresses; coming up it
/// gets back the routes of its addresses alone.
Result<std::string> set_interface(std::string_view text, std::string_view words, const EditScope& scope);

/// The text without the interface that has this name, and without all that is through it.
Result<std::string> remove_interface(std::string_view text, std::string_view name, const EditScope& scope);

/// The text with an address, by the words of its record, and the routes that it brings: `lab0 10.9.0.1/24`.
Result<std::string> put_address(std::string_view text, std::string_view words, const EditScope& scope);

/// The text without the first address that has the words (`lab0 10.9.0.1/24`), without its routes and without those of
/// IPv4 that have it as their source.
Result<std::string> remove_address(std::string_view text, std::string_view words, const EditScope& scope);

/// The text without the file's interfaces and addresses and its hides of such, and without the routes and hides of
/// routes that they bring by themselves (`proto kernel`). An error in a frozen stack, which has nothing else.
Result<Removal> drop_interfaces(std::string_view text, const EditScope& scope);

}  // namespace snet
#pragma GCC visibility pop
