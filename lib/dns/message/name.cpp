#include "snet/dns/name.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "lib/dns/message/name_wire.hpp"
#include "lib/values/hex.hpp"

namespace snet::dns {
namespace {

constexpr std::size_t most_labels = 127;

/// Where the labels of a name begin, each at its length.
struct LabelOffsets {
    explicit LabelOffsets(WireBytes wire) {
        for (std::size_t at = 0; wire[at] != 0; at += 1 + wire[at])
            offsets[count++] = static_cast<std::uint8_t>(at);
    }

    std::array<std::uint8_t, most_labels> offsets;
    std::size_t count = 0;
};

std::weak_ordering compare_labels(WireBytes one, WireBytes other) {
    const auto lower = [](std::uint8_t byte) { return static_cast<std::uint8_t>(to_lower(static_cast<char>(byte))); };
    const std::size_t common = std::min(one.size(), other.size());
    for (std::size_t i = 0; i < common; ++i)
        if (const auto order = lower(one[i]) <=> lower(other[i]); order != 0) return order;
    return one.size() <=> other.size();
}

}  // namespace

Result<DnsName> DnsName::from_wire(std::span<const std::uint8_t> wire) {
    if (end_of_name(wire, 0, wire.size(), Compression::forbidden) != wire.size())
        return fail(ErrorKind::invalid, "not a domain name of " + std::to_string(wire.size()) + " bytes");
    return DnsName(std::string(wire.begin(), wire.end()));
}

DnsName DnsName::reverse_of(const IpAddress& address) {
    std::string wire;
    for (const std::uint8_t byte : std::views::reverse(address.bytes())) {
        if (address.is_ipv4()) {
            const std::string number = std::to_string(byte);
            wire += static_cast<char>(number.size());
            wire += number;
        } else {
            wire.append({'\1', hex_digits[byte & 15], '\1', hex_digits[byte >> 4]});
        }
    }
    using namespace std::string_literals;
    return DnsName(wire + (address.is_ipv4() ? "\7in-addr\4arpa\0"s : "\3ip6\4arpa\0"s));
}

void DnsName::append_to(std::string& out) const {
    append_name(out, wire(), 0);
}

std::string DnsName::to_string() const {
    std::string text;
    append_to(text);
    return text;
}

std::size_t DnsName::label_count() const {
    return LabelOffsets(wire()).count;
}

bool DnsName::is_in(const DnsName& other) const {
    const WireBytes suffix = other.wire();
    WireBytes rest = wire();
    while (rest.size() > suffix.size())
        rest = rest.subspan(1U + rest[0]);
    return rest.size() == suffix.size() && equal_bytes_in_any_case(rest.data(), suffix.data(), suffix.size());
}

DnsName DnsName::parent() const {
    return is_root() ? DnsName() : DnsName(wire_.substr(1U + wire()[0]));
}

Result<DnsName> DnsName::under(const DnsName& suffix) const {
    if (wire_.size() - 1 + suffix.wire_.size() > max_wire)
        return fail(ErrorKind::invalid, to_string() + ": longer than 255 bytes under " + suffix.to_string());
    return DnsName(wire_.substr(0, wire_.size() - 1) + suffix.wire_);
}

bool DnsName::operator==(const DnsName& other) const {
    return wire_.size() == other.wire_.size() &&
           equal_bytes_in_any_case(wire().data(), other.wire().data(), wire_.size());
}

std::weak_ordering DnsName::operator<=>(const DnsName& other) const {
    const LabelOffsets mine(wire());
    const LabelOffsets others(other.wire());
    const std::size_t common = std::min(mine.count, others.count);
    for (std::size_t i = 1; i <= common; ++i) {
        const auto label = [i](WireBytes name, const LabelOffsets& labels) {
            const std::size_t at = labels.offsets[labels.count - i];
            return name.subspan(at + 1, name[at]);
        };
        if (const auto order = compare_labels(label(wire(), mine), label(other.wire(), others)); order != 0)
            return order;
    }
    return mine.count <=> others.count;
}

std::size_t DnsName::hash() const {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : wire_)
        hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 0x100000001b3;
    return static_cast<std::size_t>(hash ^ hash >> 32);
}

}  // namespace snet::dns
