#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#pragma GCC visibility push(default)
namespace snet::capture {

/// What the bytes of a packet begin with, by the numbers of files (LINKTYPE_...). The few that libpcap calls otherwise
/// on this system (DLT_...) may be given by these as well.
using LinkType = std::uint32_t;

inline constexpr LinkType link_type_null = 0, link_type_ethernet = 1, link_type_raw = 101, link_type_linux_cooked = 113,
                          link_type_linux_cooked2 = 276;

/// snet's own number for entries of systemd's journal, which pcapng has in blocks of their own and libpcap does not
/// read.
inline constexpr LinkType link_type_journal_entry = 0x10000009;

/// libpcap's name: "EN10MB"; "USER0" to "USER15" for private use. None: there is none.
std::optional<std::string_view> link_type_name(LinkType type);

/// libpcap's description: "Ethernet". None: there is none.
std::optional<std::string_view> link_type_description(LinkType type);

/// Reads a name in any case, with "DLT_" before it or without, or a number. None: neither.
std::optional<LinkType> parse_link_type(std::string_view text);

}  // namespace snet::capture
#pragma GCC visibility pop
