#include "snet/address_with_length.hpp"

#include <optional>

namespace snet {
namespace {

// 0 to 128 without a sign or leading zeros.
std::optional<unsigned> parse_length(std::string_view text) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

}  // namespace

Result<AddressWithLength> AddressWithLength::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) return fail(ErrorKind::invalid, std::string(text) + ": not an IP address or prefix");
    const unsigned bits = 8 * address_size(address->family());
    const auto length = slash == text.npos ? bits : parse_length(text.substr(slash + 1));
    if (!length || *length > bits)
        return fail(ErrorKind::invalid, std::string(text) + ": the prefix length is not 0 to " + std::to_string(bits));
    return AddressWithLength{*address, static_cast<std::uint8_t>(*length)};
}

std::string AddressWithLength::to_string() const {
    return is_host() ? address.to_string() : address.to_string() + '/' + std::to_string(length);
}

}  // namespace snet
