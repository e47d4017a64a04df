#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "snet/capture/stream.hpp"

#pragma GCC visibility push(default)
namespace snet::capture {

/// A buffer that a stream is read into, and out of which its whole records are copied:
///
///     for (;;) {
///         const std::size_t count = READ(copy.room());
///         if (count == 0) return copy.finish();
///         const Scan scan = copy.filled(count, still_wanted);
///         WRITE(copy.whole());
///         if (scan.error || (still_wanted -= scan.packets) == 0) return ...;
///     }
///
/// It grows when a record does not fit, and never because one merely says that it is long.
class StreamCopy {
  public:
    explicit StreamCopy(std::size_t size = std::size_t{1} << 18U);

    /// Where the next bytes go; never empty. What `whole` has told is not there any more.
    std::span<std::uint8_t> room();

    /// So many bytes are in the room that was given last. The scan is of these and what was left before.
    Scan filled(std::size_t count, std::uint64_t at_most = StreamScanner::no_limit);

    /// The records that the last scan found whole, to be written as they are.
    std::span<const std::uint8_t> whole() const { return {buffer_.get(), whole_}; }

    /// As StreamScanner::finish.
    Result<void> finish() const { return scanner_.finish(end_ - whole_); }

    const StreamScanner& scanner() const { return scanner_; }

  private:
    StreamScanner scanner_;
    std::size_t size_;
    std::unique_ptr<std::uint8_t[]> buffer_;
    std::size_t whole_ = 0;  // records up to here
    std::size_t end_ = 0;    // bytes up to here
};

}  // namespace snet::capture
#pragma GCC visibility pop
