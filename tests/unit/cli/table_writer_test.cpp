#include "tools/cli/table_writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/cli/capture.hpp"
#include "tests/unit/cli/toy_tool.hpp"

using namespace snet::cli;

namespace {

OutputOptions table(std::vector<std::string> keys = {}) {
    return toy::as(Format::table, std::move(keys));
}

OutputOptions narrow(unsigned width, std::vector<std::string> keys) {
    OutputOptions options = table(std::move(keys));
    options.width = width;
    return options;
}

const std::vector<toy::Row> two = {{.name = "lo", .mtu = 65536, .addresses = {"127.0.0.1", "::1"}},
                                   {.name = "enp0s31f6", .addresses = {}}};

}  // namespace

TEST_CASE("a table") {
    CHECK(toy::printed(table(), two) ==
          "NAME       MTU    ADDRESSES\n"
          "lo         65536  127.0.0.1\n"
          "                  ::1\n"
          "enp0s31f6  -      -\n");
    CHECK(toy::printed(table(), {}) == "NAME  MTU    ADDRESSES\n");
}

TEST_CASE("a table without a header has no width of one") {
    OutputOptions options = table({"addresses", "name"});
    options.header = false;
    CHECK(toy::printed(options, {{.name = "lo", .addresses = {"::1"}}}) == "::1  lo\n");
    CHECK(toy::printed(options, {}).empty());
}

TEST_CASE("a header in colour") {
    OutputOptions options = table({"name"});
    options.color = true;
    CHECK(toy::printed(options, {{.name = "lo"}}) == "\33[1mNAME\33[0m\nlo\n");
}

TEST_CASE("a column twice, and none after the others") {
    CHECK(toy::printed(table({"name", "name"}), {{.name = "lo"}}) ==
          "NAME  NAME\n"
          "lo    lo\n");
    OutputOptions options = table({"note"});
    options.adds_columns = true;
    CHECK(toy::printed(options, {{.name = "lo", .note = "mine"}}) ==
          "NAME  MTU    ADDRESSES  NOTE\n"
          "lo    -      -          mine\n");
}

TEST_CASE("a verb's own default columns are what -o +COL adds to and -o COL replaces") {
    const auto header = [](const OutputOptions& options) { return toy::printed(options, {}); };
    OutputOptions options = table();
    options.added = {"note", "mtu"};
    options.left_out = {"addresses"};
    CHECK(header(options) == "NAME  MTU    NOTE\n");
    options.defaults = {"mtu", "addresses"};
    CHECK(header(options) == "MTU    NOTE\n");
    options.columns = {"addresses"};
    CHECK(header(options) == "ADDRESSES\n");
    options.adds_columns = true;
    CHECK(header(options) == "MTU    NOTE  ADDRESSES\n");
}

TEST_CASE("an object in a cell") {
    CHECK(toy::printed(table({"detail"}), {{.name = "a"}}) ==
          "DETAIL\n"
          "names a,true less -1\n");
}

TEST_CASE("hostile names are shown escaped and aligned") {
    CHECK(toy::printed(table({"name", "mtu"}), {{.name = "a\33[2Jb\n\t"},
                                                {.name = "\xff\u202e"},
                                                {.name = "\u65e5\u672c"},
                                                {.name = "e\u0301"},
                                                {.name = ""}}) ==
          "NAME               MTU\n"
          "a\\x1b[2Jb\\x0a\\x09  -\n"
          "\\xff\\u{202e}       -\n"
          "\u65e5\u672c               -\n"
          "e\u0301                  -\n"
          "-                  -\n");
}

TEST_CASE("what comes after the first rows streams, and a longer cell pushes its own row only") {
    std::vector<toy::Row> rows(TableWriter::held_rows, {.name = "eth0"});
    rows[TableWriter::held_rows - 1].name = "eth1000";
    rows.push_back({.name = "longer than that", .mtu = 1});
    rows.push_back({.name = "eth1", .mtu = 2});
    const std::string text = toy::printed(table({"name", "mtu"}), rows);
    CHECK(text.starts_with("NAME     MTU\neth0     -\n"));
    CHECK(text.ends_with("eth1000  -\nlonger than that  1\neth1     2\n"));
    CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<long>(rows.size() + 1));
}

TEST_CASE("a flush shows the rows that were held, and fixes the widths") {
    const std::string text = captured([] {
        Printer<toy::Row> printer(table({"name", "mtu"}), toy::columns);
        printer.row({.name = "a", .mtu = 1});
        CHECK(printer.flush());
        printer.row({.name = "longer", .mtu = 2});
        CHECK(printer.finish());
    });
    CHECK(text == "NAME  MTU\na     1\nlonger  2\n");
}

TEST_CASE("a verb that fails leaves the rows that were there, and no lone header") {
    CHECK(captured([] {
              Printer<toy::Row> printer(table({"name"}), toy::columns);
              printer.row({.name = "a"});
          }) == "NAME\na\n");
    CHECK(captured([] { Printer<toy::Row> printer(table({"name"}), toy::columns); }).empty());
}

TEST_CASE("a narrow terminal shortens free text only") {
    const std::vector<toy::Row> rows = {{.name = "eth0", .note = "0123456789abcdefghij"}};
    const auto shown = [&](unsigned width) { return toy::printed(narrow(width, {"name", "note"}), rows); };
    CHECK(shown(26) == "NAME  NOTE\neth0  0123456789abcdefghij\n");
    CHECK(shown(25) == "NAME  NOTE\neth0  0123456789abcdefgh…\n");
    CHECK(shown(18) == "NAME  NOTE\neth0  0123456789a…\n");
    CHECK(shown(17) == "NAME  NOTE\neth0  0123456789abcdefghij\n");
    CHECK(shown(1) == shown(17));
}

TEST_CASE("a narrow terminal never shortens an address") {
    const std::vector<toy::Row> rows = {
        {.name = "a name that is long enough", .addresses = {"2001:db8:1234:5678:9abc:def0:1234:5678"}}};
    const std::string whole = toy::printed(table({"name", "addresses"}), rows);
    CHECK(toy::printed(narrow(40, {"name", "addresses"}), rows) == whole);
}

TEST_CASE("wide characters are not cut in two") {
    const std::vector<toy::Row> rows = {{.name = "a", .note = "\u65e5\u672c\u65e5\u672c\u65e5\u672c\u65e5\u672c"}};
    CHECK(toy::printed(narrow(6 + 14, {"name", "note"}), rows) ==
          "NAME  NOTE\na     \u65e5\u672c\u65e5\u672c\u65e5\u672c…\n");
}
