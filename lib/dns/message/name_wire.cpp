#include "lib/dns/message/name_wire.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "snet/dns/name.hpp"

namespace snet::dns {
namespace {

constexpr std::size_t header_size = 12;
constexpr int most_pointers = 127;  // one behind each label; more would only cost time, with every look at the name

enum class Spelling : std::uint8_t { plain, escaped, decimal };

// How each byte of a label is printed: what means something in a zone file behind a backslash, as dig has it.
constexpr std::array<Spelling, 256> spellings = [] {
    std::array<Spelling, 256> all{};
    all.fill(Spelling::decimal);
    for (std::size_t c = '!'; c <= '~'; ++c)
        all[c] = Spelling::plain;
    for (const char c : std::string_view(R"("$().;@\)"))
        all[static_cast<unsigned char>(c)] = Spelling::escaped;
    return all;
}();

}  // namespace

std::optional<std::size_t> end_of_name(WireBytes message, std::size_t offset, std::size_t limit,
                                       Compression compression) {
    std::optional<std::size_t> end;  // once a pointer was followed
    std::size_t size = 1;            // with the root
    std::size_t begin = offset;      // of the labels that a pointer may end
    int pointers = 0;
    while (offset < limit) {
        const std::size_t length = message[offset];
        if (length == 0) return end ? end : offset + 1;
        if (length >= 0xc0) {
            if (compression == Compression::forbidden || offset + 2 > limit) return std::nullopt;
            const std::size_t target = (length & 0x3f) << 8 | message[offset + 1];
            if (target >= begin || target < header_size || ++pointers > most_pointers) return std::nullopt;
            if (!end) end = offset + 2;
            // What is pointed to was there before, and may end anywhere before the pointer.
            limit = begin;
            begin = offset = target;
            continue;
        }
        size += 1 + length;
        if (length > DnsName::max_label || size > DnsName::max_wire) return std::nullopt;
        offset += 1 + length;
    }
    return std::nullopt;
}

std::uint8_t* copy_name(WireBytes message, std::size_t offset, std::uint8_t* out) {
    each_label(message, offset, [&](WireBytes label) {
        *out++ = static_cast<std::uint8_t>(label.size());
        out = std::ranges::copy(label, out).out;
    });
    *out++ = 0;
    return out;
}

char* write_label(WireBytes label, char* out) {
    for (const std::uint8_t byte : label) {
        const Spelling spelling = spellings[byte];
        if (spelling == Spelling::decimal) {
            *out++ = '\\';
            *out++ = static_cast<char>('0' + byte / 100);
            *out++ = static_cast<char>('0' + byte / 10 % 10);
            *out++ = static_cast<char>('0' + byte % 10);
            continue;
        }
        if (spelling == Spelling::escaped) *out++ = '\\';
        *out++ = static_cast<char>(byte);
    }
    return out;
}

void append_name(std::string& out, WireBytes message, std::size_t offset) {
    std::array<char, DnsName::max_text + 1> text;
    char* end = text.data();
    each_label(message, offset, [&](WireBytes label) {
        end = write_label(label, end);
        *end++ = '.';
    });
    if (end == text.data()) *end++ = '.';
    out.append(text.data(), end);
}

}  // namespace snet::dns
