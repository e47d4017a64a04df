#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// A domain name in the form of the wire (RFC 1035, 3.1): labels of 1 to 63 bytes, each behind its length, and a zero;
/// at most 255 bytes in all. Any byte may stand in a label. Two names are equal whatever the case of their letters A to
/// Z (RFC 4343); the case is kept.
class DnsName {
  public:
    static constexpr std::size_t max_wire = 255;
    static constexpr std::size_t max_label = 63;
    static constexpr std::size_t max_text = 1004;  ///< characters of the longest name, all of its bytes as `\DDD`

    /// The root.
    DnsName() : wire_(1, '\0') {}

    /// Reads labels between dots, with a dot at the end or without: every name read is a whole one. `\DDD` is a byte by
    /// its decimal number, `\c` the character c without its meaning; "." is the root. Bytes above 127 stand for
    /// themselves. `invalid`, naming the label: it is empty, too long, or a bad escape; or the name is too long.
    static Result<DnsName> parse(std::string_view text);

    /// Whether a text ends with a dot that is not escaped: then no search list applies to it.
    static bool is_absolute(std::string_view text);

    /// How many dots are in a text that are not escaped, but for one at the end: what `ndots` counts.
    static std::size_t dots(std::string_view text);

    /// All of `wire` is one name, without compression; else `invalid`.
    static Result<DnsName> from_wire(std::span<const std::uint8_t> wire);

    /// 4.3.2.1.in-addr.arpa. or the nibbles under ip6.arpa. (RFC 3596, 2.5).
    static DnsName reverse_of(const IpAddress& address);

    /// As dig prints it, with the dot at the end: `\DDD` for bytes outside of `!` to `~`, a backslash before any of
    /// `"$().;@\`.
    std::string to_string() const;
    void append_to(std::string& out) const;

    std::span<const std::uint8_t> wire() const {
        return {reinterpret_cast<const std::uint8_t*>(wire_.data()), wire_.size()};
    }

    bool is_root() const { return wire_.size() == 1; }
    std::size_t label_count() const;  ///< without the root
    /// Whether it is `other` or below it: the domain match of a nameserver's `domain`.
    bool is_in(const DnsName& other) const;
    /// The name without its first label; the root has itself.
    DnsName parent() const;
    /// This name's labels before those of `suffix`. `invalid`: longer than 255 bytes.
    Result<DnsName> under(const DnsName& suffix) const;

    bool operator==(const DnsName& other) const;
    /// The canonical order of RFC 4034, 6.1: by the labels from the root on, in lower case.
    std::weak_ordering operator<=>(const DnsName& other) const;
    std::size_t hash() const;  ///< the same for equal names

  private:
    friend class NameView;
    explicit DnsName(std::string wire) : wire_(std::move(wire)) {}

    std::string wire_;
};

}  // namespace snet::dns

template <>
struct std::hash<snet::dns::DnsName> {
    std::size_t operator()(const snet::dns::DnsName& name) const { return name.hash(); }
};
#pragma GCC visibility pop
