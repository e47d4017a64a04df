#include <doctest/doctest.h>

#include <set>
#include <string>
#include <unordered_set>

#include "snet/dns/name.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

namespace {

std::string printed(std::string_view text) {
    const auto name = DnsName::parse(text);
    return name ? name->to_string() : "refused: " + name.error().message;
}

DnsName name(std::string_view text) {
    return *DnsName::parse(text);
}

std::string of_bytes(std::size_t label_bytes, std::size_t labels) {
    std::string text;
    for (std::size_t i = 0; i < labels; ++i)
        text += std::string(label_bytes, 'x') + '.';
    return text;
}

}  // namespace

TEST_CASE("names are read and printed") {
    CHECK(printed(".") == ".");
    CHECK(printed("example.com") == "example.com.");
    CHECK(printed("Example.COM.") == "Example.COM.");
    CHECK(printed("_sip._tcp.a-b") == "_sip._tcp.a-b.");
    CHECK(printed(R"(a\.b.c)") == R"(a\.b.c.)");
    CHECK(printed(R"(\097\046\000\255)") == R"(a\.\000\255.)");
    CHECK(printed(R"(\\.\".x)") == R"(\\.\".x.)");
    CHECK(printed("a b$(c);@\"") == R"(a\032b\$\(c\)\;\@\".)");
    CHECK(printed("m\xc3\xbcnchen") == R"(m\195\188nchen.)");
    CHECK(name("a.bc").wire().size() == 6);
    CHECK(DnsName().is_root());
    CHECK(DnsName() == name("."));
}

TEST_CASE("a label that is wrong is named") {
    CHECK(printed("") == "refused: the name is empty");
    CHECK(printed("a..b") == "refused: a..b: a label is empty");
    CHECK(printed(".a") == "refused: .a: a label is empty");
    CHECK(printed("..") == "refused: ..: a label is empty");
    const std::string escape = R"(\ is not followed by a character or by \000 to \255 in the label )";
    CHECK(printed(R"(a.b\)") == R"(refused: a.b\: )" + escape + R"(b\)");
    CHECK(printed(R"(a.b\25)") == R"(refused: a.b\25: )" + escape + R"(b\25)");
    CHECK(printed(R"(b\256.c)") == R"(refused: b\256.c: )" + escape + R"(b\256.c)");
    CHECK(printed(R"(b\1x1)") == R"(refused: b\1x1: )" + escape + R"(b\1x1)");
    const std::string longest(63, 'x');
    CHECK(printed("a." + longest) == "a." + longest + ".");
    CHECK(printed("a.x" + longest + ".b") ==
          "refused: a.x" + longest + ".b: the label x" + longest + " has 64 bytes, 63 are allowed");
}

TEST_CASE("a name has 255 bytes at most") {
    const std::string longest = of_bytes(62, 4) + "x";  // 4 * 63, 2 for the last, and the root
    CHECK(name(longest).wire().size() == 255);
    CHECK(printed(longest) == longest + ".");
    CHECK(printed(longest + "x").ends_with(": the name has 256 bytes, 255 are allowed"));
    CHECK(name(of_bytes(1, 127)).label_count() == 127);
    CHECK(printed(of_bytes(1, 128)).starts_with("refused"));
    std::string escapes;
    for (int label = 0; label < 4; ++label) {
        for (int i = 0; i < (label == 3 ? 61 : 63); ++i)
            escapes += "\\200";
        escapes += '.';
    }
    CHECK(name(escapes).wire().size() == 255);
    CHECK(printed(escapes) == escapes);
    CHECK(escapes.size() == DnsName::max_text);
}

