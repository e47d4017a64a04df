#include <doctest/doctest.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

#include <fstream>
#include <string>
#include <vector>

#include "platform/linux/decode.hpp"

using namespace snet;
using namespace snet::platform;

// The messages of data/tables, which record_tables.py recorded and whose set-up it holds.
namespace {

using Message = std::vector<std::uint8_t>;

Message bytes_of(const std::string& hex) {
    Message bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

std::vector<Message> recorded(const std::string& table) {
    std::vector<Message> messages;
    std::ifstream stream(std::string(SNET_TEST_DATA) + "/tables/" + table + ".hex");
    for (std::string line; std::getline(stream, line);)
        messages.push_back(bytes_of(line));
    REQUIRE_FALSE(messages.empty());
    return messages;
}

Devices known_devices() {
    Devices devices;
    devices.add(1, "lo", 772);
    devices.add(10, "v0", 1);
    devices.add(11, "v1", 1);
    return devices;
}

struct Decoders {
    Devices devices = known_devices();

    bool operator()(Bytes message, InterfaceAddress& out) { return decode_address(message, out); }
    bool operator()(Bytes message, Route& out) { return decode_route(message, devices, out); }
    bool operator()(Bytes message, NexthopObject& out) { return decode_nexthop(message, devices, out); }
    bool operator()(Bytes message, Rule& out) { return decode_rule(message, out); }
    bool operator()(Bytes message, Neighbor& out) { return decode_neighbor(message, devices, out); }
    bool operator()(Bytes message, AddressLabel& out) { return decode_label(message, out); }
};

template <class Row>
std::vector<Row> decoded(const std::string& table) {
    Decoders decode;
    std::vector<Row> rows;
    for (const Message& message : recorded(table)) {
        rows.emplace_back();
        REQUIRE(decode(message, rows.back()));
    }
    return rows;
}

template <class Row>
std::vector<std::string> texts(const std::string& table) {
    std::vector<std::string> lines;
    for (const Row& row : decoded<Row>(table)) {
        if constexpr (requires { row.to_string(); })
            lines.push_back(row.to_string());
        else
            lines.push_back(row.to_string(Names(true)));
    }
    return lines;
}

// Cut anywhere, a message gives the same row into a used record as into a new one, or none into both; and nothing is
// read past its end, which a build with -fsanitize=address sees because each part has memory of its own.
template <class Row>
void check_cuts(const std::string& table) {
    Decoders decode;
    Row used;
    for (const Message& whole : recorded(table)) {
        for (std::size_t size = 0; size <= whole.size(); ++size) {
            const Message part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            Row fresh;
            REQUIRE(decode(whole, used));
            const bool is_row = decode(part, fresh);
            REQUIRE(decode(part, used) == is_row);
            if (is_row) REQUIRE(used == fresh);
        }
    }
}

void check_lines(const std::vector<std::string>& found, const std::vector<std::string>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(found[i] == expected[i]);
}

}  // namespace

TEST_CASE("recorded messages cut anywhere") {
    check_cuts<InterfaceAddress>("address");
    check_cuts<Route>("route");
    check_cuts<NexthopObject>("nexthop");
    check_cuts<Rule>("rule");
    check_cuts<Neighbor>("neighbor");
    check_cuts<AddressLabel>("label");
}

TEST_CASE("recorded routes") {
    check_lines(
        texts<Route>("route"),
        {
            "10.1.0.0/16 via 192.0.2.3 dev v0 table 1000 proto 4 src 192.0.2.2 metric 5 realms 3/4",
            "throw 10.7.0.0/16 table 1000",
            "default via 192.0.2.254 dev v0",
            "10.2.0.0/16 \\\tnexthop via 192.0.2.4 dev v0 weight 3 \\\tnexthop via 198.51.100.9 dev v1 weight 1 onlink",
            "10.3.0.0/16 tos 0x10 dev v1 scope 253 mtu lock 1400 window 5000 advmss 1360 congctl reno",
            "blackhole 10.4.0.0/16",
            "unreachable 10.5.0.0/16 metric 9",
            "prohibit 10.6.0.0/16",
            "10.8.0.0/16 via inet6 2001:db8::8 dev v0",
            "10.9.0.0/16 nhid 6 \\\tnexthop via 192.0.2.5 dev v0 weight 20 \\\tnexthop dev v1 weight 3",
            "10.10.0.0/16 nhid 1 via 192.0.2.5 dev v0",
            "192.0.2.0/24 dev v0 proto 2 scope 253 src 192.0.2.1 metric 77",
            "local 127.0.0.0/8 dev lo table 255 proto 2 scope 254 src 127.0.0.1",
            "local 127.0.0.1 dev lo table 255 proto 2 scope 254 src 127.0.0.1",
            "broadcast 127.255.255.255 dev lo table 255 proto 2 scope 253 src 127.0.0.1",
            "local 192.0.2.1 dev v0 table 255 proto 2 scope 254 src 192.0.2.1",
            "local 192.0.2.2 dev v0 table 255 proto 2 scope 254 src 192.0.2.1",
            "broadcast 192.0.2.255 dev v0 table 255 proto 2 scope 253 src 192.0.2.1",
            "local 198.51.100.1 dev v1 table 255 proto 2 scope 254 src 198.51.100.1",
            "broadcast 198.51.100.11 dev v1 table 255 proto 2 scope 253 src 198.51.100.1",
            "2001:db8::/64 dev v0 proto 2 metric 256 pref medium",
            "2001:db8:1::1 dev v1 proto 2 metric 256 pref medium",
            "2001:db8:1::2 dev v1 proto 2 metric 256 pref medium",
            "2001:db8:a::/48 via 2001:db8::2 dev v0 metric 7 expires 5999sec pref high",
            "2001:db8:b::/48 from 2001:db8:c::/48 via 2001:db8::3 dev v0 src 2001:db8::1 metric 1024 mtu 1300 pref "
            "medium",
            "unreachable 2001:db8:d::/48 dev lo metric 1024 pref medium",
            "2001:db8:e::/48 metric 1024 pref medium\\\tnexthop via 2001:db8::4 dev v0 weight 2 \\\tnexthop via "
            "2001:db8::5 dev v0 weight 1",
            "local ::1 dev lo table 255 proto 2 metric 0 pref medium",
            "local 2001:db8::1 dev v0 table 255 proto 2 metric 0 pref medium",
            "local 2001:db8:1::1 dev v1 table 255 proto 2 metric 0 pref medium",
            "local 2001:db8:2::1 dev v0 table 255 proto 2 metric 0 pref medium",
            "multicast ff00::/8 dev v1 table 255 proto 2 metric 256 pref medium",
            "multicast ff00::/8 dev v0 table 255 proto 2 metric 256 pref medium",
        });
}

TEST_CASE("recorded rules") {
    check_lines(
        texts<Rule>("rule"),
        {
            "0: from all lookup 255",
            "10: not from 10.0.0.0/8 to 192.0.2.0/24 tos 0x10 fwmark 0x5/0xff iif v0 oif gone [detached] lookup 1000 "
            "proto 4",
            "11: from all uidrange 5-1000 ipproto ipproto-6 sport 10-20 dport 443 lookup 70000 suppress_prefixlength 8",
            "12: from all goto 9000 [unresolved]",
            "13: from all blackhole",
            "14: from all fwmark 0x6 nop",
            "15: from all tun_id 77 lookup 254 suppress_ifgroup 3",
            "16: from all lookup [l3mdev-table]",
            "17: from all realms 3/4 prohibit",
            "32766: from all lookup 254",
            "32767: from all lookup 253",
            "0: from all lookup 255",
            "20: from 2001:db8::/32 to 2001:db8:1::1 unreachable",
            "21: from 2001:db8::5/32 to 2001:db8::7/127 prohibit",
            "32766: from all lookup 254",
        });
}

TEST_CASE("recorded neighbors") {
    check_lines(texts<Neighbor>("neighbor"), {
                                                 "192.0.2.17 dev v0 INCOMPLETE",
                                                 "192.0.2.11 dev v0 lladdr 02:00:00:00:00:a1 NOARP",
                                                 "192.0.2.14 dev v0 lladdr 02:00:00:00:00:a4 PROBE",
                                                 "192.0.2.12 dev v0 lladdr 02:00:00:00:00:a2 STALE proto 4",
                                                 "192.0.2.10 dev v0 lladdr 02:00:00:00:00:a0 PERMANENT",
                                                 "192.0.2.16 dev v0 FAILED",
                                                 "192.0.2.15 dev v0 lladdr 02:00:00:00:00:a5 PROBE",
                                                 "192.0.2.13 dev v0 lladdr 02:00:00:00:00:a3 REACHABLE",
                                                 "ff02::16 dev v1 lladdr 33:33:00:00:00:16 NOARP",
                                                 "2001:db8::11 dev v0 lladdr 02:00:00:00:00:b1 extern_learn STALE",
                                                 "2001:db8::10 dev v0 lladdr 02:00:00:00:00:b0 router PERMANENT",
                                                 "ff02::16 dev v0 lladdr 33:33:00:00:00:16 NOARP",
                                                 "2001:db8::12 dev v0 managed INCOMPLETE",
                                                 "192.0.2.20 dev v0 proxy",
                                                 "2001:db8::20 dev v1 proxy",
                                             });
}

TEST_CASE("recorded addresses") {
    const auto rows = decoded<InterfaceAddress>("address");
    REQUIRE(rows.size() == 8);
    const auto address = [](const char* text) { return *IpAddress::parse(text); };
    CHECK(rows[1] == InterfaceAddress{.index = 10,
                                      .local = address("192.0.2.1"),
                                      .prefix_length = 24,
                                      .broadcast = address("192.0.2.255"),
                                      .flags = IFA_F_PERMANENT,
                                      .metric = 77,
                                      .label = "v0:one"});
    CHECK(rows[2] == InterfaceAddress{.index = 10,
                                      .local = address("192.0.2.2"),
                                      .prefix_length = 24,
                                      .flags = IFA_F_SECONDARY,
                                      .label = "v0",
                                      .valid_lifetime = 5000,
                                      .preferred_lifetime = 4000});
    CHECK(rows[3] == InterfaceAddress{.index = 11,
                                      .local = address("198.51.100.1"),
                                      .peer = address("198.51.100.9"),
                                      .prefix_length = 30,
                                      .scope = scope_link,
                                      .flags = IFA_F_PERMANENT | IFA_F_NOPREFIXROUTE,
                                      .label = "v1"});
    CHECK(rows[5] == InterfaceAddress{.index = 10,
                                      .local = address("2001:db8:2::1"),
                                      .prefix_length = 64,
                                      .flags = IFA_F_NODAD | IFA_F_DEPRECATED | IFA_F_NOPREFIXROUTE,
                                      .valid_lifetime = 9000,
                                      .preferred_lifetime = 0});
    CHECK(rows[7].local == address("2001:db8:1::1"));
    CHECK(rows[7].peer == address("2001:db8:1::2"));
    CHECK(rows[7].prefix_length == 128);
}

TEST_CASE("recorded next-hop objects") {
    const auto rows = decoded<NexthopObject>("nexthop");
    REQUIRE(rows.size() == 7);
    const auto gateway = [](const char* text) { return std::optional(*IpAddress::parse(text)); };
    CHECK(rows[0] == NexthopObject{.id = 1,
                                   .hop = {.gateway = gateway("192.0.2.5"), .device = "v0"},
                                   .scope = scope_link,
                                   .protocol = RTPROT_STATIC});
    CHECK(rows[1] == NexthopObject{.id = 2, .hop = {.device = "v1"}, .scope = scope_host});
    CHECK(rows[2] == NexthopObject{.id = 3, .blackhole = true});
    CHECK(rows[3] == NexthopObject{.id = 4,
                                   .hop = {.gateway = gateway("2001:db8::6"), .device = "v0", .flags = RTNH_F_ONLINK},
                                   .scope = scope_link});
    CHECK(rows[4] ==
          NexthopObject{.id = 5, .hop = {.gateway = gateway("192.0.2.6")}, .fdb = true, .scope = scope_link});
    CHECK(rows[5] == NexthopObject{.id = 6, .group = {{.id = 1, .weight = 20}, {.id = 2, .weight = 3}}});
    CHECK(rows[6] == NexthopObject{.id = 7,
                                   .group = {{.id = 1}, {.id = 2}},
                                   .resilience = NexthopObject::Resilience{
                                       .buckets = 8, .idle_timer = 6000, .unbalanced_timer = 9000}});
}

TEST_CASE("recorded address labels") {
    const auto rows = decoded<AddressLabel>("label");
    REQUIRE(rows.size() == 12);
    CHECK(rows[3] == AddressLabel{.prefix = *Prefix::parse("2001:db8:5::/48"), .label = 100, .index = 10});
    CHECK(rows[4] == AddressLabel{.prefix = *Prefix::parse("2001:db8::/32"), .label = 99});
    CHECK(rows[11] == AddressLabel{.prefix = Prefix::all(Family::ipv6), .label = 1});
}

TEST_CASE("a device that has vanished is named by its index") {
    Devices none;
    Route route;
    REQUIRE(decode_route(recorded("route").front(), none, route));
    CHECK(route.next_hops.at(0).device == "if10");
}
