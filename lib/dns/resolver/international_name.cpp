#include "snet/dns/international_name.hpp"

#include <idn2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "lib/values/ascii_case.hpp"

namespace snet::dns {
namespace {

struct FreeText {
    void operator()(char* text) const { idn2_free(text); }
};
using Text = std::unique_ptr<char, FreeText>;

constexpr int lookup_flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
constexpr std::string_view prefix = "xn--";

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The letters of an A-label, in lower case; or why there is none.
std::expected<std::string, int> to_a_label(const std::string& label) {
    char* found = nullptr;
    const int code = idn2_to_ascii_8z(label.c_str(), &found, lookup_flags);
    const Text text(found);
    if (code != IDN2_OK) return std::unexpected(code);
    return std::string(text.get());
}

// None: it does not stand for a U-label, or for one that another A-label stands for.
std::optional<std::string> to_u_label(const std::string& label) {
    if (!equal_in_any_case(std::string_view(label).substr(0, prefix.size()), prefix)) return std::nullopt;
    char* found = nullptr;
    const int code = idn2_to_unicode_8z8z(label.c_str(), &found, lookup_flags);
    const Text text(found);
    if (code != IDN2_OK || is_ascii(text.get())) return std::nullopt;
    std::string unicode(text.get());
    const auto back = to_a_label(unicode);
    return back && equal_in_any_case(*back, label) ? std::optional(std::move(unicode)) : std::nullopt;
}

// Whatever UTS 46 maps to a dot becomes one.
std::string with_plain_dots(std::string_view text) {
    constexpr std::array<std::string_view, 3> dots = {"\u3002", "\uff0e", "\uff61"};
    std::string plain;
    while (!text.empty()) {
        const auto* const dot =
            std::ranges::find_if(dots, [&](std::string_view each) { return text.starts_with(each); });
        plain += dot == dots.end() ? text[0] : '.';
        text.remove_prefix(dot == dots.end() ? 1 : dot->size());
    }
    return plain;
}

// The first label of the text, up to a dot that is not escaped.
std::string_view first_label(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && text[at] != '.')
        at += text[at] == '\\' ? 2 : 1;
    return text.substr(0, at);
}

}  // namespace

Result<DnsName> parse_international(std::string_view text) {
    if (is_ascii(text)) return DnsName::parse(text);
    const std::string plain = with_plain_dots(text);
    std::string ascii;
    for (std::string_view rest = plain; !rest.empty();) {
        const std::string label(first_label(rest));
        rest.remove_prefix(label.size());
        if (is_ascii(label)) {
            ascii += label;
        } else {
            const auto converted = to_a_label(label);
            if (!converted)
                return fail(ErrorKind::invalid,
                            std::string(text) + ": the label " + label + ": " + idn2_strerror(converted.error()));
            ascii += *converted;
        }
        if (rest.empty()) break;
        ascii += '.';
        rest.remove_prefix(1);
    }
    return DnsName::parse(ascii);
}

std::string to_international(const DnsName& name) {
    std::string printed;
    const std::string text = name.to_string();
    for (std::string_view rest = text; !rest.empty();) {
        const std::string label(first_label(rest));
        printed += to_u_label(label).value_or(label) + '.';
        rest.remove_prefix(label.size() + 1);
    }
    return printed;
}

}  // namespace snet::dns
