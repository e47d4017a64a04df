#include <doctest/doctest.h>

#include "lib/values/ascii_case.hpp"
#include "lib/values/hex.hpp"
#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"

using namespace snet;

TEST_CASE("hexadecimal numbers") {
    CHECK(hex_text(0) == "0");
    CHECK(hex_text(0x1f) == "1f");
    CHECK(hex_text(0x1f, 4) == "001f");
    CHECK(hex_text(~0ULL, 4) == "ffffffffffffffff");
    CHECK(to_hexadecimal(0) == "0");
    CHECK(to_hexadecimal(0x1f) == "0x1f");
    CHECK(to_hexadecimal(0, 2) == "0x00");
}

TEST_CASE("numbers as iproute2 reads them") {
    CHECK(parse_number("0", max8) == 0U);
    CHECK(parse_number("255", max8) == 255U);
    CHECK(parse_number("0xFf", max8) == 255U);
    CHECK(parse_number("0377", max8) == 255U);
    CHECK(parse_number("18446744073709551615", max64) == max64);
    CHECK(parse_number("0xffffffffffffffff", max64) == max64);
    for (const char* bad : {"", "256", "0x", "0x100", "08", "-1", "+1", " 1", "1 ", "1a", "0xg"})
        CHECK_MESSAGE(!parse_number(bad, max8), bad);
    for (const char* bad : {"18446744073709551616", "99999999999999999999", "0x10000000000000000"})
        CHECK_MESSAGE(!parse_number(bad, max64), bad);
    CHECK(parse_digits("fF", 16, max8) == 255U);
    CHECK(!parse_digits("0xff", 16, max8));
    CHECK(!parse_digits("8", 8, max8));
}

TEST_CASE("a text is taken apart") {
    CHECK(trimmed(" \ta b\n", all_blanks) == "a b");
    CHECK(trimmed("\va", " ") == "\va");
    CHECK(trimmed(" \t", all_blanks).empty());
    std::string_view text = "  a\tb ";
    CHECK(take_word(text) == "a");
    CHECK(take_word(text) == "b");
    CHECK(take_word(text).empty());
    CHECK(text.empty());
    CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("only the letters of ASCII have a case") {
    CHECK(in_lower_case("aZ[@\xc4") == "az[@\xc4");
    CHECK(in_upper_case("zA{`\xe4") == "ZA{`\xe4");
    CHECK(equal_in_any_case("PermaNENT", "pERMANENT"));
    CHECK(!equal_in_any_case("none", "non"));
    CHECK(!equal_in_any_case("@", "`"));
    CHECK(!equal_in_any_case("\xc4", "\xe4"));
}
