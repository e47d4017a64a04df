#include "snet/stack_file.hpp"

#include <doctest/doctest.h>

#include <random>

#include "lib/stack/missing_device.hpp"
#include "lib/stack/stack_reader.hpp"

using namespace snet;

namespace {

const Names names;

struct Bad {
    const char* text;
    const char* message;
};

constexpr Bad bad_files[] = {
    {"", "f: line 1, column 1: end of file: expected snet 1 as the first record; put this line above it"},
    {"# nothing\n\n", "f: line 3, column 1: end of file: expected snet 1 as the first record; put this line above it"},
    {"\nbase os\n", "f: line 2, column 1: expected snet 1 as the first record; put this line above it"},
    {"snet 2\nroute x\n", "f: line 1, column 6: 2: a newer format than this snet reads, which is 1"},
    {"snet 1\nbase os\nsnet 1\n", "f: line 3, column 1: snet: expected as the first record only"},
    {"snet 1\nroute 10.0.0.0/8 vai 10.0.0.1\n", "f: line 2, column 18: vai: expected a word of a route"},
    {"snet 1\n  rote 10.0.0.0/8",
     "f: line 2, column 3: rote: expected a record such as route, rule, neighbor, interface or address"},
    {"snet 1\nbase os\nbase none", "f: line 3, column 1: given twice, first in line 2"},
    {"snet 1\nsearch a\n\nsearch b", "f: line 4, column 1: given twice, first in line 2"},
    {"snet 1\nhide interface a\nbase none\n",
     "f: line 2, column 1: hide: expected a row of the stack's own; base none has none to hide"},
    {"snet 1\nhide route default\nbase none\n",
     "f: line 2, column 1: hide: expected a row of the stack's own; base none has none to hide"},
    {"snet 1\nhide route 10.0.0.0/8 table 5\nhide route 10.0.0.0/8 tabel 5\n",
     "f: line 3, column 23: tabel: expected a word of a route"},
    {"snet 1\ninterface sixteen-bytes-it up\n",
     "f: line 2, column 11: sixteen-bytes-it: expected the name of an interface, 1 to 15 bytes"},
    {"snet 1\nhide  nameserver 9.9.9.9\n",
     "f: line 2, column 7: nameserver: the operating system's cannot be hidden; nameserver records without a domain "
     "stand in their place"},
    {"snet 1\nroute 10.0.0.0/8 via 10.0.0.1\n",
     "f: line 2, column 30: end of line: expected dev, and the interface that it leads to"},
    {"snet 1\nroute 10.0.0.0/8\n",
     "f: line 2, column 17: end of line: expected dev, and the interface that it leads to"},
    {"snet 1\nroute ::/0 nexthop via ::1 dev a nexthop via ::2\n",
     "f: line 2, column 49: end of line: expected dev, and the interface that it leads to"},
    {"snet 1\nnexthop id 5 via 10.0.0.1\n",
     "f: line 2, column 26: end of line: expected dev, and the interface that it leads to"},
    {"snet 1\nneighbor 10.0.0.1 lladdr 02:00:00:00:00:01\n",
     "f: line 2, column 43: end of line: expected dev, and the interface that it leads to"},
    {"snet 1\nhide route inet table\n", "f: line 2, column 22: end of line: expected a table"},
    {"snet 1\nroute 10.0.0.0/8 dev a\x1b\n", "f: line 2, column 23: a control character"},
    {"snet 1\nroute 10.0.0.0/8 dev \x7f\n", "f: line 2, column 22: a control character"},
    // The second line has the shape of the first.
    {"snet 1\nroute 10.0.0.0/8 via 10.0.0.1 dev a\nroute 10.0.0.0/8 via 10.0.0.1x dev a\n",
     "f: line 3, column 22: 10.0.0.1x: not an IP address"},
    {"snet 1\nroute 10.0.0.0/8 dev a metric 5\nroute 10.0.0.0/8 dev a metric 5x\n",
     "f: line 3, column 31: 5x: expected a metric"},
    {"snet 1\nroute 10.0.0.0/8 dev a\nroute 10.0.0.1/8 dev a\n",
     "f: line 3, column 7: 10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix"},
};

StackFile parse(std::string_view text) {
    auto file = StackFile::parse(text, "f", names);
    REQUIRE_MESSAGE(file, (file ? "" : file.error().message));
    return std::move(*file);
}

std::vector<std::string> routes(const StackFile& file) {
    std::vector<std::string> lines;
    file.each_route([&](const Route& route, std::uint32_t line) {
        lines.push_back(std::to_string(line) + ' ' + to_string(Record(route), names));
        return Next::go_on;
    });
    return lines;
}

}  // namespace

