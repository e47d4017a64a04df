#include "tools/snet-arp/capture_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace snet::arp {

namespace {

// In the byte order of the host, which a reader sees by it.
constexpr std::uint32_t nanosecond_pcap = 0xa1b23c4d, longest_frame = 65535, ethernet = 1;
constexpr std::uint16_t version[] = {2, 4};

}  // namespace

Result<CaptureFile> CaptureFile::create(const std::string& path) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return fail_errno(path, errno);
    CaptureFile file(path, descriptor);
    file.put(nanosecond_pcap);
    file.out_.put({reinterpret_cast<const char*>(version), sizeof version});
    for (const std::uint32_t number : {0U, 0U, longest_frame, ethernet})
        file.put(number);
    return file;
}

CaptureFile::~CaptureFile() {
    if (descriptor_ >= 0) close(descriptor_);
}

void CaptureFile::put(std::uint32_t number) {
    out_.put({reinterpret_cast<const char*>(&number), sizeof number});
}

void CaptureFile::add(std::chrono::system_clock::time_point when, std::span<const std::uint8_t> frame) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(when);
    put(static_cast<std::uint32_t>(seconds.time_since_epoch().count()));
    put(static_cast<std::uint32_t>(std::chrono::nanoseconds(when - seconds).count()));
    put(static_cast<std::uint32_t>(frame.size()));
    put(static_cast<std::uint32_t>(frame.size()));
    out_.put({reinterpret_cast<const char*>(frame.data()), frame.size()});
}

Result<void> CaptureFile::finish() {
    return out_.flush();
}

}  // namespace snet::arp