TEST_CASE("dots that are not escaped count for the search list") {
    CHECK(DnsName::is_absolute("a."));
    CHECK(DnsName::is_absolute("."));
    CHECK(DnsName::is_absolute(R"(a\\.)"));
    CHECK_FALSE(DnsName::is_absolute("a"));
    CHECK_FALSE(DnsName::is_absolute(R"(a\.)"));
    CHECK_FALSE(DnsName::is_absolute(R"(a\046)"));
    CHECK(DnsName::dots("a") == 0);
    CHECK(DnsName::dots("a.") == 0);
    CHECK(DnsName::dots("a.b") == 1);
    CHECK(DnsName::dots("a.b.c.") == 2);
    CHECK(DnsName::dots(R"(a\.b)") == 0);
}

TEST_CASE("names are equal in any case") {
    CHECK(name("WWW.example") == name("www.EXAMPLE."));
    CHECK_FALSE(name("www.example") == name("www.examples"));
    CHECK_FALSE(name("a[b") == name("a{b"));  // the same but for the bit that letters differ in
    CHECK_FALSE(name(R"(a\.b)") == name("a.b"));
    CHECK(name("WWW.example").hash() == name("www.EXAMPLE").hash());
    CHECK(name("WWW.example").hash() != name("ww.wexample").hash());
    CHECK(std::unordered_set<DnsName>{name("a"), name("A"), name("b")}.size() == 2);
}

TEST_CASE("names are ordered by RFC 4034") {
    const char* const ascending[] = {"example",           "a.example",      "yljkjljk.a.example",
                                     "Z.a.example",       "zABC.a.EXAMPLE", "z.example",
                                     R"(\001.z.example)", "*.z.example",    R"(\200.z.example)"};
    std::weak_ordering (*compare)(const DnsName&, const DnsName&) = [](const DnsName& a, const DnsName& b) {
        return a <=> b;
    };
    for (std::size_t i = 0; i < std::size(ascending); ++i) {
        for (std::size_t j = 0; j < std::size(ascending); ++j) {
            CAPTURE(ascending[i]);
            CAPTURE(ascending[j]);
            CHECK(compare(name(ascending[i]), name(ascending[j])) == (i <=> j));
        }
    }
    CHECK(compare(DnsName(), name("a")) < 0);
    CHECK(compare(name("A"), name("a")) == 0);
}

TEST_CASE("names are within others") {
    CHECK(name("a.b.c").is_in(name("B.C")));
    CHECK(name("a.b.c").is_in(name("a.b.c")));
    CHECK(name("a.b.c").is_in(DnsName()));
    CHECK_FALSE(name("xb.c").is_in(name("b.c")));
    CHECK_FALSE(name("c").is_in(name("b.c")));
    CHECK_FALSE(name(R"(a\.b)").is_in(name("b")));
    CHECK_FALSE(DnsName().is_in(name("b")));
    CHECK(name("a.b.c").parent() == name("b.c"));
    CHECK(name("a").parent().is_root());
    CHECK(DnsName().parent().is_root());
    CHECK(name("a").under(name("b.c"))->to_string() == "a.b.c.");
    CHECK(DnsName().under(name("b.c"))->to_string() == "b.c.");
    CHECK(name(of_bytes(62, 4)).under(name("xx")).error().message.ends_with(": longer than 255 bytes under xx."));
    CHECK(name(of_bytes(62, 4)).under(name("x")));
}

TEST_CASE("names that stand for addresses") {
    CHECK(DnsName::reverse_of(*IpAddress::parse("192.0.2.10")).to_string() == "10.2.0.192.in-addr.arpa.");
    CHECK(DnsName::reverse_of(*IpAddress::parse("2001:db8::567:89ab")).to_string() ==
          "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.");
}

TEST_CASE("bytes that are one name, and no more") {
    CHECK(DnsName::from_wire(wire("a.b"))->to_string() == "a.b.");
    CHECK(DnsName::from_wire(from_hex("00"))->is_root());
    for (const char* const hex : {"", "01", "0161", "016100 00", "c000", "0161c000", "4000", "80"})
        CHECK_FALSE(DnsName::from_wire(from_hex(hex)));
    CHECK_FALSE(DnsName::from_wire(Bytes(256, 0)));
}
