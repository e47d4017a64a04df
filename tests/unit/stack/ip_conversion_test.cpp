#include "snet/ip_conversion.hpp"

#include "lib/stack/resolver_file.hpp"
#include "tests/unit/stack/frozen.hpp"

using namespace snet;

namespace {

const std::string loopback = "interface lo index 1 up flags LOOPBACK type loopback\n";
const std::string ethernet =
    "interface eth0 index 2 address 02:00:00:00:00:02 up carrier on flags MULTICAST kind bridge\n";

/// What makes one stack of the other, as a shell would read it.
std::vector<std::string> commands(const std::string& from, const std::string& to) {
    std::vector<std::string> lines;
    const Stack before = frozen(from);
    const Stack after = frozen(to);
    const auto done = each_ip_step(before, after, [&](const IpStep& step) {
        if (!step.reason.empty()) lines.push_back("# " + step.reason);
        if (!step.command.empty()) lines.push_back(shell_line(step.command).value_or("none"));
    });
    REQUIRE(done);
    return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("equal stacks need nothing") {
    CHECK(commands(loopback + ethernet + "route default dev eth0\n", loopback + ethernet + "route default dev eth0\n")
              .empty());
}

TEST_CASE("one route takes another's place, others go and come") {
    CHECK(commands(ethernet + "route default via 10.0.0.1 dev eth0\nroute 10.7.0.0/16 dev eth0 scope link\n",
                   ethernet + "route default via 10.0.0.2 dev eth0\nroute 10.8.0.0/16 dev eth0 scope link\n") ==
          Lines{"ip route del 10.7.0.0/16 dev eth0 scope 253", "ip route append 10.8.0.0/16 dev eth0 scope 253",
                "ip route replace default scope 0 via 10.0.0.2 dev eth0"});
}

TEST_CASE("several routes of one key keep their order") {
    const std::string one = "route 10.7.0.0/16 dev eth0 scope link\n", other = "route unreachable 10.7.0.0/16\n";
    CHECK(commands(ethernet + one, ethernet + one + other) == Lines{"ip route append unreachable 10.7.0.0/16 scope 0"});
    CHECK(commands(ethernet + other, ethernet + one + other) ==
          Lines{"ip route del unreachable 10.7.0.0/16 scope 0", "ip route append 10.7.0.0/16 dev eth0 scope 253",
                "ip route append unreachable 10.7.0.0/16 scope 0"});
}

TEST_CASE("what the kernel adds by itself is neither added nor left") {
    const std::string address = "address eth0 10.0.0.5/24 broadcast 10.0.0.255\n";
    const std::string routes =
        "route 10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.5\n"
        "route local 10.0.0.5 dev eth0 table local proto kernel scope host src 10.0.0.5\n"
        "route broadcast 10.0.0.255 dev eth0 table local proto kernel scope link src 10.0.0.5\n";
    const std::string add = "ip address add 10.0.0.5/24 dev eth0 broadcast 10.0.0.255 scope 0";
    CHECK(commands(ethernet, ethernet + address + routes) == Lines{add});
    CHECK(commands(ethernet, ethernet + address) ==
          Lines{add, "ip route del local 10.0.0.5 dev eth0 table 255 proto 2 scope 254 src 10.0.0.5",
                "ip route del broadcast 10.0.0.255 dev eth0 table 255 proto 2 scope 253 src 10.0.0.5",
                "ip route del 10.0.0.0/24 dev eth0 proto 2 scope 253 src 10.0.0.5"});
}

TEST_CASE("links are made in pairs, changed, and brought up last") {
    const std::string pair =
        "interface a0 index 5 mtu 1400 up flags BROADCAST,MULTICAST kind veth link b0 altname x group 7\n"
        "interface b0 index 6 down flags BROADCAST,MULTICAST kind veth link a0 master eth0\n"
        "route multicast ff00::/8 dev a0 table local proto kernel metric 256\n";
    CHECK(commands(ethernet, ethernet + pair) ==
          Lines{"ip link add name b0 index 6 type veth peer name a0 index 5 mtu 1400", "ip link set dev a0 group 7",
                "ip link property add dev a0 altname x", "ip link set dev b0 master eth0",
                "ip link set dev a0 addrgenmode none", "ip link set dev a0 up"});
    CHECK(commands(ethernet + pair, ethernet) ==
          Lines{"ip -6 route del multicast ff00::/8 dev a0 table 255 proto 2 metric 256", "ip link del dev a0"});
}

TEST_CASE("a rule that comes does so before another goes") {
    CHECK(commands("rule 100: from all lookup 7\n", "rule 200: from all lookup 7\n") ==
          Lines{"ip rule add priority 200 from all lookup 7 proto 0",
                "ip rule del priority 100 from all lookup 7 proto 0"});
}

TEST_CASE("next hops come before the routes that use them") {
    CHECK(commands(ethernet, ethernet + "nexthop id 7 blackhole\nnexthop id 9 group 7\nroute inet6 default nhid 9\n") ==
          Lines{"ip -6 nexthop replace id 7 blackhole", "ip nexthop replace id 9 group 7",
                "ip -6 route append blackhole default nhid 9 metric 1024"});
}

Record record(const std::string& line) {
    return *parse_record(line, Names());
}

TEST_CASE("resolv.conf keeps what a stack says nothing of") {
    const std::string present = "# mine\nnameserver 192.0.2.1\ndomain old.example\noptions rotate\n";
    const std::vector<Record> servers{record("nameserver 10.0.0.53"), record("nameserver 10.0.0.54 domain a.example")};
    CHECK(resolver_file(servers, present) == "# mine\ndomain old.example\noptions rotate\nnameserver 10.0.0.53\n");
    CHECK(resolver_file(std::vector{record("search new.example")}, present) ==
          "# mine\nnameserver 192.0.2.1\noptions rotate\nsearch new.example\n");
    CHECK(!resolver_file(std::vector{record("extcap-directory /opt")}, present));
    CHECK(!resolver_file(std::vector{record("nameserver 10.0.0.54 port 5353")}, present));
}

}  // namespace
