#include "lib/stack/route_hides.hpp"

#include <algorithm>
#include <array>

#include "lib/records/blank_text.hpp"

namespace snet {

namespace {

constexpr std::string_view record_words = "hide route ", row_word = "route ";

IpAddress::Bytes6 bytes_of(const IpAddress& address) {
    IpAddress::Bytes6 bytes{};
    std::ranges::copy(address.bytes(), bytes.begin());
    return bytes;
}

using PrefixText = std::array<char, Prefix::max_text>;

std::string_view write(const Prefix& prefix, PrefixText& text) {
    return {text.data(), prefix.write_short(text.data())};
}

// The length of a host's prefix, where somebody writes it.
std::string_view host_length(Family family) {
    return family == Family::ipv4 ? "/32" : "/128";
}

const Route& route_of(const Hide& hide) {
    return std::get<Route>(hide.row);
}

}  // namespace

// The prefix of a line that has it in the form that it is printed in, or with the length of a host; `shape_` is then
// the prefix's form and what is left of the line.
std::optional<Prefix> RouteHides::take_apart(std::string_view text) {
    if (!text.starts_with(record_words)) return std::nullopt;
    text.remove_prefix(record_words.size());
    const std::string_view word = text.substr(0, text.find(' '));
    if (word.empty() || (word.front() > '9' && !word.contains(':'))) return std::nullopt;
    const auto prefix = Prefix::parse(word);
    if (!prefix) return std::nullopt;
    PrefixText printed;
    const std::string_view usual = write(*prefix, printed);
    const bool has_length =
        prefix->is_host() && word.starts_with(usual) && word.substr(usual.size()) == host_length(prefix->family());
    if (!has_length && word != usual) return std::nullopt;
    shape_.assign(1, prefix->family() == Family::ipv4 ? '4' : '6').append(1, has_length ? '/' : ' ');
    shape_.append(text.substr(word.size()));
    return *prefix;
}

void RouteHides::push(const Prefix& destination, std::uint32_t shape, std::uint32_t line) {
    rows_.push_back({bytes_of(destination.address()), shape, line, static_cast<std::uint8_t>(destination.length())});
}

bool RouteHides::add_known(std::string_view text, std::uint32_t line) {
    const auto prefix = take_apart(text);
    if (!prefix) return false;
    const auto known = known_.find(std::string_view(shape_));
    if (known == known_.end()) return false;
    push(*prefix, known->second, line);
    return true;
}

void RouteHides::add(std::string_view text, Hide&& hide, std::uint32_t line) {
    const auto number = static_cast<std::uint32_t>(shapes_.size());
    const Prefix destination = route_of(hide).destination;
    if (take_apart(text) != destination) {
        shapes_.push_back({std::move(hide), std::nullopt});
        return push(destination, number, line);
    }
    const auto [known, is_new] = known_.try_emplace(shape_, number);
    if (is_new) {
        std::string rest = normal_words(std::string_view(shape_).substr(2));
        if (!rest.empty()) rest.insert(0, " ");
        if (shape_[1] == '/') rest.insert(0, host_length(destination.family()));
        shapes_.push_back({std::move(hide), std::move(rest)});
    }
    push(destination, known->second, line);
}

RouteHides::Key RouteHides::key(std::size_t i) const {
    const Row& row = rows_[i];
    const Route& route = route_of(shapes_[row.shape].hide);
    return {route.table, Prefix::containing(IpAddress::from_bytes(route.family(), row.destination.data()), row.length)};
}

std::vector<const Hide*> RouteHides::of_any_prefix() const {
    std::vector<const Hide*> hides;
    for (const Shape& shape : shapes_)
        if (shape.hide.any_prefix) hides.push_back(&shape.hide);
    return hides;
}

const Hide& RouteHides::Reader::operator()(std::size_t i) {
    const Row& row = hides_.rows_[i];
    const Shape& shape = hides_.shapes_[row.shape];
    if (shape_ != row.shape) hide_ = shape.hide;
    shape_ = row.shape;
    if (!shape.rest) return hide_;
    auto& route = std::get<Route>(hide_.row);
    route.destination = hides_.key(i).destination;
    PrefixText printed;
    hide_.text.assign(row_word).append(write(route.destination, printed)).append(*shape.rest);
    return hide_;
}

void RouteHides::each(FunctionRef<Next(const Hide&, std::uint32_t line)> row) const {
    Reader reader(*this);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (row(reader(i), rows_[i].line) == Next::stop) return;
}

}  // namespace snet
