#include <doctest/doctest.h>

#include <limits>

#include "snet/extcap/settings.hpp"

using namespace snet;
using namespace snet::extcap;

namespace {

const Surroundings here{.now = std::chrono::system_clock::time_point(std::chrono::seconds(1'000'000)),
                        .folder = "/folder"};

Option of(OptionType type) {
    Option option{.call = "--a"};
    option.type = type;
    return option;
}

/// The converted value, or "!".
std::string converted(const Option& option, std::string_view text) {
    const auto value = convert_value(option, text, here);
    return value ? *value : "!";
}

std::string converted(OptionType type, std::string_view text) {
    return converted(of(type), text);
}

}  // namespace

TEST_CASE("whole numbers have the width and the sign of their type") {
    CHECK(converted(OptionType::integer, "2147483647") == "2147483647");
    CHECK(converted(OptionType::integer, "-2147483648") == "-2147483648");
    CHECK(converted(OptionType::integer, "2147483648") == "!");
    CHECK(converted(OptionType::integer, "-2147483649") == "!");
    CHECK(converted(OptionType::unsigned_value, "4294967295") == "4294967295");
    CHECK(converted(OptionType::unsigned_value, "4294967296") == "!");
    CHECK(converted(OptionType::unsigned_value, "-1") == "!");
    CHECK(converted(OptionType::unsigned_value, "-0") == "!");
    CHECK(converted(OptionType::long_value, "9223372036854775807") == "9223372036854775807");
    CHECK(converted(OptionType::long_value, "-9223372036854775808") == "-9223372036854775808");
    CHECK(converted(OptionType::long_value, "9223372036854775808") == "!");
}

TEST_CASE("a number is the whole text") {
    for (const auto type :
         {OptionType::integer, OptionType::unsigned_value, OptionType::long_value, OptionType::double_value}) {
        CHECK(converted(type, "7") == "7");
        CHECK(converted(type, "+7") == "7");
        for (const std::string_view bad : {"", " 7", "7 ", "7x", "x", "+", "-", "--7", "+-7", "0x7", "1,5", "seven"})
            CHECK(converted(type, bad) == "!");
    }
    CHECK(converted(OptionType::integer, "1.0") == "!");
    CHECK(converted(OptionType::integer, "1e3") == "!");
}

TEST_CASE("doubles are finite") {
    CHECK(converted(OptionType::double_value, "-1.5e-3") == "-1.5e-3");
    for (const std::string_view bad : {"nan", "inf", "-inf", "infinity", "1e999", "NaN"})
        CHECK(converted(OptionType::double_value, bad) == "!");
}

TEST_CASE("a range has its bounds in it") {
    Option option = of(OptionType::unsigned_value);
    option.range = Range{"1", "65535"};
    CHECK(converted(option, "1") == "1");
    CHECK(converted(option, "65535") == "65535");
    CHECK(converted(option, "0") == "!");
    CHECK(convert_value(option, "65536", here).error().message == "--a: 65536 is not from 1 to 65535");
    Option real = of(OptionType::double_value);
    real.range = Range{"-0.5", "0.5"};
    CHECK(converted(real, "0.5") == "0.5");
    CHECK(converted(real, "0.50001") == "!");
}

TEST_CASE("truth has words in any case") {
    for (const auto type : {OptionType::boolean, OptionType::boolflag}) {
        for (const std::string_view yes : {"true", "yes", "1", "on", "TRUE", "On"})
            CHECK(converted(type, yes) == "true");
        for (const std::string_view no : {"false", "no", "0", "off", "OFF"})
            CHECK(converted(type, no) == "false");
        for (const std::string_view bad : {"", "2", "t", "maybe", "true "})
            CHECK(converted(type, bad) == "!");
    }
}

TEST_CASE("a pattern is searched for anywhere in a text that is not empty") {
    Option option = of(OptionType::string);
    option.validation = R"(\d{3})";
    CHECK(converted(option, "abc123") == "abc123");
    CHECK(converted(option, "").empty());
    CHECK(convert_value(option, "12", here).error().message == R"(--a: '12' does not have the form \d{3})");
    option.validation = "^x$";
    CHECK(converted(option, "x") == "x");
    CHECK(converted(option, "xx") == "!");
}

TEST_CASE("a pattern that is none hinders nobody; one that is catastrophic is given up") {
    Option option = of(OptionType::string);
    option.validation = "(((";
    CHECK(converted(option, "x") == "x");
    option.validation = "^(a+)+$";
    CHECK(converted(option, "aaaa") == "aaaa");
    const auto given_up = convert_value(option, std::string(200, 'a') + "!", here);
    REQUIRE_FALSE(given_up);
    CHECK(given_up.error().message.contains("cannot be told in reasonable time"));
    option.validation = "(?:(?:(?:(?:a{1,1000}){1,1000}){1,1000}){1,1000})";
    CHECK(converted(option, "b") != "");
}

TEST_CASE("a password stays out of messages") {
    Option option = of(OptionType::password);
    option.validation = "^.{12,}$";
    const auto refused = convert_value(option, "SECRET", here);
    REQUIRE_FALSE(refused);
    CHECK_FALSE(refused.error().message.contains("SECRET"));
    CHECK(converted(option, "twelve bytes") == "twelve bytes");
}

TEST_CASE("a NUL cannot be passed") {
    const std::string_view text("a\0b", 3);
    for (const auto type : {OptionType::string, OptionType::password, OptionType::fileselect, OptionType::editselector})
        CHECK(converted(type, text) == "!");
}

TEST_CASE("an editselector takes a choice by its display, and other text") {
    Option option = of(OptionType::editselector);
    option.choices = {{.value = "1", .display = "One"}};
    CHECK(converted(option, "One") == "1");
    CHECK(converted(option, "1") == "1");
    CHECK(converted(option, "free text") == "free text");
    option.type = OptionType::selector;
    CHECK(converted(option, "free text") == "!");
}

TEST_CASE("files become absolute, and are there if they must") {
    Option option = of(OptionType::fileselect);
    CHECK(converted(option, "a/b") == "/folder/a/b");
    CHECK(converted(option, "/a/b") == "/a/b");
    CHECK(converted(option, "").empty());
    option.must_exist = true;
    CHECK(converted(option, "/etc/passwd") == "/etc/passwd");
    CHECK(converted(option, "/nonexistent") == "!");
    CHECK(converted(option, "").empty());
}

TEST_CASE("times are seconds") {
    CHECK(converted(OptionType::timestamp, "@5") == "5");
    CHECK(converted(OptionType::timestamp, "now") == "1000000");
    CHECK(converted(OptionType::timestamp, "now-1h") == "996400");
    CHECK(converted(OptionType::timestamp, "yesterday") == "!");
}
