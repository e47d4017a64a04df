#include "platform/descriptors.hpp"

namespace snet::platform {

Result<void> wait_for(std::span<Watched>, Deadline, FunctionRef<bool()>) {
    return fail(ErrorKind::unsupported, "this build of snet does not run programs");
}

Result<std::optional<std::size_t>> read_some(int, std::span<char>) {
    return fail(ErrorKind::unsupported, "this build of snet does not run programs");
}

}  // namespace snet::platform
