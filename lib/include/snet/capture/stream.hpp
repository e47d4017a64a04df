#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "snet/capture/packet.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"

namespace snet::capture {
struct StreamState;  // the library's own
}

#pragma GCC visibility push(default)
namespace snet::capture {

enum class StreamFormat : std::uint8_t { unknown, pcap, pcapng };

/// How far a look at a buffer of a stream came.
struct Scan {
    std::size_t whole = 0;      ///< bytes from its beginning that are whole records: may be written, need not be kept
    std::uint64_t packets = 0;  ///< in these bytes
    std::size_t needed = 0;     ///< bytes from `whole` on that the next record takes, as far as can be told; 0: stopped
    std::optional<Error> error;  ///< what is wrong behind `whole`, naming the byte of the stream
};

/// Finds the records of a stream in pcap (both byte orders, micro- and nanoseconds) or pcapng (any number of sections),
/// in large buffers and without a look at the packets: for a copy of the stream. The caller keeps what is behind
/// `Scan::whole`, adds what comes next, and shows it again; a buffer must grow to `Scan::needed`, at most
/// `StreamScanner::longest`.
///
/// A packet of which nothing was captured is a packet. An error is for good, and each later look tells it again: the
/// format is neither, or one of the modified pcaps (told by its name); a length that cannot be; a record longer than
/// 256 KiB and than the stream's own limit, if that is at most 128 MiB. What comes before the error is whole and sound.
class StreamScanner {
  public:
    static constexpr std::size_t longest = std::size_t{129} << 20U;
    static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

    StreamScanner();
    StreamScanner(StreamScanner&&) noexcept;
    StreamScanner& operator=(StreamScanner&&) noexcept;
    ~StreamScanner();

    /// Looks at a buffer that begins where the last look left off. Stops behind `at_most` packets.
    Scan scan(std::span<const std::uint8_t> bytes, std::uint64_t at_most = no_limit);

    /// The stream ends with `left` bytes behind the last whole record. `invalid`: it ends inside of a record, or
    /// before its header is whole, naming the byte.
    Result<void> finish(std::size_t left) const;

    StreamFormat format() const;                ///< unknown until the header is whole
    std::optional<LinkType> link_type() const;  ///< of pcap, or of the first interface of a section; none: not told yet
    std::uint64_t offset() const;               ///< bytes of whole records, from the beginning of the stream
    std::uint64_t packets() const;              ///< in these

  private:
    friend class StreamReader;
    std::unique_ptr<StreamState> state_;
};

/// A record as it stands in a stream: a packet, or something about it such as its header.
struct StreamRecord {
    std::span<const std::uint8_t> raw;  ///< all of it, for a copy
    std::optional<Packet> packet;       ///< none: it is no packet
};

/// Reads the packets of a stream that comes in parts of any size. What StreamScanner says of errors holds here, too.
class StreamReader {
  public:
    using Callback = FunctionRef<Next(const StreamRecord&)>;

    /// Takes the next bytes, and calls back for each record that is whole with them. Only what is left of the last
    /// record is copied. Records that follow where it was told to stop are shown at the next call, which may be of no
    /// bytes. `invalid`: the stream is broken; the records before it were shown.
    Result<Next> feed(std::span<const std::uint8_t> bytes, Callback record);

    /// The same for the packets alone.
    Result<Next> feed_packets(std::span<const std::uint8_t> bytes, FunctionRef<Next(const Packet&)> packet);

    /// The stream has ended. `invalid` as StreamScanner::finish, or the error that there was.
    Result<void> finish() const;

    StreamFormat format() const { return scanner_.format(); }
    std::optional<LinkType> link_type() const { return scanner_.link_type(); }
    std::uint64_t offset() const { return scanner_.offset(); }    ///< bytes of the records that were shown
    std::uint64_t packets() const { return scanner_.packets(); }  ///< that were shown
    std::size_t kept() const { return kept_.size(); }             ///< bytes of a record that is not whole

  private:
    StreamScanner scanner_;
    std::vector<std::uint8_t> kept_;
};

}  // namespace snet::capture
#pragma GCC visibility pop
