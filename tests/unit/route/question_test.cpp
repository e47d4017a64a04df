#include "tools/snet-route/question.hpp"

#include <doctest/doctest.h>

#include "tools/snet-route/selector_words.hpp"

using namespace snet;
using snet::route::read_question;

namespace {

const Names names(false, "/nonexistent");

std::string text(const std::optional<std::uint32_t>& number) {
    return number ? std::to_string(*number) : "-";
}

/// A flow in one line, what it leaves open left out.
std::string told(const Flow& flow) {
    std::string line = flow.destination.to_string();
    if (flow.from) line += " from " + flow.from->to_string();
    if (!flow.iif.empty()) line += " iif " + flow.iif;
    if (!flow.oif.empty()) line += " oif " + flow.oif;
    if (!flow.vrf.empty()) line += " vrf " + flow.vrf;
    if (flow.mark != 0) line += " mark " + std::to_string(flow.mark);
    if (flow.tos != 0) line += " tos " + std::to_string(flow.tos);
    if (flow.uid) line += " uid " + text(flow.uid);
    if (flow.ip_protocol) line += " ipproto " + text(flow.ip_protocol);
    if (flow.source_port) line += " sport " + text(flow.source_port);
    if (flow.destination_port) line += " dport " + text(flow.destination_port);
    return line;
}

std::string told(std::string_view question, const Flow& defaults = {}) {
    const auto flow = read_question(question, defaults, names);
    return flow ? told(*flow) : "error: " + flow.error().message;
}

std::size_t count(std::vector<std::string> words) {
    return route::count_addresses(words);
}

}  // namespace

TEST_CASE("a question in words") {
    struct Case {
        std::string_view question, told;
    };
    const Case cases[] = {
        {"10.0.0.1", "10.0.0.1"},
        {"2001:db8::1", "2001:db8::1"},
        {"10.0.0.1  \t from 10.0.0.2", "10.0.0.1 from 10.0.0.2"},
        {"10.0.0.1 iif eth0 from 10.0.0.2", "10.0.0.1 from 10.0.0.2 iif eth0"},
        {"fe80::1%eth0", "fe80::1 oif eth0"},
        {"fe80::1%eth0 oif eth0", "fe80::1 oif eth0"},
        {"::1 mark 0x10 tos 10 uid 0 ipproto TCP sport 010 dport 65535",
         "::1 mark 16 tos 16 uid 0 ipproto 6 sport 8 dport 65535"},
        {"10.0.0.1 ipproto 200 mark 4294967295", "10.0.0.1 mark 4294967295 ipproto 200"},
        {"", "error: : not an IP address"},
        {"10.0.0.1/8", "error: 10.0.0.1/8: not an IP address"},
        {"default", "error: default: not an IP address"},
        {"10.0.0.1%eth0", "error: 10.0.0.1%eth0: an IPv4 address has no zone"},
        {"fe80::1%eth0 oif eth1", "error: fe80::1%eth0: not on 'eth1', the oif"},
        {"10.0.0.1 10.0.0.2",
         "error: '10.0.0.2' is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport"},
        {"10.0.0.1 vrf red", "10.0.0.1 vrf red"},
        {"10.0.0.1 vrf red oif eth0", "error: oif and vrf exclude each other: a VRF is what its sender is bound to"},
        {"10.0.0.1 vlan red", "error: 'vlan' is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport"},
        {"10.0.0.1 from", "error: 'from' needs a value"},
        {"10.0.0.1 from fe80::1", "error: from fe80::1: not of the family of 10.0.0.1"},
        {"10.0.0.1 oif eth0 oif eth0", "error: 'oif' stands twice"},
        {"10.0.0.1 mark 4294967296", "error: '4294967296' is no mark"},
        {"10.0.0.1 mark 0x", "error: '0x' is no mark"},
        {"10.0.0.1 mark 0x-1", "error: '0x-1' is no mark"},
        {"10.0.0.1 mark 09", "error: '09' is no mark"},
        {"10.0.0.1 uid 1x", "error: '1x' is no user id"},
        {"10.0.0.1 dport 65536", "error: '65536' is no port"},
        {"10.0.0.1 ipproto 256", "error: '256' is no IP protocol"},
        {"10.0.0.1 via 10.0.0.2 dev eth0",
         "error: 'via' is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport"},
        {"10.0.0.1 dev eth0", "error: a route, not a question: it has a 'dev'"},
    };
    for (const Case& one : cases)
        CHECK(told(one.question) == one.told);
}

