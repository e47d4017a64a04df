#include "snet/prefix.hpp"

#include <cstring>

#include "snet/address_with_length.hpp"

namespace snet {
namespace {

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
    const auto given = AddressWithLength::parse(text);
    if (!given) return std::unexpected(given.error());
    const Prefix prefix = containing(given->address, given->length);
    if (prefix.address() != given->address)
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
