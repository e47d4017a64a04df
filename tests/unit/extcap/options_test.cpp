#include <doctest/doctest.h>

#include <array>

#include "snet/extcap/option.hpp"

using namespace snet::extcap;

namespace {

/// The only option of a text that has one.
Option only(const std::string& line) {
    const Options read = read_options(line);
    REQUIRE(read.options.size() == 1);
    return read.options.front();
}

std::size_t count(const std::string& text) {
    return read_options(text).options.size();
}

}  // namespace

TEST_CASE("every attribute of an option is read") {
    const Option option = only(
        "arg {number=3}{call=--remote-port}{display=Port}{type=unsigned}{default=22}{range=1,65535}{required=true}"
        "{save=false}{reload=yes}{placeholder=e.g. 22}{tooltip=Long}{group=Server}{validation=^.$}{mustexist=1}"
        "{fileext=*.txt}");
    CHECK(option.number == 3);
    CHECK(option.call == "--remote-port");
    CHECK(option.name() == "remote-port");
    CHECK(option.display == "Port");
    CHECK(option.type == OptionType::unsigned_value);
    CHECK(option.default_value == "22");
    REQUIRE(option.range);
    CHECK(option.range->least == "1");
    CHECK(option.range->most == "65535");
    CHECK(option.is_required);
    CHECK_FALSE(option.is_saved);
    CHECK(option.can_reload);
    CHECK(option.placeholder == "e.g. 22");
    CHECK(option.tooltip == "Long");
    CHECK(option.group == "Server");
    CHECK(option.validation == "^.$");
    CHECK(option.must_exist);
    CHECK(option.file_pattern == "*.txt");
}

TEST_CASE("all types are known by their words") {
    for (const char* const word : {"integer", "unsigned", "long", "double", "string", "password", "boolean", "boolflag",
                                   "selector", "editselector", "radio", "multicheck", "fileselect", "timestamp"}) {
        const auto type = parse_option_type(word);
        REQUIRE(type);
        CHECK(to_string(*type) == word);
        CHECK(only("arg {number=0}{call=--a}{display=A}{type=" + std::string(word) + "}").type == *type);
    }
    CHECK_FALSE(parse_option_type("Integer"));
}

TEST_CASE("an option that lacks a part or has an unknown type is left out") {
    CHECK(count("arg {call=--a}{display=A}{type=string}\n") == 0);
    CHECK(count("arg {number=1}{display=A}{type=string}\n") == 0);
    CHECK(count("arg {number=1}{call=--a}{type=string}\n") == 0);
    CHECK(count("arg {number=1}{call=--a}{display=A}\n") == 0);
    CHECK(count("arg {number=-1}{call=--a}{display=A}{type=string}\n") == 0);
    CHECK(count("arg {number=4294967296}{call=--a}{display=A}{type=string}\n") == 0);
    CHECK(count("arg {number=4294967295}{call=--a}{display=A}{type=string}\n") == 1);
    const Options unknown = read_options("arg {number=1}{call=--a}{display=A}{type=colour}\n");
    REQUIRE(unknown.warnings.size() == 1);
    CHECK(unknown.warnings[0] == "option --a is left out: unknown type colour");
}

TEST_CASE("a call is -x or --word, and no word of the protocol's") {
    for (const char* const good : {"-x", "--x", "--remote-host", "--a_b.c", "-9"})
        CHECK(count("arg {number=0}{call=" + std::string(good) + "}{display=A}{type=string}") == 1);
    for (const char* const bad :
         {"", "x", "-", "--", "-xy", "---x", "--a b", "--a=b", "--a\tb", "--\xc3\xa4", "--$(id)", "--capture", "--fifo",
          "--extcap-interface", "--extcap-anything", "--help", "-h"}) {
        CAPTURE(bad);
        CHECK(count("arg {number=0}{call=" + std::string(bad) + "}{display=A}{type=string}") == 0);
    }
}

