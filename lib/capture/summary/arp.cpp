#include "lib/capture/summary/look.hpp"

namespace snet::capture {

namespace {

constexpr std::size_t header = 8;

struct Sides {
    MacAddress sender_mac;
    IpAddress sender;
    MacAddress target_mac;
    IpAddress target;
};

// Of Ethernet and IPv4, the only sizes that addresses are known of.
void tell(unsigned operation, const Sides& sides, Look& look) {
    enum Operation : std::uint8_t { request = 1, reply = 2, reverse_request = 3, reverse_reply = 4 };
    switch (operation) {
        case request:
            if (sides.sender == sides.target) {
                look << "announces " << sides.sender << " at " << sides.sender_mac;
                return;
            }
            look << "who has " << sides.target << "?";
            if (sides.sender.is_unspecified())
                look << " probed by " << sides.sender_mac;
            else
                look << " tell " << sides.sender;
            return;
        case reply:
            look << sides.sender << " is at " << sides.sender_mac;
            return;
        case reverse_request:
            look << "who is " << sides.target_mac << "? tell " << sides.sender_mac;
            return;
        case reverse_reply:
            look << sides.target_mac << " is at " << sides.target;
            return;
        default:
            look << "operation " << operation;
    }
}

}  // namespace

void look_at_arp(Bytes bytes, Look& look) {
    look.summary.protocol = "ARP";
    if (bytes.size() < header) return look.ends_early();
    const unsigned operation = be16(bytes, 6);
    if (operation == 3 || operation == 4) look.summary.protocol = "RARP";
    const std::size_t hardware = bytes[4];
    const std::size_t protocol = bytes[5];
    if (hardware != 6 || protocol != 4 || be16(bytes, 2) != 0x0800) {
        look << "operation " << operation << " hardware " << be16(bytes, 0) << " length " << bytes.size();
        return;
    }
    if (bytes.size() < header + 20) return look.ends_early();
    const Sides sides{.sender_mac = mac_at(bytes, 8),
                      .sender = IpAddress::from_bytes(Family::ipv4, &bytes[14]),
                      .target_mac = mac_at(bytes, 18),
                      .target = IpAddress::from_bytes(Family::ipv4, &bytes[24])};
    look.summary.source = sides.sender;
    look.summary.destination = sides.target;
    tell(operation, sides, look);
}

}  // namespace snet::capture
