#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "snet/prefix.hpp"

using namespace snet;

namespace {

// Bit by bit, so slowly that it cannot be wrong.
bool bit(const IpAddress& address, unsigned i) {
    return (address.bytes()[i / 8] >> (7 - i % 8) & 1) != 0;
}

bool slow_contains(const Prefix& prefix, const IpAddress& address) {
    if (prefix.family() != address.family()) return false;
    for (unsigned i = 0; i < prefix.length(); ++i)
        if (bit(prefix.address(), i) != bit(address, i)) return false;
    return true;
}

bool host_bits_are_clear(const Prefix& prefix) {
    for (unsigned i = prefix.length(); i < 8 * address_size(prefix.family()); ++i)
        if (bit(prefix.address(), i)) return false;
    return true;
}

struct Randomness {
    std::mt19937 engine{4711};

    IpAddress address() {
        std::array<std::uint8_t, 16> bytes{};
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(engine());
        return IpAddress::from_bytes(engine() % 2 == 0 ? Family::ipv4 : Family::ipv6, bytes.data());
    }

    // One bit away, so that whether the prefix holds it hangs on that bit.
    IpAddress neighbor_of(const IpAddress& address) {
        std::array<std::uint8_t, 16> bytes{};
        const auto from = address.bytes();
        std::ranges::copy(from, bytes.begin());
        const unsigned at = static_cast<unsigned>(engine()) % static_cast<unsigned>(8 * from.size());
        bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] ^ 1U << at % 8);
        return IpAddress::from_bytes(address.family(), bytes.data());
    }

    Prefix prefix(const IpAddress& address) {
        return Prefix::containing(
            address, static_cast<unsigned>(engine()) % (8 * static_cast<unsigned>(address.bytes().size()) + 1));
    }
};

}  // namespace

TEST_CASE("a prefix holds exactly the addresses that share its bits") {
    Randomness random;
    for (int i = 0; i < 200000; ++i) {
        const IpAddress address = random.address();
        const Prefix prefix = random.prefix(address);
        const IpAddress other = random.neighbor_of(address);
        const bool right = host_bits_are_clear(prefix) && prefix.contains(address) &&
                           prefix.contains(other) == slow_contains(prefix, other) &&
                           Prefix::parse(prefix.to_string()) == prefix &&
                           Prefix::parse(prefix.to_short_string()) == prefix;
        if (!right) FAIL(prefix.to_string() << " " << other.to_string());
    }
}

TEST_CASE("a prefix holds prefixes that are as long or longer") {
    const Prefix ten = *Prefix::parse("10.0.0.0/8");
    CHECK(ten.contains(ten));
    CHECK(ten.contains(*Prefix::parse("10.1.0.0/16")));
    CHECK(!Prefix::parse("10.1.0.0/16")->contains(ten));
    CHECK(!ten.contains(*Prefix::parse("11.0.0.0/8")));
    CHECK(!Prefix::all(Family::ipv4).contains(*Prefix::parse("::/0")));
    CHECK(Prefix::all(Family::ipv6).contains(*Prefix::parse("2001:db8::/32")));
}

TEST_CASE("host bits are an error that names the right prefix") {
    const auto prefix = Prefix::parse("10.0.0.1/8");
    REQUIRE(!prefix);
    CHECK(prefix.error().kind == ErrorKind::invalid);
    CHECK(prefix.error().message == "10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix");
    CHECK(!Prefix::parse("2001:db8::1/64"));
}

TEST_CASE("what is no prefix is refused") {
    for (const char* text : {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/+8", "10/8",
                             "10.0.0.0/8 ", "10.0.0.0/8/8", "10.0.0.0/-1", "::/9999999999", "10.0.0.0/255.0.0.0"}) {
        CAPTURE(text);
        CHECK(!Prefix::parse(text));
    }
}

TEST_CASE("the length is left out of one address's block where ip leaves it out") {
    CHECK(Prefix::parse("10.0.0.1")->to_string() == "10.0.0.1/32");
    CHECK(Prefix::parse("10.0.0.1/32")->to_short_string() == "10.0.0.1");
    CHECK(Prefix::parse("::1")->length() == 128);
    CHECK(Prefix::parse("10.0.0.0/31")->to_short_string() == "10.0.0.0/31");
    CHECK(Prefix::all(Family::ipv6).to_short_string() == "::/0");
    const Prefix longest = *Prefix::parse("1111:2222:3333:4444:5555:6666:7777:8888/128");
    CHECK(longest.to_string().size() <= Prefix::max_text);
}
