#include "tools/snet-arp/capture_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "snet/capture/pcap_format.hpp"

namespace snet::arp {

Result<CaptureFile> CaptureFile::create(const std::string& path) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return fail_errno(path, errno);
    CaptureFile file(path, descriptor);
    constexpr std::uint32_t longest_frame = 65535;
    file.put(capture::pcap_header(capture::link_type_ethernet, longest_frame));
    return file;
}

CaptureFile::~CaptureFile() {
    if (descriptor_ >= 0) close(descriptor_);
}

void CaptureFile::put(std::span<const std::uint8_t> bytes) {
    out_.put({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void CaptureFile::add(std::chrono::system_clock::time_point when, std::span<const std::uint8_t> frame) {
    const auto size = static_cast<std::uint32_t>(frame.size());
    put(capture::pcap_record_header(when, size, size));
    put(frame);
}

Result<void> CaptureFile::finish() {
    return out_.flush();
}

}  // namespace snet::arp
