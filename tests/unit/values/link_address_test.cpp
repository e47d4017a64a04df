#include <doctest/doctest.h>

#include <vector>

#include "snet/link_address.hpp"

using namespace snet;

namespace {

// ARPHRD_* of linux/if_arp.h
constexpr std::uint16_t ether = 1, infiniband = 32, tunnel = 768, tunnel6 = 769, sit = 776, ipgre = 778, ip6gre = 823;

LinkAddress address(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(10 + i);
    return LinkAddress(bytes);
}

}  // namespace

TEST_CASE("bytes are joined by colons") {
    CHECK(address(6).to_string(ether) == "0a:0b:0c:0d:0e:0f");
    CHECK(address(0).to_string(ether).empty());
    CHECK(address(20).to_string(infiniband) == "0a:0b:0c:0d:0e:0f:10:11:12:13:14:15:16:17:18:19:1a:1b:1c:1d");
}

TEST_CASE("a tunnel's address is an IP address") {
    for (const std::uint16_t type : {tunnel, sit, ipgre})
        CHECK(address(4).to_string(type) == "10.11.12.13");
    for (const std::uint16_t type : {tunnel6, ip6gre})
        CHECK(address(16).to_string(type) == "a0b:c0d:e0f:1011:1213:1415:1617:1819");
    CHECK(address(4).to_string(ether) == "0a:0b:0c:0d");
    CHECK(address(6).to_string(ipgre) == "0a:0b:0c:0d:0e:0f");
}

TEST_CASE("no more is kept than a link address can have") {
    CHECK(address(40).bytes().size() == LinkAddress::max_size);
    CHECK(address(40) == address(32));
    CHECK(address(4) != address(5));
}

TEST_CASE("only six bytes are a MAC address") {
    const MacAddress mac({1, 2, 3, 4, 5, 6});
    CHECK(LinkAddress(mac).mac() == mac);
    CHECK(!address(5).mac());
    CHECK(!address(20).mac());
}
