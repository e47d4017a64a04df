#include "lib/capture/journal_entry.hpp"

#include <cstddef>

#include "lib/capture/stream/time_unit.hpp"
#include "lib/values/number_text.hpp"

namespace snet::capture {

namespace {

struct Field {
    std::string_view name;
    std::string_view value;
};

// Takes the length of a value and the value off the text; none: it is not all there.
std::optional<std::string_view> take_binary(std::string_view& text) {
    constexpr std::size_t length_size = 8;
    if (text.size() < length_size) return std::nullopt;
    std::uint64_t length = 0;
    for (std::size_t i = length_size; i-- > 0;)
        length = length << 8U | static_cast<unsigned char>(text[i]);
    text.remove_prefix(length_size);
    if (length >= text.size() || text[length] != '\n') return std::nullopt;
    const auto value = text.substr(0, length);
    text.remove_prefix(length + 1);
    return value;
}

std::optional<Field> take_field(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (const auto equals = line.find('='); equals != std::string_view::npos)
        return Field{line.substr(0, equals), line.substr(equals + 1)};
    if (line.empty()) return std::nullopt;
    const auto value = take_binary(text);
    if (!value) return std::nullopt;
    return Field{line, *value};
}

}  // namespace

JournalEntry read_journal_entry(std::span<const std::uint8_t> bytes) {
    constexpr std::uint8_t microseconds = 6;
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    JournalEntry entry;
    while (const auto field = take_field(text)) {
        const auto& [name, value] = *field;
        if (name == "MESSAGE") entry.message = value;
        if (name == "SYSLOG_IDENTIFIER") entry.identifier = value;
        if (name == "_HOSTNAME") entry.host = value;
        if (name != "__REALTIME_TIMESTAMP") continue;
        if (const auto count = parse_digits(value, 10, max64)) entry.time = packet_time(*count, microseconds, 0);
    }
    return entry;
}

}  // namespace snet::capture
