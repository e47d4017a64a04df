#include <doctest/doctest.h>

#include "snet/rule.hpp"

using namespace snet;

namespace {

// Recorded from `ip rule` of iproute2 6.1, with a blank for the TAB.
constexpr const char* recorded[] = {
    "0: from all lookup local",
    // In parentheses, or clang takes the two lines for a forgotten comma.
    ("32765: not from 10.0.0.0/8 to 1.2.3.4 tos 0x04 fwmark 0/0xff iif v0 oif nosuch [detached] ipproto tcp sport 5 "
     "dport 1-2 tun_id 3 lookup 100 suppress_prefixlength 0 suppress_ifgroup default realms 1/2"),
    "9: from all uidrange 0-0 lookup 9",
    "5: from all goto 500 [unresolved]",
    "7: from all nop",
    "77: from 1.2.3.0/24 lookup main masquerade",
    "78: from 9.2.3.0/24 lookup 5 anycast",
    "78: from 9.2.3.0/24 multicast",
    "78: from 9.2.3.0/24 throw",
    "78: from 9.2.3.0/24 lookup 5 xresolve",
    "3: from all lookup [l3mdev-table]",
    "2: from 1.1.1.1 blackhole proto static",
    "1: from all ipproto ipproto-200 unreachable proto 77",
    "0: from all fwmark 0x5 lookup 7 prohibit",
    "10: from 10.1.2.3/16 to 10.9.8.7/31 lookup main",
    "11: from all to 2001:db8::5/63 lookup main",
    "0: from 2001::/16 fwmark 0x5/0x7 dport 80 lookup 1000",
};

struct Bad {
    const char* text;
    const char* message;
};

constexpr Bad bad_lines[] = {
    {"x: from all", "column 1: x:: expected a priority before the colon"},
    {"from all lookup 0", "column 17: 0: expected a table to look up; 0 is none"},
    {"from all uidrange 5", "column 19: 5: expected user ids FIRST-LAST"},
    {"from all sport 9-5", "column 16: 9-5: expected a port or ports FIRST-LAST"},
    {"from all nop goto 5", "column 14: goto: expected one action only"},
    {"from 1.1.1.1 to ::1", "column 17: ::1: expected an address of the rule's family"},
    {"from 10.0.0.1/33", "column 6: 10.0.0.1/33: the prefix length is not 0 to 32"},
    {"from all frobnicate", "column 10: frobnicate: expected a word of a rule"},
    {"5: from all priority 6", "column 13: the rule has a priority before it"},
    {"from all lookup 5 table 6", "column 19: table: given twice"},
    {"from all l3mdev lookup [l3mdev-table]", "column 24: [l3mdev-table]: given twice"},
    {"from all iif a oif a/b", "column 20: a/b: expected the name of an interface"},
    {"from all iif a dev b", "column 16: dev: given twice"},
};

}  // namespace

TEST_CASE("recorded rules are printed as they were") {
    const Names names;
    for (const char* line : recorded) {
        CAPTURE(line);
        const auto rule = Rule::parse(line, Family::ipv4, names);
        REQUIRE(rule);
        CHECK(rule->to_string(names) == line);
    }
}

TEST_CASE("a bad rule is refused by word and column") {
    const Names names;
    for (const Bad& bad : bad_lines) {
        CAPTURE(bad.text);
        const auto rule = Rule::parse(bad.text, Family::ipv4, names);
        REQUIRE_FALSE(rule);
        CHECK(rule.error().message == bad.message);
    }
}

TEST_CASE("what ip rule add takes is the same rule") {
    const Names names;
    const auto typed = Rule::parse("pref 5 from 10.0.0.0/8", Family::ipv4, names);
    const auto printed = Rule::parse("5:\tfrom 10.0.0.0/8 lookup main", Family::ipv4, names);
    REQUIRE(typed);
    REQUIRE(printed);
    CHECK(*typed == *printed);
}
