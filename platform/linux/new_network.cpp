#include <fcntl.h>
#include <linux/capability.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "platform/linux/descriptor.hpp"
#include "platform/linux/sysctl.hpp"
#include "platform/process.hpp"

namespace snet::platform {

namespace {

Result<void> write_all(const Descriptor& file, const std::string& path, std::string_view text) {
    const ssize_t size = ::write(file.number(), text.data(), text.size());
    if (size != static_cast<ssize_t>(text.size())) return fail_errno(path, size < 0 ? errno : EIO);
    return {};
}

Result<void> write_file(const std::string& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file) return fail_errno(path, errno);
    return write_all(file, path, text);
}

std::string only(std::uint32_t id) {
    return std::to_string(id) + ' ' + std::to_string(id) + " 1";
}

/// The ids are those outside. The kernel lets nobody map his group who could still drop others that keep him out.
Result<void> map_own_ids(uid_t user, gid_t group) {
    if (auto done = write_file("/proc/self/setgroups", "deny"); !done) return done;
    if (auto done = write_file("/proc/self/uid_map", only(user)); !done) return done;
    return write_file("/proc/self/gid_map", only(group));
}

/// Who is not root loses the rights of the new user namespace with the next program, unless they are ambient.
Result<void> keep_network_rights() {
    constexpr std::array<unsigned, 3> rights{CAP_NET_ADMIN, CAP_NET_RAW, CAP_NET_BIND_SERVICE};
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> data{};
    if (::syscall(SYS_capget, &header, data.data()) != 0) return fail_errno("capabilities", errno);
    for (const unsigned right : rights)
        data[CAP_TO_INDEX(right)].inheritable |= CAP_TO_MASK(right);
    if (::syscall(SYS_capset, &header, data.data()) != 0) return fail_errno("capabilities", errno);
    for (const unsigned right : rights)
        if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, right, 0, 0) != 0) return fail_errno("capabilities", errno);
    return {};
}

std::unexpected<Error> refuse_namespace(int error_number) {
    if (error_number != EPERM && error_number != ENOSPC && error_number != EINVAL && error_number != EUSERS)
        return fail_errno("a new network namespace", error_number);
    return fail(ErrorKind::permission,
                "this system lets ordinary users have no network namespace of their own; root may have one");
}

}  // namespace

Result<void> enter_new_network() {
    constexpr int parts = CLONE_NEWNET | CLONE_NEWNS;
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (::unshare(parts) != 0) {
        if (errno != EPERM || ::unshare(CLONE_NEWUSER | parts) != 0) return refuse_namespace(errno);
        if (auto mapped = map_own_ids(user, group); !mapped) return mapped;
        if (auto kept = keep_network_rights(); !kept) return kept;
    }
    // What is mounted here is seen by nobody else.
    if (::mount("none", "/", nullptr, MS_REC | MS_SLAVE, nullptr) != 0) return fail_errno("/", errno);
    return {};
}

Result<void> cover_file(const std::string& path, std::string_view text) {
    std::string temporary = "/tmp/snet.XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file) return fail_errno(temporary, errno);
    Result<void> done = write_all(file, temporary, text);
    if (done && ::fchmod(file.number(), 0644) != 0) done = fail_errno(temporary, errno);
    if (done && ::mount(temporary.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) != 0)
        done = fail_errno(path, errno);
    ::unlink(temporary.c_str());
    return done;
}

Result<void> set_sysctl(std::string_view name, std::int64_t value) {
    const auto path = sysctl_path(name);
    if (!path) return std::unexpected(path.error());
    return write_file("/proc/sys/" + *path, std::to_string(value));
}

Result<void> make_tun(const std::string& name, std::uint32_t index, TunMode mode) {
    if (name.size() >= IFNAMSIZ) return fail(ErrorKind::invalid, name + ": too long for an interface");
    const Descriptor file(::open("/dev/net/tun", O_RDWR | O_CLOEXEC));
    if (!file) return fail_errno("/dev/net/tun", errno);
    unsigned number = index;
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    request.ifr_flags = static_cast<short>(IFF_NO_PI | (mode == TunMode::tap ? IFF_TAP : IFF_TUN));
    if (::ioctl(file.number(), TUNSETIFINDEX, &number) != 0 || ::ioctl(file.number(), TUNSETIFF, &request) != 0 ||
        ::ioctl(file.number(), TUNSETPERSIST, 1) != 0)
        return fail_errno(name, errno);
    return {};
}

}  // namespace snet::platform
