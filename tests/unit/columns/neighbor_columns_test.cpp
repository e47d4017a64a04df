#include "tools/columns/neighbor_columns.hpp"

#include <doctest/doctest.h>

#include "tests/unit/columns/printed.hpp"

using namespace snet;
using cli::Format;

namespace {

Neighbor neighbor(std::string_view text) {
    const Names names(false, "/nonexistent");
    const auto parsed = Neighbor::parse(text, names);
    if (!parsed) throw std::runtime_error(parsed.error().message);
    return *parsed;
}

std::string print(Format format, const Neighbor& neighbor, bool statistics = false) {
    const Names names(false, "/nonexistent");
    const cli::NeighborListing listing{.names = names, .statistics = statistics};
    const cli::OutputOptions output{.format = format, .columns = {}, .pattern = {}};
    return printed<cli::NeighborRow>(output, cli::neighbor_columns, {{neighbor, listing}});
}

TEST_CASE("JSON is that of ip -j neigh") {
    CHECK(
        print(Format::jsonl, neighbor("10.0.0.6 dev v0 lladdr 02:00:00:00:00:06 extern_learn STALE")) ==
        R"({"dst":"10.0.0.6","dev":"v0","lladdr":"02:00:00:00:00:06","extern_learn":true,"state":["STALE"],"origin":"os"})"
        "\n");
    CHECK(
        print(Format::jsonl, neighbor("fe80::5 dev v0 lladdr 02:00:00:00:00:05 router REACHABLE")) ==
        R"({"dst":"fe80::5","dev":"v0","lladdr":"02:00:00:00:00:05","router":true,"state":["REACHABLE"],"origin":"os"})"
        "\n");
    CHECK(print(Format::jsonl, neighbor("10.0.0.8 dev v0 managed extern_learn INCOMPLETE")) ==
          R"({"dst":"10.0.0.8","dev":"v0","managed":true,"extern_learn":true,"state":["INCOMPLETE"],"origin":"os"})"
          "\n");
    CHECK(print(Format::jsonl, neighbor("10.0.0.9 dev v0 proxy")) ==
          R"({"dst":"10.0.0.9","dev":"v0","proxy":true,"origin":"os"})"
          "\n");
}

TEST_CASE("statistics come when they are asked for, and no count of zero users") {
    Neighbor one = neighbor("10.0.0.5 dev v0 lladdr 02:00:00:00:00:05 DELAY");
    one.used_ago = 1, one.confirmed_ago = 2, one.updated_ago = 3, one.probes = 4, one.references = 0;
    CHECK(print(Format::jsonl, one).find("used") == std::string::npos);
    CHECK(print(Format::jsonl, one, true) ==
          R"({"dst":"10.0.0.5","dev":"v0","lladdr":"02:00:00:00:00:05","used":1,"confirmed":2,"updated":3,"probes":4,)"
          R"("state":["DELAY"],"age":2,"origin":"os"})"
          "\n");
    one.references = 1;
    CHECK(print(Format::jsonl, one, true).find(R"("refcnt":1,"used":1)") != std::string::npos);
}

TEST_CASE("a row tells the age of what was confirmed only") {
    Neighbor one = neighbor("10.0.0.5 dev v0 lladdr 02:00:00:00:00:05 STALE");
    one.confirmed_ago = 60;
    CHECK(print(Format::raw, one) == "10.0.0.5\tv0\t02:00:00:00:00:05\tSTALE\t60\tos\n");
    one.state = NeighborState::permanent;
    CHECK(print(Format::raw, one) == "10.0.0.5\tv0\t02:00:00:00:00:05\tPERMANENT\t-\tos\n");
    CHECK(print(Format::raw, neighbor("10.0.0.9 dev v0 proxy")) == "10.0.0.9\tv0\t-\tproxy\t-\tos\n");
}

}  // namespace
