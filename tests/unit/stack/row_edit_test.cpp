// Frozen stacks: what lies over the operating system's tables is tested in namespaces.

#include "snet/row_edit.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

const Names names;
const EditScope scope{"f", names, std::nullopt};

const std::string text =
    "snet 1\nbase none\ninterface a up\ninterface b down\nroute 10.0.0.0/8 dev a # lab\nroute 11.0.0.0/8 dev b\n"
    "route inet6 default dev a\nroute 10.0.0.0/8 dev a metric 7\nneighbor 10.0.0.1 dev a PERMANENT\n"
    "sysctl net.ipv4.conf.a.rp_filter 1\n";

Result<std::string> add(const std::string& words, Placing placing = Placing::add) {
    return add_row(text, words, placing, scope);
}

Result<Removal> take_out(const std::string& words, bool all = false, const std::string& from = text) {
    return remove_rows(from, words, all, scope);
}

std::string without(std::string line) {
    line += '\n';
    const std::size_t at = text.find(line);
    REQUIRE(at != text.npos);
    return std::string(text).erase(at, line.size());
}

}  // namespace

TEST_CASE("a record goes to the end of the file, as it is") {
    for (const std::string words : {"route 10.0.0.0/8  dev a metric 6", "route 10.0.0.0/8 dev a table 7",
                                    "neighbor 10.0.0.1 dev a proxy", "nameserver 9.9.9.9", "interface c"})
        CHECK(add(words).value() == text + words + "\n");
}

TEST_CASE("what the stack has is not added again") {
    struct Case {
        std::string words, message;
    };
    const Case cases[] = {
        {"route 10.0.0.0/8 dev b", "exists: route 10.0.0.0/8 dev a (stack); replace it, or append one beside it"},
        {"route inet6 default dev b metric 1024",
         "exists: route inet6 default dev a metric 1024 (stack); replace it, or append one beside it"},
        {"neighbor 10.0.0.1 dev a", "exists: neighbor 10.0.0.1 dev a PERMANENT (stack); replace it"},
        {"rule 0: from all lookup local", "exists: rule 0: from all lookup local proto kernel (stack); replace it"},
        // Not effective, since b is down, but there.
        {"route 11.0.0.0/8 dev a", "f: line 6: exists"},
        {"interface a mtu 9000", "f: line 3: exists"},
        {"sysctl net.ipv4.conf.a.rp_filter 0", "f: line 10: exists"},
    };
    for (const auto& [words, message] : cases) {
        const auto added = add(words);
        REQUIRE_FALSE(added);
        CHECK(added.error().kind == ErrorKind::exists);
        CHECK(added.error().message == message);
    }
}

TEST_CASE("the ways of a route are told as a call would have them") {
    const std::string ways = "route 12.0.0.0/8 nexthop via 10.0.0.1 dev a weight 1 nexthop via 10.0.0.2 dev a weight 1";
    const auto again = add_row(text + ways + "\n", "route 12.0.0.0/8 dev a", Placing::add, scope);
    REQUIRE_FALSE(again);
    CHECK(again.error().message == "exists: " + ways + " (stack); replace it, or append one beside it");
}

TEST_CASE("what leads to a link says to which") {
    for (const char* words :
         {"route 12.0.0.0/8 via 10.0.0.1", "nexthop id 5 via 10.0.0.1", "neighbor 10.0.0.2 lladdr 02:00:00:00:00:02"}) {
        const auto added = add(words);
        REQUIRE_FALSE(added);
        CHECK(added.error().message.ends_with(": end of line: expected dev, and the interface that it leads to"));
    }
    CHECK(add("route blackhole 12.0.0.0/8"));
    CHECK(add("route 12.0.0.0/8 nhid 5"));
    CHECK(add("nexthop id 5 group 6/7"));
    CHECK(add("nexthop id 5 blackhole"));
}

TEST_CASE("it is replaced or stands beside it where that is asked for") {
    const std::string words = "route 10.0.0.0/8 dev b";
    CHECK(add(words, Placing::append).value() == text + words + "\n");
    std::string replaced = text;
    replaced.replace(replaced.find("route 10.0.0.0/8 dev a"), words.size(), words);
    CHECK(add(words, Placing::replace).value() == replaced);
}

TEST_CASE("what is no record, or goes into no file, is not added") {
    CHECK(add("route 10.0.0.0/8 vai a").error().message == "column 18: vai: expected a word of a route");
    CHECK(add("hide route default", Placing::append).error().kind == ErrorKind::invalid);
    CHECK(add_row("snet 1\nroute\n", "route 10.0.0.0/8 dev a", Placing::add, scope).error().kind == ErrorKind::invalid);
}

TEST_CASE("a row is known by some of its words") {
    for (const std::string words : {"route 11.0.0.0/8", "route 11.0.0.0/8 dev b", "route  11.0.0.0/8 dev  b"}) {
        const auto removal = take_out(words);
        REQUIRE(removal);
        CHECK(removal->text == without("route 11.0.0.0/8 dev b"));
        REQUIRE(removal->deleted.size() == 1);
        CHECK(to_string(removal->deleted.front(), names) == "route 11.0.0.0/8 dev b");
        CHECK(removal->hidden.empty());
    }
    CHECK(take_out("route 10.0.0.0/8 metric 7")->text == without("route 10.0.0.0/8 dev a metric 7"));
    CHECK(take_out("neighbor 10.0.0.1")->text == without("neighbor 10.0.0.1 dev a PERMANENT"));
}

TEST_CASE("of several rows none is removed unless all are meant") {
    const auto refused = take_out("route 10.0.0.0/8");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::invalid);
    CHECK(refused.error().message == "2 rows have these words; say more, or --all:");
    CHECK(refused.error().hints ==
          std::vector<std::string>{"route 10.0.0.0/8 dev a", "route 10.0.0.0/8 dev a metric 7"});
    const auto removal = take_out("route 10.0.0.0/8", true);
    REQUIRE(removal);
    CHECK(removal->deleted.size() == 2);
    CHECK_FALSE(removal->text.contains("10.0.0.0/8"));

    std::string many = text;
    for (int i = 1; i < 7; ++i)
        many += "route 12.0.0.0/8 dev a metric " + std::to_string(i) + "\n";
    const auto listed = take_out("route 12.0.0.0/8", false, many).error().hints;
    CHECK(listed.size() == 6);
    CHECK(listed.back() == "...");
}

TEST_CASE("of no row those that come near are told, the nearest first") {
    const auto missing = take_out("route 10.0.0.0/8 dev b metric 7");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::not_found);
    CHECK(missing.error().message == "route 10.0.0.0/8 dev b metric 7: not in the stack; near it:");
    REQUIRE(missing.error().hints.size() > 1);
    CHECK(missing.error().hints.front() == "route 10.0.0.0/8 dev a metric 7");

    const auto strange = take_out("neighbor 10.0.0.77");
    REQUIRE_FALSE(strange);
    CHECK(strange.error().message == "neighbor 10.0.0.77: not in the stack");
    CHECK(strange.error().hints.empty());
}

TEST_CASE("a record that is no row is removed by its key") {
    CHECK(take_out("sysctl net.ipv4.conf.a.rp_filter 2")->text == without("sysctl net.ipv4.conf.a.rp_filter 1"));
    CHECK(take_out("sysctl net.ipv4.conf.b.rp_filter 1").error().kind == ErrorKind::not_found);
    CHECK(take_out("hide route default", false, "snet 1\nhide route default\n")->text == "snet 1\n");
    CHECK(take_out("rout 10.0.0.0/8").error().kind == ErrorKind::invalid);
}
