#include "tools/snet-arp/hop_line.hpp"

#include <algorithm>

#include "tools/cli/quoted.hpp"
#include "tools/cli/subject_line.hpp"

namespace snet::arp {

namespace {

using cli::quoted;

constexpr std::string_view blanks = " \t\r\n\v\f";

std::string_view take_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

/// A route as it is read, part by part.
class HopReader {
  public:
    Result<void> destination(std::string_view word) {
        auto address = ZonedAddress::parse(word);
        if (!address) return std::unexpected(std::move(address.error()));
        line_.address = std::move(*address);
        hop_.destination = line_.address.address;
        return {};
    }

    Result<void> device(std::string_view word) {
        if (word.empty()) return fail(ErrorKind::invalid, "an interface has a name");
        if (!line_.address.zone.empty() && line_.address.zone != word)
            return fail(ErrorKind::invalid, line_.address.to_string() + ": not on " + quoted(word) + ", the dev");
        hop_.device = word;
        return {};
    }

    Result<void> gateway(std::string_view word) { return read(word, hop_.gateway); }
    Result<void> source(std::string_view word) { return read(word, hop_.source); }

    Result<void> type(std::string_view word) {
        const auto type = parse_route_type(word);
        if (!type && word != "none") return fail(ErrorKind::invalid, quoted(word) + " is no type of route");
        hop_.type = type.value_or(RouteType::unspecified);
        return {};
    }

    Result<HopLine> take() {
        const std::string subject = line_.address.to_string();
        const bool is_refused = hop_.type == RouteType::unspecified || hop_.type == RouteType::blackhole ||
                                hop_.type == RouteType::unreachable || hop_.type == RouteType::prohibit;
        if (is_refused) return fail(ErrorKind::not_found, subject + ": no route");
        if (!hop_.device.empty())
            line_.route = std::move(hop_);
        else if (hop_.gateway)
            return fail(ErrorKind::invalid, subject + ": a route needs a dev");
        return std::move(line_);
    }

  private:
    static Result<void> read(std::string_view word, std::optional<IpAddress>& into) {
        const auto address = IpAddress::parse(word);
        if (!address) return std::unexpected(address.error());
        into = *address;
        return {};
    }

    HopLine line_;
    Hop hop_{.destination = {}, .device = {}};
};

// What `snet-route get` says besides, and what is of no matter here.
bool is_other_word(std::string_view word) {
    return word == "table" || word == "from" || word == "uid" || word == "mark" || word == "tos" || word == "metric";
}

Result<HopLine> read_words(std::string_view text) {
    HopReader reader;
    auto done = reader.destination(take_word(text));
    while (done) {
        const std::string_view word = take_word(text);
        if (word.empty()) break;
        std::string_view value = take_word(text);
        if (word == "via" && (value == "inet" || value == "inet6")) value = take_word(text);
        if (value.empty())
            done = fail(ErrorKind::invalid, quoted(word) + " needs a value");
        else if (word == "via")
            done = reader.gateway(value);
        else if (word == "dev")
            done = reader.device(value);
        else if (word == "src")
            done = reader.source(value);
        else if (word == "type")
            done = reader.type(value);
        else if (!is_other_word(word))
            done = fail(ErrorKind::invalid, quoted(word) + " is none of via, dev, src, type, table");
    }
    if (!done) return std::unexpected(std::move(done.error()));
    return reader.take();
}

const Value* value_of(const Fields& fields, std::string_view key) {
    const auto found = std::ranges::find(fields, key, &Field::key);
    return found == fields.end() ? nullptr : &found->value;
}

Result<HopLine> read_object(std::string_view text) {
    const auto fields = cli::fields_of_line(text);
    if (!fields) return std::unexpected(fields.error());
    HopReader reader;
    Result<void> done;
    bool has_address = false;
    const auto read = [&](const Fields& from, std::string_view key, Result<void> (HopReader::*part)(std::string_view)) {
        const Value* const value = value_of(from, key);
        if (value == nullptr || !done) return;
        const auto* const word = std::get_if<std::string>(&value->data);
        done = word == nullptr ? fail(ErrorKind::invalid, "the key " + quoted(key) + " is not a string")
                               : (reader.*part)(*word);
    };
    for (const std::string_view key : {"dst", "local"}) {
        if (has_address || value_of(*fields, key) == nullptr) continue;
        has_address = true;
        read(*fields, key, &HopReader::destination);
    }
    if (!has_address) return fail(ErrorKind::not_found, "the object has none of the keys dst, local");
    read(*fields, "gateway", &HopReader::gateway);
    if (const Value* const via = value_of(*fields, "via"); via != nullptr && done) {
        if (const auto* const inner = std::get_if<Fields>(&via->data))
            read(*inner, "host", &HopReader::gateway);
        else
            done = fail(ErrorKind::invalid, "the key \"via\" is not an object");
    }
    read(*fields, "dev", &HopReader::device);
    read(*fields, "prefsrc", &HopReader::source);
    read(*fields, "type", &HopReader::type);
    if (!done) return std::unexpected(std::move(done.error()));
    return reader.take();
}

}  // namespace

Result<HopLine> read_hop_line(std::string_view text) {
    return text.starts_with('{') ? read_object(text) : read_words(text);
}

}  // namespace snet::arp
