#include "platform/linux/netns.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <cerrno>
#include <cstdlib>

namespace snet::platform {

namespace {

constexpr const char* own_namespace = "/proc/thread-self/ns/net";

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

Descriptor open_file(const std::string& path) {
    return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

std::unexpected<Error> cannot_open(const std::string& subject, int error_number) {
    if (error_number == ENOENT || error_number == ENOTDIR || error_number == ESRCH)
        return fail(ErrorKind::not_found, subject + ": no such network namespace");
    if (error_number == EACCES || error_number == EPERM)
        return fail(ErrorKind::permission, subject + ": no permission to open this network namespace");
    return fail_errno(subject, error_number);
}

// What has this name, or else the error of the last place that was tried.
Result<Descriptor> find(const std::string& subject) {
    if (subject.empty() || subject.find('\0') != std::string::npos)
        return fail(ErrorKind::invalid, "the name of a network namespace is empty or holds a NUL");
    if (subject.find('/') == std::string::npos && subject != "." && subject != "..") {
        if (auto file = open_file("/run/netns/" + subject)) return file;
        if (errno != ENOENT) return cannot_open(subject, errno);
        if (is_number(subject)) {
            if (auto file = open_file("/proc/" + subject + "/ns/net")) return file;
            if (errno != ENOENT) return cannot_open(subject, errno);
        }
    }
    if (auto file = open_file(subject)) return file;
    return cannot_open(subject, errno);
}

bool is_network_namespace(const Descriptor& file) {
    struct statfs system{};
    return fstatfs(file.number(), &system) == 0 && system.f_type == NSFS_MAGIC &&
           ioctl(file.number(), NS_GET_NSTYPE) == CLONE_NEWNET;
}

bool is_same_file(const Descriptor& one, const Descriptor& other) {
    struct stat first{};
    struct stat second{};
    return fstat(one.number(), &first) == 0 && fstat(other.number(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

}  // namespace

Result<NetworkNamespace> NetworkNamespace::open(const std::string& subject) {
    auto target = find(subject);
    if (!target) return std::unexpected(target.error());
    if (!is_network_namespace(*target)) return fail(ErrorKind::invalid, subject + ": not a network namespace");
    Descriptor home = open_file(own_namespace);
    if (!home) return fail_errno(own_namespace, errno);
    if (is_same_file(*target, home)) return NetworkNamespace();
    return NetworkNamespace(std::move(*target), std::move(home), subject);
}

Result<void> NetworkNamespace::inside(FunctionRef<void()> work) const {
    if (!target_) {
        work();
        return {};
    }
    if (setns(target_.number(), CLONE_NEWNET) != 0) {
        if (errno == EPERM)
            return fail(ErrorKind::permission, subject_ + ": entering a network namespace needs CAP_SYS_ADMIN");
        return fail_errno(subject_, errno);
    }
    work();
    // A thread that stayed here would go on with the wrong network; nothing can be trusted after that.
    if (setns(home_.number(), CLONE_NEWNET) != 0) std::abort();
    return {};
}

}  // namespace snet::platform