TEST_CASE("a check tells the start of very much that is wrong") {
    std::string text = "snet 1\n";
    for (int i = 0; i < 1000; ++i)
        text += "nonsense\n";
    CHECK(StackFile::check(text, "f", names).size() == 1000);
    const auto errors = StackFile::check(text + text + "hide route default\nbase none\n", "f", names);
    REQUIRE(errors.size() == 1001);
    CHECK(errors[999].message.starts_with("f: line 1001, "));
    CHECK(errors[1000].message == "f: ... and more");
}

TEST_CASE("a file is read into records by line") {
    const auto file =
        parse("# my lab\nsnet 1\r\nbase os\n\n  route 10.0.0.0/8 dev a # there\nsearch x#y\nhide interface b");
    CHECK(file.base() == StackBase::os);
    CHECK(file.route_count() == 1);
    CHECK(routes(file) == std::vector<std::string>{"5 route 10.0.0.0/8 dev a"});
    REQUIRE(file.records().size() == 4);
    CHECK(file.records()[0].line == 2);
    CHECK(file.records()[1].record == Record(StackBase::os));
    CHECK(to_string(file.records()[2].record, names) == "search x#y");
    CHECK(file.records()[3].line == 7);
}

TEST_CASE("a file that says no base has the operating system's") {
    CHECK(parse("snet 1\n").base() == StackBase::os);
    CHECK(parse("snet 1\nbase none\n").base() == StackBase::none);
}

TEST_CASE("what standard input leaves out is assumed") {
    using Version = StackFile::Version;
    CHECK(StackFile::parse("base none", "-", names, Version::assumed)->base() == StackBase::none);
    const auto nothing = StackFile::parse("# nothing\n", "standard input", names, Version::assumed);
    REQUIRE(!nothing);
    CHECK(nothing.error().message == "standard input: line 2, column 1: end of file: expected the records of a stack");
    CHECK(StackFile::parse("route default dev a", "-", names, Version::assumed)->base() == StackBase::none);
    CHECK(StackFile::parse("snet 1\n", "-", names, Version::assumed)->base() == StackBase::os);
    CHECK(StackFile::parse("base os\n", "-", names, Version::assumed)->base() == StackBase::os);
    CHECK(!StackFile::parse("snet 2\n", "-", names, Version::assumed));
}

TEST_CASE("a bad file is refused by line and column") {
    for (const auto& [text, message] : bad_files) {
        CAPTURE(text);
        const auto file = StackFile::parse(text, "f", names);
        REQUIRE(!file);
        CHECK(file.error().kind == ErrorKind::invalid);
        CHECK(file.error().message == message);
    }
}

TEST_CASE("check tells everything that is wrong, by line") {
    const auto errors =
        StackFile::check("base none\nhide interface a\nroute x\nfib4 both\nhide route default\n", "f", names);
    std::vector<std::string> messages;
    messages.reserve(errors.size());
    for (const Error& error : errors)
        messages.push_back(error.message);
    CHECK(messages == std::vector<std::string>{
                          "f: line 1, column 1: expected snet 1 as the first record; put this line above it",
                          "f: line 2, column 1: hide: expected a row of the stack's own; base none has none to hide",
                          "f: line 3, column 7: x: not an IP address or prefix",
                          "f: line 4, column 6: both: expected merged or split",
                          "f: line 5, column 1: hide: expected a row of the stack's own; base none has none to hide"});
    CHECK(StackFile::check("snet 1\n", "f", names).empty());
}

TEST_CASE("a line may have 65536 bytes and no more") {
    const std::string full = "search " + std::string(StackFile::max_line - 7, ' ');
    CHECK(StackFile::parse("snet 1\n#" + full.substr(1) + "\nbase os", "f", names));
    const auto longer = StackFile::parse("snet 1\n#" + full + "\nbase os", "f", names);
    REQUIRE(!longer);
    CHECK(longer.error().message == "f: line 2, column 65537: longer than a line may be");
}

TEST_CASE("the pieces that a file is read in make no difference") {
    const std::string text =
        "snet 1\nroute 10.0.0.0/8 via 10.0.0.1 dev a\nroute 11.0.0.0/8 via 10.0.0.2 dev a\nfib4 split";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        CAPTURE(size);
        StackReader reader("f", names, StackFile::Version::required, StackReader::Mode::to_first_error);
        for (std::size_t at = 0; at < text.size(); at += size)
            CHECK(reader.feed(std::string_view(text).substr(at, size)));
        reader.finish();
        CHECK(reader.errors().empty());
        CHECK(reader.routes().size() == 2);
        CHECK(reader.records().size() == 2);
    }
}

