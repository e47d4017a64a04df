#include "snet/ip_address.hpp"

#include <cstring>
#include <optional>

#include "lib/values/hex.hpp"

namespace snet {
namespace {

constexpr std::size_t groups_of_ipv6 = 8;
using Groups = std::array<std::uint16_t, groups_of_ipv6>;

// --- reading ---

// One decimal part of an IPv4 address: at most 255, no leading zero. Moves `at` behind it.
std::optional<std::uint8_t> parse_part(std::string_view text, std::size_t& at) {
    const std::size_t start = at;
    unsigned value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value <= 255)
        value = value * 10 + static_cast<unsigned>(text[at++] - '0');
    const std::size_t digits = at - start;
    if (digits == 0 || value > 255 || (digits > 1 && text[start] == '0')) return std::nullopt;
    return static_cast<std::uint8_t>(value);
}

std::optional<IpAddress::Bytes4> parse_ipv4(std::string_view text) {
    IpAddress::Bytes4 bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && (at >= text.size() || text[at++] != '.')) return std::nullopt;
        const auto part = parse_part(text, at);
        if (!part) return std::nullopt;
        bytes[i] = *part;
    }
    if (at != text.size()) return std::nullopt;
    return bytes;
}

// RFC 4291 section 2.2, group by group. `gap` is how many groups stood before the "::".
class Ipv6Reader {
  public:
    explicit Ipv6Reader(std::string_view text) : text_(text) {}

    std::optional<IpAddress::Bytes6> read() {
        if (text_.starts_with("::")) {
            gap_ = 0;
            at_ = 2;
        }
        while (at_ < text_.size())
            if (!read_group() || !read_separator()) return std::nullopt;
        // A gap stands for at least one group, and without one all eight must be there.
        if (gap_ ? count_ >= groups_of_ipv6 : count_ != groups_of_ipv6) return std::nullopt;
        return bytes();
    }

  private:
    bool read_group() {
        const std::size_t start = at_;
        unsigned value = 0;
        for (int digit = 0; at_ < text_.size() && (digit = hex_value(text_[at_])) >= 0; ++at_)
            value = (value << 4 | static_cast<unsigned>(digit)) & 0xfffff;
        if (at_ < text_.size() && text_[at_] == '.') return read_ipv4(start);
        if (at_ == start || at_ - start > 4) return false;
        return add(static_cast<std::uint16_t>(value));
    }

    bool read_ipv4(std::size_t start) {
        const auto ipv4 = parse_ipv4(text_.substr(start));
        at_ = text_.size();
        return ipv4 && add(static_cast<std::uint16_t>((*ipv4)[0] << 8 | (*ipv4)[1])) &&
               add(static_cast<std::uint16_t>((*ipv4)[2] << 8 | (*ipv4)[3]));
    }

    bool add(std::uint16_t group) {
        if (count_ == groups_of_ipv6) return false;
        groups_[count_++] = group;
        return true;
    }

    // A colon must be followed by something; a second one is the gap, once.
    bool read_separator() {
        if (at_ == text_.size()) return true;
        if (text_[at_++] != ':' || at_ == text_.size()) return false;
        if (text_[at_] != ':') return true;
        if (gap_) return false;
        gap_ = count_;
        ++at_;
        return true;
    }

