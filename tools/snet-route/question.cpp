#include "tools/snet-route/question.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <limits>
#include <optional>

#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"
#include "snet/rule.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/subject_line.hpp"

namespace snet::route {

namespace {

using cli::quoted;

template <std::unsigned_integral Number>
Result<void> read_number(std::string_view word, std::string_view what, Number& number) {
    const auto read = parse_number(word, std::numeric_limits<Number>::max());
    if (!read) return fail(ErrorKind::invalid, quoted(word) + " is no " + std::string(what));
    number = static_cast<Number>(*read);
    return {};
}

template <std::unsigned_integral Number>
Result<void> read_number(std::string_view word, std::string_view what, std::optional<Number>& number) {
    return read_number(word, what, number.emplace());
}

Result<void> read_name(std::string_view word, std::string& name) {
    if (word.empty()) return fail(ErrorKind::invalid, "an interface has a name");
    name = word;
    return {};
}

struct Selector {
    std::string_view word;
    Result<void> (*read)(std::string_view value, Flow& flow, const Names& names);
};

constexpr Selector selectors[] = {
    {"from",
     [](std::string_view value, Flow& flow, const Names&) -> Result<void> {
         const auto address = IpAddress::parse(value);
         if (!address) return std::unexpected(address.error());
         flow.from = *address;
         return {};
     }},
    {"iif", [](std::string_view value, Flow& flow, const Names&) { return read_name(value, flow.iif); }},
    {"oif", [](std::string_view value, Flow& flow, const Names&) { return read_name(value, flow.oif); }},
    {"vrf", [](std::string_view value, Flow& flow, const Names&) { return read_name(value, flow.vrf); }},
    {"mark", [](std::string_view value, Flow& flow, const Names&) { return read_number(value, "mark", flow.mark); }},
    {"tos",
     [](std::string_view value, Flow& flow, const Names& names) -> Result<void> {
         const auto tos = names.parse_dsfield(value);
         if (!tos) return std::unexpected(tos.error());
         flow.tos = *tos;
         return {};
     }},
    {"uid", [](std::string_view value, Flow& flow, const Names&) { return read_number(value, "user id", flow.uid); }},
    {"ipproto",
     [](std::string_view value, Flow& flow, const Names&) -> Result<void> {
         flow.ip_protocol = parse_ip_protocol(value);
         if (!flow.ip_protocol) return fail(ErrorKind::invalid, quoted(value) + " is no IP protocol");
         return {};
     }},
    {"sport",
     [](std::string_view value, Flow& flow, const Names&) { return read_number(value, "port", flow.source_port); }},
    {"dport", [](std::string_view value, Flow& flow,
                 const Names&) { return read_number(value, "port", flow.destination_port); }},
};

const Selector* find_selector(std::string_view word) {
    const auto found = std::ranges::find(selectors, word, &Selector::word);
    return found == std::end(selectors) ? nullptr : found;
}

bool is_name(std::string_view word) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !word.empty() && std::ranges::all_of(word, is_letter);
}

/// Selectors as they are read, each once.
class SelectorReader {
  public:
    SelectorReader(Flow& flow, const Names& names) : flow_(flow), names_(names) {}

    Result<void> read(const Selector& selector, std::string_view value) {
        const unsigned bit = 1u << (&selector - selectors);
        if ((seen_ & bit) != 0) return fail(ErrorKind::invalid, quoted(selector.word) + " stands twice");
        seen_ |= bit;
        return selector.read(value, flow_, names_);
    }

