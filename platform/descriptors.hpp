#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

/// Waiting for several descriptors together, and reading from them.
namespace snet::platform {

/// A descriptor that is waited for.
struct Watched {
    int descriptor = -1;  ///< -1: not waited for
    bool writes = false;  ///< until it can be written to; else until it can be read from, or is at its end
    bool is_ready = false;
};

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// Until one of them is ready, a signal comes, or the deadline has (none: forever); the caller sees which. `is_stopped`
/// is asked before sleeping, while signals are held back that would end the sleep: true ends it at once, and nothing is
/// missed in between.
Result<void> wait_for(std::span<Watched> watched, Deadline deadline, FunctionRef<bool()> is_stopped);

/// What there is to read, at most the buffer's size; 0 at the end; none: nothing there yet.
Result<std::optional<std::size_t>> read_some(int descriptor, std::span<char> buffer);

}  // namespace snet::platform
