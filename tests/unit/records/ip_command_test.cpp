#include "snet/ip_command.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

const Names names;

struct CommandOf {
    IpVerb verb;
    Result<IpCommand> operator()(const NexthopObject& object) const { return ip_command(verb, object, Family::ipv6); }
    template <class Row>
    Result<IpCommand> operator()(const Row& row) const {
        if constexpr (requires { ip_command(verb, row); }) return ip_command(verb, row);
        return fail(ErrorKind::invalid, "no row");
    }
};

/// The command for a record's line, as a shell reads it; or why there is none.
std::string command(const std::string& line, IpVerb verb = IpVerb::add) {
    const auto record = parse_record(line, names);
    REQUIRE_MESSAGE(record, line);
    const auto words = std::visit(CommandOf{verb}, *record);
    return words ? shell_line(*words).value_or("no line") : words.error().message;
}

TEST_CASE("routes") {
    CHECK(command("route 10.1.0.0/16 via 10.0.0.1 dev eth0") ==
          "ip route append 10.1.0.0/16 scope 0 via 10.0.0.1 dev eth0");
    CHECK(command("route 10.1.0.0/16 dev eth0 scope link metric 5", IpVerb::replace) ==
          "ip route replace 10.1.0.0/16 dev eth0 scope 253 metric 5");
    CHECK(command("route inet6 default via fe80::1 dev eth0 pref medium", IpVerb::del) ==
          "ip -6 route del default via fe80::1 dev eth0 metric 1024");
    CHECK(command("route blackhole default table 100") == "ip route append blackhole default scope 0 table 100");
    CHECK(command("route 2001:db8::/32 from 2001:db8:1::/48 dev eth0 metric 7 pref high") ==
          "ip -6 route append 2001:db8::/32 from 2001:db8:1::/48 dev eth0 metric 7 pref high");
    CHECK(command("route local 10.0.0.0/8 dev eth0 scope link table main") ==
          "ip route append local 10.0.0.0/8 table 254 dev eth0 scope 253");
}

TEST_CASE("what the kernel finds itself is not told to it") {
    CHECK(command("route 10.1.0.0/16 via 10.0.0.1 dev eth0 onlink linkdown") ==
          command("route 10.1.0.0/16 via 10.0.0.1 dev eth0 onlink"));
    CHECK(command("route unreachable 2001:db8::/32 dev lo metric 1024 error 4294967183 pref medium") ==
          "ip -6 route append unreachable 2001:db8::/32 metric 1024");
    CHECK(command("route 10.1.0.0/16 nhid 20 via 10.0.0.1 dev eth0") == "ip route append 10.1.0.0/16 scope 0 nhid 20");
    CHECK(command("route local ::1 dev lo table local proto kernel metric 0 pref medium") ==
          "metric 0: only the kernel itself makes such a route");
}

TEST_CASE("what ip prints and does not read so") {
    CHECK(command("route 10.0.0.0/8 dev eth0 scope link rto_min lock 371ms mtu lock 1400") ==
          "ip route append 10.0.0.0/8 dev eth0 scope 253 mtu lock 1400 rto_min 371ms");
    CHECK(command("route default via inet6 fe80::1 dev eth0") ==
          "ip -4 route append default scope 0 via inet6 fe80::1 dev eth0");
    CHECK(command("rule 5: from all ipproto tcp lookup main") ==
          "ip rule add priority 5 from all ipproto 6 lookup 254 proto 0");
}

TEST_CASE("multipath routes and encapsulations") {
    CHECK(command("route default nexthop via 10.0.0.1 dev eth0 weight 2 nexthop via 10.0.0.2 dev eth1 weight 1 dead") ==
          "ip route append default scope 0 nexthop via 10.0.0.1 dev eth0 weight 2 nexthop via 10.0.0.2 dev eth1 "
          "weight 1");
    CHECK(command("route 2001:db8::/32 metric 1 pref low nexthop via fe80::1 dev eth0 weight 1 nexthop via fe80::2 "
                  "dev eth0 weight 1") ==
          "ip -6 route append 2001:db8::/32 metric 1 pref low nexthop via fe80::1 dev eth0 weight 1 nexthop via "
          "fe80::2 dev eth0 weight 1");
    CHECK(command("route 2001:db8::/32 encap seg6 mode encap segs 2 [ fc00::1 fc00::2 ] dev eth0 metric 1") ==
          "ip -6 route append 2001:db8::/32 encap seg6 mode encap segs fc00::1,fc00::2 dev eth0 metric 1");
    CHECK(command("route 10.0.0.0/8 encap mpls 16/100 dev eth0 scope link") ==
          "ip route append 10.0.0.0/8 encap mpls 16/100 dev eth0 scope 253");
}

