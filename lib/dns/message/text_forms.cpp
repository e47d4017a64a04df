#include "lib/dns/message/text_forms.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace snet::dns {
namespace {

constexpr std::string_view upper_digits = "0123456789ABCDEF";
constexpr std::string_view lower_digits = "0123456789abcdef";
constexpr std::string_view base32_letters = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Makes room at the end of the text and returns where it begins.
char* grow(std::string& out, std::size_t size) {
    const std::size_t before = out.size();
    out.resize(before + size);
    return out.data() + before;
}

void append_digits(std::string& out, WireBytes bytes, std::string_view digits) {
    char* to = grow(out, 2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        *to++ = digits[byte >> 4];
        *to++ = digits[byte & 15];
    }
}

char* write_two_digits(char* out, unsigned number) {
    *out++ = static_cast<char>('0' + number / 10 % 10);
    *out++ = static_cast<char>('0' + number % 10);
    return out;
}

constexpr bool is_plain(std::uint8_t byte) {
    return byte >= ' ' && byte <= '~' && byte != '"' && byte != '\\';
}

// How many bytes are printed as they are. Most are: so whole blocks are looked at, without a branch for each byte.
std::size_t plain_prefix(WireBytes bytes) {
    constexpr std::size_t block = 32;
    std::size_t at = 0;
    for (; bytes.size() - at >= block; at += block) {
        unsigned others = 0;
        for (std::size_t i = 0; i < block; ++i)
            others |= is_plain(bytes[at + i]) ? 0U : 1U;
        if (others != 0) break;
    }
    while (at < bytes.size() && is_plain(bytes[at]))
        ++at;
    return at;
}

}  // namespace

void append_hex(std::string& out, WireBytes bytes) {
    append_digits(out, bytes, upper_digits);
}

void append_hex_lower(std::string& out, WireBytes bytes) {
    append_digits(out, bytes, lower_digits);
}

void append_base64(std::string& out, WireBytes bytes) {
    char* to = grow(out, (bytes.size() + 2) / 3 * 4);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(3, bytes.size()))) {
        const auto byte = [bytes](std::size_t i) { return i < bytes.size() ? bytes[i] : 0U; };
        const std::uint32_t group = byte(0) << 16 | byte(1) << 8 | byte(2);
        *to++ = base64_letters[group >> 18];
        *to++ = base64_letters[group >> 12 & 63];
        *to++ = bytes.size() < 2 ? '=' : base64_letters[group >> 6 & 63];
        *to++ = bytes.size() < 3 ? '=' : base64_letters[group & 63];
    }
}

void append_base32(std::string& out, WireBytes bytes) {
    unsigned waiting = 0;  // bits that no letter has yet
    unsigned count = 0;
    for (const std::uint8_t byte : bytes) {
        waiting = (waiting << 8 | byte) & 0xfff;
        for (count += 8; count >= 5; count -= 5)
            out += base32_letters[waiting >> (count - 5) & 31];
    }
    if (count > 0) out += base32_letters[waiting << (5 - count) & 31];
}

void append_string_bytes(std::string& out, WireBytes bytes) {
    while (!bytes.empty()) {
        const std::size_t plain = plain_prefix(bytes);
        out.append(reinterpret_cast<const char*>(bytes.data()), plain);
        if (plain == bytes.size()) return;
        const unsigned byte = bytes[plain];
        out += '\\';
        if (byte == '"' || byte == '\\') {
            out += static_cast<char>(byte);
        } else {
            out += static_cast<char>('0' + byte / 100);
            write_two_digits(grow(out, 2), byte % 100);
        }
        bytes = bytes.subspan(plain + 1);
    }
}

void append_quoted(std::string& out, WireBytes bytes) {
    out += '"';
    append_string_bytes(out, bytes);
    out += '"';
}

void append_time(std::string& out, std::uint32_t seconds) {
    constexpr std::uint32_t day_seconds = 86400;
    const std::chrono::year_month_day day(std::chrono::sys_days(std::chrono::days(seconds / day_seconds)));
    const std::uint32_t second = seconds % day_seconds;
    const auto year = static_cast<unsigned>(static_cast<int>(day.year()));
    char* to = grow(out, 14);
    to = write_two_digits(to, year / 100);
    to = write_two_digits(to, year % 100);
    to = write_two_digits(to, static_cast<unsigned>(day.month()));
    to = write_two_digits(to, static_cast<unsigned>(day.day()));
    to = write_two_digits(to, second / 3600);
    to = write_two_digits(to, second / 60 % 60);
    write_two_digits(to, second % 60);
}

}  // namespace snet::dns
