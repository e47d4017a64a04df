#pragma once

#include <set>
#include <string>
#include <vector>

#include "lib/stack/link_steps.hpp"

namespace snet {

/// Deletes the routes and next-hop objects that are not wanted, those first that rest on others. Those of interfaces
/// that will go down (`late`) may be needed until then.
Result<void> delete_routes(const Stack& from, const Stack& to, const std::set<std::string>& late, IpSteps steps);

/// Adds those that are missing: first those that rest on nothing and those by which gateways are found, then next-hop
/// objects, then the others.
/// The kernel has made the `expected` routes on the way; the unwanted of them are deleted.
Result<void> add_routes(const Stack& from, const Stack& to, const std::vector<Record>& expected, IpSteps steps);

/// The interfaces that are to be down and that a missing route of several hops leads to nevertheless: it can be added
/// while they are up only.
Result<std::set<std::string>> down_in_multipath(const Stack& from, const Stack& to, const Links& links);

}  // namespace snet
