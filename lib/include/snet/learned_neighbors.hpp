#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/neighbor.hpp"
#include "snet/query.hpp"
#include "snet/stack.hpp"
#include "snet/stack_place.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The neighbors that have answered snet itself, kept for a day in a file of the user's cache: XDG_CACHE_HOME, else
/// `.cache` of HOME, one for each stack, start of the machine and network namespace.
///
/// They are rows of origin `learned`: REACHABLE for two minutes, then STALE. Losing the file costs only time, so that
/// one which cannot be read, or is not the user's own, is as if it were not there.
class LearnedNeighbors {
  public:
    static constexpr std::uint32_t reachable_seconds = 120;

    /// Those of the stack at a place; none: of one without a file. A frozen stack has none, nor one that was read on
    /// standard input. `stack` must outlive this.
    static std::optional<LearnedNeighbors> of(const Stack& stack, const std::optional<StackPlace>& place);

    /// Calls back for all that the query wants, and whose interfaces are there still.
    Result<void> each(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const;

    /// The stack's neighbors, then those that were learned of which these tell no link-layer address.
    Result<void> each_with_stack(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const;

    /// Keeps answers that came just now: address, device and MAC count.
    Result<void> add(std::span<const Neighbor> answers) const;

    /// Forgets those that the query wants, and returns how many they were.
    Result<std::size_t> forget(const NeighborQuery& query) const;

    const std::string& path() const { return path_; }

  private:
    LearnedNeighbors(const Stack& stack, std::string path) : stack_(&stack), path_(std::move(path)) {}

    const Stack* stack_;
    std::string path_;
};

}  // namespace snet
#pragma GCC visibility pop
