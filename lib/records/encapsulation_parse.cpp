#include <algorithm>
#include <array>
#include <bitset>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/encapsulation_words.hpp"
#include "lib/records/named_values.hpp"
#include "lib/values/ascii_case.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"

namespace snet {

namespace {

/// What a next hop goes on with after its encapsulation: no name of a program, no word of an unknown type.
bool ends_encapsulation(std::string_view word) {
    constexpr std::array<std::string_view, 5> words = {"tos", "via", "dev", "realm", "realms"};
    return word.empty() || std::ranges::find(words, word) != words.end();
}

bool are_labels(std::string_view text) {
    return std::ranges::all_of(split(text, '/'),
                               [](std::string_view label) { return parse_digits(label, 10, 0xfffff).has_value(); });
}

/// Reads the words of one encapsulation. Fields stand in the order of the type's words, whatever order they came in.
class EncapReader {
  public:
    EncapReader(WordReader& words, const Names& names, const EncapType& type)
        : words_(words), names_(names), type_(type), fields_(type.words.size()) {}

    Result<Encapsulation> read();

  private:
    Result<bool> read_one();
    Result<void> read_field(std::size_t index);
    Result<Value> value(const EncapWord& word);
    Result<std::string> text(const EncapWord& word);

    Result<std::string> address(Family family);
    Result<std::string> program();
    Result<std::string> key_id();
    Result<std::string> labels();
    Result<std::string> bits(std::uint64_t maximum);
    Result<std::uint64_t> number(std::uint64_t maximum);
    Result<std::uint64_t> table();
    Result<Fields> header();
    Result<Value::List> segments();
    Result<Value::List> list();
    Result<Value::List> geneve();
    Result<Value::List> numbers(std::span<const std::string_view> keys);
    Result<Fields> frequency();

    void add_absent(std::size_t index);
    void add_hidden_segment(std::size_t index);
    bool has_hidden_segment() const;