  private:
    Flow& flow_;
    const Names& names_;
    unsigned seen_ = 0;
};

using Word = std::optional<std::string_view>;

Word next_word(std::string_view& text) {
    const std::string_view word = take_word(text);
    return word.empty() ? std::nullopt : Word(word);
}

Word next_word(std::span<const std::string>& words) {
    if (words.empty()) return std::nullopt;
    const std::string_view word = words.front();
    words = words.subspan(1);
    return word;
}

constexpr char is_route[] = "a route, not a question: it has a 'dev'";

template <class Words>
Result<void> read_pairs(Words words, Flow& flow, const Names& names) {
    SelectorReader reader(flow, names);
    while (const Word word = next_word(words)) {
        if (word == "dev") return fail(ErrorKind::invalid, is_route);
        const Selector* const selector = find_selector(*word);
        if (!selector)
            return fail(ErrorKind::invalid,
                        quoted(*word) + " is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport");
        const Word value = next_word(words);
        if (!value) return fail(ErrorKind::invalid, quoted(*word) + " needs a value");
        if (auto done = reader.read(*selector, *value); !done) return done;
    }
    return {};
}

Result<void> read_destination(std::string_view word, Flow& flow) {
    const auto zoned = ZonedAddress::parse(word);
    if (!zoned) return std::unexpected(zoned.error());
    flow.destination = zoned->address;
    if (!zoned->zone.empty()) flow.oif = zoned->zone;
    return {};
}

Result<void> check(std::string_view subject, const Flow& flow) {
    if (flow.from && flow.from->family() != flow.destination.family())
        return fail(ErrorKind::invalid,
                    "from " + flow.from->to_string() + ": not of the family of " + flow.destination.to_string());
    if (!flow.vrf.empty() && !flow.oif.empty())
        return fail(ErrorKind::invalid, "oif and vrf exclude each other: a VRF is what its sender is bound to");
    const std::size_t zone = subject.find('%');
    if (zone != subject.npos && subject.substr(zone + 1) != flow.oif)
        return fail(ErrorKind::invalid, std::string(subject) + ": not on " + quoted(flow.oif) + ", the oif");
    return {};
}

// As a word of a question says it; there a tos is hexadecimal.
Result<std::string> text_of(const Field& field) {
    if (const auto* const text = std::get_if<std::string>(&field.value.data)) return *text;
    if (const auto* const number = std::get_if<std::uint64_t>(&field.value.data)) {
        char digits[20];
        const int base = field.key == "tos" ? 16 : 10;
        return std::string(digits, std::to_chars(digits, digits + sizeof digits, *number, base).ptr);
    }
    return fail(ErrorKind::invalid, "the key " + quoted(field.key) + " is neither text nor a number");
}

const Field* subject_of(const Fields& fields) {
    for (const std::string_view key : {"dst", "local"})
        for (const Field& field : fields)
            if (field.key == key) return &field;
    return nullptr;
}

Result<void> read_fields(const Fields& fields, Flow& flow, const Names& names) {
    SelectorReader reader(flow, names);
    for (const Field& field : fields) {
        if (field.key == "dev") return fail(ErrorKind::invalid, is_route);
        const Selector* const selector = find_selector(field.key);
        if (!selector) continue;
        const auto value = text_of(field);
        if (!value) return std::unexpected(value.error());
        if (auto done = reader.read(*selector, *value); !done) return done;
    }
    return {};
}

Result<Flow> read_object(std::string_view text, const Flow& defaults, const Names& names) {
    const auto fields = cli::fields_of_line(text);
    if (!fields) return std::unexpected(fields.error());
    const Field* const field = subject_of(*fields);
    if (!field) return fail(ErrorKind::not_found, "the object has none of the keys dst, local");
    const auto subject = text_of(*field);
    if (!subject) return std::unexpected(subject.error());
    Flow flow = defaults;
    auto done = read_destination(*subject, flow);
    if (done) done = read_fields(*fields, flow, names);
    if (done) done = check(*subject, flow);
    if (!done) return std::unexpected(done.error());
    return flow;
}

}  // namespace

std::size_t count_addresses(std::span<const std::string> words) {
    if (words.empty() || find_selector(words.front())) return 0;
    const auto selector = std::ranges::find_if(words.subspan(1), is_name);
    return static_cast<std::size_t>(selector - words.begin());
}

Result<void> read_selectors(std::span<const std::string> words, Flow& flow, const Names& names) {
    return read_pairs(words, flow, names);
}

Result<Flow> read_question(std::string_view text, const Flow& defaults, const Names& names) {
    if (text.starts_with('{')) return read_object(text, defaults, names);
    const std::string_view subject = take_word(text);
    Flow flow = defaults;
    auto done = read_destination(subject, flow);
    if (done && !text.empty()) done = read_pairs(text, flow, names);
    if (done) done = check(subject, flow);
    if (!done) return std::unexpected(done.error());
    return flow;
}

}  // namespace snet::route
