#include "tools/cli/safe_text.hpp"

#include <array>
#include <span>

#include "lib/values/hex.hpp"
#include "tools/cli/utf8.hpp"

namespace snet::cli {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

bool contains(std::span<const Range> ranges, char32_t point) {
    for (const Range& range : ranges)
        if (point >= range.first && point <= range.last) return true;
    return false;
}

// Unicode's categories Cc, Cf, Zl, Zp as far as they change what others see, and non-characters.
constexpr Range unsafe[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},    {0x115f, 0x1160},
                            {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},  {0x3164, 0x3164},
                            {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xfffe, 0xffff}, {0xe0000, 0xe0fff}};

// Of the blocks that matter in names: combining marks and variation selectors.
constexpr Range combining[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
                               {0x93c, 0x93c},   {0x941, 0x948},   {0x94d, 0x94d},   {0xe31, 0xe31},   {0xe34, 0xe3a},
                               {0xe47, 0xe4e},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0x302a, 0x302d},
                               {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};

// East Asian wide and fullwidth, and emoji.
constexpr Range wide[] = {{0x1100, 0x115e},   {0x2e80, 0x303e},   {0x3041, 0x33ff},  {0x3400, 0x4dbf},
                          {0x4e00, 0xa4cf},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},  {0xf900, 0xfaff},
                          {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                          {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

unsigned width_of(char32_t point) {
    if (contains(combining, point)) return 0;
    return contains(wide, point) ? 2 : 1;
}

void append_byte(std::string& to, unsigned char byte) {
    to += "\\x";
    to += hex_digits[byte >> 4];
    to += hex_digits[byte & 15];
}

void append_escaped(std::string& to, char32_t point) {
    if (point < 0x80) return append_byte(to, static_cast<unsigned char>(point));
    to += "\\u{";
    const int first = point > 0xffff ? 20 : 12;
    for (int shift = first; shift >= 0; shift -= 4)
        to += hex_digits[(point >> shift) & 15];
    to += '}';
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80) return {lead, 1, true};
    const unsigned size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const CodePoint invalid{lead, 1, false};
    if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return invalid;
    char32_t value = lead & (0xffu >> (size + 1));
    for (unsigned i = 1; i < size; ++i) {
        if ((at(i) & 0xc0) != 0x80) return invalid;
        value = value << 6 | (at(i) & 0x3f);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return invalid;
    return {value, size, true};
}

bool is_unsafe(char32_t point) {
    return contains(unsafe, point);
}

bool append_safe(std::string& to, std::string_view text) {
    bool all_ascii = true;
    while (true) {
        const std::size_t plain = bytes::plain_prefix<false>(text);
        to.append(text, 0, plain);
        text.remove_prefix(plain);
        if (text.empty()) return all_ascii;
        const CodePoint point = first_code_point(text);
        if (!point.valid) {
            append_byte(to, static_cast<unsigned char>(text[0]));
        } else if (is_unsafe(point.value)) {
            append_escaped(to, point.value);
        } else {
            to.append(text, 0, point.size);
            all_ascii = false;
        }
        text.remove_prefix(point.size);
    }
}

std::string safe_text(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    append_safe(safe, text);
    return safe;
}

unsigned display_width(std::string_view text) {
    unsigned width = 0;
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        width += width_of(point.value);
        text.remove_prefix(point.size);
    }
    return width;
}

std::string_view fitting(std::string_view text, unsigned width) {
    std::size_t size = 0;
    while (size < text.size()) {
        const CodePoint point = first_code_point(text.substr(size));
        const unsigned more = width_of(point.value);
        if (more > width) break;
        width -= more;
        size += point.size;
    }
    return text.substr(0, size);
}

}  // namespace snet::cli
