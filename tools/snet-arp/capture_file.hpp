#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "snet/error.hpp"
#include "tools/cli/output_buffer.hpp"

namespace snet::arp {

/// A file of Ethernet frames in pcap format, with times to the nanosecond.
class CaptureFile {
  public:
    /// Makes the file, or empties it.
    static Result<CaptureFile> create(const std::string& path);

    CaptureFile(CaptureFile&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), out_(std::move(other.out_)) {}
    CaptureFile& operator=(CaptureFile&&) = delete;
    ~CaptureFile();

    void add(std::chrono::system_clock::time_point when, std::span<const std::uint8_t> frame);

    /// Writes what is buffered; the first error there was.
    Result<void> finish();

  private:
    CaptureFile(const std::string& path, int descriptor) : descriptor_(descriptor), out_(descriptor, path) {}

    void put(std::span<const std::uint8_t> bytes);

    int descriptor_;
    cli::OutputBuffer out_;
};

}  // namespace snet::arp
