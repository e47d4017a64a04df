#include "platform/linux/privileges.hpp"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <climits>

#include "platform/packets.hpp"

namespace snet::platform {

namespace {

// The sets of the calling thread. glibc has no functions for them.
struct Capabilities {
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> words{};

    bool read() { return call(SYS_capget); }
    bool write() { return call(SYS_capset); }

  private:
    bool call(long number) {
        __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
        return syscall(number, &header, words.data()) == 0;
    }
};

constexpr std::uint32_t raw_packets = 1U << CAP_NET_RAW;
static_assert(CAP_NET_RAW < 32);

std::string own_program() {
    char path[PATH_MAX];
    const auto size = readlink("/proc/self/exe", path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "PROGRAM";
}

}  // namespace

void with_raw_packets(FunctionRef<void()> work) {
    Capabilities present;
    if (!present.read()) return work();
    Capabilities raised = present;
    raised.words[0].effective |= raised.words[0].permitted & raw_packets;
    raised.write();
    work();
    present.words[0].effective &= ~raw_packets;
    present.write();
}

std::unexpected<Error> raw_packets_refused() {
    return fail(ErrorKind::permission,
                "sending packets needs the capability CAP_NET_RAW: run as root, or give it to the "
                "program: sudo setcap cap_net_raw=ep " +
                    own_program());
}

void drop_privileges() {
    Capabilities none;
    none.write();
    // Root would have them again by running a program.
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

}  // namespace snet::platform
