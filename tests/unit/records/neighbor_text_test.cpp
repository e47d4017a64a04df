#include <doctest/doctest.h>

#include "snet/neighbor.hpp"

using namespace snet;

namespace {

const Names plain_names(false, "/nonexistent");

Result<Neighbor> parse(std::string_view text) {
    return Neighbor::parse(text, plain_names);
}

// What `ip neigh show nud all` and `ip neigh show proxy` of iproute2 6.1 printed, without the blank at the end.
constexpr const char* recorded[] = {
    "10.0.0.2 dev v0 lladdr 02:00:00:00:00:01 PERMANENT",
    "10.0.0.8 dev v0 lladdr 02:00:00:00:00:01 NOARP",
    "10.0.0.4 dev v0 lladdr 02:00:00:00:00:01 extern_learn PERMANENT",
    "10.0.0.6 dev v0 lladdr 02:00:00:00:00:01 router extern_learn STALE proto bgp",
    "10.0.0.3 dev v0 lladdr 02:00:00:00:00:01 router REACHABLE",
    "10.0.0.12 dev v0 lladdr 02:00:00:00:00:03 PERMANENT proto 77",
    "10.0.0.9 dev v0",
    "10.0.0.5 dev v0 managed INCOMPLETE",
    "10.0.0.11 dev v0 managed extern_learn INCOMPLETE proto static",
    "10.0.0.7 dev v0 FAILED",
    "ff02::16 dev v1 lladdr 33:33:00:00:00:16 NOARP",
    "fd00::2 dev v0 lladdr 02:00:00:00:00:01 router PERMANENT",
    "10.0.0.10 dev v0 proxy",
    "fd00::10 dev v0 router proxy extern_learn proto ra",
};

}  // namespace

TEST_CASE("what ip prints of neighbors is read and printed again") {
    for (const char* text : recorded) {
        CAPTURE(text);
        const auto neighbor = parse(text);
        REQUIRE(neighbor);
        CHECK(neighbor->to_string(plain_names) == text);
        CHECK(parse(neighbor->to_string(plain_names)) == *neighbor);
    }
}

TEST_CASE("every part goes to its place") {
    const auto neighbor = parse("10.0.0.6 dev v0 lladdr 02:00:00:00:00:01 router extern_learn STALE proto bgp");
    REQUIRE(neighbor);
    CHECK(neighbor->address == *IpAddress::parse("10.0.0.6"));
    CHECK(neighbor->device == "v0");
    CHECK(neighbor->mac == LinkAddress(*MacAddress::parse("02:00:00:00:00:01")));
    CHECK(neighbor->state == NeighborState::stale);
    CHECK(neighbor->protocol == 186);
    CHECK(neighbor->is_router());
    CHECK(neighbor->is_externally_learned());
    CHECK(!neighbor->is_proxy());
    CHECK(!neighbor->is_managed());
    CHECK(parse("10.0.0.5 dev v0 managed INCOMPLETE")->is_managed());
    CHECK(parse("10.0.0.10 dev v0 proxy")->is_proxy());
}

// iproute2 6.1 forgets the blank before "probes".
TEST_CASE("the statistics of ip -s are read") {
    const auto neighbor = parse("10.0.0.5 dev v0 managed  ref 1 used 2/60/7probes 4 INCOMPLETE ");
    REQUIRE(neighbor);
    CHECK(neighbor->references == 1U);
    CHECK(neighbor->used_ago == 2U);
    CHECK(neighbor->confirmed_ago == 60U);
    CHECK(neighbor->updated_ago == 7U);
    CHECK(neighbor->probes == 4U);
    CHECK(neighbor->state == NeighborState::incomplete);
    CHECK(*parse("10.0.0.5 used 2/60/7 probes 4") == *parse("10.0.0.5 used 2/60/7probes 4"));
}

TEST_CASE("words may come as ip neigh add takes them") {
    const auto neighbor = parse("nud permanent to 10.0.0.2 lladdr 2:0:0:0:0:1 dev v0 protocol bgp");
    REQUIRE(neighbor);
    CHECK(neighbor->to_string(plain_names) == "10.0.0.2 dev v0 lladdr 02:00:00:00:00:01 PERMANENT proto bgp");
}

TEST_CASE("a protocol has the name that names give it") {
    const Names numbers(true, "/nonexistent");
    const std::string text = parse("10.0.0.2 dev v0 STALE proto bgp")->to_string(numbers);
    CHECK(text == "10.0.0.2 dev v0 STALE proto 186");
    CHECK(Neighbor::parse(text, numbers)->protocol == 186);
}

TEST_CASE("a tunnel's neighbor has an IP address for its link") {
    const auto neighbor = parse("10.0.0.2 dev gre1 lladdr 192.0.2.1 PERMANENT");
    REQUIRE(neighbor);
    CHECK(neighbor->mac->bytes().size() == 4);
    CHECK(neighbor->to_string(plain_names) == "10.0.0.2 dev gre1 lladdr 192.0.2.1 PERMANENT");
}

TEST_CASE("what is no neighbor is refused") {
    for (const char* text :
         {"", "dev v0", "10.0.0.2 dev", "10.0.0.2 dev v0 dev v1", "10.0.0.2 10.0.0.3", "10.0.0.2 lladdr",
          "10.0.0.2 lladdr x", "10.0.0.2 lladdr 02:00:00:00:00:01 lladdr 02:00:00:00:00:01", "10.0.0.2 nud",
          "10.0.0.2 nud HAPPY", "10.0.0.2 STALE REACHABLE", "10.0.0.2 proto nobody", "10.0.0.2 ref x",
          "10.0.0.2 used 1/2", "10.0.0.2 used 1/2/3/4", "10.0.0.2 used 1/2/3probes", "10.0.0.2 used 1/2/probes 3",
          "10.0.0.2 REACHABLE,", "10.0.0.0/24 dev v0"}) {
        CAPTURE(text);
        const auto neighbor = parse(text);
        REQUIRE(!neighbor);
        CHECK(neighbor.error().kind == ErrorKind::invalid);
    }
}

TEST_CASE("states are told in ip's order and read in any case") {
    const auto both = static_cast<NeighborState>(0x02 | 0x80);
    CHECK(neighbor_state_names(both) == std::vector<std::string>{"REACHABLE", "PERMANENT"});
    CHECK(neighbor_state_names(NeighborState::none).empty());
    CHECK(parse_neighbor_state("Delay") == NeighborState::delay);
    CHECK(parse_neighbor_state("none") == NeighborState::none);
    CHECK(!parse_neighbor_state("delayed"));
}
