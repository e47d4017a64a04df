#include "platform/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "platform/linux/descriptor.hpp"
#include "platform/linux/folders.hpp"

namespace snet::platform {

namespace {

constexpr std::size_t piece_size = 65536;

/// A call that a signal interrupted is made again.
template <class Call>
auto retried(Call call) {
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

Result<void> read_all(int file, const std::string& name, FunctionRef<Next(std::string_view piece)> take) {
    const auto buffer = std::make_unique<std::array<char, piece_size>>();
    for (;;) {
        const ssize_t size = retried([&] { return ::read(file, buffer->data(), buffer->size()); });
        if (size < 0) return fail_errno(name, errno);
        if (size == 0) return {};
        if (take({buffer->data(), static_cast<std::size_t>(size)}) == Next::stop) return {};
    }
}

Result<void> write_all(int file, const std::string& name, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = retried([&] { return ::write(file, text.data(), text.size()); });
        if (size < 0) return fail_errno(name, errno);
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

/// A file by its folder, which is open and locked while it is edited.
struct Place {
    std::string path;  ///< for messages
    std::string folder;
    std::string name;
};

std::unexpected<Error> refuse_as_root(const std::string& path, const std::string& reason) {
    return fail(ErrorKind::permission, path + ": " + reason + "; root writes there with --force only");
}

/// Where the file itself lies, links followed.
Result<Place> resolve(const std::string& path, const EditOptions& options) {
    struct stat status{};
    const bool exists = lstat(path.c_str(), &status) == 0;
    if (exists && S_ISLNK(status.st_mode)) {
        if (geteuid() == 0 && !options.force) return refuse_as_root(path, "a symbolic link");
        const std::unique_ptr<char, decltype(&std::free)> target(realpath(path.c_str(), nullptr), &std::free);
        if (!target) return fail_errno(path, errno);
        const std::filesystem::path file(target.get());
        return Place{path, file.parent_path(), file.filename()};
    }
    const std::filesystem::path file(path);
    if (!file.has_filename()) return fail(ErrorKind::invalid, path + ": a directory, no file");
    return Place{path, file.has_parent_path() ? file.parent_path().string() : ".", file.filename()};
}

Result<Descriptor> lock(const Place& place, const EditOptions& options) {
    if (options.create_folders)
        if (auto created = create_folders(place.folder); !created) return std::unexpected(created.error());
    Descriptor folder(::open(place.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return fail_errno(place.folder, errno);
    struct stat status{};
    if (fstat(folder.number(), &status) != 0) return fail_errno(place.folder, errno);
    if (geteuid() == 0 && status.st_uid != 0 && !options.force)
        return refuse_as_root(place.path, "in a directory of another user");
    if (retried([&] { return flock(folder.number(), LOCK_EX); }) != 0) return fail_errno(place.folder, errno);
    return folder;
}

/// What was there before, and whose it was.
struct Old {
    std::optional<std::string> text;
    struct stat status{};
};

Result<Old> read_old(const Place& place, const Descriptor& folder, std::size_t max_size) {
    Old old;
    const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    const Descriptor file(openat(folder.number(), place.name.c_str(), flags));
    if (!file && errno == ENOENT) return old;
    if (!file || fstat(file.number(), &old.status) != 0) return fail_errno(place.path, errno);
    if (!S_ISREG(old.status.st_mode)) return fail(ErrorKind::invalid, place.path + ": no regular file");
    std::string& text = old.text.emplace();
    auto read = read_all(file.number(), place.path, [&](std::string_view piece) {
        text += piece;
        return text.size() > max_size ? Next::stop : Next::go_on;
    });
    if (!read) return std::unexpected(read.error());
    if (text.size() > max_size) return fail(ErrorKind::invalid, place.path + ": too large");
    return old;
}

Result<void> keep_owner_and_mode(const Descriptor& file, const Place& place, const Old& old) {
    if (!old.text) return {};
    struct stat status{};
    if (fstat(file.number(), &status) != 0) return fail_errno(place.path, errno);
    const bool is_ours = status.st_uid == old.status.st_uid && status.st_gid == old.status.st_gid;
    // The owner first: giving a file away takes set-user-ID from it.
    if (!is_ours && fchown(file.number(), old.status.st_uid, old.status.st_gid) != 0)
        return fail_errno(place.path + ": its owner cannot be kept", errno);
    if (fchmod(file.number(), old.status.st_mode & 07777) != 0) return fail_errno(place.path, errno);
    return {};
}

Result<void> write_new(const Place& place, const Descriptor& folder, const std::string& name, const Old& old,
                       std::string_view text) {
    const mode_t mode = old.text ? S_IRUSR | S_IWUSR : 0666;
    const Descriptor file(openat(folder.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (!file) return fail_errno(place.path, errno);
    if (auto kept = keep_owner_and_mode(file, place, old); !kept) return kept;
    if (auto written = write_all(file.number(), place.path, text); !written) return written;
    if (fsync(file.number()) != 0) return fail_errno(place.path, errno);
    return {};
}

Result<void> replace(const Place& place, const Descriptor& folder, const Old& old, std::string_view text) {
    // One name will do: the lock is held. What an interrupted edit left is in the way.
    const std::string temporary = '.' + place.name + ".new";
    if (unlinkat(folder.number(), temporary.c_str(), 0) != 0 && errno != ENOENT) return fail_errno(place.path, errno);
    auto written = write_new(place, folder, temporary, old, text);
    if (written && renameat(folder.number(), temporary.c_str(), folder.number(), place.name.c_str()) != 0)
        written = fail_errno(place.path, errno);
    if (!written) {
        unlinkat(folder.number(), temporary.c_str(), 0);
        return written;
    }
    if (fsync(folder.number()) != 0) return fail_errno(place.folder, errno);
    return {};
}

}  // namespace

Result<void> read_file(const std::string& path, FunctionRef<Next(std::string_view piece)> take) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return fail(ErrorKind::not_found, path + ": no such file");
    struct stat status{};
    if (!file || fstat(file.number(), &status) != 0) return fail_errno(path, errno);
    if (S_ISDIR(status.st_mode)) return fail(ErrorKind::invalid, path + ": a directory, no file");
    return read_all(file.number(), path, take);
}

Result<void> read_input(FunctionRef<Next(std::string_view piece)> take) {
    return read_all(STDIN_FILENO, "standard input", take);
}

Result<void> edit_file(const std::string& path, const EditOptions& options,
                       FunctionRef<Result<std::string>(const std::optional<std::string>& old)> change) {
    const auto place = resolve(path, options);
    if (!place) return std::unexpected(place.error());
    const auto folder = lock(*place, options);
    if (!folder) return std::unexpected(folder.error());
    const auto old = read_old(*place, *folder, options.max_size);
    if (!old) return std::unexpected(old.error());
    const auto text = change(old->text);
    if (!text) return std::unexpected(text.error());
    if (old->text == *text) return {};
    return replace(*place, *folder, *old, *text);
}

}  // namespace snet::platform
