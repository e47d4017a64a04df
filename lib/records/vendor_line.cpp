#include "lib/records/vendor_line.hpp"

#include <algorithm>
#include <charconv>

#include "lib/values/ascii_case.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/text_parts.hpp"

namespace snet {
namespace {

constexpr unsigned short_name_size = 8;

bool is_blank(char c) {
    return all_blanks.contains(c);
}

// The first `count` characters of UTF-8.
std::string first_characters(const std::string& text, unsigned count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end)
        if ((text[end] & 0xc0) != 0x80 && count-- == 0) break;
    return text.substr(0, end);
}

bool is_block_length(unsigned length) {
    return length == 24 || length == 28 || length == 36;
}

// Takes hexadecimal digits, joined by colons or hyphens or not, off the front; none if they are more than an address.
std::optional<VendorBlock> take_digits(std::string_view& text) {
    VendorBlock block;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const int value = hex_value(text[at]);
        if (value < 0 && text[at] != ':' && text[at] != '-') break;
        if (value < 0) continue;
        if (block.length == 48) return std::nullopt;
        block.bits = block.bits << 4 | static_cast<unsigned>(value);
        block.length += 4;
    }
    text.remove_prefix(at);
    return block;
}

// --- the IEEE's CSV ---

constexpr std::string_view ieee_registries[] = {"MA-L,", "MA-M,", "MA-S,", "IAB,"};

// RFC 4180: in quotes a field may hold commas, and a quote that is written twice.
std::string_view csv_field(std::string_view text) {
    if (!text.starts_with('"')) return text.substr(0, text.find(','));
    std::size_t at = 1;
    while ((at = text.find('"', at)) != text.npos && text.substr(at + 1).starts_with('"'))
        at += 2;
    return text.substr(0, at == text.npos ? at : at + 1);
}

std::optional<VendorLine> ieee_line(std::string_view line) {
    const auto* const registry =
        std::ranges::find_if(ieee_registries, [&](std::string_view name) { return line.starts_with(name); });
    if (registry == std::end(ieee_registries)) return std::nullopt;
    line.remove_prefix(registry->size());
    const auto block = take_digits(line);
    if (!block || !is_block_length(block->length) || !line.starts_with(',')) return std::nullopt;
    line.remove_prefix(1);
    if (line.empty() || line[0] == ',') return std::nullopt;
    return VendorLine{*block, line};
}

VendorOwner ieee_owner(std::string_view text) {
    text = csv_field(text);
    if (!text.starts_with('"')) return {std::string(trimmed(text, all_blanks)), {}};
    text.remove_prefix(1);
    if (text.ends_with('"')) text.remove_suffix(1);
    std::string name;
    for (std::size_t at = 0; at < text.size(); ++at) {
        name += text[at];
        if (text.substr(at).starts_with("\"\"")) ++at;
    }
    return {std::string(trimmed(name, all_blanks)), {}};
}

// --- Wireshark's and nmap's ---

std::optional<VendorLine> manuf_line(std::string_view line) {
    auto block = take_digits(line);
    if (!block) return std::nullopt;
    if (line.starts_with('/')) {
        unsigned length = 0;
        const auto [rest, error] = std::from_chars(line.data() + 1, line.data() + line.size(), length);
        if (error != std::errc{} || length > block->length) return std::nullopt;
        block = VendorBlock{block->bits >> (block->length - length), length};
        line.remove_prefix(static_cast<std::size_t>(rest - line.data()));
    }
    if (!is_block_length(block->length) || line.empty() || !is_blank(line[0])) return std::nullopt;
    const std::string_view owner = trimmed(line, all_blanks);
    return owner.empty() ? std::nullopt : std::optional(VendorLine{*block, owner});
}

VendorOwner manuf_owner(std::string_view text) {
    const std::size_t tab = text.find('\t');
    if (tab == text.npos) return {std::string(trimmed(text, all_blanks)), {}};
    std::string_view name = trimmed(text.substr(tab), all_blanks);
    name = trimmed(name.substr(0, name.find('\t')), all_blanks);
    return {std::string(name),
            first_characters(std::string(trimmed(text.substr(0, tab), all_blanks)), short_name_size)};
}

// --- short names ---

// What kind of company it is, which is not what it is called.
constexpr std::string_view legal_forms[] = {
    "ab",      "ag",  "as",  "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg",  "kk",
    "limited", "llc", "ltd", "nv", "oy", "plc",     "pte",  "pty",         "pvt",  "sa",  "spa",          "srl", "the"};

// Letters and digits; every byte of a character that is not ASCII passes for one.
bool is_kept(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

bool is_legal_form(std::string_view word) {
    return std::ranges::find(legal_forms, in_lower_case(word)) != std::end(legal_forms);
}

// The next word without its punctuation; moves `text` behind it. Empty if it was punctuation alone.
std::string take_plain_word(std::string_view& text) {
    std::string word;
    std::size_t at = 0;
    for (; at < text.size() && !is_blank(text[at]) && text[at] != ',' && text[at] != '-'; ++at)
        if (is_kept(text[at])) word += text[at];
    text.remove_prefix(std::min(at + 1, text.size()));
    return word;
}

// "CISCO" is shouted, "IBM" may be a name: what is longer than four capitals becomes "Cisco".
std::string capitalized(std::string word) {
    const bool shouted = word.size() > 4 && std::ranges::none_of(word, [](char c) { return c != to_upper(c); });
    if (shouted) std::transform(word.begin() + 1, word.end(), word.begin() + 1, to_lower);
    word[0] = to_upper(word[0]);
    return word;
}

}  // namespace

const VendorFormat ieee_csv{ieee_line, ieee_owner};
const VendorFormat manuf_text{manuf_line, manuf_owner};

std::string short_vendor_name(std::string_view name) {
    std::string joined, all;
    while (!name.empty()) {
        const std::string word = take_plain_word(name);
        if (word.empty()) continue;
        all += capitalized(word);
        if (!is_legal_form(word)) joined += capitalized(word);
    }
    return first_characters(joined.empty() ? all : joined, short_name_size);
}

}  // namespace snet
