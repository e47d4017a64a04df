// Fields of numbers that have names.

#include <array>
#include <string_view>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"

namespace snet::dns {
namespace {

void append_window(std::string& out, unsigned window, WireBytes bits) {
    for (unsigned i = 0; i < 8 * bits.size(); ++i) {
        if ((bits[i / 8] & 0x80U >> i % 8) == 0) continue;
        if (!out.empty() && out.back() != ' ') out += ' ';
        append(out, static_cast<Type>(window << 8 | i));
    }
}

}  // namespace

// RFC 4034, 4.1.2: blocks of ascending numbers, without zero bytes at their ends.
void append_type_bits(std::string& out, WireReader& reader) {
    constexpr std::size_t most_bytes = 32;
    int last = -1;
    while (reader.left() > 0) {
        const int window = reader.u8();
        const WireBytes bits = reader.counted8();
        if (window <= last || bits.empty() || bits.size() > most_bytes || bits.back() == 0) return reader.fail();
        append_window(out, static_cast<unsigned>(window), bits);
        last = window;
    }
}

void append_algorithm(std::string& out, std::uint8_t algorithm) {
    constexpr std::array<std::string_view, 17> low = {
        "",          "RSAMD5", "DH",        "DSA", "",        "RSASHA1",         "NSEC3DSA",        "NSEC3RSASHA1",
        "RSASHA256", "",       "RSASHA512", "",    "ECCGOST", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519",
        "ED448"};
    constexpr std::array<std::string_view, 3> high = {"INDIRECT", "PRIVATEDNS", "PRIVATEOID"};
    constexpr std::uint8_t first_high = 252;
    std::string_view name;
    if (algorithm < low.size()) name = low[algorithm];
    if (algorithm >= first_high && algorithm < first_high + high.size()) name = high[algorithm - first_high];
    if (name.empty()) return append_number(out, algorithm);
    out += name;
}

}  // namespace snet::dns
