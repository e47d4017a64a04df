#include "lib/records/prefix_text.hpp"

#include <string>

namespace snet {

bool is_everything(std::string_view word) {
    return word == "default" || word == "all" || word == "any";
}

bool has_open_family(std::string_view word) {
    return word.starts_with("0/");
}

Result<Prefix> parse_prefix(std::string_view word, Family open_family) {
    if (!has_open_family(word)) return Prefix::parse(word);
    return Prefix::parse(IpAddress::unspecified(open_family).to_string() + std::string(word.substr(1)));
}

}  // namespace snet
