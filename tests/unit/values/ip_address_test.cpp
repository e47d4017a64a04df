#include <arpa/inet.h>
#include <doctest/doctest.h>

#include <optional>
#include <random>

#include "snet/ip_address.hpp"

using namespace snet;

namespace {

// What the C library makes of the text: the standard that IpAddress is held to.
std::optional<IpAddress> system_parse(const std::string& text) {
    std::uint8_t bytes[16];
    if (inet_pton(AF_INET, text.c_str(), bytes) == 1) return IpAddress::from_bytes(Family::ipv4, bytes);
    if (inet_pton(AF_INET6, text.c_str(), bytes) == 1) return IpAddress::from_bytes(Family::ipv6, bytes);
    return std::nullopt;
}

std::string system_text(const IpAddress& address) {
    char text[INET6_ADDRSTRLEN];
    inet_ntop(address.is_ipv4() ? AF_INET : AF_INET6, address.bytes().data(), text, sizeof text);
    return text;
}

bool agrees(const std::string& text) {
    const auto ours = IpAddress::parse(text);
    const auto theirs = system_parse(text);
    return ours.has_value() == theirs.has_value() && (!ours || *ours == *theirs);
}

class Randomness {
  public:
    unsigned below(unsigned limit) { return static_cast<unsigned>(engine_() % limit); }

    /// Many zero groups, as addresses have them.
    IpAddress address() {
        std::array<std::uint8_t, 16> bytes{};
        for (std::size_t i = 0; i < bytes.size(); i += 2) {
            if (below(2) == 0) continue;
            bytes[i] = below(3) == 0 ? 0xff : static_cast<std::uint8_t>(below(256) & below(256));
            bytes[i + 1] = below(3) == 0 ? 0xff : static_cast<std::uint8_t>(below(256));
        }
        return IpAddress::from_bytes(below(4) == 0 ? Family::ipv4 : Family::ipv6, bytes.data());
    }

    char character() { return "0123456789abcdefABF:::...%/ g-x"[below(31)]; }

    std::string mutated(std::string text) {
        for (unsigned i = below(3) + 1; i > 0 && !text.empty(); --i) {
            const unsigned at = below(static_cast<unsigned>(text.size()));
            switch (below(4)) {
                case 0:
                    text.erase(at, 1);
                    break;
                case 1:
                    text.insert(at, 1, character());
                    break;
                case 2:
                    text[at] = character();
                    break;
                default:
                    text.insert(at, text.substr(at, below(5)));
                    break;
            }
        }
        return text;
    }

  private:
    std::mt19937 engine_{20231};
};

}  // namespace

TEST_CASE("every address is printed as inet_ntop prints it, and read back") {
    Randomness random;
    for (int i = 0; i < 200000; ++i) {
        const IpAddress address = random.address();
        const std::string text = address.to_string();
        if (text == system_text(address) && IpAddress::parse(text) == address && text.size() <= IpAddress::max_text)
            continue;
        FAIL(text << " is " << system_text(address));
    }
}

TEST_CASE("what inet_pton takes is taken, and nothing else") {
    Randomness random;
    unsigned taken = 0;
    for (int i = 0; i < 300000; ++i) {
        const std::string text = random.mutated(random.address().to_string());
        if (!agrees(text)) FAIL(text);
        if (IpAddress::parse(text)) ++taken;
    }
    CHECK(taken > 10000);  // both answers were put to the test
    CHECK(taken < 290000);
}

TEST_CASE("IPv4 text in the shapes that other programs take is refused") {
    for (const char* text : {"", "1", "1.2.3", "1.2.3.4.", "1.2.3.256", "01.2.3.4", "1.2.3.04", "0x1.2.3.4", " 1.2.3.4",
                             "1.2.3.4 ", "1..2.3", "+1.2.3.4", "1.2.3.4%lo", "99999999999.1.1.1", "1.2.3.4/32"}) {
        CAPTURE(text);
        const auto address = IpAddress::parse(text);
        REQUIRE(!address);
        CHECK(address.error().kind == ErrorKind::invalid);
        CHECK(address.error().message == std::string(text) + ": not an IP address");
    }
}

TEST_CASE("IPv6 text has one gap at most and eight groups") {
    for (const char* text : {":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
                             "::12345", "1:", ":1", "::1:", "fe80::1%lo", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "::g"}) {
        CAPTURE(text);
        CHECK(!IpAddress::parse(text));
    }
    CHECK(IpAddress::parse("1:2:3:4:5:6:7::")->to_string() == "1:2:3:4:5:6:7:0");
    CHECK(IpAddress::parse("::FFFF:1.2.3.4")->to_string() == "::ffff:1.2.3.4");
    CHECK(IpAddress::parse("1:0:0:2:0:0:0:3")->to_string() == "1:0:0:2::3");
}

TEST_CASE("text may hold a NUL and need not end in one") {
    CHECK(!IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
    CHECK(!IpAddress::parse(std::string_view("::1\0", 4)));
    CHECK(IpAddress::parse(std::string_view("1.2.3.45", 7))->to_string() == "1.2.3.4");
}

TEST_CASE("addresses are ordered by family, then by value") {
    CHECK(*IpAddress::parse("255.0.0.0") < *IpAddress::parse("::"));
    CHECK(*IpAddress::parse("10.0.0.9") < *IpAddress::parse("10.0.0.10"));
    CHECK(*IpAddress::parse("::2") < *IpAddress::parse("1::"));
    CHECK(IpAddress::unspecified(Family::ipv4) != IpAddress::unspecified(Family::ipv6));
}

TEST_CASE("kinds of addresses") {
    CHECK(IpAddress::parse("127.255.0.1")->is_loopback());
    CHECK(IpAddress::parse("::1")->is_loopback());
    CHECK(!IpAddress::parse("::")->is_loopback());
    CHECK(IpAddress::parse("239.1.2.3")->is_multicast());
    CHECK(!IpAddress::parse("240.0.0.1")->is_multicast());
    CHECK(IpAddress::parse("ff02::1")->is_multicast());
    CHECK(IpAddress::parse("169.254.1.1")->is_link_local());
    CHECK(IpAddress::parse("febf::1")->is_link_local());
    CHECK(!IpAddress::parse("fec0::1")->is_link_local());
    CHECK(IpAddress::parse("0.0.0.0")->is_unspecified());
}

TEST_CASE("a zone follows an IPv6 address and is no blank or slash") {
    const auto zoned = ZonedAddress::parse("fe80::1%eth0");
    REQUIRE(zoned);
    CHECK(zoned->zone == "eth0");
    CHECK(zoned->to_string() == "fe80::1%eth0");
    CHECK(ZonedAddress::parse("fe80::1")->zone.empty());
    CHECK(ZonedAddress::parse("10.0.0.1")->to_string() == "10.0.0.1");
    CHECK(ZonedAddress::parse("fe80::1%a%b")->zone == "a%b");
    for (const char* text : {"fe80::1%", "10.0.0.1%eth0", "fe80::1%a b", "fe80::1%a/64", "%eth0", "fe80::g%eth0"}) {
        CAPTURE(text);
        CHECK(!ZonedAddress::parse(text));
    }
}
