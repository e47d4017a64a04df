#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

/// Files in which the runs of a user's programs save each other work. Losing one costs only time, so that whatever is
/// wrong with a file, it is as if it were not there.
namespace snet::platform {

/// What is in the file; nothing if there is none of at most `max_size` bytes that is the user's own: a regular file
/// with one name, which nobody else may write to, in a folder of which the same is true.
std::string read_cache(const std::string& path, std::size_t max_size);

/// Gives the file the text that `change` makes of the present one. What only grows is appended to. The folder is
/// created, for the user alone. Processes that do so at once follow each other; one that is killed may leave a part of
/// its text.
Result<void> edit_cache(const std::string& path, std::size_t max_size,
                        FunctionRef<std::string(std::string&& present)> change);

/// Removes the files of the folder that `is_dead` chooses by their names and the seconds since they changed.
void sweep_caches(const std::string& folder, FunctionRef<bool(std::string_view name, std::int64_t age)> is_dead);

/// Seconds since the machine was started, those included that it slept: a clock that nobody sets.
std::uint64_t seconds_since_start();

}  // namespace snet::platform
