#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "snet/capture/pcap_format.hpp"
#include "snet/capture/stream.hpp"
#include "snet/error.hpp"

namespace snet::capture {

/// Where packets of a stream were captured. pcap has one, pcapng any number in each section.
struct StreamInterface {
    LinkType link_type = 0;
    std::uint32_t snaplen = 0;    ///< 0: unlimited
    std::uint8_t resolution = 6;  ///< of times, as pcapng's if_tsresol: 10^-n, or 2^-(n-128) from 128 on
    std::int64_t offset = 0;      ///< seconds to add to times
};

/// What has been learned of a stream up to `offset`.
struct StreamState {
    StreamFormat format = StreamFormat::unknown;
    bool swapped = false;  ///< its numbers are in the other byte order than the host's
    std::vector<StreamInterface> interfaces;
    std::uint64_t offset = 0;
    std::uint64_t packets = 0;
    std::optional<Error> error;

    /// Two, four or eight bytes, which must be there, as a number of the stream.
    std::uint16_t read16(const std::uint8_t* bytes) const { return read<std::uint16_t>(bytes); }
    std::uint32_t read32(const std::uint8_t* bytes) const { return read<std::uint32_t>(bytes); }
    std::uint64_t read64(const std::uint8_t* bytes) const { return read<std::uint64_t>(bytes); }

  private:
    template <class Number>
    Number read(const std::uint8_t* bytes) const {
        Number number;
        std::memcpy(&number, bytes, sizeof number);
        return swapped ? std::byteswap(number) : number;
    }
};

/// The longest packet that a stream may have, which says itself that it has none longer than `snaplen` bytes.
constexpr std::uint32_t longest_packet(std::uint32_t snaplen) {
    constexpr std::uint32_t greatest = std::uint32_t{128} << 20U;
    return snaplen > usual_snaplen && snaplen <= greatest ? snaplen : usual_snaplen;
}

/// What begins at the beginning of some bytes.
struct Step {
    std::size_t size = 0;    ///< of the record, which is whole; 0: it is not
    std::size_t needed = 0;  ///< if it is not: bytes that it takes, as far as can be told
    bool is_packet = false;
};

constexpr Step whole(std::size_t size, bool is_packet) {
    return {.size = size, .is_packet = is_packet};
}

constexpr Step incomplete(std::size_t needed) {
    return {.needed = needed};
}

/// "byte OFFSET: TEXT"
std::unexpected<Error> fail_at(std::uint64_t offset, const std::string& text);

/// The header of a stream, whose format is not known yet.
Result<Step> read_pcap_header(StreamState& state, std::span<const std::uint8_t> bytes);

/// A record at the stream's offset. Only what is whole is taken into the state.
Result<Step> read_pcap_record(const StreamState& state, std::span<const std::uint8_t> bytes);
Result<Step> read_block(StreamState& state, std::span<const std::uint8_t> bytes);
Result<Step> read_record(StreamState& state, std::span<const std::uint8_t> bytes);

/// The same for as many records of pcap as are whole, up to `at_most`; `scan` is told.
void scan_pcap(const StreamState& state, std::span<const std::uint8_t> bytes, std::uint64_t at_most, Scan& scan);

/// The packet of a whole record that is one. Its number is 0.
Packet pcap_packet(const StreamState& state, std::span<const std::uint8_t> record);
Packet block_packet(const StreamState& state, std::span<const std::uint8_t> block);

}  // namespace snet::capture
