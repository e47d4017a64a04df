#include "lib/records/prefix_text.hpp"

#include <string>

namespace snet {

namespace {

// `0/8` with its zeros.
std::string closed(std::string_view word, Family open_family) {
    return IpAddress::unspecified(open_family).to_string() + std::string(word.substr(1));
}

}  // namespace

bool is_everything(std::string_view word) {
    return word == "default" || word == "all" || word == "any";
}

bool has_open_family(std::string_view word) {
    return word.starts_with("0/");
}

Result<Prefix> parse_prefix(std::string_view word, Family open_family) {
    return has_open_family(word) ? Prefix::parse(closed(word, open_family)) : Prefix::parse(word);
}

Result<AddressWithLength> parse_address_with_length(std::string_view word, Family open_family) {
    if (!has_open_family(word)) return AddressWithLength::parse(word);
    return AddressWithLength::parse(closed(word, open_family));
}

}  // namespace snet
