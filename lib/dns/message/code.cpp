#include "snet/dns/code.hpp"

#include <array>
#include <utility>

#include "lib/values/ascii_case.hpp"
#include "lib/values/number_text.hpp"

namespace snet::dns {
namespace {

constexpr std::array<std::string_view, 16> opcodes = {"QUERY", "IQUERY", "STATUS", "", "NOTIFY", "UPDATE", "DSO"};

constexpr std::array<std::string_view, 24> rcodes = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN",  "NOTIMP",  "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE",  "DSOTYPENI", "",        "",        "",         "",
    "BADVERS", "BADKEY",  "BADTIME",  "BADMODE",   "BADNAME", "BADALG",  "BADTRUNC", "BADCOOKIE",
};

constexpr std::string_view numbered = "RCODE";
constexpr std::uint64_t last_rcode = 0xfff;

}  // namespace

std::string to_string(Opcode opcode) {
    const std::size_t number = std::to_underlying(opcode);
    if (number < opcodes.size() && !opcodes[number].empty()) return std::string(opcodes[number]);
    return "RESERVED" + std::to_string(number);
}

std::string to_string(Rcode rcode) {
    const std::size_t number = std::to_underlying(rcode);
    if (number < rcodes.size() && !rcodes[number].empty()) return std::string(rcodes[number]);
    return std::string(numbered) + std::to_string(number);
}

std::optional<Rcode> parse_rcode(std::string_view text) {
    if (text.empty()) return std::nullopt;
    for (std::size_t number = 0; number < rcodes.size(); ++number)
        if (equal_in_any_case(rcodes[number], text)) return static_cast<Rcode>(number);
    if (!equal_in_any_case(text.substr(0, numbered.size()), numbered)) return std::nullopt;
    const auto number = parse_digits(text.substr(numbered.size()), 10, last_rcode);
    return number ? std::optional(static_cast<Rcode>(*number)) : std::nullopt;
}

}  // namespace snet::dns
