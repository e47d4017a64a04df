#include "snet/interface_edit.hpp"

#include <doctest/doctest.h>

#include "tests/unit/stack/frozen.hpp"

using namespace snet;

namespace {

const Names names;
const EditScope scope{"f", names, std::nullopt};

const std::string head = "snet 1\nbase none\n";
const std::string one_link = "interface a index 2 mtu 1500 up carrier on type ether\n";

using Edit = Result<std::string>(std::string_view, std::string_view, const EditScope&);

/// What the edit makes of the lines, or why it is refused.
std::string after(Edit edit, const std::string& lines, const std::string& words) {
    const auto text = edit(head + lines, words, scope);
    return text ? text->substr(head.size()) : "! " + text.error().message;
}

std::string added(const std::string& lines, const std::string& words) {
    return after(put_address, one_link + lines, words).substr(one_link.size());
}

std::string refused(Edit edit, const std::string& lines, const std::string& words) {
    return after(edit, one_link + lines, words);
}

const std::string five =
    "address a 10.0.0.5/24\n"
    "route 10.0.0.0/24 dev a proto kernel scope link src 10.0.0.5\n"
    "route local 10.0.0.5 dev a table local proto kernel scope host src 10.0.0.5\n"
    "route broadcast 10.0.0.255 dev a table local proto kernel scope link src 10.0.0.5\n";
const std::string six =
    "address a 10.0.0.6/24 secondary\n"
    "route local 10.0.0.6 dev a table local proto kernel scope host src 10.0.0.5\n";

}  // namespace

TEST_CASE("an address brings its routes") {
    CHECK(added("", "a 10.0.0.7/32") ==
          "address a 10.0.0.7/32\n"
          "route local 10.0.0.7 dev a table local proto kernel scope host src 10.0.0.7\n");
    CHECK(added("", "a 10.0.0.7/31 noprefixroute") ==
          "address a 10.0.0.7/31 noprefixroute\n"
          "route local 10.0.0.7 dev a table local proto kernel scope host src 10.0.0.7\n");
    CHECK(added("", "a 2001:db8::5/64 nodad") ==
          "address a 2001:db8::5/64 nodad\n"
          "route 2001:db8::/64 dev a proto kernel metric 256 pref medium\n"
          "route local 2001:db8::5 dev a table local proto kernel metric 0 pref medium\n"
          "route multicast ff00::/8 dev a table local proto kernel metric 256 pref medium\n");
}

TEST_CASE("a router answers for the subnets of its IPv6 addresses") {
    const std::string setting = "sysctl net.ipv6.conf.a.forwarding 1\n";
    CHECK(added(setting, "a 2001:db8::5/64").contains("\nroute anycast 2001:db8:: dev a table local "));
    CHECK(!added(setting, "a 2001:db8::5/127").contains("anycast"));
}

TEST_CASE("a second address of a subnet is secondary") {
    const std::string text = added(five, "a 10.0.0.6/24");
    CHECK(text == five + six);
    CHECK(added(five, "a 10.0.0.6/25").contains("address a 10.0.0.6/25\n"));
}

TEST_CASE("with the first address of a subnet the others go, or the second takes its place") {
    CHECK(after(remove_address, one_link + five + six, "a 10.0.0.5/24") == one_link);
    const std::string promotes = "sysctl net.ipv4.conf.all.promote_secondaries 1\n";
    const std::string text = after(remove_address, one_link + promotes + five + six, "a 10.0.0.5/24");
    CHECK(text.contains("address a 10.0.0.6/24\n"));
    CHECK(text.contains("route 10.0.0.0/24 dev a proto kernel scope link src 10.0.0.6\n"));
    CHECK(!text.contains("10.0.0.5"));
}

