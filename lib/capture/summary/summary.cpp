#include "snet/capture/summary.hpp"

#include <array>

#include "lib/capture/summary/look.hpp"

namespace snet::capture {

namespace {

// As many digits as there is room for, zeros before them.
template <std::size_t size>
void write_digits(char (&out)[size], std::size_t offset, std::size_t digits, std::uint64_t number) {
    for (; digits > 0; number /= 10)
        out[offset + --digits] = static_cast<char>('0' + number % 10);
}

void append_address(std::string& out, const IpAddress& address) {
    std::array<char, IpAddress::max_text> text;
    out.append(text.data(), address.write(text.data()));
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> text;
    out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void append_mac(std::string& out, const MacAddress& mac) {
    constexpr char digits[] = "0123456789abcdef";
    char text[] = "00:00:00:00:00:00";
    for (std::size_t i = 0; i < mac.bytes().size(); ++i) {
        text[3 * i] = digits[mac.bytes()[i] >> 4U];
        text[3 * i + 1] = digits[mac.bytes()[i] & 15U];
    }
    out += text;
}

// An address of IP and its port, else the link's address.
void append_end(std::string& out, const std::optional<IpAddress>& address, const std::optional<std::uint16_t>& port,
                const std::optional<MacAddress>& mac) {
    const bool brackets = address && port && address->is_ipv6();
    if (brackets) out += '[';
    if (address)
        append_address(out, *address);
    else if (mac)
        append_mac(out, *mac);
    else
        out += '-';
    if (brackets) out += ']';
    if (!port) return;
    out += ':';
    append_number(out, *port);
}

void clear(PacketSummary& summary) {
    std::string info = std::move(summary.info);
    info.clear();
    summary = PacketSummary{.info = std::move(info)};
}

}  // namespace

Look& Look::operator<<(const IpAddress& address) {
    append_address(summary.info, address);
    return *this;
}

Look& Look::operator<<(const MacAddress& mac) {
    append_mac(summary.info, mac);
    return *this;
}

void summarize(LinkType link_type, std::span<const std::uint8_t> bytes, std::uint32_t original_length,
               PacketSummary& summary) {
    clear(summary);
    summary.link_type = link_type;
    Look look{.summary = summary, .complete = bytes.size() >= original_length};
    look_at_link(link_type, bytes, look);
}

PacketSummary summarize(LinkType link_type, std::span<const std::uint8_t> bytes, std::uint32_t original_length) {
    PacketSummary summary;
    summarize(link_type, bytes, original_length, summary);
    return summary;
}

void append_time(std::string& out, const std::optional<PacketTime>& time) {
    if (!time) {
        out += '-';
        return;
    }
    const auto day = std::chrono::floor<std::chrono::days>(*time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(*time - day);
    char text[] = "0000-00-00T00:00:00.000000000Z";
    write_digits(text, 0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    write_digits(text, 5, 2, static_cast<unsigned>(date.month()));
    write_digits(text, 8, 2, static_cast<unsigned>(date.day()));
    write_digits(text, 11, 2, static_cast<std::uint64_t>(clock.hours().count()));
    write_digits(text, 14, 2, static_cast<std::uint64_t>(clock.minutes().count()));
    write_digits(text, 17, 2, static_cast<std::uint64_t>(clock.seconds().count()));
    write_digits(text, 20, 9, static_cast<std::uint64_t>(clock.subseconds().count()));
    out += text;
}

void append_line(std::string& out, const Packet& packet, const PacketSummary& summary) {
    append_time(out, packet.time);
    out += ' ';
    append_number(out, packet.original_length);
    out += ' ';
    append_end(out, summary.source, summary.source_port, summary.source_mac);
    out += " > ";
    append_end(out, summary.destination, summary.destination_port, summary.destination_mac);
    out += ' ';
    out += summary.protocol;
    if (!summary.info.empty()) (out += ' ') += summary.info;
    if (summary.cut) out += " (cut off)";
    if (summary.odd) out += " (malformed)";
}

}  // namespace snet::capture
