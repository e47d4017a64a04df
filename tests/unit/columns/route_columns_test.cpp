#include "tools/columns/route_columns.hpp"

#include <doctest/doctest.h>

#include "tests/unit/columns/printed.hpp"

using namespace snet;
using cli::Format;
using cli::Rarity;

namespace {

Route route(std::string_view text, Family family) {
    const auto parsed = Route::parse(text, family, Names(false, "/nonexistent"));
    if (!parsed) throw std::runtime_error(parsed.error().message);
    return *parsed;
}

/// Counts what is written to it.
struct ValueCount final : cli::Sink {
    unsigned values = 0;
    void text(std::string_view) override { ++values; }
    void plain(std::string_view) override { ++values; }
    void number(std::uint64_t) override { ++values; }
    void signed_number(std::int64_t) override { ++values; }
    void real(double) override { ++values; }
    void boolean(bool) override { ++values; }
    void begin_list() override { ++values; }
    void end_list() override {}
    void begin_object() override { ++values; }
    void key(std::string_view) override {}
    void end_object() override {}
};

struct Listing {
    bool details = false;
    bool several_tables = true;
    bool every_table = false;
    bool numeric = false;
};

std::string print(const cli::OutputOptions& output, const Route& route, const Listing& wanted = {}) {
    const Names names(wanted.numeric, "/nonexistent");
    cli::RouteListing listing(names);
    listing.details = wanted.details;
    listing.several_tables = wanted.several_tables;
    listing.every_table = wanted.every_table;
    return printed<cli::RouteRow>(output, cli::route_columns, {{route, listing}});
}

std::string json(const Route& route, const Listing& wanted = {}) {
    return print({.format = Format::jsonl, .columns = {}, .pattern = {}}, route, wanted);
}

std::string table(const Route& route) {
    return print({.format = Format::table, .columns = {}, .pattern = {}, .header = false}, route);
}

// What `ip route` prints, and what `ip -j route` prints of the same route, with our `origin`.
struct Golden {
    Family family;
    std::string_view text;
    std::string_view json;
};

constexpr Golden goldens[] = {
    {Family::ipv4, "default via 10.0.0.254 dev v0",
     R"({"dst":"default","gateway":"10.0.0.254","dev":"v0","flags":[],"origin":"os"})"},
    {Family::ipv4, "10.0.0.0/24 dev v0 proto kernel scope link src 10.0.0.1",
     R"({"dst":"10.0.0.0/24","dev":"v0","protocol":"kernel","scope":"link","prefsrc":"10.0.0.1","flags":[],"origin":"os"})"},
    {Family::ipv4, "unreachable 10.7.1.0/24 proto static metric 9",
     R"({"type":"unreachable","dst":"10.7.1.0/24","protocol":"static","metric":9,"flags":[],"origin":"os"})"},
    {Family::ipv4, "prohibit 10.7.2.0/24 realms 5/6",
     R"({"type":"prohibit","dst":"10.7.2.0/24","flags":[],"flow":{"from":"5","to":"6"},"origin":"os"})"},
    {Family::ipv4, "10.9.0.0/16 via inet6 fe80::9 dev v0",
     R"({"dst":"10.9.0.0/16","via":{"family":"inet6","host":"fe80::9"},"dev":"v0","flags":[],"origin":"os"})"},
    {Family::ipv4,
     "10.8.0.0/16 metric 5 nexthop via 10.0.0.2 dev v0 weight 3 nexthop via 10.0.1.2 dev v1 weight 1 onlink nexthop "
     "via inet6 fe80::2 dev v1 weight 1",
     R"({"dst":"10.8.0.0/16","metric":5,"flags":[],"nexthops":[{"gateway":"10.0.0.2","dev":"v0","weight":3,"flags":[]},)"
     R"({"gateway":"10.0.1.2","dev":"v1","weight":1,"flags":["onlink"]},)"
     R"({"via":{"family":"inet6","host":"fe80::2"},"dev":"v1","weight":1,"flags":[]}],"origin":"os"})"},
    {Family::ipv4, "10.6.0.1 tos 0x10 dev v0 scope link mtu lock 1400 rtt 30ms features ecn",
     R"({"dst":"10.6.0.1","tos":"0x10","dev":"v0","scope":"link","flags":[],)"
     R"("metrics":[{"mtu":1400,"rtt":30,"ecn":true,"lock":["mtu"]}],"origin":"os"})"},
    {Family::ipv4, "10.5.0.0/16 dev v0 table 100 scope link realms 1/2",
     R"({"dst":"10.5.0.0/16","dev":"v0","table":"100","scope":"link","flags":[],"flow":{"from":"1","to":"2"},"origin":"os"})"},
    {Family::ipv4, "10.4.1.0/24 nhid 1 via 10.0.0.3 dev v0 linkdown",
     R"({"dst":"10.4.1.0/24","nhid":1,"gateway":"10.0.0.3","dev":"v0","flags":["linkdown"],"origin":"os"})"},
    {Family::ipv4, "10.3.1.0/24 encap mpls 100 via 10.0.0.2 dev v0",
     R"({"dst":"10.3.1.0/24","encap":{"type":"mpls","dst":"100"},"gateway":"10.0.0.2","dev":"v0","flags":[],"origin":"os"})"},
    {Family::ipv6, "2001:db8:1::/48 from 2001:db8::/32 via fe80::1 dev v0 metric 1024 expires 299sec pref high",
     R"({"dst":"2001:db8:1::/48","from":"2001:db8::/32","gateway":"fe80::1","dev":"v0","metric":1024,"flags":[],)"
     R"("expires":299,"pref":"high","origin":"os"})"},
    {Family::ipv6, "2001:db8:2::/48 nhid 61 metric 1024 pref medium nexthop via 2001:db8::2 dev v0 weight 1",
     R"({"dst":"2001:db8:2::/48","nhid":61,"metric":1024,"flags":[],"pref":"medium","nexthops":[)"
     R"({"gateway":"2001:db8::2","dev":"v0","weight":1,"flags":[]}],"origin":"os"})"},
    {Family::ipv6, "local ::1 dev lo table local proto kernel metric 0 pref medium",
     R"({"type":"local","dst":"::1","dev":"lo","table":"local","protocol":"kernel","metric":0,"flags":[],"pref":"medium","origin":"os"})"},
};

TEST_CASE("JSON is that of ip -j route") {
    for (const Golden& golden : goldens) {
        CAPTURE(golden.text);
        CHECK(json(route(golden.text, golden.family)) == std::string(golden.json) + "\n");
    }
}

TEST_CASE("details tell what goes without saying") {
    const Route plain = route("10.0.0.0/8 dev v0", Family::ipv4);
    CHECK(
        json(plain, {.details = true}) ==
        R"({"type":"unicast","dst":"10.0.0.0/8","dev":"v0","table":"main","protocol":"boot","scope":"global","flags":[],"origin":"os"})"
        "\n");
    CHECK(json(plain, {.details = true, .several_tables = false}).find("table") == std::string::npos);
    CHECK(json(plain, {.every_table = true}).find(R"("table":"main")") != std::string::npos);
    CHECK(json(plain, {.details = true, .numeric = true}).find(R"("type":"1")") != std::string::npos);
}

TEST_CASE("a next-hop object is told of if it was read") {
    const Names names(false, "/nonexistent");
    const auto routed = route("10.4.1.0/24 nhid 1 via 10.0.0.3 dev v0", Family::ipv4);
    const NexthopObject object{.id = 1,
                               .hop = {.gateway = *IpAddress::parse("10.0.0.3"), .device = "v0", .flags = 4},
                               .scope = scope_link,
                               .protocol = 186};
    cli::RouteListing listing(names);
    const cli::OutputOptions output{.format = Format::jsonl, .columns = {"nh_info"}, .pattern = {}};
    CHECK(printed<cli::RouteRow>(output, cli::route_columns, {{routed, listing}}) == "{}\n");
    listing.nexthops.emplace(1, nexthop_object_fields(object, names));
    CHECK(printed<cli::RouteRow>(output, cli::route_columns, {{routed, listing}}) ==
          R"({"nh_info":{"id":1,"gateway":"10.0.0.3","dev":"v0","scope":"link","protocol":"bgp","flags":["onlink"]}})"
          "\n");
}

TEST_CASE("a table shows hops below each other and the type where there is none") {
    CHECK(table(route("10.8.0.0/16 nexthop via 10.0.0.2 dev v0 weight 1 nexthop dev v1 weight 1", Family::ipv4)) ==
          "10.8.0.0/16         10.0.0.2         v0     -                0  os\n"
          "                    -                v1\n");
    CHECK(table(route("blackhole 10.7.0.0/16", Family::ipv4)) ==
          "10.7.0.0/16         blackhole        -      -                0  os\n");
    CHECK(table(route("10.9.0.0/16 via inet6 fe80::9 dev v0 metric 7", Family::ipv4)) ==
          "10.9.0.0/16         fe80::9          v0     -                7  os\n");
}

TEST_CASE("a netmask is asked for by name") {
    const cli::OutputOptions output{.format = Format::raw, .columns = {"dst", "netmask", "table"}, .pattern = {}};
    CHECK(print(output, route("10.7.0.0/17 dev v0", Family::ipv4)) == "10.7.0.0/17\t255.255.128.0\tmain\n");
    CHECK(print(output, route("default dev v0", Family::ipv4)) == "default\t0.0.0.0\tmain\n");
    CHECK(print(output, route("2001:db8::/33 dev v0", Family::ipv6)) == "2001:db8::/33\tffff:ffff:8000::\tmain\n");
}

}  // namespace

