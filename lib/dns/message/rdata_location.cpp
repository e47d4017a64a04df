// Where something is on the earth: RFC 1876.

#include <string_view>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"

namespace snet::dns {
namespace {

constexpr std::uint32_t middle = 0x80000000;      // the equator, and Greenwich
constexpr std::uint32_t degree = 3'600'000;       // thousandths of a second of arc
constexpr std::int64_t ground = 100'000 * 100LL;  // centimeters: altitudes count from below it

void append_padded(std::string& out, std::uint32_t number, std::uint32_t least) {
    for (std::uint32_t digit = least; digit > 1 && number < digit; digit /= 10)
        out += '0';
    append_number(out, number);
}

// `hemispheres`: the letter for what is above the middle, and for what is below.
void append_angle(std::string& out, std::uint32_t value, std::string_view hemispheres, std::uint32_t most_degrees,
                  WireReader& reader) {
    const bool is_above = value >= middle;
    const std::uint32_t angle = is_above ? value - middle : middle - value;
    if (angle > most_degrees * degree) return reader.fail();
    append_number(out, angle / degree);
    out += ' ';
    append_number(out, angle / 60'000 % 60);
    out += ' ';
    append_number(out, angle / 1000 % 60);
    out += '.';
    append_padded(out, angle % 1000, 100);
    out += ' ';
    out += hemispheres[is_above ? 0 : 1];
}

// A digit, and by which power of ten it counts, in centimeters.
void append_size(std::string& out, std::uint8_t size, WireReader& reader) {
    const unsigned digit = size >> 4;
    const unsigned power = size & 15;
    if (digit > 9 || power > 9 || (digit == 0 && size != 0)) return reader.fail();
    if (power < 2) {
        out += power == 0 ? "0.0" : "0.";
        append_number(out, digit);
        if (power == 1) out += '0';
    } else {
        append_number(out, digit);
        out.append(power - 2, '0');
    }
    out += 'm';
}

void append_altitude(std::string& out, std::uint32_t value) {
    const std::int64_t altitude = static_cast<std::int64_t>(value) - ground;
    if (altitude < 0) out += '-';
    const auto height = static_cast<std::uint64_t>(altitude < 0 ? -altitude : altitude);
    append_number(out, height / 100);
    out += '.';
    append_padded(out, static_cast<std::uint32_t>(height % 100), 10);
    out += 'm';
}

}  // namespace

void append_location(std::string& out, WireReader& reader) {
    if (reader.u8() != 0) return reader.fail();
    const std::uint8_t size = reader.u8();
    const std::uint8_t horizontal = reader.u8();
    const std::uint8_t vertical = reader.u8();
    append_angle(out, reader.u32(), "NS", 90, reader);
    out += ' ';
    append_angle(out, reader.u32(), "EW", 180, reader);
    out += ' ';
    append_altitude(out, reader.u32());
    for (const std::uint8_t extent : {size, horizontal, vertical}) {
        out += ' ';
        append_size(out, extent, reader);
    }
}

}  // namespace snet::dns
