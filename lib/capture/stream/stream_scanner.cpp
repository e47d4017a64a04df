#include "lib/capture/stream/stream_state.hpp"

namespace snet::capture {

std::unexpected<Error> fail_at(std::uint64_t offset, const std::string& text) {
    return fail(ErrorKind::invalid, "byte " + std::to_string(offset) + ": " + text);
}

Result<Step> read_record(StreamState& state, std::span<const std::uint8_t> bytes) {
    if (state.error) return std::unexpected(*state.error);
    const auto step = state.format == StreamFormat::pcap     ? read_pcap_record(state, bytes)
                      : state.format == StreamFormat::pcapng ? read_block(state, bytes)
                                                             : read_pcap_header(state, bytes);
    if (!step) {
        state.error = step.error();
    } else {
        state.offset += step->size;
        state.packets += step->size != 0 && step->is_packet ? 1 : 0;
    }
    return step;
}

StreamScanner::StreamScanner() : state_(std::make_unique<StreamState>()) {}
StreamScanner::StreamScanner(StreamScanner&&) noexcept = default;
StreamScanner& StreamScanner::operator=(StreamScanner&&) noexcept = default;
StreamScanner::~StreamScanner() = default;

Scan StreamScanner::scan(std::span<const std::uint8_t> bytes, std::uint64_t at_most) {
    Scan scan;
    while (scan.packets < at_most) {
        if (state_->format == StreamFormat::pcap && !state_->error) {
            const Scan before = scan;
            scan_pcap(*state_, bytes.subspan(scan.whole), at_most - scan.packets, scan);
            state_->offset += scan.whole - before.whole;
            state_->packets += scan.packets - before.packets;
            if (scan.packets == at_most) break;
        }
        const auto step = read_record(*state_, bytes.subspan(scan.whole));
        if (!step) {
            scan.error = step.error();
            break;
        }
        if (step->size == 0) {
            scan.needed = step->needed;
            break;
        }
        scan.whole += step->size;
        scan.packets += step->is_packet ? 1 : 0;
    }
    return scan;
}

Result<void> StreamScanner::finish(std::size_t left) const {
    if (state_->error) return std::unexpected(*state_->error);
    if (state_->format == StreamFormat::unknown)
        return fail_at(left, left == 0 ? "the stream ends before it begins" : "the stream ends inside of its header");
    if (left != 0)
        return fail_at(state_->offset + left,
                       "the stream ends inside of the record that begins at byte " + std::to_string(state_->offset));
    return {};
}

StreamFormat StreamScanner::format() const {
    return state_->format;
}

std::optional<LinkType> StreamScanner::link_type() const {
    if (state_->interfaces.empty()) return std::nullopt;
    return state_->interfaces.front().link_type;
}

std::uint64_t StreamScanner::offset() const {
    return state_->offset;
}

std::uint64_t StreamScanner::packets() const {
    return state_->packets;
}

}  // namespace snet::capture
