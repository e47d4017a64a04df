#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/stack/hides.hpp"
#include "lib/stack/route_hides.hpp"
#include "lib/stack/route_rows.hpp"
#include "snet/stack_file.hpp"

namespace snet {

/// The rows of a stack's file, table by table, each in the file's order.
struct OwnRows {
    explicit OwnRows(StackFile&& file);

    /// Whether the file changes nothing of the operating system's tables.
    bool are_none() const;

    /// Whether the interfaces are other ones than the operating system's.
    bool touch_interfaces() const;

    /// Whether of what look-up reads only routes are other ones than the operating system's.
    bool touch_routes_alone() const;

    /// Whether the file adds or hides address labels, or interfaces that may have some.
    bool touch_address_labels() const;

    /// Whether the file adds or hides a rule of the family.
    bool touch_rules(Family family) const;

    StackBase base;
    RouteRows routes;
    RouteHides route_hides;
    std::vector<InterfaceRecord> interfaces;
    std::vector<AddressRecord> addresses;
    std::vector<NexthopObject> nexthops;
    std::vector<Rule> rules;
    std::vector<Neighbor> neighbors;
    std::vector<AddressLabelRecord> address_labels;
    Hides hides;  ///< all but those of routes
    std::map<std::string, int, std::less<>> sysctls;
    std::optional<Fib4> fib4;
    std::string default_interface;  ///< empty: found as on any machine
    std::vector<Record> others;     ///< nameservers, search lists, resolver options and extcap directories
};

}  // namespace snet
