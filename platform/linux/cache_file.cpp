#include "platform/cache_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <memory>

#include "platform/linux/descriptor.hpp"
#include "platform/linux/folders.hpp"

namespace snet::platform {

namespace {

constexpr int file_flags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

bool is_own(const struct stat& status) {
    return status.st_uid == geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool is_own_file(int file, struct stat& status) {
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 && is_own(status);
}

/// The folder, if nobody else can put files there.
Descriptor open_folder(const std::filesystem::path& folder) {
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat status{};
    if (opened && fstat(opened.number(), &status) == 0 && is_own(status)) return opened;
    if (opened) errno = EACCES;
    return {};
}

bool lock(int file, int how) {
    int done = flock(file, how);
    while (done != 0 && errno == EINTR)
        done = flock(file, how);
    return done == 0;
}

// All of it, or nothing of one that is too long.
std::string text_of(int file, std::size_t size, std::size_t max_size) {
    if (size > max_size) return {};
    std::string text(size, '\0');
    std::size_t count = 0;
    while (count < size) {
        const ssize_t more = pread(file, text.data() + count, size - count, static_cast<off_t>(count));
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) break;
        count += static_cast<std::size_t>(more);
    }
    text.resize(count);
    return text;
}

Result<void> append(int file, const std::string& path, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(file, text.data(), text.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return fail_errno(path, errno);
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

}  // namespace

std::string read_cache(const std::string& path, std::size_t max_size) {
    const std::filesystem::path place(path);
    const Descriptor folder = open_folder(place.parent_path());
    if (!folder) return {};
    const Descriptor file(openat(folder.number(), place.filename().c_str(), O_RDONLY | file_flags));
    struct stat status{};
    if (!file || !is_own_file(file.number(), status) || !lock(file.number(), LOCK_SH)) return {};
    if (fstat(file.number(), &status) != 0) return {};
    return text_of(file.number(), static_cast<std::size_t>(status.st_size), max_size);
}

Result<void> edit_cache(const std::string& path, std::size_t max_size,
                        FunctionRef<std::string(std::string&& present)> change) {
    const std::filesystem::path place(path);
    if (auto created = create_folders(place.parent_path()); !created) return created;
    const Descriptor folder = open_folder(place.parent_path());
    if (!folder) return fail_errno(place.parent_path(), errno);
    const Descriptor file(
        openat(folder.number(), place.filename().c_str(), O_RDWR | O_CREAT | O_APPEND | file_flags, S_IRUSR | S_IWUSR));
    if (!file) return fail_errno(path, errno);
    struct stat status{};
    if (!is_own_file(file.number(), status)) return fail(ErrorKind::permission, path + ": not this user's own file");
    if (!lock(file.number(), LOCK_EX) || fstat(file.number(), &status) != 0) return fail_errno(path, errno);
    const auto size = static_cast<std::size_t>(status.st_size);
    std::string before = text_of(file.number(), size, max_size);
    const std::string after = change(std::string(before));
    if (before.size() == size && after.starts_with(before))
        return append(file.number(), path, std::string_view(after).substr(size));
    if (ftruncate(file.number(), 0) != 0) return fail_errno(path, errno);
    return append(file.number(), path, after);
}

void sweep_caches(const std::string& folder, FunctionRef<bool(std::string_view name, std::int64_t age)> is_dead) {
    const Descriptor opened = open_folder(folder);
    if (!opened) return;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.c_str()), closedir);
    while (const dirent* const entry = entries ? readdir(entries.get()) : nullptr) {
        struct stat status{};
        if (fstatat(opened.number(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode))
            continue;
        if (is_dead(entry->d_name, std::time(nullptr) - status.st_mtime)) unlinkat(opened.number(), entry->d_name, 0);
    }
}

std::uint64_t seconds_since_start() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::uint64_t>(now.tv_sec);
}

}  // namespace snet::platform
