#include "lib/neighbors/range_list.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace snet;

namespace {

std::vector<AddressRange> ranges(std::vector<const char*> texts) {
    std::vector<AddressRange> list;
    for (const char* text : texts)
        list.push_back(*AddressRange::parse(text));
    return list;
}

std::string text(const std::vector<AddressRange>& list) {
    std::string all;
    for (const AddressRange& one : list)
        all += (all.empty() ? "" : " ") + one.to_string();
    return all;
}

}  // namespace

TEST_CASE("no address is in a list twice") {
    CHECK(text(united(ranges({"10.0.0.8/29", "10.0.0.1", "10.0.0.0/28", "10.0.0.3"}))) == "10.0.0.0-10.0.0.15");
    CHECK(text(united(ranges({"10.0.0.5-9", "10.0.0.1-6"}))) == "10.0.0.1-10.0.0.6 10.0.0.7-10.0.0.9");
    CHECK(text(united(ranges({"2001:db8::1", "255.255.255.255", "0.0.0.0/0"}))) ==
          "0.0.0.0-255.255.255.255 2001:db8::1");
    CHECK(united({}).empty());
}

TEST_CASE("what a range has that others do not have") {
    const auto rest = [](const char* range, std::vector<const char*> others) {
        return text(without(*AddressRange::parse(range), united(ranges(std::move(others)))));
    };
    CHECK(rest("10.0.0.0/29", {}) == "10.0.0.0-10.0.0.7");
    CHECK(rest("10.0.0.0/29", {"10.0.0.0", "10.0.0.7"}) == "10.0.0.1-10.0.0.6");
    CHECK(rest("10.0.0.0/29", {"10.0.0.3-4", "10.0.0.4-5"}) == "10.0.0.0-10.0.0.2 10.0.0.6-10.0.0.7");
    CHECK(rest("10.0.0.0/29", {"10.0.0.0/24"}).empty());
    CHECK(rest("10.0.0.0/29", {"9.0.0.0/8", "11.0.0.0/8", "::a00:1"}) == "10.0.0.0-10.0.0.7");
    CHECK(rest("0.0.0.0/0", {"128.0.0.0/1"}) == "0.0.0.0-127.255.255.255");
    CHECK(rest("2001:db8::/126", {"2001:db8::2"}) == "2001:db8::-2001:db8::1 2001:db8::3");
}
