#include "tools/columns/interface_columns.hpp"

#include <doctest/doctest.h>

#include "tests/unit/columns/printed.hpp"

using namespace snet;

namespace {

const Names plain_names(false, "/nonexistent");

cli::OutputOptions options(cli::Format format, std::vector<std::string> columns = {}, bool adds = false) {
    return {.format = format, .columns = std::move(columns), .adds_columns = adds, .pattern = {}};
}

std::string print(const cli::OutputOptions& how, const std::vector<cli::InterfaceRow>& rows) {
    return printed(how, cli::interface_columns, rows);
}

InterfaceAddress address(std::string_view local, std::uint8_t length) {
    InterfaceAddress made;
    made.local = IpAddress::parse(local).value();
    made.prefix_length = length;
    made.flags = 0x80;
    return made;
}

LinkAddress mac(std::string_view text) {
    return LinkAddress(MacAddress::parse(text).value());
}

Interface loopback() {
    Interface lo{.index = 1, .name = "lo", .flags = 0x10049, .mtu = 65536};
    lo.address = mac("00:00:00:00:00:00");
    lo.link_type = 772;
    lo.addresses = {address("127.0.0.1", 8), address("::1", 128)};
    return lo;
}

Interface veth() {
    Interface one{.index = 2, .name = "v1", .link_index = 3, .link = "v0", .flags = 0x11043, .mtu = 1500};
    one.qdisc = "noqueue";
    one.master_index = 9;
    one.master = "br0";
    one.operstate = 6;
    one.linkmode = 0;
    one.txqlen = 1000;
    one.link_type = 1;
    one.address = mac("00:03:ff:12:cb:ef");
    one.broadcast = mac("ff:ff:ff:ff:ff:ff");
    one.altnames = {"uplink", "wan"};
    one.kind.kind = "veth";
    one.addresses = {address("10.0.0.5", 24), address("10.0.0.6", 24), address("fe80::1", 64)};
    return one;
}

}  // namespace

TEST_CASE("the table is Scapy's, further addresses on lines of their own") {
    const Interface lo = loopback();
    const Interface v1 = veth();
    CHECK(print(options(cli::Format::table), {{lo, plain_names}, {v1, plain_names}}) ==
          "SOURCE  INDEX  NAME  MAC                IPV4       IPV6\n"
          "sys     1      lo    00:00:00:00:00:00  127.0.0.1  ::1\n"
          "sys     2      v1    00:03:ff:12:cb:ef  10.0.0.5   fe80::1\n"
          "                                        10.0.0.6\n");
    CHECK(print(options(cli::Format::raw, {"mtu", "state", "flags", "kind", "master", "link", "altnames", "type"}),
                {{v1, plain_names}, {lo, plain_names}}) ==
          "1500\tUP\tBROADCAST,MULTICAST,UP,LOWER_UP\tveth\tbr0\tv0\tuplink,wan\tether\n"
          "65536\t-\tLOOPBACK,UP,LOWER_UP\t-\t-\t-\t-\tloopback\n");
}

TEST_CASE("JSON has the keys of ip -j link and ip -j addr") {
    Interface v1 = veth();
    v1.addresses = {address("10.0.0.5", 24)};
    v1.details = {{"ifalias", {std::string("hi")}}};
    CHECK(print(options(cli::Format::json), {{v1, plain_names}}) ==
          R"([{"origin":"os","ifindex":2,"ifname":"v1","address":"00:03:ff:12:cb:ef","link":"v0",)"
          R"("flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,"qdisc":"noqueue","master":"br0",)"
          R"("operstate":"UP","linkmode":"DEFAULT","group":"default","txqlen":1000,"link_type":"ether",)"
          R"("broadcast":"ff:ff:ff:ff:ff:ff","altnames":["uplink","wan"],)"
          R"("addr_info":[{"family":"inet","local":"10.0.0.5","prefixlen":24,"scope":"global",)"
          R"("valid_life_time":4294967295,"preferred_life_time":4294967295}],"ifalias":"hi"}])"
          "\n");
}