TEST_CASE("a column that is rarer than a row has no value in it") {
    struct Known {
        std::string_view text;
        Rarity rarity;
    };
    constexpr Known rows[] = {{"10.0.0.0/8 via 10.0.0.254 dev v0", Rarity::common},
                              {"10.1.0.0/16 dev v0 linkdown", Rarity::common},
                              {"default via 10.0.0.254 dev v0 proto static", Rarity::unusual},
                              {"default via 10.0.0.254 dev v0 metric 0", Rarity::unusual},
                              {"10.0.0.0/24 dev v0 scope link", Rarity::unusual},
                              {"10.0.0.0/24 dev v0 table 7", Rarity::unusual},
                              {"local 10.0.0.1 dev lo", Rarity::unusual},
                              {"blackhole 10.0.0.0/8", Rarity::rare},
                              {"10.0.0.0/8 via inet6 fe80::1 dev v0", Rarity::rare},
                              {"10.0.0.0/8 dev v0 realm 1/2", Rarity::rare},
                              {"10.0.0.0/8 tos 0x10 dev v0", Rarity::rare},
                              {"10.0.0.0/8 dev v0 src 10.0.0.1", Rarity::rare},
                              {"10.0.0.0/8 nhid 7 dev v0", Rarity::rare},
                              {"10.0.0.0/8 dev v0 mtu lock 1400", Rarity::rare},
                              {"10.0.0.0/8 encap mpls 100 via 10.0.0.1 dev v0", Rarity::rare},
                              {"10.0.0.0/8 nexthop dev v0 weight 1 nexthop dev v1 weight 2", Rarity::rare}};
    const Names names(false, "/nonexistent");
    for (const auto& [text, rarity] : rows)
        for (const unsigned asked : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
            CAPTURE(text);
            const Route row = route(text, Family::ipv4);
            cli::RouteListing listing(names);
            listing.details = (asked & 1) != 0;
            listing.several_tables = (asked & 2) != 0;
            listing.every_table = (asked & 4) != 0;
            const cli::RouteRow cells{row, listing};
            if (asked == 0) CHECK(cells.rarity() == rarity);
            for (const auto& column : cli::route_columns) {
                if (column.rarity <= cells.rarity()) continue;
                CAPTURE(column.key);
                ValueCount count;
                column.write(cells, count);
                CHECK(count.values == 0);
            }
        }
    cli::RouteListing listing(names);
    const Route from = route("2001:db8::/32 from 2001:db8::/48 dev v0", Family::ipv6);
    CHECK(cli::RouteRow{from, listing}.rarity() == Rarity::rare);
}
