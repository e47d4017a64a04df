#include "snet/address_range.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

std::string parsed(const char* text) {
    const auto range = AddressRange::parse(text);
    return range ? range->to_string() + " " + std::to_string(range->size()) : "! " + range.error().message;
}

}  // namespace

TEST_CASE("the forms of a range") {
    CHECK(parsed("10.0.0.1") == "10.0.0.1 1");
    CHECK(parsed("10.0.0.0/24") == "10.0.0.0-10.0.0.255 256");
    CHECK(parsed("0.0.0.0/0") == "0.0.0.0-255.255.255.255 4294967296");
    CHECK(parsed("10.0.0.250-10.0.1.5") == "10.0.0.250-10.0.1.5 12");
    CHECK(parsed("10.0.0.1-20") == "10.0.0.1-10.0.0.20 20");
    CHECK(parsed("2001:db8::/120") == "2001:db8::-2001:db8::ff 256");
    CHECK(parsed("2001:db8::fffe-2001:db8::1:1") == "2001:db8::fffe-2001:db8::1:1 4");
    CHECK(parsed("::/96") == "::-::255.255.255.255 4294967296");
}

TEST_CASE("what is no range") {
    for (const char* text :
         {"", "-", "10.0.0.1-", "-10.0.0.1", "10.0.0.1-256", "10.0.0.1-1.2", "10.0.0.9-1", "10.0.0.1/24",
          "10.0.0.2-10.0.0.1", "10.0.0.1-::1", "::/95", "::1-2",
          "2001:db8::-2001:db8:0:1::", "2001:db8::-2001:db8::1:0:0", "nonsense", "10.0.0.1-20-30", "10.0.0.0/33"})
        CHECK_MESSAGE(parsed(text)[0] == '!', text);
    CHECK(parsed("10.0.0.2-1") == "! 10.0.0.2-10.0.0.1: the last address is before the first");
}

TEST_CASE("addresses of a range") {
    const auto range = *AddressRange::parse("10.0.0.250-10.0.1.5");
    CHECK(range.at(6) == *IpAddress::parse("10.0.1.0"));
    CHECK(range.offset(*IpAddress::parse("10.0.1.0")) == 6);
    CHECK(range.contains(range.last()));
    CHECK_FALSE(range.contains(*IpAddress::parse("10.0.1.6")));
    CHECK_FALSE(range.contains(*IpAddress::parse("::")));
    CHECK(range.common(*AddressRange::parse("10.0.1.0/24"))->to_string() == "10.0.1.0-10.0.1.5");
    CHECK_FALSE(range.common(*AddressRange::parse("10.0.2.0/24")));
    CHECK_FALSE(range.common(*AddressRange::parse("::/96")));
    CHECK(last_address(*Prefix::parse("2001:db8::/47")).to_string() == "2001:db8:1:ffff:ffff:ffff:ffff:ffff");
}
