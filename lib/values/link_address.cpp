#include "snet/link_address.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "lib/values/hex.hpp"
#include "snet/ip_address.hpp"

namespace snet {
namespace {

// ARPHRD_* of linux/if_arp.h: the links whose addresses are those of the tunnel's ends.
bool is_ipv4_tunnel(std::uint16_t link_type) {
    constexpr std::uint16_t tunnel = 768, sit = 776, ipgre = 778;
    return link_type == tunnel || link_type == sit || link_type == ipgre;
}

bool is_ipv6_tunnel(std::uint16_t link_type) {
    constexpr std::uint16_t tunnel6 = 769, ip6gre = 823;
    return link_type == tunnel6 || link_type == ip6gre;
}

std::optional<LinkAddress> parse_bytes(std::string_view text) {
    std::uint8_t bytes[LinkAddress::max_size];
    std::size_t count = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        const auto [next, error] = std::from_chars(at, end, bytes[count], 16);
        if (error != std::errc{} || next - at > 2) return std::nullopt;
        ++count;
        if (next == end) break;
        if (*next != ':' || count == std::size(bytes)) return std::nullopt;
        at = next + 1;
    }
    return LinkAddress(std::span(bytes, count));
}

}  // namespace

Result<LinkAddress> LinkAddress::parse(std::string_view text) {
    if (const auto mac = MacAddress::parse(text)) return LinkAddress(*mac);
    if (const auto bytes = parse_bytes(text)) return *bytes;
    // What is printed as bytes would be read back as bytes.
    if (const auto address = IpAddress::parse(text); address && !parse_bytes(address->to_string()))
        return LinkAddress(address->bytes());
    return fail(ErrorKind::invalid, std::string(text) + ": not a link-layer address");
}

LinkAddress::LinkAddress(std::span<const std::uint8_t> bytes)
    : size_(static_cast<std::uint8_t>(std::min(bytes.size(), max_size))) {
    std::copy_n(bytes.begin(), size_, bytes_.begin());
}

LinkAddress::LinkAddress(const MacAddress& mac) : LinkAddress(std::span(mac.bytes())) {}

std::optional<MacAddress> LinkAddress::mac() const {
    MacAddress::Bytes mac;
    if (size_ != mac.size()) return std::nullopt;
    std::copy_n(bytes_.begin(), mac.size(), mac.begin());
    return MacAddress(mac);
}

std::string LinkAddress::to_string(std::uint16_t link_type) const {
    if (size_ == address_size(Family::ipv4) && is_ipv4_tunnel(link_type))
        return IpAddress::from_bytes(Family::ipv4, bytes_.data()).to_string();
    if (size_ == address_size(Family::ipv6) && is_ipv6_tunnel(link_type))
        return IpAddress::from_bytes(Family::ipv6, bytes_.data()).to_string();
    std::string text;
    for (const std::uint8_t byte : bytes()) {
        char digits[2];
        if (!text.empty()) text += ':';
        text.append(digits, write_hex_byte(digits, byte));
    }
    return text;
}

}  // namespace snet
