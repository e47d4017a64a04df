#include "tools/cli/safe_text.hpp"

#include <doctest/doctest.h>

#include <random>

#include "tools/cli/utf8.hpp"

using namespace snet::cli;

TEST_CASE("safe text") {
    struct Case {
        std::string_view text, safe;
    };
    const Case cases[] = {
        {"", ""},
        {"eth0", "eth0"},
        {"a b~", "a b~"},
        {"\33[31m", "\\x1b[31m"},
        {{"a\0b", 3}, "a\\x00b"},
        {"12345678\x7f", "12345678\\x7f"},
        {"\xc2\x9b", "\\u{009b}"},
        {"\u202eabc", "\\u{202e}abc"},
        {"\u2066", "\\u{2066}"},
        {"\u200b\ufeff", "\\u{200b}\\u{feff}"},
        {"\U000e0041", "\\u{0e0041}"},
        {"\xc0\xaf", "\\xc0\\xaf"},
        {"\xe2\x82", "\\xe2\\x82"},
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
        {"\xed\xbf\xbf", "\\xed\\xbf\\xbf"},
        {"caf\u00e9 \u65e5", "caf\u00e9 \u65e5"},
        {"back\\slash", "back\\slash"},
    };
    for (const Case& one : cases)
        CHECK(safe_text(one.text) == one.safe);
}

TEST_CASE("only printable ASCII is one column a byte") {
    std::string to = "x";
    CHECK(append_safe(to, "\33 eth0"));
    CHECK_FALSE(append_safe(to, "\u00e9"));
    CHECK(to == "x\\x1b eth0\u00e9");
}

TEST_CASE("whatever the bytes, safe text is valid, harmless, and safe as it is") {
    std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same bytes in every run
    for (int round = 0; round < 5000; ++round) {
        std::string bytes(random() % 40, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        const std::string safe = safe_text(bytes);
        REQUIRE(safe_text(safe) == safe);
        for (std::string_view rest = safe; !rest.empty();) {
            const CodePoint point = first_code_point(rest);
            REQUIRE(point.valid);
            REQUIRE_FALSE(is_unsafe(point.value));
            rest.remove_prefix(point.size);
        }
    }
}

TEST_CASE("columns of a terminal") {
    CHECK(display_width("") == 0);
    CHECK(display_width("eth0") == 4);
    CHECK(display_width("\u65e5\u672c") == 4);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("\U0001f600") == 2);
    CHECK(fitting("\u65e5\u672c", 3) == "\u65e5");
    CHECK(fitting("abc", 0).empty());
    CHECK(fitting("e\u0301x", 1) == "e\u0301");
    CHECK(fitting("abc", 9) == "abc");
}
