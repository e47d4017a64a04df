#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lib/records/route_numbers.hpp"
#include "snet/route.hpp"

/// The words of a route's flags and metrics: what the text codec, JSON and tables share.
namespace snet {

struct FlagWord {
    std::uint32_t flag;
    std::string_view word;
};

/// In the order that iproute2 prints them.
std::span<const FlagWord> flag_words();

/// What a metric's number counts.
enum class MetricUnit : std::uint8_t {
    number,
    time,      ///< `per_millisecond` of them are a millisecond
    features,  ///< bits
    text,      ///< not a number at all
};

struct MetricWord {
    std::uint16_t id;
    std::string_view word;
    std::string_view key;  ///< in JSON
    MetricUnit unit = MetricUnit::number;
    std::uint8_t per_millisecond = 1;
    std::uint32_t maximum = 0xffffffff;
};

const MetricWord* find_metric(std::string_view word);  ///< none: null
const MetricWord* find_metric(std::uint16_t id);       ///< none: null

/// Those that are set or locked, by ascending id; a locked one without a value has 0.
std::vector<RouteMetric> metrics_to_show(const Route& route);

/// "medium" is 0, "high" 1 and "low" 3, as RFC 4191 has them; none of any other word.
std::optional<std::uint8_t> parse_route_preference(std::string_view word);

}  // namespace snet