TEST_CASE("a question in JSON") {
    struct Case {
        std::string_view question, told;
    };
    const Case cases[] = {
        {R"({"dst":"10.0.0.1"})", "10.0.0.1"},
        {R"({"local":"10.0.0.1","ifname":"eth0"})", "10.0.0.1"},
        {R"({"local":"10.0.0.1","dst":"10.0.0.2"})", "10.0.0.2"},
        {R"({"from":"::2","dst":"fe80::1%eth0"})", "fe80::1 from ::2 oif eth0"},
        {R"({"dst":"::1","mark":16,"tos":16,"uid":0,"ipproto":6,"sport":8,"dport":"22"})",
         "::1 mark 16 tos 16 uid 0 ipproto 6 sport 8 dport 22"},
        {R"({"dst":"::1","mark":"0x10","tos":"10","ipproto":"tcp"})", "::1 mark 16 tos 16 ipproto 6"},
        {R"({"dst":"::1","mark":null,"other":[{"from":"x"}]})", "::1"},
        {R"({"dst":"::1","mark":-1})", "error: the key 'mark' is neither text nor a number"},
        {R"({"dst":"::1","mark":true})", "error: the key 'mark' is neither text nor a number"},
        {R"({"dst":"::1","mark":[1]})", "error: the key 'mark' is neither text nor a number"},
        {R"({"dst":["::1"]})", "error: the key 'dst' is neither text nor a number"},
        {R"({"dst":"10.0.0.1","dev":"eth0"})", "error: a route, not a question: it has a 'dev'"},
        {R"({"from":"10.0.0.1"})", "error: the object has none of the keys dst, local"},
        {R"({"dst":"default"})", "error: default: not an IP address"},
        {R"({"dst":"10.0.0.1"} x)", "error: not a JSON object"},
        {"{", "error: not a JSON object"},
    };
    for (const Case& one : cases)
        CHECK(told(one.question) == one.told);
}

TEST_CASE("what a question leaves open is as in the defaults") {
    const Flow defaults{.destination = {}, .from = {}, .iif = {}, .oif = "eth0", .mark = 5};
    CHECK(told("10.0.0.1", defaults) == "10.0.0.1 oif eth0 mark 5");
    CHECK(told("10.0.0.1 mark 6", defaults) == "10.0.0.1 oif eth0 mark 6");
    CHECK(told("fe80::1%eth1", defaults) == "fe80::1 oif eth1 mark 5");
    CHECK(told(R"({"dst":"10.0.0.1","oif":"eth1"})", defaults) == "10.0.0.1 oif eth1 mark 5");
}

TEST_CASE("the words of a call") {
    CHECK(count({}) == 0);
    CHECK(count({"from", "::1"}) == 0);
    CHECK(count({"localhost"}) == 1);
    CHECK(count({"::1", "::2", "mark", "1"}) == 2);
    CHECK(count({"-", "vrf", "red"}) == 1);
    Flow flow;
    const std::vector<std::string> words{"mark", ""};
    CHECK_FALSE(route::read_selectors(words, flow, names));
}

TEST_CASE("every word that the help tells of can be read, and no other") {
    static constexpr std::string_view values[] = {"::1", "eth0", "5"};
    std::string all;
    for (const cli::Word& word : route::selector_words) {
        const auto reads = [&](std::string_view value) {
            return read_question("::1 " + std::string(word.name) + " " + std::string(value), {}, names).has_value();
        };
        CHECK_MESSAGE(std::ranges::any_of(values, reads), word.name);
        all += (all.empty() ? "" : ", ") + std::string(word.name);
    }
    CHECK(told("::1 x y") == "error: 'x' is none of " + all);
}
