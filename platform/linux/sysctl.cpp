#include "platform/linux/sysctl.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "platform/linux/descriptor.hpp"

namespace snet::platform {

namespace {

constexpr std::size_t max_name = 256;
constexpr std::size_t max_value = 65536;

bool is_plain_part(std::string_view part) {
    return !part.empty() && part != "." && part != "..";
}

}  // namespace

Result<std::string> sysctl_path(std::string_view name) {
    std::string path(name);
    for (char& c : path)
        c = c == '.' ? '/' : c == '/' ? '.' : c;
    bool plain = path.size() <= max_name && path.find('\0') == std::string::npos;
    for (std::size_t begin = 0; plain && begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        plain = is_plain_part(std::string_view(path).substr(begin, end - begin));
        begin = end + 1;
    }
    if (!plain) return fail(ErrorKind::invalid, std::string(name.substr(0, max_name)) + ": not the name of a setting");
    return path;
}

Result<std::optional<std::string>> read_sysctl(const std::string& path) {
    const std::string full = "/proc/sys/" + path;
    const Descriptor file(open(full.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
    if (!file) return fail_errno(full, errno);
    std::string value;
    char buffer[4096];
    while (value.size() < max_value) {
        const ssize_t size = read(file.number(), buffer, sizeof buffer);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && (errno == EISDIR || errno == EINVAL)) return std::nullopt;
        if (size < 0) return fail_errno(full, errno);
        if (size == 0) break;
        value.append(buffer, static_cast<std::size_t>(size));
    }
    if (value.ends_with('\n')) value.pop_back();
    return value;
}

}  // namespace snet::platform
