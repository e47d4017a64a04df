#include "lib/stack/route_rows.hpp"

#include <algorithm>

#include "lib/values/number_text.hpp"

namespace snet {

namespace {

constexpr std::string_view record_word = "route ", via = " via ", metric = " metric ";
constexpr char cut = '\x01';  // no line holds it

IpAddress::Bytes6 bytes_of(const IpAddress& address) {
    IpAddress::Bytes6 bytes{};
    std::ranges::copy(address.bytes(), bytes.begin());
    return bytes;
}

std::string_view word_at(std::string_view text, std::size_t at) {
    return text.substr(at, std::min(text.find(' ', at), text.size()) - at);
}

/// Decimal only: what else iproute2 takes for a number is rare.
std::optional<std::uint32_t> parse_metric(std::string_view word) {
    const auto number = parse_digits(word, 10, max32);
    if (!number || (word.size() > 1 && word.front() == '0')) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

}  // namespace

std::optional<RouteRows::Parts> RouteRows::take_apart(std::string_view text) {
    if (!text.starts_with(record_word)) return std::nullopt;
    const std::string_view destination = word_at(text, record_word.size());
    if (destination.empty() || (destination.front() > '9' && !destination.contains(':'))) return std::nullopt;
    const auto prefix = Prefix::parse(destination);
    if (!prefix) return std::nullopt;
    Parts parts{*prefix, {}, {}};
    std::string_view rest = text.substr(record_word.size() + destination.size());
    shape_.assign(1, prefix->family() == Family::ipv4 ? '4' : '6');
    if (rest.starts_with(via)) {
        const std::string_view word = word_at(rest, via.size());
        const auto gateway = IpAddress::parse(word);
        if (!gateway || gateway->family() != prefix->family()) return std::nullopt;
        parts.gateway = *gateway;
        shape_.append(via).append(1, cut);
        rest.remove_prefix(via.size() + word.size());
    }
    if (const std::size_t at = rest.find(metric); at != rest.npos) {
        const std::string_view word = word_at(rest, at + metric.size());
        parts.metric = parse_metric(word);
        if (!parts.metric) return std::nullopt;
        shape_.append(rest.substr(0, at + metric.size())).append(1, cut);
        rest.remove_prefix(at + metric.size() + word.size());
    }
    shape_.append(rest);
    return parts;
}

bool RouteRows::agree(const Parts& parts, const Route& route) {
    const auto gateway = route.next_hops.empty() ? std::nullopt : route.next_hops.front().gateway;
    return parts.destination == route.destination && parts.gateway == gateway && parts.metric == route.metric;
}

void RouteRows::push(const Parts& parts, std::uint32_t shape, std::uint32_t line) {
    rows_.push_back({bytes_of(parts.destination.address()), parts.gateway ? bytes_of(*parts.gateway) : Row{}.gateway,
                     parts.metric.value_or(0), shape, line, static_cast<std::uint8_t>(parts.destination.length())});
}

bool RouteRows::add_known(std::string_view text, std::uint32_t line) {
    const auto parts = take_apart(text);
    if (!parts) return false;
    const auto known = known_.find(std::string_view(shape_));
    if (known == known_.end()) return false;
    push(*parts, known->second, line);
    return true;
}

void RouteRows::add(std::string_view text, Route&& route, std::uint32_t line) {
    auto parts = take_apart(text);
    if (!parts || !agree(*parts, route)) {
        // A line of another form: the text that the route is printed as tells its shape.
        static const Names numbers(true);
        const auto gateway = route.next_hops.empty() ? std::nullopt : route.next_hops.front().gateway;
        parts = Parts{route.destination, gateway, route.metric};
        Route shape = route;
        shape.destination = Prefix::all(route.family());
        if (shape.metric) shape.metric = 0;
        if (gateway) shape.next_hops.front().gateway = IpAddress::unspecified(gateway->family());
        shape_.assign(1, cut).append(1, route.family() == Family::ipv4 ? '4' : '6').append(shape.to_string(numbers));
    }
    const auto [known, is_new] = known_.try_emplace(shape_, static_cast<std::uint32_t>(shapes_.size()));
    if (is_new) shapes_.push_back(std::move(route));
    push(*parts, known->second, line);
}

RouteKey RouteRows::key(std::size_t i) const {
    const Row& row = rows_[i];
    const Route& shape = shapes_[row.shape];
    RouteKey key(shape);
    key.destination = Prefix::containing(IpAddress::from_bytes(shape.family(), row.destination.data()), row.length);
    if (shape.metric) key.metric = row.metric;
    return key;
}

const Route& RouteRows::Reader::operator()(std::size_t i) {
    const Row& row = rows_.rows_[i];
    if (shape_ != row.shape) route_ = rows_.shapes_[row.shape];
    shape_ = row.shape;
    const auto destination = IpAddress::from_bytes(route_.family(), row.destination.data());
    route_.destination = Prefix::containing(destination, row.length);
    if (route_.metric) route_.metric = row.metric;
    if (auto& hops = route_.next_hops; !hops.empty() && hops.front().gateway)
        hops.front().gateway = IpAddress::from_bytes(hops.front().gateway->family(), row.gateway.data());
    return route_;
}

void RouteRows::each(FunctionRef<Next(const Route&, std::uint32_t line)> row) const {
    Reader reader(*this);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (row(reader(i), rows_[i].line) == Next::stop) return;
}

}  // namespace snet
