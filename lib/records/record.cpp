#include "snet/record.hpp"

#include <algorithm>
#include <iterator>

#include "lib/records/blank_text.hpp"
#include "lib/records/name_text.hpp"
#include "lib/records/word_reader.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

using Read = Result<Record> (*)(std::string_view text, const Names& names);

struct RecordKind {
    std::string_view word;
    Read read;
    bool has_family = false;  ///< whether inet or inet6 may follow the word
    Read read_ipv6 = nullptr;
};

/// What a codec read, as a record.
template <class T>
Result<Record> as_record(Result<T>&& result) {
    if (!result) return std::unexpected(std::move(result.error()));
    return Record(std::move(*result));
}

/// The rest must be one word, which `read` turns into an optional.
template <class Make>
Result<Record> read_single(std::string_view text, std::string_view expected, Make make) {
    WordReader words(text);
    auto value = words.value_if(expected, make);
    if (!value) return std::unexpected(value.error());
    if (!words.at_end()) return words.fail_at_next("nothing more");
    return Record(std::move(*value));
}

Result<Record> read_version(std::string_view text, const Names&) {
    WordReader words(text);
    const auto number = words.number("the version of the format, 1", max32);
    if (!number) return std::unexpected(number.error());
    if (*number > FormatVersion::newest)
        return words.fail(std::to_string(*number) + ": a newer format than this snet reads, which is 1");
    if (*number == 0) return words.fail_expecting("the version of the format, 1");
    if (!words.at_end()) return words.fail_at_next("nothing more");
    return Record(FormatVersion{static_cast<std::uint32_t>(*number)});
}

Result<Record> read_base(std::string_view text, const Names&) {
    return read_single(text, "os or none", [](std::string_view word) -> std::optional<StackBase> {
        if (word == "os") return StackBase::os;
        if (word == "none") return StackBase::none;
        return std::nullopt;
    });
}

Result<Record> read_fib4(std::string_view text, const Names&) {
    return read_single(text, "merged or split", [](std::string_view word) -> std::optional<Fib4> {
        if (word == "merged") return Fib4::merged;
        if (word == "split") return Fib4::split;
        return std::nullopt;
    });
}

/// 2026-11-23T09:00:00Z
std::optional<std::string> parse_time(std::string_view word) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    const auto fits = [](char c, char model) { return model == '0' ? c >= '0' && c <= '9' : c == model; };
    return std::ranges::equal(word, form, fits) ? std::optional(std::string(word)) : std::nullopt;
}

Result<Record> read_taken(std::string_view text, const Names&) {
    WordReader words(text);
    Taken taken;
    auto read = store(words.value_if("a time such as 2026-11-23T09:00:00Z", parse_time), taken.time);
    if (read && words.accept("host")) read = store(words.value("the name of a host"), taken.host);
    if (!read) return std::unexpected(read.error());
    if (!words.at_end()) return words.fail_at_next("host NAME, or nothing more");
    return Record(std::move(taken));
}

Result<Record> read_default_interface(std::string_view text, const Names&) {
    return read_single(text, "the name of an interface",
                       [](std::string_view word) -> std::optional<DefaultInterfaceRecord> {
                           if (!is_interface_name(word)) return std::nullopt;
                           return DefaultInterfaceRecord{std::string(word)};
                       });
}

std::optional<std::string> parse_setting(std::string_view word) {
    const bool is_setting = word.starts_with("net.ipv4.") || word.starts_with("net.ipv6.");
    return is_setting && !word.ends_with('.') ? std::optional(std::string(word)) : std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view word) {
    const bool is_negative = word.starts_with('-');
    const auto number = parse_digits(word.substr(is_negative ? 1 : 0), 10, 0x7fffffff);
    if (!number) return std::nullopt;
    const auto value = static_cast<std::int64_t>(*number);
    return is_negative ? -value : value;
}

Result<Record> read_sysctl(std::string_view text, const Names&) {
    WordReader words(text);
    SysctlRecord record;
    auto read = store(words.value_if("a setting net.ipv4... or net.ipv6...", parse_setting), record.name);
    if (read) read = store(words.value_if("a number", parse_integer), record.value);
    if (!read) return std::unexpected(read.error());
    if (!words.at_end()) return words.fail_at_next("nothing more");
    return Record(std::move(record));
}

Result<Record> read_directory(std::string_view text, const Names&) {
    constexpr std::string_view expected = "the path of a directory from / on";
    WordReader words(text);
    const auto first = words.value(expected);
    if (!first) return std::unexpected(first.error());
    if (!first->starts_with('/')) return words.fail_expecting(expected);
    return Record(ExtcapDirectory{std::string(trimmed(text))});
}

template <class T>
Result<Record> read_plain(std::string_view text, const Names&) {
    return as_record(T::parse(text));
}

template <class T>
Result<Record> read_named(std::string_view text, const Names& names) {
    return as_record(T::parse(text, names));
}

template <class T, Family family>
Result<Record> read_of_family(std::string_view text, const Names& names) {
    return as_record(T::parse(text, family, names));
}

Result<Record> read_hide(std::string_view text, const Names& names);