TEST_CASE("of two options with one number or one call the first counts") {
    const Options read = read_options(
        "arg {number=0}{call=--a}{display=1}{type=string}\narg {number=0}{call=--b}{display=2}{type=string}\n"
        "arg {number=1}{call=--a}{display=3}{type=string}\n");
    REQUIRE(read.options.size() == 1);
    CHECK(read.options[0].display == "1");
    CHECK(read.warnings.size() == 2);
}

TEST_CASE("choices follow their option") {
    const Options read = read_options(
        "value {arg=0}{value=early}{display=Early}\n"
        "arg {number=0}{call=--a}{display=A}{type=multicheck}\n"
        "arg {number=1}{call=--b}{display=B}{type=string}\n"
        "value {arg=0}{value=x}{display=X}{default=true}{enabled=false}\n"
        "value {arg=0}{value=y}{parent=x}\n"
        "value {arg=0}{value=x}{display=Again}\n"
        "value {arg=0}{display=none}\n"
        "value {arg=1}{value=z}\n"
        "value {value=w}\n");
    REQUIRE(read.options.size() == 2);
    const auto& choices = read.options[0].choices;
    REQUIRE(choices.size() == 2);
    CHECK(choices[0].value == "x");
    CHECK(choices[0].is_default);
    CHECK_FALSE(choices[0].is_enabled);
    CHECK(choices[1].display == "y");
    CHECK(choices[1].is_enabled);
    CHECK(choices[1].parent == "x");
    CHECK(read.options[1].choices.empty());
    CHECK(read.warnings.size() == 5);
}

TEST_CASE("bounds and defaults that are none are ignored, and told") {
    for (const char* const bad : {"1", "5,1", "a,b", "1,", ",2", "", "1.5,2", "0,99999999999"}) {
        const Options read =
            read_options("arg {number=0}{call=--a}{display=A}{type=integer}{range=" + std::string(bad) + "}");
        CAPTURE(bad);
        REQUIRE(read.options.size() == 1);
        CHECK_FALSE(read.options[0].range);
        CHECK(read.warnings.size() == 1);
    }
    CHECK(only("arg {number=0}{call=--a}{display=A}{type=integer}{range=-5,-5}").range);
    CHECK(only("arg {number=0}{call=--a}{display=A}{type=double}{range=-0.5,1e3}").range);
    for (const char* const bad : {"abc", "", "1x", "nan", "inf", "99999999999", "0x10"})
        CHECK_FALSE(
            only("arg {number=0}{call=--a}{display=A}{type=integer}{default=" + std::string(bad) + "}").default_value);
    CHECK_FALSE(only("arg {number=0}{call=--a}{display=A}{type=double}{default=nan}").default_value);
}

TEST_CASE("truth that is not plain is told") {
    const Options read = read_options("arg {number=0}{call=--a}{display=A}{type=string}{required=not}");
    REQUIRE(read.options.size() == 1);
    CHECK(read.options[0].is_required);
    REQUIRE(read.warnings.size() == 1);
    CHECK(read.warnings[0] == "required=not: taken for true");
}

TEST_CASE("an answer without options is fine") {
    const Options read = read_options("");
    CHECK(read.options.empty());
    CHECK(read.warnings.empty());
}

TEST_CASE("reloaded choices are those of one option") {
    const Option option = only("arg {number=3}{call=--remote}{display=R}{type=selector}{reload=true}");
    const ReloadedChoices read = read_reloaded(
        "arg {number=3}{call=--remote}{display=R}{type=selector}\nvalue {arg=3}{value=if1}{display=One}\n"
        "value {arg=2}{value=other}\nvalue {arg=3}{value=if1}\nvalue {arg=3}{value=if2}{default=true}\n",
        option);
    REQUIRE(read.choices.size() == 2);
    CHECK(read.choices[0].display == "One");
    CHECK(read.choices[1].is_default);
}
