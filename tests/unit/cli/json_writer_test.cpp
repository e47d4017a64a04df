#include "tools/cli/json_writer.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/unit/cli/capture.hpp"
#include "tests/unit/cli/toy_tool.hpp"

using namespace snet::cli;
using nlohmann::json;

namespace {

const ColumnName one_column[] = {{"v", "V", Shown::always, "", 0}};
const ColumnName two_columns[] = {{"v", "V", Shown::always, "", 0}, {"w", "W", Shown::always, "", 0}};

void write_one_of_each(Sink& to) {
    to.begin_list();
    to.number(1);
    to.signed_number(-2);
    to.real(0.5);
    to.boolean(true);
    to.plain("plain");
    to.text("t\n\u202e");
    to.begin_object();
    to.key("key");
    to.text("text");
    to.key("k\1");
    to.begin_list();
    to.end_list();
    to.end_object();
    to.end_list();
}

/// The JSON of one value.
std::string value_of(snet::FunctionRef<void(Sink&)> write) {
    const std::string text = captured([&] {
        JsonWriter writer(one_column, true);
        writer.begin_row();
        writer.begin_cell(0);
        write(writer);
        writer.end_row();
        (void)writer.finish();
    });
    REQUIRE(text.starts_with("{\"v\":"));
    REQUIRE(text.ends_with("}\n"));
    return text.substr(5, text.size() - 7);
}

std::string of_text(std::string_view text) {
    return value_of([&](Sink& to) { to.text(text); });
}

}  // namespace

TEST_CASE("an array, and lines") {
    const std::vector<toy::Row> rows = {{.name = "lo", .mtu = 1, .addresses = {"::1", "::2"}}, {.name = "a\"b"}};
    const std::string first =
        R"({"name":"lo","mtu":1,"addresses":["::1","::2"],"detail":{"names":["lo",true],"less":-1}})";
    const std::string second = R"({"name":"a\"b","addresses":[],"detail":{"names":["a\"b",true],"less":-1}})";
    CHECK(toy::printed(toy::as(Format::json, {}), rows) == "[" + first + "," + second + "]\n");
    CHECK(toy::printed(toy::as(Format::jsonl, {}), rows) == first + "\n" + second + "\n");
    CHECK(toy::printed(toy::as(Format::json, {}), {}) == "[]\n");
    CHECK(toy::printed(toy::as(Format::jsonl, {}), {}).empty());
}

TEST_CASE("an object has a key once, and a row may have none") {
    const std::vector<toy::Row> rows = {{.name = "lo"}};
    CHECK(toy::printed(toy::as(Format::json, {"name", "name"}), rows) == "[{\"name\":\"lo\"}]\n");
    CHECK(toy::printed(toy::as(Format::json, {"mtu"}), rows) == "[{}]\n");
    CHECK(toy::printed(toy::as(Format::json, {"mtu", "name"}), rows) == "[{\"name\":\"lo\"}]\n");
}

TEST_CASE("numbers keep their value") {
    CHECK(value_of([](Sink& to) { to.number(std::numeric_limits<std::uint64_t>::max()); }) == "18446744073709551615");
    CHECK(value_of([](Sink& to) { to.signed_number(std::numeric_limits<std::int64_t>::min()); }) ==
          "-9223372036854775808");
    CHECK(value_of([](Sink& to) { to.real(0.5); }) == "0.5");
    CHECK(value_of([](Sink& to) { to.real(std::numeric_limits<double>::quiet_NaN()); }) == "null");
    CHECK(value_of([](Sink& to) { to.real(-std::numeric_limits<double>::infinity()); }) == "null");
    CHECK(value_of([](Sink& to) { to.boolean(false); }) == "false");
}

TEST_CASE("text that JSON or a terminal would misunderstand is escaped") {
    CHECK(of_text("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(of_text("\b\f\n\r\t") == R"("\b\f\n\r\t")");
    CHECK(of_text({"\0\33\x7f", 3}) == R"("\u0000\u001b\u007f")");
    CHECK(of_text("\u202e\u0085") == R"("\u202e\u0085")");
    CHECK(of_text("\U000e0001") == R"("\udb40\udc01")");
    CHECK(of_text("\u00e9\u65e5\U0001f600") == "\"\u00e9\u65e5\U0001f600\"");
    CHECK(of_text("a\xff\xc0\x80z") == "\"a\ufffd\ufffd\ufffdz\"");
    CHECK(of_text("\xed\xa0\x80") == "\"\ufffd\ufffd\ufffd\"");
    CHECK(of_text("0123456\xff") == "\"0123456\ufffd\"");
}

TEST_CASE("any bytes give JSON, and valid UTF-8 comes back as it was") {
    std::mt19937 random(20261124);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same bytes in every run
    for (int round = 0; round < 5000; ++round) {
        std::string bytes(random() % 40, '\0');
        const bool is_ascii = round % 2 == 0;
        for (char& byte : bytes)
            byte = static_cast<char>(random() % (is_ascii ? 128 : 256));
        const std::string text = of_text(bytes);
        const json parsed = json::parse(text, nullptr, false);
        REQUIRE(parsed.is_string());
        for (const char byte : text)
            REQUIRE(static_cast<unsigned char>(byte) >= 0x20);
        const json valid = json::parse(json(bytes).dump(-1, ' ', true, json::error_handler_t::replace));
        if (is_ascii) REQUIRE(parsed == bytes);
        REQUIRE((valid == bytes) == (parsed == bytes));
    }
}

TEST_CASE("longer than the buffer") {
    const std::string text(200'000, 'x');
    CHECK(of_text(text) == "\"" + text + "\"");
    const std::string quotes(70'000, '"');
    CHECK(json::parse(of_text(quotes)) == quotes);
}

TEST_CASE("every kind of value may be where the buffer ends") {
    // With a first value of each length that brings the others to the end of the buffer, byte by byte.
    const std::string_view others =
        R"(,"w":[1,-2,0.5,true,"plain","t\n\u202e",{"key":"text","k\u0001":[]}],"own":null}])";
    for (std::size_t before = 0; before <= others.size() + 64; ++before) {
        const std::string filler(OutputBuffer::capacity - before, 'x');
        const std::string text = captured([&] {
            JsonWriter writer(two_columns, false);
            writer.begin_row();
            writer.begin_cell(0);
            writer.text(filler);
            writer.begin_cell(1);
            write_one_of_each(writer);
            writer.key("own");
            writer.real(std::numeric_limits<double>::infinity());
            writer.end_row();
            (void)writer.finish();
        });
        REQUIRE(text == R"([{"v":")" + filler + '"' + std::string(others) + '\n');
    }
}

TEST_CASE("a verb that fails leaves JSON behind, or nothing") {
    const auto abandoned = [](Format format, bool any) {
        return captured([&] {
            Printer<toy::Row> printer(toy::as(format, {"name"}), toy::columns);
            if (any) printer.row({.name = "a"});
        });
    };
    CHECK(abandoned(Format::json, true) == "[{\"name\":\"a\"}]\n");
    CHECK(abandoned(Format::json, false).empty());
    CHECK(abandoned(Format::jsonl, true) == "{\"name\":\"a\"}\n");
    CHECK(abandoned(Format::jsonl, false).empty());
}
