#include "lib/records/route_words.hpp"

#include <algorithm>
#include <iterator>

#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

constexpr FlagWord flags_in_order[] = {
    {hop_dead, "dead"},
    {hop_onlink, "onlink"},
    {hop_pervasive, "pervasive"},
    {hop_offload, "offload"},
    {hop_trap, "trap"},
    {route_notify, "notify"},
    {hop_linkdown, "linkdown"},
    {hop_unresolved, "unresolved"},
    {route_offload, "rt_offload"},
    {route_trap, "rt_trap"},
    {route_offload_failed, "rt_offload_failed"},
};

constexpr MetricWord metrics_by_id[] = {
    {metric_mtu, "mtu", "mtu"},
    {metric_window, "window", "window"},
    {metric_rtt, "rtt", "rtt", MetricUnit::time, 8},
    {metric_rttvar, "rttvar", "rttvar", MetricUnit::time, 4},
    {metric_ssthresh, "ssthresh", "ssthresh"},
    {metric_cwnd, "cwnd", "cwnd"},
    {metric_advmss, "advmss", "advmss"},
    {metric_reordering, "reordering", "reordering"},
    {metric_hoplimit, "hoplimit", "hoplimit", MetricUnit::number, 1, 255},
    {metric_initcwnd, "initcwnd", "initcwnd"},
    {metric_features, "features", "features", MetricUnit::features},
    {metric_rto_min, "rto_min", "rto_min", MetricUnit::time},
    {metric_initrwnd, "initrwnd", "initrwnd"},
    {metric_quickack, "quickack", "quickack", MetricUnit::number, 1, 1},
    {metric_congestion, "congctl", "congestion", MetricUnit::text},
    {metric_fastopen_no_cookie, "fastopen_no_cookie", "fastopen_no_cookie", MetricUnit::number, 1, 1},
};

bool is_locked(const Route& route, std::uint16_t id) {
    return id < 32 && (route.locked_metrics >> id & 1) != 0;
}

/// The kernel's "not set", which `ip` leaves out.
bool is_default_hoplimit(const RouteMetric& metric) {
    return metric.id == metric_hoplimit && metric.value == 0xffffffff;
}

void add_metric(Fields& fields, const MetricWord& word, const RouteMetric& metric) {
    if (word.unit == MetricUnit::text) {
        fields.push_back({std::string(word.key), {metric.text}});
        return;
    }
    if (word.unit == MetricUnit::features) {
        if ((metric.value & feature_ecn) != 0) fields.push_back({"ecn", {true}});
        if ((metric.value & ~feature_ecn) != 0) fields.push_back({"features", {to_hexadecimal(metric.value)}});
        return;
    }
    fields.push_back({std::string(word.key), {std::uint64_t{metric.value / word.per_millisecond}}});
}

}  // namespace

std::span<const FlagWord> flag_words() {
    return flags_in_order;
}

const MetricWord* find_metric(std::string_view word) {
    const auto found = std::ranges::find(metrics_by_id, word, &MetricWord::word);
    return found == std::end(metrics_by_id) ? nullptr : found;
}

const MetricWord* find_metric(std::uint16_t id) {
    const auto found = std::ranges::find(metrics_by_id, id, &MetricWord::id);
    return found == std::end(metrics_by_id) ? nullptr : found;
}

std::vector<RouteMetric> metrics_to_show(const Route& route) {
    std::vector<RouteMetric> shown;
    for (const RouteMetric& metric : route.metrics)
        if (!is_default_hoplimit(metric)) shown.push_back(metric);
    for (const MetricWord& word : metrics_by_id) {
        const bool has_value = std::ranges::find(shown, word.id, &RouteMetric::id) != shown.end();
        if (is_locked(route, word.id) && !has_value && word.unit != MetricUnit::text) shown.push_back({word.id, 0, {}});
    }
    std::ranges::stable_sort(shown, {}, &RouteMetric::id);
    return shown;
}

std::vector<std::string> route_flag_names(std::uint32_t flags) {
    // In an answer of the kernel the same bit says that the destination is multicast (RTCF_MULTICAST).
    if ((flags & route_cloned) != 0) flags &= ~route_offload_failed;
    std::vector<std::string> names;
    for (const FlagWord& word : flags_in_order)
        if ((flags & word.flag) != 0) names.emplace_back(word.word);
    return names;
}

Fields route_metric_fields(const Route& route) {
    Fields fields;
    Value::List locked;
    for (const RouteMetric& metric : metrics_to_show(route)) {
        const MetricWord* word = find_metric(metric.id);
        if (word == nullptr) continue;
        add_metric(fields, *word, metric);
        if (is_locked(route, metric.id)) locked.push_back({std::string(word->key)});
    }
    if (!locked.empty()) fields.push_back({"lock", {std::move(locked)}});
    return fields;
}

std::string route_preference_name(std::uint8_t preference) {
    switch (preference) {
        case 0:
            return "medium";
        case 1:
            return "high";
        case 3:
            return "low";
        default:
            return std::to_string(preference);
    }
}

std::optional<std::uint8_t> parse_route_preference(std::string_view word) {
    if (word == "medium") return std::uint8_t{0};
    if (word == "high") return std::uint8_t{1};
    if (word == "low") return std::uint8_t{3};
    return std::nullopt;
}

}  // namespace snet
