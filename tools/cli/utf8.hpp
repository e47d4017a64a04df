#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace snet::cli {

/// The first code point of a text, and how many bytes it takes. Where the bytes are not UTF-8 (overlong forms,
/// surrogates and what lies beyond U+10FFFF included) it is one byte that is not `valid`.
struct CodePoint {
    char32_t value;
    unsigned size;
    bool valid;
};

CodePoint first_code_point(std::string_view text);

/// What could move the cursor, recolour, reorder or hide text on a terminal: controls, formatting and bidirectional
/// characters, line separators.
bool is_unsafe(char32_t point);

namespace bytes {

constexpr std::uint64_t ones = 0x0101010101010101;
constexpr std::uint64_t highs = 0x8080808080808080;

// The high bit of every byte that is `value`; bytes above a hit may be set wrongly, the lowest never is.
constexpr std::uint64_t equal(std::uint64_t word, std::uint8_t value) {
    const std::uint64_t difference = word ^ (ones * value);
    return (difference - ones) & ~difference;
}

// Printable ASCII, except what a JSON string escapes if `json`.
template <bool json>
constexpr bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte < 0x7f && !(json && (byte == '"' || byte == '\\'));
}

/// Which of eight bytes are not plain: their high bits; only the lowest is exact.
template <bool json>
constexpr std::uint64_t odd(std::uint64_t word) {
    std::uint64_t odd = word | ((word - ones * 0x20) & ~word) | equal(word, 0x7f);
    if constexpr (json) odd |= equal(word, '"') | equal(word, '\\');
    return odd & highs;
}

/// How many bytes at the start of `text` are plain, eight at a time.
template <bool json>
std::size_t plain_prefix(std::string_view text) {
    std::size_t i = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; i + 8 <= text.size(); i += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + i, sizeof word);
            if (const auto found = odd<json>(word)) return i + static_cast<unsigned>(std::countr_zero(found)) / 8;
        }
    }
    while (i < text.size() && is_plain<json>(static_cast<unsigned char>(text[i])))
        ++i;
    return i;
}

/// The same, and copies them to `to`, where up to `text.size()` bytes are overwritten. For short text: one pass and no
/// call.
template <bool json>
[[gnu::always_inline]] inline std::size_t copy_plain(char* to, std::string_view text) {
    std::size_t i = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; i + 8 <= text.size(); i += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + i, sizeof word);
            std::memcpy(to + i, &word, sizeof word);
            if (const auto found = odd<json>(word)) return i + static_cast<unsigned>(std::countr_zero(found)) / 8;
        }
        if (i + 4 <= text.size()) {
            std::uint32_t first = 0, last = 0;  // they overlap
            std::memcpy(&first, text.data() + i, sizeof first);
            std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
            if (!odd<json>(first | std::uint64_t{last} << 32)) {
                std::memcpy(to + i, &first, sizeof first);
                std::memcpy(to + text.size() - sizeof last, &last, sizeof last);
                return text.size();
            }
        }
    }
    for (; i < text.size() && is_plain<json>(static_cast<unsigned char>(text[i])); ++i)
        to[i] = text[i];
    return i;
}

/// Copies `text` and returns the end of the copy. For short text: no call; the last copy overlaps the one before.
[[gnu::always_inline]] inline char* copy_short(char* to, std::string_view text) {
    const char* const from = text.data();
    const std::size_t size = text.size();
    if (size > 16) {
        for (std::size_t i = 16; i < size; i += 16)
            std::memcpy(to + i - 16, from + i - 16, 16);
        std::memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        std::memcpy(to, from, 8);
        std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(to, from, 4);
        std::memcpy(to + size - 4, from + size - 4, 4);
    } else if (size != 0) {
        to[0] = from[0];
        to[size / 2] = from[size / 2];
        to[size - 1] = from[size - 1];
    }
    return to + size;
}

}  // namespace bytes

}  // namespace snet::cli