    WordReader& words_;
    const Names& names_;
    const EncapType& type_;
    std::vector<Fields> fields_;  ///< of each of the type's words
    bool segments_by_comma_ = false;
};

Result<std::string> EncapReader::address(Family family) {
    const std::string_view expected = family == Family::ipv4 ? "an IPv4 address" : "an IPv6 address";
    const auto text = words_.value(expected);
    if (!text) return std::unexpected(text.error());
    const auto address = IpAddress::parse(*text);
    if (!address || address->family() != family) return words_.fail_expecting(expected);
    return address->to_string();
}

Result<std::string> EncapReader::program() {
    const std::string_view next = words_.peek();
    const bool is_missing =
        ends_encapsulation(next) || next == "out" || next == "xmit" || parse_digits(next, 10, ~0ULL);
    return is_missing ? "<unknown>" : std::string(words_.take());
}

Result<Value::List> EncapReader::segments() {
    Value::List segments;
    const auto add = [&](std::string_view text) {
        const auto address = IpAddress::parse(text);
        if (!address || !address->is_ipv6()) return false;
        segments.push_back({address->to_string()});
        return true;
    };
    const auto first = words_.value("segments");
    if (!first) return std::unexpected(first.error());
    const auto count = parse_digits(*first, 10, 127);
    segments_by_comma_ = !count;
    if (segments_by_comma_) {
        if (!std::ranges::all_of(split(*first, ','), add))
            return words_.fail_expecting("IPv6 addresses joined by commas");
        return segments;
    }
    if (!words_.accept("[")) return words_.fail_at_next("[");
    while (!words_.accept("]")) {
        const auto text = words_.value("an IPv6 address or ]");
        if (!text) return std::unexpected(text.error());
        if (!add(*text)) return words_.fail_expecting("an IPv6 address or ]");
    }
    if (segments.size() != *count)
        return words_.fail("the segments are " + std::to_string(segments.size()) + ", not " + std::to_string(*count));
    return segments;
}

/// `ip` takes the key's number as any other, but prints hexadecimal digits alone.
Result<std::string> EncapReader::key_id() {
    const auto number = words_.value_if("a key's number", [this](std::string_view text) {
        return segments_by_comma_ || text.starts_with("0x") ? parse_number(text, max32) : parse_digits(text, 16, max32);
    });
    if (!number) return std::unexpected(number.error());
    return to_hexadecimal(*number);
}

Result<std::string> EncapReader::labels() {
    const auto labels = words_.value("labels");
    if (!labels) return std::unexpected(labels.error());
    if (!are_labels(*labels)) return words_.fail_expecting("labels of 0 to 1048575 joined by slashes");
    return std::string(*labels);
}

Result<std::uint64_t> EncapReader::number(std::uint64_t maximum) {
    return words_.number("a number to " + std::to_string(maximum), maximum);
}

Result<std::string> EncapReader::bits(std::uint64_t maximum) {
    const auto bits = number(maximum);
    if (!bits) return std::unexpected(bits.error());
    return hex_text(*bits);
}

Result<std::uint64_t> EncapReader::table() {
    const auto table = read_table(words_, names_);
    if (!table) return std::unexpected(table.error());
    return *table;
}

Result<Fields> EncapReader::header() {
    auto list = segments();
    if (!list) return std::unexpected(list.error());
    Fields header{{"segs", {std::move(*list)}}};
    if (words_.accept("hmac")) {
        auto id = key_id();
        if (!id) return std::unexpected(id.error());
        header.push_back({"hmac", {std::move(*id)}});
    }
    return header;
}

Result<Value::List> EncapReader::list() {
    const auto text = words_.value("names joined by commas");
    if (!text) return std::unexpected(text.error());
    Value::List list;
    for (const std::string_view name : split(*text, ','))
        list.push_back({std::string(name)});
    return list;
}

Result<Fields> EncapReader::frequency() {
    const auto text = words_.value("a frequency K/N");
    if (!text) return std::unexpected(text.error());
    const auto parts = split(*text, '/');
    const auto k = parse_digits(parts.front(), 10, max32);
    const auto n = parse_digits(parts.back(), 10, max32);
    if (parts.size() != 2 || !k || !n) return words_.fail_expecting("a frequency K/N");
    return Fields{{"freqk", {*k}}, {"freqn", {*n}}};
}

Result<Value::List> EncapReader::geneve() {
    constexpr std::string_view expected = "options CLASS:TYPE:DATA joined by commas";
    const auto text = words_.value(expected);
    if (!text) return std::unexpected(text.error());
    Value::List options;
    for (const std::string_view option : split(*text, ',')) {
        const auto parts = split(option, ':');
        if (parts.size() != 3) return words_.fail_expecting(expected);
        const auto option_class = parse_number(parts[0], 0xffff);
        const auto type = parse_number(parts[1], 0xff);
        const bool is_hex = std::ranges::all_of(parts[2], [](char c) { return hex_value(c) >= 0; });
        if (!option_class || !type || !is_hex || parts[2].size() % 2 != 0) return words_.fail_expecting(expected);
        options.push_back({Fields{{"class", {*option_class}}, {"type", {*type}}, {"data", {in_lower_case(parts[2])}}}});
    }
    return options;
}

/// One object of numbers joined by colons; the last ones may be missing and are 0 then.
Result<Value::List> EncapReader::numbers(std::span<const std::string_view> keys) {
    const auto text = words_.value("numbers joined by colons");
    if (!text) return std::unexpected(text.error());
    const auto parts = split(*text, ':');
    if (parts.size() > keys.size()) return words_.fail_expecting("at most " + std::to_string(keys.size()) + " numbers");
    Fields object;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool is_missing = i >= parts.size() || parts[i].empty();
        const auto number = is_missing ? std::uint64_t{0} : parse_number(parts[i], max32);
        if (!number) return words_.fail_expecting("numbers joined by colons");
        object.push_back({std::string(keys[i]), {*number}});
    }
    return Value::List{{std::move(object)}};
}

Result<std::string> EncapReader::text(const EncapWord& word) {
    switch (word.kind) {
        case EncapKind::ipv4:
            return address(Family::ipv4);
        case EncapKind::ipv6:
            return address(Family::ipv6);
        case EncapKind::program:
            return program();
        case EncapKind::key:
            return key_id();
        case EncapKind::labels:
            return labels();
        case EncapKind::bits:
            return bits(word.maximum);
        default:
            break;
    }
    const auto text = words_.value("a word");
    if (!text) return std::unexpected(text.error());
    return std::string(*text);
}

template <class Data>
Result<Value> value_of(Result<Data> read) {
    if (!read) return std::unexpected(std::move(read.error()));
    return Value{.data = std::move(*read)};
}

Result<Value> EncapReader::value(const EncapWord& word) {
    static constexpr std::array<std::string_view, 1> vxlan_keys = {"gbp"};
    static constexpr std::array<std::string_view, 4> erspan_keys = {"ver", "index", "dir", "hwid"};
    switch (word.kind) {
        case EncapKind::flag:
            return Value{.data = true};
        case EncapKind::number:
        case EncapKind::headroom:
            return value_of(number(word.maximum));
        case EncapKind::table:
            return value_of(table());
        case EncapKind::segments:
            return value_of(segments());
        case EncapKind::header:
            return value_of(header());
        case EncapKind::list:
            return value_of(list());
        case EncapKind::geneve:
            return value_of(geneve());
        case EncapKind::vxlan:
            return value_of(numbers(vxlan_keys));
        case EncapKind::erspan:
            return value_of(numbers(erspan_keys));
        default:
            return value_of(text(word));
    }
}

Result<void> EncapReader::read_field(std::size_t index) {
    const EncapWord& word = type_.words[index];
    if (word.kind == EncapKind::frequency) return store(frequency(), fields_[index]);
    auto read = value(word);
    if (!read) return std::unexpected(read.error());
    fields_[index] = {{std::string(word.key), std::move(*read)}};
    return {};
}

/// False where the next word is none of this type's, or one that was there already.
Result<bool> EncapReader::read_one() {
    const std::string_view next = words_.peek();
    if (next.empty()) return false;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const EncapWord& word = type_.words[i];
        if (!fields_[i].empty()) continue;
        const bool is_headroom = word.kind == EncapKind::headroom && parse_digits(next, 10, word.maximum);
        if (!is_headroom && (word.word.empty() || word.word != next)) {
            if (word.kind != EncapKind::header || next != "srh") continue;
            words_.take();
            if (words_.peek() != "segs") return words_.fail_at_next("segs");
        }
        if (!is_headroom) words_.take();
        if (auto done = read_field(i); !done) return std::unexpected(done.error());
        return true;
    }
    return false;
}

