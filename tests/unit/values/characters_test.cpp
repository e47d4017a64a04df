#include <doctest/doctest.h>

#include "lib/values/ascii_case.hpp"
#include "lib/values/hex.hpp"

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

TEST_CASE("only the letters of ASCII have a case") {
    CHECK(in_lower_case("aZ[@\xc4") == "az[@\xc4");
    CHECK(in_upper_case("zA{`\xe4") == "ZA{`\xe4");
    CHECK(equal_in_any_case("PermaNENT", "pERMANENT"));
    CHECK(!equal_in_any_case("none", "non"));
    CHECK(!equal_in_any_case("@", "`"));
    CHECK(!equal_in_any_case("\xc4", "\xe4"));
}
