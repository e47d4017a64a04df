// A packet of any link type (its first two bytes): the summary is printable, short, and the same in the place of
// another one; a packet of which less was captured is said to be cut off or tells the same.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "snet/capture/summary.hpp"

using namespace snet::capture;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::string line(const PacketSummary& summary) {
    std::string out;
    append_line(out, Packet{}, summary);
    require(is_printable(out));
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const LinkType type = data[0] | LinkType{data[1]} << 8U;
    const std::span bytes(data + 2, size - 2);
    const auto length = static_cast<std::uint32_t>(bytes.size());
    const PacketSummary summary = summarize(type, bytes, length);
    const std::string told = line(summary);
    require(!summary.protocol.empty() && summary.info.size() < 1500 && !summary.cut);
    constexpr LinkType exported_payload = 252;  // whose tags tell what they like
    require(!summary.source_port || summary.source || type == exported_payload);
    static PacketSummary older;
    summarize(type, bytes, length, older);
    require(line(older) == told);
    // Where nothing is cut off, it does not matter that more was on the link: it would be padding.
    const PacketSummary longer = summarize(type, bytes, length + 1);
    require(longer.cut || longer.protocol == summary.protocol);
    require(longer.source == summary.source && longer.source_port == summary.source_port);
    return 0;
}
