#include "platform/program_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>

#include "platform/linux/descriptor.hpp"

namespace snet::platform {

namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// Why others could have written it; none: they could not.
std::optional<std::string> doubt(const struct stat& status, const std::string& path) {
    if (status.st_uid != 0 && status.st_uid != ::geteuid())
        return path + " belongs to user " + std::to_string(status.st_uid);
    if ((status.st_mode & S_IWOTH) != 0) return path + " can be written by everybody";
    if ((status.st_mode & S_IWGRP) != 0) return path + " can be written by its group";
    return std::nullopt;
}

/// A file or folder that was reached from the root on, name by name, without following links.
struct Reached {
    Descriptor last;
    struct stat status{};
    std::optional<std::string> doubt;  ///< of the first on the way that there is one of
};

Result<Reached> reach(const std::string& path) {
    Reached reached;
    reached.last = Descriptor(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
    for (std::size_t at = 0;;) {
        if (!reached.last || ::fstat(reached.last.number(), &reached.status) != 0) return fail_errno(path, errno);
        if (!reached.doubt) reached.doubt = doubt(reached.status, at == 0 ? "/" : path.substr(0, at));
        at = path.find_first_not_of('/', at);
        if (at == path.npos) return reached;
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string name = path.substr(at, end - at);
        reached.last = Descriptor(::openat(reached.last.number(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
        at = end;
    }
}

/// The path without links.
Result<std::string> resolved(const std::string& path) {
    const std::unique_ptr<char, decltype(&std::free)> text(::realpath(path.c_str(), nullptr), std::free);
    if (text) return std::string(text.get());
    if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorKind::not_found, path + ": no such file or folder");
    return fail_errno(path, errno);
}

bool is_left_out(std::string_view name) {
    constexpr std::array<std::string_view, 6> endings{"~", ".bak", ".orig", ".dpkg-old", ".dpkg-new", ".dpkg-dist"};
    return name.starts_with('.') || name.starts_with('#') ||
           std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

/// The names in a folder, ascending.
Result<std::vector<std::string>> names_in(const Reached& folder, const std::string& path) {
    const int number = ::openat(folder.last.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const Folder open(number < 0 ? nullptr : ::fdopendir(number));
    if (!open) return fail_errno(path, errno);
    std::vector<std::string> names;
    while (const dirent* const entry = ::readdir(open.get()))
        if (!is_left_out(entry->d_name)) names.emplace_back(entry->d_name);
    std::ranges::sort(names);
    return names;
}

/// Why a link's target may not be run; `status` is the target's.
std::optional<std::string> refusal_of_target(const std::string& path, struct stat& status, Trust trust) {
    const auto target = resolved(path);
    if (!target) return target.error().kind == ErrorKind::not_found ? "the link leads nowhere" : target.error().message;
    const auto reached = reach(*target);
    if (!reached) return reached.error().message;
    status = reached->status;
    return trust == Trust::checked ? reached->doubt : std::nullopt;
}

void add_file(const Reached& folder, const std::string& path, const std::string& name, Trust trust,
              ProgramFolder& found) {
    const std::string file = (path == "/" ? "" : path) + "/" + name;
    struct stat status{};
    if (::fstatat(folder.last.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return;  // gone meanwhile
    const bool is_link = S_ISLNK(status.st_mode);
    const auto refusal = is_link ? refusal_of_target(file, status, trust)
                                 : (trust == Trust::checked ? doubt(status, file) : std::nullopt);
    if (is_link && refusal) return void(found.refused.push_back({file, *refusal}));
    if (S_ISDIR(status.st_mode)) return;
    if (!S_ISREG(status.st_mode)) return void(found.refused.push_back({file, "no regular file"}));
    if (::faccessat(folder.last.number(), name.c_str(), X_OK, AT_EACCESS) != 0)
        return void(found.refused.push_back({file, "not executable"}));
    if (refusal) return void(found.refused.push_back({file, *refusal}));
    found.programs.push_back({name, file});
}

}  // namespace

Result<ProgramFolder> programs_in(const std::string& folder, Trust trust) {
    const auto path = resolved(folder);
    if (!path) return std::unexpected(path.error());
    const auto reached = reach(*path);
    if (!reached) return std::unexpected(reached.error());
    if (!S_ISDIR(reached->status.st_mode)) return fail(ErrorKind::invalid, folder + ": not a folder");
    if (trust == Trust::checked && reached->doubt) return fail(ErrorKind::permission, *reached->doubt);
    const auto names = names_in(*reached, *path);
    if (!names) return std::unexpected(names.error());
    ProgramFolder found;
    for (const std::string& name : *names)
        add_file(*reached, *path, name, trust, found);
    return found;
}

std::vector<std::string> folders_below(const std::string& parent, std::string_view rest) {
    std::vector<std::string> found;
    const Folder open(::opendir(parent.c_str()));
    while (const dirent* const entry = open ? ::readdir(open.get()) : nullptr) {
        if (entry->d_name[0] == '.' || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN)) continue;
        std::string path = parent + "/" + entry->d_name + "/" + std::string(rest);
        if (::access(path.c_str(), F_OK) == 0) found.push_back(std::move(path));
    }
    std::ranges::sort(found);
    return found;
}

bool has_raised_rights() {
    return ::getauxval(AT_SECURE) != 0;
}

}  // namespace snet::platform
