#include "snet/address_range.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace snet {

namespace {

constexpr std::uint64_t most_addresses = std::uint64_t{1} << 32;

// The last eight bytes, or the four of IPv4, as a number.
std::uint64_t number_of(const IpAddress& address) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : address.bytes().last(address.is_ipv4() ? 4 : 8))
        number = number << 8 | byte;
    return number;
}

IpAddress with_number(const IpAddress& address, std::uint64_t number) {
    std::array<std::uint8_t, 16> bytes{};
    const auto before = address.bytes();
    std::ranges::copy(before, bytes.begin());
    for (std::size_t i = 0; i < (address.is_ipv4() ? 4 : 8); ++i, number >>= 8)
        bytes[before.size() - 1 - i] = static_cast<std::uint8_t>(number);
    return IpAddress::from_bytes(address.family(), bytes.data());
}

std::optional<unsigned> parse_byte(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > 255) return std::nullopt;
    return number;
}

}  // namespace

Result<AddressRange> AddressRange::between(const IpAddress& first, const IpAddress& last) {
    const AddressRange range(first, last);
    if (first.family() != last.family())
        return fail(ErrorKind::invalid, range.to_string() + ": addresses of two families");
    if (last < first) return fail(ErrorKind::invalid, range.to_string() + ": the last address is before the first");
    const bool is_near = first.masked(first.is_ipv4() ? 0 : 64) == last.masked(first.is_ipv4() ? 0 : 64);
    if (!is_near || number_of(last) - number_of(first) >= most_addresses)
        return fail(ErrorKind::invalid, range.to_string() + ": more than 2^32 addresses");
    return range;
}

Result<AddressRange> AddressRange::parse(std::string_view text) {
    if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
        const auto first = IpAddress::parse(text.substr(0, dash));
        if (!first) return std::unexpected(first.error());
        const std::string_view rest = text.substr(dash + 1);
        if (const auto number = parse_byte(rest); number && first->is_ipv4())
            return between(*first, with_number(*first, (number_of(*first) & ~std::uint64_t{0xff}) | *number));
        const auto last = IpAddress::parse(rest);
        if (!last) return std::unexpected(last.error());
        return between(*first, *last);
    }
    const auto prefix = Prefix::parse(text);
    if (!prefix) return std::unexpected(prefix.error());
    if (prefix->family() == Family::ipv6 && prefix->length() < 96)
        return fail(ErrorKind::invalid, std::string(text) + ": more than 2^32 addresses");
    return AddressRange(prefix->address(), last_address(*prefix));
}

std::uint64_t AddressRange::offset(const IpAddress& address) const {
    return number_of(address) - number_of(first_);
}

IpAddress AddressRange::at(std::uint64_t offset) const {
    return with_number(first_, number_of(first_) + offset);
}

std::optional<AddressRange> AddressRange::common(const AddressRange& other) const {
    if (family() != other.family()) return std::nullopt;
    const AddressRange both(std::max(first_, other.first_), std::min(last_, other.last_));
    return both.last_ < both.first_ ? std::nullopt : std::optional(both);
}

std::string AddressRange::to_string() const {
    return first_ == last_ ? first_.to_string() : first_.to_string() + "-" + last_.to_string();
}

IpAddress last_address(const Prefix& prefix) {
    std::array<std::uint8_t, 16> bytes{};
    std::ranges::copy(prefix.address().bytes(), bytes.begin());
    for (unsigned bit = prefix.length(); bit < 8 * address_size(prefix.family()); ++bit)
        bytes[bit / 8] |= static_cast<std::uint8_t>(0x80 >> bit % 8);
    return IpAddress::from_bytes(prefix.family(), bytes.data());
}

}  // namespace snet
