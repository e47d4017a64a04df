#include "lib/capture/summary/look.hpp"

namespace snet::capture {

namespace {

constexpr std::string_view management[] = {
    "association request",
    "association response",
    "reassociation request",
    "reassociation response",
    "probe request",
    "probe response",
    "timing advertisement",
    "",
    "beacon",
    "ATIM",
    "disassociation",
    "authentication",
    "deauthentication",
    "action",
    "action without ack",
    "",
};
constexpr std::string_view control[] = {
    "",
    "",
    "trigger",
    "TACK",
    "beamforming report poll",
    "NDP announcement",
    "control extension",
    "control wrapper",
    "block ack request",
    "block ack",
    "PS-poll",
    "RTS",
    "CTS",
    "ack",
    "CF-end",
    "CF-end and ack",
};

enum Kind : std::uint8_t { management_frame, control_frame, data_frame };

// The first two bytes of a frame (IEEE 802.11, 9.2.4.1).
struct FrameControl {
    unsigned kind;
    unsigned subtype;
    bool to_distribution;
    bool from_distribution;
    bool is_protected;
    bool has_order;

    explicit FrameControl(Bytes bytes)
        : kind(bytes[0] >> 2U & 3U),
          subtype(bytes[0] >> 4U),
          to_distribution((bytes[1] & 1U) != 0),
          from_distribution((bytes[1] & 2U) != 0),
          is_protected((bytes[1] & 0x40U) != 0),
          has_order((bytes[1] & 0x80U) != 0) {}

    bool is_quality() const { return (subtype & 8U) != 0; }  // of data
    bool has_no_data() const { return (subtype & 4U) != 0; }
    std::size_t data_header() const {
        const std::size_t quality = !is_quality() ? 0 : has_order ? 6 : 2;
        return 24U + (to_distribution && from_distribution ? 6U : 0U) + quality;
    }
};

void tell_name(std::string_view name, const FrameControl& frame, Look& look) {
    if (name.empty())
        look << "type " << frame.kind << " subtype " << frame.subtype;
    else
        look << name;
}

// Who sends to whom depends on the way that the frame takes between station and access point.
void take_data_addresses(const FrameControl& frame, Bytes bytes, Look& look) {
    look.summary.destination_mac = mac_at(bytes, frame.to_distribution ? 16 : 4);
    if (!frame.from_distribution)
        look.summary.source_mac = mac_at(bytes, 10);
    else if (!frame.to_distribution)
        look.summary.source_mac = mac_at(bytes, 16);
    else if (bytes.size() >= 30)
        look.summary.source_mac = mac_at(bytes, 24);
}

void look_at_data(const FrameControl& frame, Bytes bytes, Look& look) {
    constexpr std::size_t least = 24;
    if (bytes.size() < least) return look.ends_early();
    take_data_addresses(frame, bytes, look);
    const std::size_t header = frame.data_header();
    if (bytes.size() < header) return look.ends_early();
    bytes = bytes.subspan(header);
    if (frame.has_no_data()) {
        look << "no data";
        return;
    }
    if (frame.is_protected) {
        look << "encrypted length " << bytes.size();
        return;
    }
    look_at_llc(bytes, look);
}

void look_at_management(const FrameControl& frame, Bytes bytes, Look& look) {
    tell_name(management[frame.subtype], frame, look);
    if (bytes.size() < 16) return look.ends_early();
    look.summary.destination_mac = mac_at(bytes, 4);
    look.summary.source_mac = mac_at(bytes, 10);
    look << " length " << bytes.size();
}

void look_at_control(const FrameControl& frame, Bytes bytes, Look& look) {
    constexpr unsigned cts = 12, ack = 13;
    tell_name(control[frame.subtype], frame, look);
    if (frame.subtype < 8) return;  // in other forms
    if (bytes.size() < 10) return look.ends_early();
    look.summary.destination_mac = mac_at(bytes, 4);
    if (frame.subtype == cts || frame.subtype == ack) return;
    if (bytes.size() < 16) return look.ends_early();
    look.summary.source_mac = mac_at(bytes, 10);
}

}  // namespace

void look_at_wireless(Bytes bytes, Look& look) {
    look.summary.protocol = "802.11";
    if (bytes.size() < 2) return look.ends_early();
    const FrameControl frame(bytes);
    switch (frame.kind) {
        case management_frame:
            return look_at_management(frame, bytes, look);
        case control_frame:
            return look_at_control(frame, bytes, look);
        case data_frame:
            return look_at_data(frame, bytes, look);
        default:
            tell_name("", frame, look);
    }
}

// Its length stands in little-endian order, as all of it.
void look_at_radiotap(Bytes bytes, Look& look) {
    constexpr std::size_t least = 8;
    look.summary.protocol = "802.11";
    if (bytes.size() < least) return look.ends_early();
    const std::size_t header = bytes[2] | std::size_t{bytes[3]} << 8U;
    if (header < least) {
        look.summary.odd = true;
        return;
    }
    if (header > bytes.size()) return look.ends_early();
    look_at_wireless(bytes.subspan(header), look);
}

}  // namespace snet::capture
