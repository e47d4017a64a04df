#include "tools/snet-arp/arguments.hpp"

#include <charconv>
#include <cmath>

namespace snet::arp {

namespace {

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::unexpected<Error> refuse(std::string_view option, std::string_view value, const std::string& wanted) {
    return fail(ErrorKind::invalid,
                "--" + std::string(option) + " " + std::string(value) + ": " + wanted + " is wanted");
}

}  // namespace

Result<std::chrono::milliseconds> seconds_of(const cli::Call& call, std::string_view option,
                                             std::chrono::milliseconds otherwise) {
    const auto value = call.value(option);
    if (!value) return otherwise;
    const auto seconds = parse<double>(*value);
    if (!seconds || !std::isfinite(*seconds) || *seconds < 0 || *seconds > 86400)
        return refuse(option, *value, "a number of seconds up to 86400");
    return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

Result<std::uint32_t> number_of(const cli::Call& call, std::string_view option, std::uint32_t least, std::uint32_t most,
                                std::uint32_t otherwise) {
    const auto value = call.value(option);
    if (!value) return otherwise;
    const auto number = parse<std::uint32_t>(*value);
    if (!number || *number < least || *number > most)
        return refuse(option, *value, "a number from " + std::to_string(least) + " to " + std::to_string(most));
    return *number;
}

}  // namespace snet::arp