TEST_CASE("rules") {
    CHECK(command("rule 100: not from 10.9.0.0/24 fwmark 0x10/0xff iif gone0 [detached] lookup 100") ==
          "ip rule add priority 100 not from 10.9.0.0/24 fwmark 0x10/0xff iif gone0 lookup 100 proto 0");
    CHECK(command("rule inet6 0: from all lookup local proto kernel", IpVerb::del) ==
          "ip -6 rule del priority 0 from all lookup 255 proto 2");
    CHECK(command("rule 1000: from all lookup [l3mdev-table]") == "ip rule add priority 1000 from all proto 0 l3mdev");
    CHECK(command("rule 5: from all goto 100 [unresolved]") == "ip rule add priority 5 from all goto 100 proto 0");
    CHECK(command("rule 5: from all goto none") == "a rule that leads nowhere cannot be added");
}

TEST_CASE("neighbors, labels and next hops") {
    CHECK(command("neighbor 10.0.0.1 dev eth0 lladdr 54:3f:19:c9:38:6d router PERMANENT") ==
          "ip neighbor replace 10.0.0.1 dev eth0 lladdr 54:3f:19:c9:38:6d nud permanent router");
    CHECK(command("neighbor 10.0.0.2 dev eth0 proxy", IpVerb::del) == "ip neighbor del proxy 10.0.0.2 dev eth0");
    CHECK(command("neighbor 10.0.0.3 dev eth0 FAILED") == "ip neighbor replace 10.0.0.3 dev eth0 nud failed");
    CHECK(command("addrlabel 2001:db8::/32 99") == "ip addrlabel add prefix 2001:db8::/32 label 99");
    CHECK(command("nexthop id 20 via 10.0.0.1 dev eth0 scope link proto bgp onlink linkdown") ==
          "ip nexthop add id 20 via 10.0.0.1 dev eth0 proto 186 onlink");
    CHECK(command("nexthop id 22 blackhole", IpVerb::replace) == "ip -6 nexthop replace id 22 blackhole");
    CHECK(command("nexthop id 31 group 20/21,2 type resilient buckets 32 idle_timer 60 unbalanced_timer 0 "
                  "unbalanced_time 7.5") ==
          "ip nexthop add id 31 group 20/21,2 type resilient buckets 32 idle_timer 60 unbalanced_timer 0");
}

TEST_CASE("addresses") {
    CHECK(command("address eth0 10.9.0.1/24 broadcast 10.9.0.255 label eth0") ==
          "ip address add 10.9.0.1/24 dev eth0 broadcast 10.9.0.255 scope 0");
    CHECK(command("address eth0 10.9.0.1/30 peer 10.9.0.2 scope link secondary noprefixroute label eth0:1") ==
          "ip address add 10.9.0.1 peer 10.9.0.2/30 dev eth0 scope 253 label eth0:1 noprefixroute");
    CHECK(command("address eth0 2001:db8::1/64 deprecated nodad tentative") ==
          "ip address add 2001:db8::1/64 dev eth0 nodad valid_lft forever preferred_lft 0");
    CHECK(command("address eth0 2001:db8::1/64 dynamic mngtmpaddr", IpVerb::replace) ==
          "ip address replace 2001:db8::1/64 dev eth0 mngtmpaddr valid_lft 2000000000 preferred_lft 2000000000");
    CHECK(command("address eth0 10.9.0.1/24", IpVerb::del) == "ip address del 10.9.0.1/24 dev eth0");
}

std::string kind(const std::string& line) {
    const auto record = parse_record(line, names);
    REQUIRE(record);
    const auto words = ip_link_kind(std::get<InterfaceRecord>(*record));
    return words ? *shell_line(*words) : "none";
}

TEST_CASE("kinds of links") {
    CHECK(kind("interface br0 kind bridge") == "ip type bridge");
    CHECK(kind("interface v0 kind vrf vrf-table 10") == "ip type vrf table 10");
    CHECK(kind("interface m0 kind macvlan link eth0") == "ip link eth0 type macvlan");
    CHECK(kind("interface m0 kind macvlan") == "none");
    CHECK(kind("interface vx0 kind vxlan") == "none");
    CHECK(kind("interface eth0") == "none");
}

TEST_CASE("words that a shell would take for its own are quoted") {
    CHECK(shell_line({"link", "a b", "it's", "", "$(x)", "\xc3\xa9th"}) ==
          "ip link 'a b' 'it'\\''s' '' '$(x)' '\xc3\xa9th'");
    CHECK(shell_line({"eth0", "fe80::1%eth0", "20/21,2"}) == "ip eth0 fe80::1%eth0 20/21,2");
    CHECK(!shell_line({"a\nb"}));
}

TEST_CASE("a batch's lines are quoted as iproute2 reads them") {
    CHECK(batch_line({"link", "it's", "'x", "\"x", ""}) == "link it's \"'x\" '\"x' \"\"");
    CHECK(!batch_line({"a#b"}));
    CHECK(!batch_line({"'\""}));
    CHECK(!batch_line({"x\\"}));
    CHECK(!batch_line({"a\nb"}));
}

}  // namespace
