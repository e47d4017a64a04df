#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "snet/address_label.hpp"
#include "snet/interface_record.hpp"
#include "snet/nameserver.hpp"
#include "snet/neighbor.hpp"
#include "snet/route.hpp"
#include "snet/rule.hpp"

/// The records of a stack's file: each is one line, a word that names its kind and the words of its codec.
#pragma GCC visibility push(default)
namespace snet {

/// `snet 1`: the version of the format, a file's first record.
struct FormatVersion {
    static constexpr std::uint32_t newest = 1;
    std::uint32_t number = newest;
    bool operator==(const FormatVersion&) const = default;
};

/// `base os` or `base none`: what a stack's rows are added to.
enum class StackBase : std::uint8_t { os, none };

/// `taken 2026-11-23T09:00:00Z host r1`: when and on which host a frozen stack was taken.
struct Taken {
    std::string time;  ///< UTC, in the form above
    std::string host;
    bool operator==(const Taken&) const = default;
};

/// `default-interface eth0`
struct DefaultInterfaceRecord {
    std::string name;
    bool operator==(const DefaultInterfaceRecord&) const = default;
};

/// `fib4 merged` or `fib4 split`: whether IPv4's tables local and main are looked up as one.
enum class Fib4 : std::uint8_t { merged, split };

/// `sysctl net.ipv4.conf.eth0.rp_filter 1`: a setting that look-up reads.
struct SysctlRecord {
    std::string name;
    std::int64_t value = 0;
    bool operator==(const SysctlRecord&) const = default;
};

/// `extcap-directory /opt/extcap`: where capture plug-ins are looked for. The path may hold blanks.
struct ExtcapDirectory {
    std::string path;
    bool operator==(const ExtcapDirectory&) const = default;
};

/// A row of the operating system, by all of its words or by some of them. That there is a nameserver among them is for
/// finding records by their words; a file hides none.
using HiddenRow =
    std::variant<InterfaceRecord, AddressRecord, NexthopObject, Route, Rule, Neighbor, AddressLabelRecord, Nameserver>;

/// `hide route default via 10.0.0.254`: every row of the operating system that has all of these words is not in the
/// stack. A route's table is main where none is named; without a prefix, as in `hide route inet6 table 100` or `hide
/// route dev eth0 proto static`, it is about routes to anywhere. A hidden interface takes its addresses, routes and
/// neighbors along.
struct Hide {
    std::string text;         ///< the record's words, of which the first tells its kind, joined by single blanks
    HiddenRow row;            ///< what they say
    bool any_prefix = false;  ///< of a route: the words tell none

    bool operator==(const Hide& other) const { return text == other.text; }
};

using Record = std::variant<FormatVersion, StackBase, Taken, DefaultInterfaceRecord, Fib4, SysctlRecord,
                            AddressLabelRecord, InterfaceRecord, AddressRecord, NexthopObject, Route, Rule, Neighbor,
                            Nameserver, SearchList, ResolverOptions, ExtcapDirectory, Hide>;

/// Reads one line without its end. After `route`, `rule` and `neighbor` the word `inet` or `inet6` may tell the family;
/// without it, it is that of the first address, else IPv6 for a route with `pref`, else IPv4. Errors begin with the
/// column, counted in bytes from 1.
Result<Record> parse_record(std::string_view line, const Names& names);

/// The line that `parse_record` reads back equal, without its end.
std::string to_string(const Record& record, const Names& names);

/// The same for people, who give such words to a tool: without the `\` and the TAB by which `ip -o` joins the ways of a
/// route.
std::string to_words(const Record& record, const Names& names);

/// What tells the record apart in its table: equal for two records of which one replaces the other. Not meant for
/// people.
std::string record_key(const Record& record);

/// Whether the operating system's row has all the words that `hide` gives.
bool hides(const Hide& hide, const Route& route);
bool hides(const Hide& hide, const Rule& rule);
bool hides(const Hide& hide, const Neighbor& neighbor);
bool hides(const Hide& hide, const NexthopObject& object);
bool hides(const Hide& hide, const AddressLabelRecord& record);
bool hides(const Hide& hide, const Nameserver& server);
bool hides(const Hide& hide, const InterfaceRecord& record);
bool hides(const Hide& hide, std::string_view device, const InterfaceAddress& address);
bool hides(const Hide& hide, const Record& row);  ///< false for a record that is no row of a table

}  // namespace snet
#pragma GCC visibility pop
