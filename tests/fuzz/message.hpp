#pragma once

#include <cstdlib>
#include <optional>
#include <string>

#include "platform/linux/decode.hpp"

namespace snet::fuzz {

/// The row that a message of the kernel's gives, if it is one: the same in a new record as in one that another message
/// has filled. The first byte tells where the input is cut into the two messages.
template <class Row, class Decode>
std::optional<Row> decoded(platform::Bytes input, Decode decode) {
    if (input.empty()) return std::nullopt;
    const platform::Bytes rest = input.subspan(1);
    const std::size_t cut = rest.size() * input[0] / 256;
    Row fresh, used;
    decode(rest.first(cut), used);
    const bool is_row = decode(rest.subspan(cut), fresh);
    if (decode(rest.subspan(cut), used) != is_row) std::abort();
    if (!is_row) return std::nullopt;
    if (!(used == fresh)) std::abort();
    return fresh;
}

/// What is understood of a printed record is printed so that it is understood as the same once more. Hostile messages
/// make records without a text of their own, as of table 0: that they come back from it is not asked for.
template <class Parse, class Print>
void check_text(const std::string& text, Parse parse, Print print) {
    const auto once = parse(text);
    if (!once) return;
    const auto twice = parse(print(*once));
    if (!twice || !(*twice == *once)) std::abort();
}

}  // namespace snet::fuzz
