#include "platform/linux/folders.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace snet::platform {

Result<void> create_folders(const std::filesystem::path& folder) {
    if (folder.empty() || access(folder.c_str(), F_OK) == 0) return {};
    if (auto above = create_folders(folder.parent_path()); !above) return above;
    // For the user alone, as the XDG Base Directory Specification wants it.
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) return fail_errno(folder.string(), errno);
    return {};
}

}  // namespace snet::platform
