#include <algorithm>
#include <array>

#include "lib/capture/journal_entry.hpp"
#include "lib/capture/stream/stream_state.hpp"
#include "lib/capture/stream/time_unit.hpp"
#include "lib/values/hex.hpp"

// draft-ietf-opsawg-pcapng. A block is its type, its length, a body and its length again.
namespace snet::capture {

namespace {

enum BlockType : std::uint32_t {
    interface_description = 1,
    obsolete_packet = 2,
    simple_packet = 3,
    enhanced_packet = 6,
    journal_entry = 9,
    section_header = 0x0a0d0d0a,
};

constexpr std::size_t before_body = 8, after_body = 4, smallest_block = before_body + after_body;
constexpr std::size_t section_header_size = 28, interface_size = 20, packet_size = 32, simple_packet_size = 16;
constexpr std::size_t most_interfaces = 65536;
// Other blocks than packets, and what a packet's may have beside it. As large as other readers let them be.
constexpr std::size_t largest_block = std::size_t{16} << 20U, most_options = std::size_t{1} << 20U;

struct Block {
    std::uint32_t type = 0;
    std::uint32_t size = 0;
    std::span<const std::uint8_t> bytes;  ///< as many as are there, at least `smallest_block`

    bool is_whole() const { return bytes.size() >= size; }
    bool is_of_interface() const { return type == enhanced_packet || type == simple_packet || type == obsolete_packet; }
    bool is_packet() const { return is_of_interface() || type == journal_entry; }
    std::size_t least_size() const {
        switch (type) {
            case section_header:
                return section_header_size;
            case interface_description:
                return interface_size;
            case simple_packet:
                return simple_packet_size;
            case enhanced_packet:
            case obsolete_packet:
                return packet_size;
            default:
                return smallest_block;
        }
    }
};

std::string block_name(const Block& block) {
    switch (block.type) {
        case section_header:
            return "a section header";
        case interface_description:
            return "an interface description";
        case simple_packet:
        case enhanced_packet:
        case obsolete_packet:
            return "a packet block";
        default:
            return "a block of type " + to_hexadecimal(block.type);
    }
}

std::size_t padded(std::size_t size) {
    return (size + 3) & ~std::size_t{3};
}

Result<void> check_size(const StreamState& state, const Block& block, std::size_t limit) {
    if (block.size < block.least_size() || block.size % 4 != 0)
        return fail_at(state.offset, block_name(block) + " cannot be of " + std::to_string(block.size) + " bytes");
    if (block.size > limit)
        return fail_at(state.offset, block_name(block) + " of " + std::to_string(block.size) +
                                         " bytes, and the limit is " + std::to_string(limit));
    return {};
}

// At the end of a whole block its length stands again.
Result<Step> check_end(const StreamState& state, const Block& block) {
    const std::uint32_t again = state.read32(&block.bytes[block.size - after_body]);
    if (again != block.size)
        return fail_at(state.offset, block_name(block) + " is of " + std::to_string(block.size) +
                                         " bytes at its beginning, of " + std::to_string(again) + " at its end");
    return whole(block.size, block.is_packet());
}

// Takes the options of an interface description, the only ones that packets depend on.
Result<void> read_interface_options(const StreamState& state, std::span<const std::uint8_t> options,
                                    StreamInterface& interface) {
    enum Option : std::uint16_t { end = 0, time_resolution = 9, time_offset = 14 };
    while (options.size() >= 4) {
        const unsigned code = state.read16(options.data());
        const std::size_t length = state.read16(&options[2]);
        if (code == end) return {};
        options = options.subspan(4);
        if (padded(length) > options.size())
            return fail_at(state.offset, "an option of an interface description is longer than the block");
        if (code == time_resolution && length == 1) interface.resolution = options[0];
        if (code == time_offset && length == 8) interface.offset = static_cast<std::int64_t>(state.read64(&options[0]));
        options = options.subspan(padded(length));
    }
    return {};
}

Result<Step> read_interface(StreamState& state, const Block& block) {
    StreamInterface interface{.link_type = state.read16(&block.bytes[8]), .snaplen = state.read32(&block.bytes[12])};
    const auto options = block.bytes.first(block.size - after_body).subspan(interface_size - after_body);
    if (const auto read = read_interface_options(state, options, interface); !read)
        return std::unexpected(read.error());
    if (state.interfaces.size() == most_interfaces)
        return fail_at(state.offset, "more than " + std::to_string(most_interfaces) + " interfaces in a section");
    const auto step = check_end(state, block);
    if (step) state.interfaces.push_back(interface);
    return step;
}

Result<Step> read_section(StreamState& state, Block block) {
    constexpr std::uint32_t byte_order_magic = 0x1a2b3c4d;
    StreamState section{.format = StreamFormat::pcapng, .offset = state.offset, .packets = state.packets};
    const std::uint32_t magic = section.read32(&block.bytes[8]);
    section.swapped = magic == std::byteswap(byte_order_magic);
    if (!section.swapped && magic != byte_order_magic)
        return fail_at(state.offset, "a section header of pcapng without its byte order");
    block.size = section.read32(&block.bytes[4]);
    if (const auto fits = check_size(section, block, largest_block); !fits) return std::unexpected(fits.error());
    if (!block.is_whole()) return incomplete(block.size);
    const unsigned major = section.read16(&block.bytes[12]);
    if (major != 1)
        return fail_at(state.offset, "pcapng of version " + std::to_string(major) + ": only version 1 can be read");
    const auto step = check_end(section, block);
    if (step) state = std::move(section);
    return step;
}

std::uint32_t interface_of(const StreamState& state, const Block& block) {
    switch (block.type) {
        case enhanced_packet:
            return state.read32(&block.bytes[8]);
        case obsolete_packet:
            return state.read16(&block.bytes[8]);
        default:
            return 0;
    }
}

// Where captured bytes stand in a packet's block: 28 bytes of it are there, or 12 of a simple packet.
struct Captured {
    std::size_t offset = 0;
    std::uint32_t length = 0;
};

Captured captured_of(const StreamState& state, const Block& block, const StreamInterface& interface) {
    if (block.type != simple_packet) return {28, state.read32(&block.bytes[20])};
    const std::uint32_t original = state.read32(&block.bytes[8]);
    return {12, interface.snaplen == 0 ? original : std::min(original, interface.snaplen)};
}

// Tells what is wrong as soon as it can be seen, so that nobody waits for bytes which never come.
Result<Step> read_packet(const StreamState& state, const Block& block) {
    const std::uint32_t number = interface_of(state, block);
    if (number >= state.interfaces.size())
        return fail_at(state.offset, "a packet of interface " + std::to_string(number) + ", and the section has " +
                                         std::to_string(state.interfaces.size()));
    const auto& interface = state.interfaces[number];
    const std::uint32_t limit = longest_packet(interface.snaplen);
    if (const auto fits = check_size(state, block, limit + most_options); !fits) return std::unexpected(fits.error());
    if (block.type != simple_packet && block.bytes.size() < packet_size) return incomplete(packet_size);
    const auto captured = captured_of(state, block, interface);
    if (captured.length > limit)
        return fail_at(state.offset, "a packet of " + std::to_string(captured.length) + " bytes, and the limit is " +
                                         std::to_string(limit));
    if (captured.offset + padded(captured.length) + after_body > block.size)
        return fail_at(state.offset, "a packet of " + std::to_string(captured.length) + " bytes in a block of " +
                                         std::to_string(block.size));
    return block.is_whole() ? check_end(state, block) : incomplete(block.size);
}

Block block_at(const StreamState& state, std::span<const std::uint8_t> bytes) {
    return {.type = state.read32(bytes.data()), .size = state.read32(&bytes[4]), .bytes = bytes};
}

// Without an interface or lengths of its own; zeros at the end pad it.
Packet journal_packet(std::span<const std::uint8_t> block) {
    const auto entry = block.subspan(before_body, block.size() - smallest_block);
    return {.time = read_journal_entry(entry).time,
            .link_type = link_type_journal_entry,
            .original_length = static_cast<std::uint32_t>(entry.size()),
            .bytes = entry};
}

}  // namespace

Result<Step> read_block(StreamState& state, std::span<const std::uint8_t> bytes) {
    if (bytes.size() < smallest_block) return incomplete(smallest_block);
    const Block block = block_at(state, bytes);
    if (block.type == section_header) return read_section(state, block);
    if (block.is_of_interface()) return read_packet(state, block);
    const std::size_t limit = block.is_packet() ? usual_snaplen + smallest_block : largest_block;
    if (const auto fits = check_size(state, block, limit); !fits) return std::unexpected(fits.error());
    if (!block.is_whole()) return incomplete(block.size);
    return block.type == interface_description ? read_interface(state, block) : check_end(state, block);
}

Packet block_packet(const StreamState& state, std::span<const std::uint8_t> bytes) {
    const Block block = block_at(state, bytes);
    if (block.type == journal_entry) return journal_packet(bytes);
    const std::uint32_t number = interface_of(state, block);
    const auto& interface = state.interfaces[number];
    const auto captured = captured_of(state, block, interface);
    Packet packet{.link_type = interface.link_type,
                  .interface = number,
                  .original_length = state.read32(&bytes[block.type == simple_packet ? 8 : 24]),
                  .bytes = bytes.subspan(captured.offset, captured.length)};
    if (block.type != simple_packet) {
        const std::uint64_t count = std::uint64_t{state.read32(&bytes[12])} << 32U | state.read32(&bytes[16]);
        packet.time = packet_time(count, interface.resolution, interface.offset);
    }
    return packet;
}

}  // namespace snet::capture