TEST_CASE("what does not apply is absent") {
    Interface bare{.index = 7, .name = "tun0", .flags = 0x10};
    bare.txqlen = 0;
    bare.link_type = 0xfffe;
    const std::string start = R"({"origin":"os","ifindex":7,"ifname":"tun0",)";
    CHECK(print(options(cli::Format::jsonl), {{bare, plain_names}}) ==
          start + R"("flags":["POINTOPOINT"],"group":"default","link_type":"none","addr_info":[]})" + "\n");
    CHECK(print(options(cli::Format::table, {"ifname", "address", "ipv4", "linkinfo", "details", "stats64"}),
                {{bare, plain_names}}) ==
          "NAME  MAC  IPV4  LINKINFO  DETAILS  STATISTICS\n"
          "tun0  -    -     -         -        -\n");
}

TEST_CASE("the other end may be in another namespace") {
    Interface one{.index = 7, .name = "w0", .link_index = 2, .link_netns_id = 0};
    CHECK(print(options(cli::Format::jsonl, {"link", "link_index", "link_netnsid"}), {{one, plain_names}}) ==
          "{\"link_index\":2,\"link_netnsid\":0}\n");
    CHECK(print(options(cli::Format::raw, {"link"}), {{one, plain_names}}) == "if2\n");
}

TEST_CASE("a point-to-point link tells that its broadcast is the other end") {
    Interface one{.index = 7, .name = "gre1", .flags = 0x10};
    one.link_type = 778;
    const std::uint8_t far[] = {10, 1, 2, 9};
    one.broadcast = LinkAddress(far);
    CHECK(print(options(cli::Format::jsonl, {"link_pointtopoint", "broadcast"}), {{one, plain_names}}) ==
          "{\"link_pointtopoint\":true,\"broadcast\":\"10.1.2.9\"}\n");
}

TEST_CASE("a lower interface that is down is the last of the flags") {
    const Interface v1 = veth();
    CHECK(print(options(cli::Format::raw, {"flags"}), {{.interface = v1, .names = plain_names, .lower_down = true}}) ==
          "BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN\n");
}

TEST_CASE("kind, details and counters keep the shape the kernel gave them") {
    Interface v1 = veth();
    v1.kind = {"bridge", {{"stp_state", {std::uint64_t{0}}}}, "bond", {{"state", {std::string("ACTIVE")}}}};
    v1.details = {{"min_mtu", {std::uint64_t{68}}}, {"proto_down", {true}}};
    v1.statistics = {{"rx", {Fields{{"bytes", {std::uint64_t{90}}}}}},
                     {"tx", {Fields{{"errors", {std::uint64_t{1}}}}}}};
    CHECK(print(options(cli::Format::jsonl, {"ifname", "linkinfo", "details", "stats64", "tx_errors", "rx_errors"}),
                {{v1, plain_names}}) ==
          R"({"ifname":"v1","linkinfo":{"info_kind":"bridge","info_data":{"stp_state":0},"info_slave_kind":"bond",)"
          R"("info_slave_data":{"state":"ACTIVE"}},"min_mtu":68,"proto_down":true,)"
          R"("stats64":{"rx":{"bytes":90},"tx":{"errors":1}},"tx_errors":1})"
          "\n");
    CHECK(print(options(cli::Format::block, {"details", "linkinfo"}), {{v1, plain_names}}) ==
          "DETAILS   min_mtu 68\n"
          "          proto_down true\n"
          "LINKINFO  stp_state 0\n"
          "          port of bond\n"
          "          state ACTIVE\n");
}

TEST_CASE("numeric prints groups and types as numbers") {
    const Names numbers(true, "/nonexistent");
    const Interface v1 = veth();
    CHECK(print(options(cli::Format::raw, {"group", "type"}), {{v1, numbers}}) == "0\t[1]\n");
}

TEST_CASE("a MAC may begin with its vendor, in text") {
    const auto vendors = Vendors::open();
    if (!vendors) {
        MESSAGE("skipped: no registry of vendors");
        return;
    }
    const Interface v1 = veth();
    const cli::InterfaceRow row{.interface = v1, .names = plain_names, .vendors = &*vendors, .vendor_in_mac = true};
    CHECK(print(options(cli::Format::raw, {"address"}), {row}) == "Microsof:12:cb:ef\n");
    CHECK(print(options(cli::Format::jsonl, {"address"}), {row}) == "{\"address\":\"00:03:ff:12:cb:ef\"}\n");
    const Interface lo = loopback();
    CHECK(print(options(cli::Format::raw, {"address"}), {{lo, plain_names, &*vendors, true}}) == "00:00:00:00:00:00\n");
}
