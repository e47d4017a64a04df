#include <array>
#include <charconv>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/route_words.hpp"
#include "lib/records/time_text.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

/// Appends words, each with the blank that `ip` prints after it.
class RoutePrinter {
  public:
    RoutePrinter(const Route& route, const Names& names) : route_(route), names_(names) {}

    std::string print();

  private:
    void word(std::string_view word) {
        out_ += word;
        out_ += ' ';
    }
    void pair(std::string_view keyword, std::string_view value) {
        word(keyword);
        word(value);
    }
    void pair(std::string_view keyword, std::uint64_t number) {
        std::array<char, 20> digits{};
        const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        pair(keyword, std::string_view(digits.data(), end));
    }
    void prefix(const Prefix& prefix) {
        std::array<char, Prefix::max_text> text{};
        word({text.data(), prefix.write_short(text.data())});
    }
    void address(const IpAddress& address) {
        std::array<char, IpAddress::max_text> text{};
        word({text.data(), address.write(text.data())});
    }
    void gateway(const IpAddress& gateway);
    void flags(std::uint32_t flags);
    void realms(const std::optional<std::uint32_t>& realms);
    void metric(const RouteMetric& metric);
    void features(std::uint32_t features);
    void hop_of_many(const NextHop& hop);
    void destination();
    void hop_of_one(const NextHop& hop);
    void settings();

    const Route& route_;
    const Names& names_;
    std::string out_;
};

void RoutePrinter::gateway(const IpAddress& gateway) {
    word("via");
    if (gateway.family() != route_.family()) word(gateway.is_ipv4() ? "inet" : "inet6");
    address(gateway);
}

void RoutePrinter::flags(std::uint32_t flags) {
    for (const FlagWord& flag : flag_words())
        if ((flags & flag.flag) != 0) word(flag.word);
}

void RoutePrinter::realms(const std::optional<std::uint32_t>& realms) {
    if (realms) pair(*realms >> 16 != 0 ? "realms" : "realm", realms_text(*realms, names_));
}

void RoutePrinter::features(std::uint32_t features) {
    if ((features & feature_ecn) != 0) word("ecn");
    if ((features & ~feature_ecn) != 0) word(to_hexadecimal(features));
}

void RoutePrinter::metric(const RouteMetric& metric) {
    const MetricWord* name = find_metric(metric.id);
    if (name == nullptr) return;
    word(name->word);
    if ((route_.locked_metrics >> metric.id & 1) != 0) word("lock");
    switch (name->unit) {
        case MetricUnit::text:
            word(metric.text);
            break;
        case MetricUnit::time:
            word(time_metric_text(metric.value, name->per_millisecond));
            break;
        case MetricUnit::features:
            features(metric.value);
            break;
        case MetricUnit::number:
            word(std::to_string(metric.value));
            break;
    }
}

void RoutePrinter::destination() {
    if (route_.type != RouteType::unicast) word(snet::to_string(route_.type));
    if (route_.destination.is_all())
        word("default");
    else
        prefix(route_.destination);
    if (!route_.from) return;
    word("from");
    prefix(*route_.from);
}

void RoutePrinter::hop_of_one(const NextHop& hop) {
    if (hop.encapsulation) append_encapsulation(out_, *hop.encapsulation, names_);
    if (route_.tos != 0) pair("tos", names_.dsfield(route_.tos));
    if (hop.gateway) gateway(*hop.gateway);
    if (!hop.device.empty()) pair("dev", hop.device);
}

void RoutePrinter::hop_of_many(const NextHop& hop) {
    out_ += "\\\t";
    word("nexthop");
    if (hop.encapsulation) append_encapsulation(out_, *hop.encapsulation, names_);
    if (hop.gateway) gateway(*hop.gateway);
    realms(hop.realms);
    if (!hop.device.empty()) pair("dev", hop.device);
    pair("weight", hop.weight);
    flags(hop.flags);
}

void RoutePrinter::settings() {
    if (route_.table != table_main) pair("table", names_.table(route_.table));
    if (route_.protocol != protocol_boot) pair("proto", names_.protocol(route_.protocol));
    if (route_.scope != scope_universe) pair("scope", names_.scope(route_.scope));
    if (route_.prefsrc) {
        word("src");
        address(*route_.prefsrc);
    }
    if (route_.metric) pair("metric", *route_.metric);
}

std::string RoutePrinter::print() {
    static const NextHop none;
    const NextHop& single = route_.is_multipath() || route_.next_hops.empty() ? none : route_.next_hops.front();
    out_.reserve(128);
    destination();
    if (route_.nexthop_id) pair("nhid", *route_.nexthop_id);
    hop_of_one(single);
    settings();
    flags(route_.flags | single.flags);
    realms(route_.realms);
    if (route_.expires) pair("expires", std::to_string(*route_.expires) + "sec");
    if (route_.error) pair("error", static_cast<std::uint32_t>(*route_.error));
    if (!route_.metrics.empty() || route_.locked_metrics != 0)
        for (const RouteMetric& each : metrics_to_show(route_))
            metric(each);
    // `ip` prints no blank after this one.
    if (route_.preference) out_ += "pref " + route_preference_name(*route_.preference);
    if (route_.is_multipath())
        for (const NextHop& hop : route_.next_hops)
            hop_of_many(hop);
    if (out_.ends_with(' ')) out_.pop_back();
    return std::move(out_);
}

}  // namespace

std::string Route::to_string(const Names& names) const {
    return RoutePrinter(*this, names).print();
}

}  // namespace snet