TEST_CASE("with an address go the routes from it, and with the last one all") {
    const std::string more = "address a 10.1.0.1/32\nroute 10.9.0.0/16 via 10.0.0.1 dev a src 10.0.0.5\n";
    CHECK(!after(remove_address, one_link + five + more, "a 10.0.0.5/24").contains("10.9.0.0"));
    const std::string other = "route 10.9.0.0/16 via 10.0.0.1 dev a\n";
    CHECK(after(remove_address, one_link + five + more + other, "a 10.1.0.1").contains(other));
    CHECK(after(remove_address, one_link + five + other, "a 10.0.0.5/24") == one_link);
}

TEST_CASE("down and up") {
    const std::string other =
        "route 10.9.0.0/16 via 10.0.0.1 dev a\nneighbor 10.0.0.1 dev a lladdr 02:00:00:00:00:01 PERMANENT\n";
    const std::string down = after(set_interface, one_link + five + other + "address a 2001:db8::5/64\n", "a down");
    CHECK(down ==
          "interface a index 2 mtu 1500 down carrier on type ether\naddress a 10.0.0.5/24\n"
          "route local 10.0.0.5 dev a table local proto kernel scope host src 10.0.0.5\n");
    const std::string up = after(set_interface, down, "a up");
    CHECK(up.contains("route 10.0.0.0/24 dev a proto kernel scope link src 10.0.0.5\n"));
    CHECK(up.contains("\nroute broadcast 10.0.0.255 "));
    CHECK(!up.contains("10.9.0.0"));
}

TEST_CASE("an Ethernet interface that comes up makes itself a link-local address") {
    const std::string text = after(add_interface, "", "lab0 address 02:00:00:00:00:01 up");
    CHECK(text.contains("address lab0 fe80::ff:fe00:1/64\n"));
    CHECK(text.contains("route fe80::/64 dev lab0 proto kernel metric 256 pref medium\n"));
    const std::string mode = "sysctl net.ipv6.conf.lab0.addr_gen_mode 1\n";
    CHECK(!after(add_interface, mode, "lab0 address 02:00:00:00:00:01 up").contains("fe80"));
}

TEST_CASE("next-hop objects of a device go with it, from groups too") {
    const std::string objects =
        "interface b index 3 up carrier on type ether\n"
        "nexthop id 20 via 10.0.0.1 dev a\nnexthop id 21 via 10.1.0.1 dev b\nnexthop id 30 group 20/21\n"
        "route 10.8.0.0/16 nhid 20\nroute 10.9.0.0/16 nhid 30\n";
    const std::string text = after(set_interface, one_link + objects, "a down");
    CHECK(!text.contains("id 20"));
    CHECK(!text.contains("10.8.0.0"));
    CHECK(text.contains("nexthop id 30 group 21"));
    CHECK(text.contains("route 10.9.0.0/16 nhid 30"));
}

TEST_CASE("an interface goes with all that is said of it") {
    const std::string more = "neighbor 10.0.0.1 dev a lladdr 02:00:00:00:00:01 PERMANENT\ndefault-interface a\n";
    const auto text = remove_interface(head + "# kept\n" + one_link + five + more, "a", scope);
    REQUIRE(text);
    CHECK(*text == head + "# kept\n");
}

TEST_CASE("what is refused") {
    CHECK(refused(put_address, five, "a 10.0.0.5/24") == "! exists: a has 10.0.0.5/24");
    CHECK(refused(put_address, five, "a 10.0.0.7/24 scope link") ==
          "! scope: 10.0.0.5 has another one, and addresses of one subnet have the same");
    CHECK(refused(put_address, "", "b 10.0.0.5/24").contains("no such interface"));
    CHECK(refused(put_address, "", "a ff02::1/64") == "! ff02::1: no address that a can have");
    CHECK(refused(put_address, "sysctl net.ipv6.conf.a.disable_ipv6 1\n", "a 2001:db8::1/64") ==
          "! a has no IPv6: its disable_ipv6 is set");
    CHECK(refused(add_interface, "", "a mtu 1400") == "! exists: a; snet-ifaces set changes it");
    CHECK(refused(remove_address, five, "a 10.0.0.6/24") == "! a 10.0.0.6/24: not in the stack; a has:");
    CHECK(refused(set_interface, "", "b up").contains("no such interface"));
}
