#include "platform/cache_file.hpp"

#include <chrono>

namespace snet::platform {

// Without an OS there is nothing that would lock a file.
std::string read_cache(const std::string&, std::size_t) {
    return {};
}

Result<void> edit_cache(const std::string& path, std::size_t, FunctionRef<std::string(std::string&&)>) {
    return fail(ErrorKind::unsupported, path + ": this build of snet keeps no caches");
}

void sweep_caches(const std::string&, FunctionRef<bool(std::string_view, std::int64_t)>) {}

std::uint64_t seconds_since_start() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

}  // namespace snet::platform