    IpAddress::Bytes6 bytes() const {
        IpAddress::Bytes6 bytes{};
        const std::size_t before = gap_.value_or(count_);
        for (std::size_t i = 0; i < count_; ++i) {
            const std::size_t to = i < before ? i : groups_of_ipv6 - count_ + i;
            bytes[2 * to] = static_cast<std::uint8_t>(groups_[i] >> 8);
            bytes[2 * to + 1] = static_cast<std::uint8_t>(groups_[i]);
        }
        return bytes;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Groups groups_{};
    std::size_t count_ = 0;
    std::optional<std::size_t> gap_;
};

// --- printing ---

// "0." to "255.": a part is copied as four characters at once, of which `length` count. Printing a full routing table
// spends its time here.
struct Part {
    char text[4];
    std::uint8_t length;
};

constexpr std::array<Part, 256> make_parts() {
    std::array<Part, 256> parts{};
    for (unsigned value = 0; value < parts.size(); ++value) {
        Part& part = parts[value];
        for (unsigned unit = 100; unit > 0; unit /= 10)
            if (value >= unit || unit == 1) part.text[part.length++] = static_cast<char>('0' + value / unit % 10);
        part.text[part.length++] = '.';
    }
    return parts;
}

constexpr std::array<Part, 256> parts = make_parts();

char* write_ipv4(char* out, const std::uint8_t* bytes) {
    for (unsigned i = 0; i < 4; ++i) {
        const Part& part = parts[bytes[i]];
        std::memcpy(out, part.text, sizeof part.text);
        out += part.length;
    }
    return out - 1;  // the last dot
}

char* write_group(char* out, unsigned group) {
    for (unsigned shift = group > 0xfff ? 12 : group > 0xff ? 8 : group > 0xf ? 4 : 0; shift > 0; shift -= 4)
        *out++ = hex_digits[group >> shift & 15];
    *out++ = hex_digits[group & 15];
    return out;
}

struct Run {
    std::size_t start = 0;
    std::size_t length = 0;
};

// The zeros that "::" stands for (RFC 5952 section 4.2): the first of the longest runs, if it has two groups.
Run longest_zeros(const Groups& groups) {
    Run best, run;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        run = groups[i] != 0 ? Run{i + 1, 0} : Run{run.start, run.length + 1};
        if (run.length > best.length) best = run;
    }
    return best.length > 1 ? best : Run{};
}

// ::ffff:a.b.c.d, and ::a.b.c.d as inet_ntop(3) has it.
bool ends_as_ipv4(const Groups& groups, const Run& zeros) {
    return zeros.start == 0 && (zeros.length == 6 || (zeros.length == 5 && groups[5] == 0xffff));
}

char* write_ipv6(char* out, const std::uint8_t* bytes) {
    Groups groups;
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = static_cast<std::uint16_t>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    const Run zeros = longest_zeros(groups);
    const bool ipv4_tail = ends_as_ipv4(groups, zeros);
    const std::size_t count = ipv4_tail ? 6 : groups.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (zeros.length > 0 && i == zeros.start) {
            *out++ = ':';
            i += zeros.length - 1;
            if (i + 1 == groups.size()) *out++ = ':';
            continue;
        }
        if (i > 0) *out++ = ':';
        out = write_group(out, groups[i]);
    }
    if (!ipv4_tail) return out;
    *out++ = ':';
    return write_ipv4(out, bytes + 12);
}

}  // namespace

Result<IpAddress> IpAddress::parse(std::string_view text) {
    if (text.find(':') != text.npos) {
        if (const auto bytes = Ipv6Reader(text).read()) return IpAddress(*bytes);
    } else if (const auto bytes = parse_ipv4(text)) {
        return IpAddress(*bytes);
    }
    return fail(ErrorKind::invalid, std::string(text) + ": not an IP address");
}

char* IpAddress::write(char* out) const {
    return is_ipv4() ? write_ipv4(out, bytes().data()) : write_ipv6(out, bytes().data());
}

std::string IpAddress::to_string() const {
    char text[max_text];
    return {text, write(text)};
}

Result<ZonedAddress> ZonedAddress::parse(std::string_view text) {
    const std::size_t percent = text.find('%');
    auto address = IpAddress::parse(text.substr(0, percent));
    if (!address) return fail(ErrorKind::invalid, std::string(text) + ": not an IP address");
    if (percent == text.npos) return ZonedAddress{*address, {}};
    const std::string_view zone = text.substr(percent + 1);
    if (address->is_ipv4()) return fail(ErrorKind::invalid, std::string(text) + ": an IPv4 address has no zone");
    // What an interface's name cannot hold, neither can a zone.
    if (zone.empty() || zone.find_first_of(std::string_view("/ \t\n\v\f\r\0", 8)) != zone.npos)
        return fail(ErrorKind::invalid, std::string(text) + ": not a zone after the %");
    return ZonedAddress{*address, std::string(zone)};
}

std::string ZonedAddress::to_string() const {
    return zone.empty() ? address.to_string() : address.to_string() + '%' + zone;
}

}  // namespace snet
