#include <algorithm>
#include <utility>

#include "lib/capture/stream/stream_state.hpp"

namespace snet::capture {

namespace {

Next show(const StreamState& state, std::span<const std::uint8_t> raw, bool is_packet, StreamReader::Callback record) {
    StreamRecord shown{.raw = raw, .packet = {}};
    if (is_packet) {
        shown.packet = state.format == StreamFormat::pcap ? pcap_packet(state, raw) : block_packet(state, raw);
        shown.packet->number = state.packets;
    }
    return record(shown);
}

// What became of some bytes.
struct Shown {
    std::size_t bytes = 0;   // of the records that were shown
    std::size_t needed = 0;  // that the next one takes
    Next next = Next::go_on;
};

Result<Shown> show_whole(StreamState& state, std::span<const std::uint8_t> bytes, StreamReader::Callback record) {
    Shown shown;
    while (shown.next == Next::go_on) {
        const auto step = read_record(state, bytes.subspan(shown.bytes));
        if (!step) return std::unexpected(step.error());
        shown.needed = step->needed;
        if (step->size == 0) break;
        shown.next = show(state, bytes.subspan(shown.bytes, step->size), step->is_packet, record);
        shown.bytes += step->size;
    }
    return shown;
}

}  // namespace

Result<Next> StreamReader::feed(std::span<const std::uint8_t> bytes, Callback record) {
    while (!kept_.empty()) {
        const auto shown = show_whole(*scanner_.state_, kept_, record);
        if (!shown) return std::unexpected(shown.error());
        kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(shown->bytes));
        if (shown->next == Next::stop) {
            kept_.insert(kept_.end(), bytes.begin(), bytes.end());
            return Next::stop;
        }
        if (kept_.empty()) break;
        // No more than the rest of the record that was begun: what follows need not be copied.
        const std::size_t more = std::min(bytes.size(), shown->needed - kept_.size());
        if (more == 0) return Next::go_on;
        kept_.insert(kept_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(more));
        bytes = bytes.subspan(more);
    }
    const auto shown = show_whole(*scanner_.state_, bytes, record);
    if (!shown) return std::unexpected(shown.error());
    kept_.assign(bytes.begin() + static_cast<std::ptrdiff_t>(shown->bytes), bytes.end());
    return shown->next;
}

Result<Next> StreamReader::feed_packets(std::span<const std::uint8_t> bytes, FunctionRef<Next(const Packet&)> packet) {
    return feed(bytes,
                [&](const StreamRecord& record) { return record.packet ? packet(*record.packet) : Next::go_on; });
}

Result<void> StreamReader::finish() const {
    return scanner_.finish(kept_.size());
}

}  // namespace snet::capture
