#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "snet/row_edit.hpp"

namespace snet {

/// What becomes of the effective routes of a stack with an edit that is not about routes alone.
struct RouteChanges {
    std::vector<Route> gone;
    std::vector<std::pair<Route, Route>> changed;  ///< each as it was and as it is, of one key
    std::vector<Route> made;                       ///< behind those of their key, except what is there already

    bool are_none() const { return gone.empty() && changed.empty() && made.empty(); }
};

/// Whether both are one row, whoever says so and whether or not its links have a carrier.
bool is_same_row(const Route& one, const Route& other);

/// The text whose stack has these changes of the routes that `text` makes: where the operating system has the rows that
/// are left, with hides of the others; else with all rows of the key in lines of their own. Where a thousand rows and
/// more of one table, protocol, device and source go and none stays, one line hides them all, now and later.
Result<std::string> with_route_changes(std::string_view text, const RouteChanges& changes, const EditScope& scope);

/// The same for routes that addresses bring, of which IPv4 makes none whose source is no local address: where it is a
/// broadcast address, too, that may come first.
Result<std::string> with_address_routes(std::string_view text, const RouteChanges& changes, const EditScope& scope);

/// The text `after`, which has less own routes than `before`, without the rows of the operating system that these stood
/// for: what was replaced does not come back when the new is deleted.
Result<std::string> without_revealed(std::string_view before, std::string_view after, std::span<const Record> deleted,
                                     const EditScope& scope);

}  // namespace snet
