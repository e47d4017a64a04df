#include <doctest/doctest.h>

#include "snet/mac_address.hpp"

using namespace snet;

TEST_CASE("every usual form of a MAC address is the same address") {
    for (const char* text :
         {"02:00:5e:10:00:ab", "02-00-5E-10-00-AB", "2:0:5e:10:0:ab", "0200.5e10.00ab", "02005E1000ab"}) {
        CAPTURE(text);
        const auto mac = MacAddress::parse(text);
        REQUIRE(mac);
        CHECK(mac->to_string() == "02:00:5e:10:00:ab");
    }
}

TEST_CASE("what is no MAC address is refused and named") {
    for (const char* text : {"", "02:00:5e:10:00", "02:00:5e:10:00:ab:cd", "02:00-5e:10:00:ab", "02:00:5e:10:00:1ab",
                             "02:00:5e:10:00:", ":00:5e:10:00:ab", "0200.5e10.00a", "02005e1000abc", "0200.5e10:00ab",
                             "02005e.1000.ab", "gg:00:5e:10:00:ab", " 02:00:5e:10:00:ab", "02:00:5e:10:00:ab "}) {
        CAPTURE(text);
        const auto mac = MacAddress::parse(text);
        REQUIRE(!mac);
        CHECK(mac.error().kind == ErrorKind::invalid);
        CHECK(mac.error().message == std::string(text) + ": not a MAC address");
    }
}

TEST_CASE("every byte is printed and read back in its place") {
    for (unsigned place = 0; place < 6; ++place)
        for (unsigned value = 0; value < 256; ++value) {
            MacAddress::Bytes bytes{1, 2, 3, 4, 5, 6};
            bytes[place] = static_cast<std::uint8_t>(value);
            const MacAddress mac(bytes);
            REQUIRE(MacAddress::parse(mac.to_string()) == mac);
        }
}

TEST_CASE("the lowest bit of the first byte makes a group") {
    CHECK(MacAddress::parse("01:00:5e:00:00:01")->is_group());
    CHECK(!MacAddress::parse("02:00:00:00:00:01")->is_group());
    CHECK(*MacAddress::parse("02:00:00:00:00:01") < *MacAddress::parse("02:00:00:00:01:00"));
}
