#include "snet/extcap/option.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace snet::extcap {

namespace {

constexpr std::string_view words[] = {"integer",  "unsigned",   "long",       "double",   "string",
                                      "password", "boolean",    "boolflag",   "selector", "editselector",
                                      "radio",    "multicheck", "fileselect", "timestamp"};

}  // namespace

std::string_view to_string(OptionType type) {
    return words[static_cast<std::size_t>(type)];
}

std::optional<OptionType> parse_option_type(std::string_view word) {
    const auto found = std::ranges::find(words, word);
    if (found == std::end(words)) return std::nullopt;
    return static_cast<OptionType>(found - std::begin(words));
}

std::string_view Option::name() const {
    const std::string_view text = call;
    return text.substr(std::min(text.find_first_not_of('-'), text.size()));
}

}  // namespace snet::extcap
