#pragma once

#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/row_edit.hpp"

/// Edits of a stack's neighbors, held to what Linux would do with the same words.
#pragma GCC visibility push(default)
namespace snet {

/// The neighbor that `ip neigh add` would make of the words of a record (`neighbor 10.0.0.1 lladdr M dev D`): PERMANENT
/// where no state is said. `invalid`, with what would be right, for one that the kernel refuses: without a device of
/// the stack's, or without a link-layer address in a state that needs one.
Result<Neighbor> neighbor_to_add(std::string_view words, const Stack& stack, const Names& names);

/// The text with that neighbor.
Result<std::string> put_neighbor(std::string_view text, std::string_view words, Placing placing,
                                 const EditScope& scope);

/// The text in which the stack has no neighbor that the query wants: own ones are gone, those that the operating system
/// has now are hidden. One that it meets later is there.
Result<Removal> flush_neighbors(std::string_view text, const NeighborQuery& query, const EditScope& scope);

}  // namespace snet
#pragma GCC visibility pop
