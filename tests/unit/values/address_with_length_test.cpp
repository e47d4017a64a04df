#include <doctest/doctest.h>

#include "snet/address_with_length.hpp"

using namespace snet;

TEST_CASE("host bits are kept") {
    for (const char* text : {"10.1.2.3/16", "10.0.0.0/8", "0.0.0.0/0", "10.1.2.3", "2001:db8::5/32", "::/0", "::1",
                             "2001:db8::5/127", "fe80::1/100"}) {
        CAPTURE(text);
        const auto read = AddressWithLength::parse(text);
        REQUIRE(read);
        CHECK(read->to_string() == text);
    }
    CHECK(AddressWithLength::parse("10.1.2.3/32")->to_string() == "10.1.2.3");
    CHECK(AddressWithLength::parse("10.1.2.3/16") != AddressWithLength::parse("10.1.2.4/16").value());
}

TEST_CASE("what is no address with a length is refused") {
    for (const char* text : {"", "/", "/8", "10.0.0.1/", "10.0.0.1/33", "::1/129", "10.0.0.1/08", "10.0.0.1/+8",
                             "10.0.0.1/8/8", "10.0.0.1/255.0.0.0", "10.1/16"}) {
        CAPTURE(text);
        CHECK(!AddressWithLength::parse(text));
    }
    CHECK(AddressWithLength::parse("10.0.0.1/33").error().message == "10.0.0.1/33: the prefix length is not 0 to 32");
}