// Every form that a route's line may have, so that lines of one shape and of none follow each other.
TEST_CASE("compact rows are the routes that the lines say") {
    constexpr const char* starts[] = {"10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "default", "blackhole 10.9.0.0/16",
                                      "0.0.0.0/0",  "::/0"};
    constexpr const char* ways[] = {
        "via 10.0.0.1", "via 10.0.0.2",        "via 2001:db8::1",    "via inet6 fe80::1", "",
        "nhid 5",       "nhid 5 via 10.0.0.9", "onlink via 10.0.0.1"};
    constexpr const char* ends[] = {"dev a",
                                    "dev a metric 5",
                                    "dev b metric 6",
                                    "dev metric metric 6",
                                    "dev a metric 0",
                                    "dev a metric 0x10",
                                    "metric 7 dev a",
                                    "dev a metric 010 proto static",
                                    "",
                                    "dev a proto static ",
                                    "dev a src ::5",
                                    "dev a congctl metric metric 9",
                                    "table 5 dev a",
                                    "dev a metric 4294967295",
                                    "dev via metric 1",
                                    "mtu lock 1400 dev a metric 8"};
    std::mt19937 random(7);
    const auto any = [&](const auto& list) { return list[random() % std::size(list)]; };
    std::string text = "snet 1\n";
    std::vector<std::string> expected;
    for (std::uint32_t line = 2; line < 5000;) {
        const std::string route = std::string("route ") + any(starts) + ' ' + any(ways) + ' ' + any(ends);
        const auto alone = parse_record(route, names);
        if (!alone || lacks_device(*alone)) continue;
        text += route + '\n';
        expected.push_back(std::to_string(line++) + ' ' + to_string(*alone, names));
    }
    CHECK(routes(parse(text)) == expected);
}

namespace {

// Each with its line, as parsing would give it.
std::vector<std::pair<std::uint32_t, Hide>> hides_of(const StackFile& file) {
    std::vector<std::pair<std::uint32_t, Hide>> all;
    file.each_route_hide([&](const Hide& hide, std::uint32_t line) {
        all.emplace_back(line, hide);
        return Next::go_on;
    });
    return all;
}

}  // namespace

TEST_CASE("compact hides of routes are those that the lines say") {
    constexpr const char* starts[] = {"10.0.0.0/8",    "10.1.2.3",        "10.1.2.3/32",
                                      "2001:db8::/32", "2001:DB8:1::/48", "default",
                                      "0.0.0.0/0",     "inet6 default",   "unicast 10.0.0.0/8"};
    constexpr const char* ends[] = {"",        "table 5",  "table local",        "metric 7",    "via 10.0.0.1 dev a",
                                    " dev a ", "table  5", "dev a proto static", "src 10.0.0.9"};
    std::mt19937 random(8);
    std::string text = "snet 1\nhide route table 9\nhide route inet6 table 100\nhide route dev a proto static\n";
    std::vector<Hide> expected{std::get<Hide>(*parse_record("hide route table 9", names)),
                               std::get<Hide>(*parse_record("hide route inet6 table 100", names)),
                               std::get<Hide>(*parse_record("hide route dev a proto static", names))};
    while (expected.size() < 3000) {
        const std::string line =
            std::string("hide route ") + starts[random() % std::size(starts)] + ' ' + ends[random() % std::size(ends)];
        const auto alone = parse_record(line, names);
        if (!alone) continue;
        text += line + '\n';
        expected.push_back(std::get<Hide>(*alone));
    }
    const auto found = hides_of(parse(text));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].first == i + 2);
        CHECK(found[i].second.text == expected[i].text);
        CHECK(found[i].second.any_prefix == expected[i].any_prefix);
        CHECK(std::get<Route>(found[i].second.row) == std::get<Route>(expected[i].row));
    }
}

TEST_CASE("a multipath route keeps its hops in a compact row") {
    const char* line =
        "route default proto static \\\tnexthop via 10.0.0.1 dev a weight 2 \\\tnexthop via 10.0.0.2 dev b weight 1";
    const auto file = parse(std::string("snet 1\n") + line + '\n' + line + '\n');
    CHECK(routes(file) == std::vector<std::string>{std::string("2 ") + line, std::string("3 ") + line});
}

TEST_CASE("rows say that they are the stack's") {
    const auto file = parse("snet 1\nroute default dev a\nneighbor 10.0.0.1 dev a\nrule 5: from all lookup 7\n");
    file.each_route([](const Route& route, std::uint32_t) {
        CHECK(route.origin == Origin::stack);
        return Next::go_on;
    });
    CHECK(std::get<Neighbor>(file.records()[1].record).origin == Origin::stack);
    CHECK(std::get<Rule>(file.records()[2].record).origin == Origin::stack);
}
