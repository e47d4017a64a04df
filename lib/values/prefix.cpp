#include "snet/prefix.hpp"

#include <cstring>
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

char* write_length(char* out, unsigned length) {
    *out++ = '/';
    if (length >= 100) *out++ = static_cast<char>('0' + length / 100);
    if (length >= 10) *out++ = static_cast<char>('0' + length / 10 % 10);
    *out++ = static_cast<char>('0' + length % 10);
    return out;
}

// Whether the first `length` bits are the same.
bool same_bits(const std::uint8_t* a, const std::uint8_t* b, unsigned length) {
    if (std::memcmp(a, b, length / 8) != 0) return false;
    const unsigned rest = length % 8;
    return rest == 0 || ((a[length / 8] ^ b[length / 8]) >> (8 - rest)) == 0;
}

}  // namespace

Result<Prefix> Prefix::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) return fail(ErrorKind::invalid, std::string(text) + ": not an IP address or prefix");
    const unsigned bits = 8 * address_size(address->family());
    if (slash == text.npos) return Prefix(*address, bits);
    const auto length = parse_length(text.substr(slash + 1));
    if (!length || *length > bits)
        return fail(ErrorKind::invalid, std::string(text) + ": the prefix length is not 0 to " + std::to_string(bits));
    const Prefix prefix = containing(*address, *length);
    if (prefix.address() != *address)
        return fail(ErrorKind::invalid,
                    std::string(text) + ": host bits are set; " + prefix.to_string() + " is the prefix");
    return prefix;
}

std::string Prefix::to_string() const {
    char text[max_text];
    return {text, write_length(address_.write(text), length_)};
}

std::string Prefix::to_short_string() const {
    char text[max_text];
    return {text, write_short(text)};
}

char* Prefix::write_short(char* out) const {
    char* end = address_.write(out);
    return is_host() ? end : write_length(end, length_);
}

bool Prefix::contains(const IpAddress& address) const {
    return address.family() == family() && same_bits(address_.bytes().data(), address.bytes().data(), length_);
}

bool Prefix::contains(const Prefix& other) const {
    return other.length_ >= length_ && contains(other.address_);
}

}  // namespace snet
