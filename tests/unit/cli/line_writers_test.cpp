#include "tools/cli/line_writers.hpp"

#include <doctest/doctest.h>

#include "tests/unit/cli/capture.hpp"
#include "tests/unit/cli/toy_tool.hpp"

using namespace snet::cli;

namespace {

const std::vector<toy::Row> rows = {{.name = "lo", .mtu = 65536, .addresses = {"127.0.0.1", "::1"}},
                                    {.name = "tab\there\nand\\"}};

OutputOptions pattern(std::string text) {
    OutputOptions options = toy::as(Format::pattern, {});
    options.pattern = std::move(text);
    return options;
}

}  // namespace

TEST_CASE("raw: a line a row, a tab between cells, whatever they hold") {
    CHECK(toy::printed(toy::as(Format::raw, {}), rows) ==
          "lo\t65536\t127.0.0.1,::1\n"
          "tab\\x09here\\x0aand\\\t-\t-\n");
    CHECK(toy::printed(toy::as(Format::raw, {}), {}).empty());
}

TEST_CASE("a template") {
    CHECK(toy::printed(pattern("{name}={mtu}"), rows) == "lo=65536\ntab\\x09here\\x0aand\\=-\n");
    CHECK(toy::printed(pattern("{{{addresses}}}\\t\\\\\\n{name}{name}"), {rows[0]}) == "{127.0.0.1,::1}\t\\\nlolo\n");
    CHECK(toy::printed(pattern("same"), rows) == "same\nsame\n");
    CHECK(toy::printed(pattern("{detail}"), {rows[0]}) == "names lo,true less -1\n");
}

TEST_CASE("of an object in text an empty list vanishes with its key") {
    using Lists = std::vector<int>;
    static constexpr Column<Lists> columns[] = {
        {"hops", "HOPS", Shown::always, "objects of a list, a number and a list", [](const Lists& lists, Sink& to) {
             to.begin_list();
             for (const int list : lists) {
                 to.begin_object();
                 for (const std::string_view key : {"flags", "weight", "more"}) {
                     to.key(key);
                     if (key == "weight") {
                         to.number(1);
                         continue;
                     }
                     to.begin_list();
                     for (int i = 0; i < list; ++i)
                         to.plain("up");
                     to.end_list();
                 }
                 to.end_object();
             }
             to.end_list();
         }}};
    const auto printed = [](Format format) {
        return captured([&] {
            Printer<Lists> printer(toy::as(format, {}), columns);
            printer.row({0, 2, 0});
            (void)printer.finish();
        });
    };
    CHECK(printed(Format::raw) == "weight 1,flags up,up weight 1 more up,up,weight 1\n");
    CHECK(printed(Format::jsonl).starts_with(R"({"hops":[{"flags":[],"weight":1,"more":[]},)"));
}

TEST_CASE("a block") {
    CHECK(toy::printed(toy::as(Format::block, {}), rows) ==
          "NAME       lo\n"
          "MTU        65536\n"
          "ADDRESSES  127.0.0.1\n"
          "           ::1\n"
          "\n"
          "NAME       tab\\x09here\\x0aand\\\n"
          "MTU        -\n"
          "ADDRESSES  -\n");
}

TEST_CASE("a block shows a value that is a dash") {
    CHECK(toy::printed(toy::as(Format::block, {"name", "note"}), {{.name = "-", .note = "-"}}) ==
          "NAME  -\n"
          "NOTE  -\n");
}

TEST_CASE("a block without headings, and in colour") {
    OutputOptions options = toy::as(Format::block, {"addresses"});
    options.header = false;
    CHECK(toy::printed(options, {rows[0]}) == "127.0.0.1\n::1\n");
    options.header = options.color = true;
    CHECK(toy::printed(options, {rows[0]}) == "\33[1mADDRESSES\33[0m  127.0.0.1\n           ::1\n");
}
