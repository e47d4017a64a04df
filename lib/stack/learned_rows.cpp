#include "lib/stack/learned_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "lib/values/number_text.hpp"

namespace snet {

namespace {

constexpr std::size_t longest_line = 128;

using Fields = std::array<std::string_view, 5>;

std::optional<Fields> split(std::string_view line) {
    if (line.size() > longest_line) return std::nullopt;
    Fields fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::size_t end = line.find(' ');
        const bool is_last = i + 1 == fields.size();
        if ((end == line.npos) != is_last) return std::nullopt;
        fields[i] = line.substr(0, end);
        line.remove_prefix(is_last ? line.size() : end + 1);
    }
    return fields;
}

// The kernel's rule for names, dev_valid_name of net/core/dev.c.
bool is_device_name(std::string_view name) {
    constexpr std::size_t longest = 15;
    const auto is_wrong = [](char c) { return c == '/' || c == ':' || c == '\0' || (c >= '\t' && c <= '\r'); };
    return !name.empty() && name.size() <= longest && name != "." && name != ".." &&
           std::ranges::none_of(name, is_wrong);
}

bool is_of_one(const IpAddress& address) {
    return !address.is_unspecified() && !address.is_multicast() && !address.is_loopback();
}

bool is_of_one(const MacAddress& mac) {
    return !mac.is_group() && mac != MacAddress();
}

void take_line(std::string_view line, std::uint64_t now, LearnedRows& rows) {
    const auto fields = split(line);
    if (!fields) return;
    const auto& [seconds, number, device, ip, lladdr] = *fields;
    const auto when = parse_digits(seconds, 10, max64);
    const auto index = parse_digits(number, 10, max32);
    const auto address = IpAddress::parse(ip);
    const auto mac = MacAddress::parse(lladdr);
    if (!when || !index || *index == 0 || !is_device_name(device) || !address || !mac) return;
    if (*when > now || now - *when > LearnedRows::max_age || !is_of_one(*address) || !is_of_one(*mac)) return;
    rows.put({static_cast<std::uint32_t>(*index), *address}, {std::string(device), *mac, *when});
}

}  // namespace

LearnedRows LearnedRows::parse(std::string_view text, std::uint64_t now) {
    LearnedRows rows;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        take_line(text.substr(0, end), now, rows);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return rows;
}

std::string LearnedRows::to_string() const {
    std::string text;
    for (const auto& [key, row] : rows_)
        text.append(std::to_string(row.when) + ' ' + std::to_string(key.first) + ' ' + row.device + ' ' +
                    key.second.to_string() + ' ' + row.mac.to_string() + '\n');
    return text;
}

std::string LearnedRows::with(std::string&& text, const LearnedRows& more, std::uint64_t now) {
    constexpr std::size_t few = 4096;  // bytes that are not worth the trouble
    LearnedRows all = parse(text, now);
    for (const auto& [key, row] : more.rows())
        all.put(key, row);
    std::string added = more.to_string();
    std::string shorter = all.to_string();
    const std::size_t size = text.size() + added.size();
    if ((size > few && size > 2 * shorter.size()) || size > max_text) return shorter;
    // What a process that was killed left of a line must not become the start of ours.
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return std::move(text) + added;
}

}  // namespace snet
