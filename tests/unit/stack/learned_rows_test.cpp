#include "lib/stack/learned_rows.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

constexpr std::uint64_t now = 100'000;

std::string normal(std::string_view text) {
    return LearnedRows::parse(text, now).to_string();
}

}  // namespace

TEST_CASE("of an address on an interface the last line counts") {
    CHECK(normal("99990 3 eth0 10.0.0.1 02:00:00:00:00:01\n99991 4 eth1 10.0.0.1 02:00:00:00:00:02\n"
                 "99992 3 eth0 10.0.0.1 02:00:00:00:00:03\n") ==
          "99992 3 eth0 10.0.0.1 02:00:00:00:00:03\n99991 4 eth1 10.0.0.1 02:00:00:00:00:02\n");
}

TEST_CASE("a line that is anything else is as if it were not there") {
    for (const char* const line :
         {"", "x", "99990 3 eth0 10.0.0.1", "99990 3 eth0 10.0.0.1 02:00:00:00:00:01 more",
          "99990  3 eth0 10.0.0.1 02:00:00:00:00:01", "99990 0 eth0 10.0.0.1 02:00:00:00:00:01",
          "99990 4294967296 eth0 10.0.0.1 02:00:00:00:00:01", "99990 3 . 10.0.0.1 02:00:00:00:00:01",
          "99990 3 a/b 10.0.0.1 02:00:00:00:00:01", "99990 3 sixteencharacter 10.0.0.1 02:00:00:00:00:01",
          "99990 3 eth0 10.0.0.256 02:00:00:00:00:01", "99990 3 eth0 224.0.0.1 02:00:00:00:00:01",
          "99990 3 eth0 0.0.0.0 02:00:00:00:00:01", "99990 3 eth0 ::1 02:00:00:00:00:01",
          "99990 3 eth0 10.0.0.1 03:00:00:00:00:01", "99990 3 eth0 10.0.0.1 ff:ff:ff:ff:ff:ff",
          "99990 3 eth0 10.0.0.1 00:00:00:00:00:00", "-1 3 eth0 10.0.0.1 02:00:00:00:00:01"}) {
        CAPTURE(line);
        CHECK(normal(line) == "");
        CHECK(normal(std::string(line) + "\n99990 3 eth0 fe80::1 02:00:00:00:00:01") ==
              "99990 3 eth0 fe80::1 02:00:00:00:00:01\n");
    }
}

TEST_CASE("what is older than a day or still to come is not there") {
    CHECK(normal("13600 3 eth0 10.0.0.1 02:00:00:00:00:01\n") != "");
    CHECK(normal("13599 3 eth0 10.0.0.1 02:00:00:00:00:01\n") == "");
    CHECK(normal("100000 3 eth0 10.0.0.1 02:00:00:00:00:01\n") != "");
    CHECK(normal("100001 3 eth0 10.0.0.1 02:00:00:00:00:01\n") == "");
}

TEST_CASE("a text grows by lines until most of them count no more") {
    LearnedRows more;
    more.put({3, *IpAddress::parse("10.0.0.1")}, {"eth0", *MacAddress::parse("02:00:00:00:00:01"), now});
    const std::string line = more.to_string();
    CHECK(LearnedRows::with("", more, now) == line);
    CHECK(LearnedRows::with("a part", more, now) == "a part\n" + line);
    std::string text;
    std::size_t longest = 0;
    for (int i = 0; i < 1000; ++i) {
        text = LearnedRows::with(std::move(text), more, now);
        longest = std::max(longest, text.size());
        REQUIRE(normal(text) == line);
    }
    CHECK(longest > 1000);
    CHECK(longest <= 4096);
}
