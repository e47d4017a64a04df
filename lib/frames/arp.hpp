#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "lib/frames/ethernet.hpp"

namespace snet::frames {

inline constexpr std::uint16_t arp_request = 1, arp_reply = 2;

/// A message of ARP for IPv4 on Ethernet (RFC 826), with the addresses of its frame.
struct ArpFrame {
    static constexpr std::size_t size = ethernet_header_size + 28;
    using Bytes = std::array<std::uint8_t, size>;

    MacAddress destination;  ///< of the frame
    MacAddress source;       ///< of the frame
    std::uint16_t operation = arp_request;
    MacAddress sender_mac;
    IpAddress sender;  ///< 0.0.0.0 in a probe
    MacAddress target_mac;
    IpAddress target;

    /// None if it is another protocol's, of another hardware, of a VLAN, or too short. Padding is ignored.
    static std::optional<ArpFrame> parse(std::span<const std::uint8_t> frame);
    static std::optional<ArpFrame> parse(const EthernetFrame& frame);

    Bytes to_bytes() const;

    /// Its sender says of itself what it is asked by none: sender and target are the same (RFC 5227's announcement, or
    /// an answer to nobody).
    bool is_gratuitous() const { return sender == target; }

    /// Whether it is what the target of `question` says to who asked: an answer by its operation, from the address that
    /// was asked for, to the address and the MAC that asked, with an interface's own MAC which is not that of who
    /// asked.
    bool is_answer_to(const ArpFrame& question) const;

    bool operator==(const ArpFrame&) const = default;
};

/// Who has `target`? Asked from 0.0.0.0 it is a probe (RFC 5227) that leaves no entry in anybody's cache. `to` is who
/// shall hear it.
ArpFrame arp_question(const MacAddress& own, const IpAddress& source, const IpAddress& target,
                      const MacAddress& to = broadcast_mac);

/// `address` is at `own`, told to all (RFC 5227 section 2.3).
ArpFrame arp_announcement(const MacAddress& own, const IpAddress& address);

}  // namespace snet::frames
