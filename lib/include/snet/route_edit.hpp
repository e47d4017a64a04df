#pragma once

#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/row_edit.hpp"
#include "snet/stack.hpp"

/// Edits of a stack's routes, held to what Linux would do with the same words.
#pragma GCC visibility push(default)
namespace snet {

/// The route that `ip route add` would make of the words of a record (`route 10.1.0.0/16 via 10.0.0.1`) on a machine
/// with the stack's tables: the device found, scope, table and IPv6's metric given, as `ip route` would show it.
/// `invalid` with the reason, and what would be right, for one that the kernel refuses: a gateway that is not on-link,
/// a device that is down or that there is none of, a source that is no address of the machine.
Result<Route> route_to_add(std::string_view words, const Stack& stack, const Names& names);

/// The text with that route. `Placing::append` and `replace` write those of its key that are the operating system's
/// into the file, as they stay beside it.
Result<std::string> put_route(std::string_view text, std::string_view words, Placing placing, const EditScope& scope);

/// The text without the routes that have all of the words, as `remove_rows`; the table of local routes, broadcasts and
/// anycasts is local, as `ip` has it.
Result<Removal> remove_routes(std::string_view text, std::string_view words, bool all, const EditScope& scope);

/// The text in which no route of the query's table is left: its own ones gone, the operating system's hidden, those
/// that it may add later, too. Of the query, family and table count.
Result<Removal> flush_routes(std::string_view text, const RouteQuery& query, const EditScope& scope);

/// The text with the routes that an address would bring to a device which is up, without the address: the words are
/// `eth0 10.0.0.5/24`. `exists` if all are there.
Result<std::string> add_device_routes(std::string_view text, std::string_view words, const EditScope& scope);

/// The text in which no route leads through the device, by any of its ways. `not_found` if none does.
Result<std::string> remove_device_routes(std::string_view text, std::string_view device, const EditScope& scope);

/// The text with such routes in place of those of the device's own addresses of the family; routes that have one of
/// these as their source have the new one.
Result<std::string> change_device_routes(std::string_view text, std::string_view words, const EditScope& scope);

}  // namespace snet
#pragma GCC visibility pop
