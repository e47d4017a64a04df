#include "lib/records/time_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "lib/values/number_text.hpp"

namespace snet {

namespace {

constexpr std::uint32_t maximum = 0xffffffff;

struct Unit {
    std::string_view word;
    double milliseconds;
};

constexpr Unit units[] = {{"ms", 1}, {"s", 1000}, {"msec", 1}, {"msecs", 1}, {"sec", 1000}, {"secs", 1000}};

std::optional<double> milliseconds_in(std::string_view unit) {
    for (const Unit& known : units)
        if (known.word == unit) return known.milliseconds;
    return std::nullopt;
}

std::string seconds_text(std::uint32_t milliseconds) {
    // printf's %g, but with a decimal point in every locale.
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), milliseconds / 1e3, std::chars_format::general, 6);
    return std::string(digits.data(), written.ptr) + 's';
}

}  // namespace

std::optional<std::uint32_t> parse_time_metric(std::string_view text, unsigned per_millisecond) {
    if (const auto bare = parse_number(text, maximum)) return static_cast<std::uint32_t>(*bare);
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    double count = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    if (read.ec != std::errc{}) return std::nullopt;
    const auto unit = milliseconds_in({read.ptr, end});
    if (!unit) return std::nullopt;
    // What is not a whole millisecond only because binary fractions are not decimal ones is taken back.
    const double units_of_kernel = std::ceil(count * *unit - 1e-6) * per_millisecond;
    if (!(units_of_kernel <= maximum)) return std::nullopt;
    return static_cast<std::uint32_t>(units_of_kernel);
}

std::string time_metric_text(std::uint32_t value, unsigned per_millisecond) {
    const std::uint32_t milliseconds = value / per_millisecond;
    std::string text = milliseconds >= 1000 ? seconds_text(milliseconds) : std::to_string(milliseconds) + "ms";
    return parse_time_metric(text, per_millisecond) == value ? text : std::to_string(value);
}

}  // namespace snet