/// Where the packet keeps its own header, the kernel puts its destination behind the segments that were given.
bool EncapReader::has_hidden_segment() const {
    if (!segments_by_comma_ || fields_.front().empty() || !type_.name.starts_with("seg6")) return false;
    const auto& first = std::get<std::string>(fields_.front().front().value.data);
    return type_.name == "seg6" ? first == "inline" : first != "End.B6.Encaps";
}

/// What the kernel shows where the word was not given.
void EncapReader::add_absent(std::size_t index) {
    const EncapWord& word = type_.words[index];
    if (!fields_[index].empty() || word.absent.empty()) return;
    Value value{.data = std::string(word.absent)};
    if (word.kind == EncapKind::number) value.data = std::uint64_t{0};
    fields_[index] = {{std::string(word.key), std::move(value)}};
}

void EncapReader::add_hidden_segment(std::size_t index) {
    const EncapKind kind = type_.words[index].kind;
    if (fields_[index].empty() || (kind != EncapKind::segments && kind != EncapKind::header)) return;
    Value* list = &fields_[index].front().value;
    if (kind == EncapKind::header) list = &std::get<Fields>(list->data).front().value;
    std::get<Value::List>(list->data).push_back({std::string("::")});
}

Result<Encapsulation> EncapReader::read() {
    // A word without a name stands first.
    if (type_.words.front().word.empty())
        if (auto done = read_field(0); !done) return std::unexpected(done.error());
    for (;;) {
        const auto more = read_one();
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
    }
    Encapsulation encapsulation{std::string(type_.name), {}};
    const bool hidden = has_hidden_segment();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        add_absent(i);
        if (hidden) add_hidden_segment(i);
        for (Field& field : fields_[i])
            encapsulation.fields.push_back(std::move(field));
    }
    return encapsulation;
}

/// The words of a type that is not known, joined by blanks.
Encapsulation read_unknown(WordReader& words, std::string_view type) {
    std::string text;
    while (!ends_encapsulation(words.peek())) {
        if (!text.empty()) text += ' ';
        text += words.take();
    }
    Encapsulation encapsulation{std::string(type), {}};
    if (!text.empty()) encapsulation.fields.push_back({"text", {std::move(text)}});
    return encapsulation;
}

}  // namespace

Result<Encapsulation> parse_encapsulation(WordReader& words, const Names& names) {
    const auto name = words.value("a type of encapsulation");
    if (!name) return std::unexpected(name.error());
    const EncapType* type = find_encapsulation(*name);
    if (type == nullptr) return read_unknown(words, *name);
    return EncapReader(words, names, *type).read();
}

}  // namespace snet