constexpr RecordKind kinds[] = {
    {"route", read_of_family<Route, Family::ipv4>, true, read_of_family<Route, Family::ipv6>},
    {"neighbor", read_named<Neighbor>, true, read_named<Neighbor>},
    {"rule", read_of_family<Rule, Family::ipv4>, true, read_of_family<Rule, Family::ipv6>},
    {"interface", read_named<InterfaceRecord>},
    {"address", read_named<AddressRecord>},
    {"nexthop", read_named<NexthopObject>},
    {"hide", read_hide},
    {"snet", read_version},
    {"base", read_base},
    {"taken", read_taken},
    {"default-interface", read_default_interface},
    {"fib4", read_fib4},
    {"sysctl", read_sysctl},
    {"addrlabel", read_plain<AddressLabelRecord>},
    {"nameserver", read_plain<Nameserver>},
    {"search", read_plain<SearchList>},
    {"options", read_plain<ResolverOptions>},
    {"extcap-directory", read_directory},
};

std::optional<Family> family_of(const Record& record) {
    if (const auto* route = std::get_if<Route>(&record)) return route->family();
    if (const auto* rule = std::get_if<Rule>(&record)) return rule->family;
    if (const auto* neighbor = std::get_if<Neighbor>(&record)) return neighbor->address.family();
    return std::nullopt;
}

Result<Record> read_with_family(const RecordKind& kind, std::string_view text, const Names& names) {
    WordReader words(text);
    const bool is_ipv4 = words.accept("inet");
    const bool is_ipv6 = !is_ipv4 && words.accept("inet6");
    if (!is_ipv4 && !is_ipv6) return kind.read(text, names);
    const std::string_view word = is_ipv4 ? "inet" : "inet6";
    const auto end = text.find(word) + word.size();
    // The codec counts its columns from where its text begins.
    auto record = (is_ipv4 ? kind.read : kind.read_ipv6)(std::string(end, ' ').append(text.substr(end)), names);
    if (record && family_of(*record) != (is_ipv4 ? Family::ipv4 : Family::ipv6))
        return words.fail(std::string(word) + ": the addresses are of the other family");
    return record;
}

const RecordKind* find_kind(std::string_view word) {
    const auto* const kind = std::ranges::find(kinds, word, &RecordKind::word);
    return kind == std::end(kinds) ? nullptr : kind;
}

Result<Record> read_record(std::string_view text, const Names& names) {
    constexpr std::string_view expected = "a record such as route, rule, neighbor, interface or address";
    WordReader words(text);
    const std::string_view word = words.peek();
    const RecordKind* kind = find_kind(word);
    if (kind == nullptr) return words.fail_at_next(expected);
    const auto end = static_cast<std::size_t>(word.data() - text.data()) + word.size();
    const auto read = [&](std::string_view rest) {
        return kind->has_family ? read_with_family(*kind, rest, names) : kind->read(rest, names);
    };
    auto record = read(text.substr(end));
    // The codec counts its columns from where its text begins: read again with blanks in the record word's place.
    if (!record) return read(std::string(end, ' ').append(text.substr(end)));
    return record;
}

// `route inet6 table T`, `route dev D proto P`: routes to anywhere. None: words that begin otherwise. Read are those of
// a default route, in whose place they stand.
std::optional<Result<Record>> read_hidden_routes(std::string_view text, const Names& names) {
    constexpr std::string_view beginnings[] = {"table", "dev", "via", "src", "proto"};
    constexpr std::string_view anywhere = "default ";
    WordReader words(text);
    if (!words.accept("route")) return std::nullopt;
    const bool is_ipv6 = !words.accept("inet") && words.accept("inet6");
    const std::string_view first = words.peek();
    if (std::ranges::find(beginnings, first) == std::end(beginnings)) return std::nullopt;
    const auto at = static_cast<std::size_t>(first.data() - text.data());
    std::string whole(at - std::min(at, anywhere.size()), ' ');
    whole.append(anywhere).append(text.substr(at));
    auto route = Route::parse(whole, is_ipv6 ? Family::ipv6 : Family::ipv4, names);
    if (!route) return std::unexpected(std::move(route.error()));
    return Record(Hide{normal_words(text), std::move(*route), true});
}

Result<Record> read_hide(std::string_view text, const Names& names) {
    constexpr std::string_view expected =
        "a row to hide: interface, address, route, rule, neighbor, nexthop or addrlabel";
    WordReader words(text);
    const RecordKind* kind = find_kind(words.peek());
    if (kind == nullptr || kind->read == read_hide) return words.fail_at_next(expected);
    if (auto routes = read_hidden_routes(text, names)) return std::move(*routes);
    auto record = read_record(text, names);
    if (!record) return record;
    return std::visit(
        [&]<class Row>(Row& row) -> Result<Record> {
            if constexpr (std::is_constructible_v<HiddenRow, std::in_place_type_t<Row>, Row>)
                return Record(Hide{normal_words(text), HiddenRow(std::in_place_type<Row>, std::move(row))});
            else
                return words.fail_at_next(expected);
        },
        *record);
}

}  // namespace

Result<Record> parse_record(std::string_view line, const Names& names) {
    return read_record(line, names);
}

}  // namespace snet
