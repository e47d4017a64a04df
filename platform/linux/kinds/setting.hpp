#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/values/hex.hpp"
#include "platform/linux/attributes.hpp"
#include "snet/value.hpp"

/// A link kind is a table: which attribute, under which key, in which form. The order of a table is that of iproute2's
/// JSON; what iproute2 6.1 leaves out, it leaves out.
namespace snet::platform::kinds {

/// The attributes of one nest of RTM_NEWLINK. Greater numbers are newer than iproute2 6.1.
using LinkAttributes = AttributeTable<63>;

struct Setting;

/// Reads one value; none: the key is left out.
using Form = std::optional<Value> (*)(const LinkAttributes& attributes, const Setting& setting);

/// One key of a kind's table.
struct Setting {
    std::uint16_t attribute = 0;
    std::string_view key;
    Form form = nullptr;
    std::span<const std::string_view> words;  ///< for the forms that have words
    std::string_view otherwise;               ///< the word for any other number; empty: the key is left out
    std::uint32_t bits = 0;                   ///< for the forms that look at some bits only
};

/// A link kind, or the port of one: "bridge", "bridge_slave".
struct Kind {
    std::string_view name;
    std::span<const Setting> settings;
    Fields (*counters)(Bytes statistics) = nullptr;  ///< reads IFLA_INFO_XSTATS, where iproute2 shows it
};

/// What a table makes of a nest.
Fields decode_settings(std::span<const Setting> settings, const LinkAttributes& attributes);

inline Value boolean_value(bool value) {
    return {.data = value};
}
inline Value text_value(std::string text) {
    return {.data = std::move(text)};
}
template <std::integral Number>
Value number_value(Number number) {
    if constexpr (std::signed_integral<Number>)
        return {.data = std::int64_t{number}};
    else
        return {.data = std::uint64_t{number}};
}

/// Bytes as two hexadecimal digits each, joined by colons or not.
std::string octets(Bytes bytes, bool colons);

/// ETH_P_* of linux/if_ether.h as iproute2 names it: "802.1Q", "ipv4"; "[1234]" if it does not.
std::string ethertype_name(std::uint16_t ethertype);

struct BitWord {
    std::uint32_t bit;
    std::string_view word;
};

/// The words of the bits that are set, in the table's order; those without a word as one hexadecimal number at the end.
Value::List bit_words(std::uint32_t bits, std::span<const BitWord> words);

// The forms. Those that are templates name the attribute's type.

template <class Number>
std::optional<Value> whole(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value ? std::optional(number_value(*value)) : std::nullopt;
}

/// As `whole`, but zero is left out.
template <class Number>
std::optional<Value> nonzero(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value && *value != 0 ? std::optional(number_value(*value)) : std::nullopt;
}

/// As `whole`, but zero where the attribute is absent.
template <class Number>
std::optional<Value> whole_or_zero(const LinkAttributes& attributes, const Setting& setting) {
    return number_value(number<Number>(attributes[setting.attribute]).value_or(0));
}

/// Text: 0x1f.
template <class Number>
std::optional<Value> hex(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value ? std::optional(text_value(to_hexadecimal(*value))) : std::nullopt;
}

template <class Number>
std::optional<Value> nonzero_hex(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value && *value != 0 ? std::optional(text_value(to_hexadecimal(*value))) : std::nullopt;
}

/// The word that stands at the number's place.
template <class Number>
std::optional<Value> word(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    if (!value) return std::nullopt;
    const auto text = *value < setting.words.size() ? setting.words[*value] : setting.otherwise;
    return text.empty() ? std::nullopt : std::optional(text_value(std::string(text)));
}

/// The number itself, if it has no word.
template <class Number>
std::optional<Value> wordless(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value && *value >= setting.words.size() ? std::optional(number_value(*value)) : std::nullopt;
}

/// `true` if one of `setting.bits` is set, else left out.
template <class Number>
std::optional<Value> bit(const LinkAttributes& attributes, const Setting& setting) {
    const auto value = number<Number>(attributes[setting.attribute]);
    return value && (*value & setting.bits) != 0 ? std::optional(boolean_value(true)) : std::nullopt;
}

/// A key that is `true` if one of the bits is set.
template <class Number>
constexpr Setting flag(std::uint16_t attribute, std::string_view key, std::uint32_t bits) {
    return {.attribute = attribute, .key = key, .form = bit<Number>, .bits = bits};
}

std::optional<Value> port(const LinkAttributes&, const Setting&);               ///< 16 bits in network byte order
std::optional<Value> boolean(const LinkAttributes&, const Setting&);            ///< of a u8
std::optional<Value> only_true(const LinkAttributes&, const Setting&);          ///< of a u8; false is left out
std::optional<Value> present(const LinkAttributes&, const Setting&);            ///< of a flag: true if it is there
std::optional<Value> centiseconds(const LinkAttributes&, const Setting&);       ///< a u64, as seconds
std::optional<Value> ethertype(const LinkAttributes&, const Setting&);          ///< 16 bits in network byte order
std::optional<Value> mac(const LinkAttributes&, const Setting&);                ///< bytes joined by colons
std::optional<Value> hex_string(const LinkAttributes&, const Setting&);         ///< bytes not joined
std::optional<Value> text(const LinkAttributes&, const Setting&);               ///< up to a NUL
std::optional<Value> address(const LinkAttributes&, const Setting&);            ///< IPv4 or IPv6, by its size
std::optional<Value> specified_address(const LinkAttributes&, const Setting&);  ///< the same, unless all zero
std::optional<Value> endpoint(const LinkAttributes&, const Setting&);           ///< the same; "any" if zero or absent
std::optional<Value> flow_label(const LinkAttributes&, const Setting&);  ///< 20 bits in network byte order, unless zero

/// An interface's index. The number stays until `name_settings` puts the name in its place.
std::optional<Value> device(const LinkAttributes&, const Setting&);

/// The same, but zero is left out.
std::optional<Value> optional_device(const LinkAttributes&, const Setting&);

}  // namespace snet::platform::kinds
