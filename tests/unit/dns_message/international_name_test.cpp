#include <doctest/doctest.h>

#include "snet/dns/international_name.hpp"

using namespace snet::dns;

namespace {

std::string ascii(std::string_view text) {
    const auto name = parse_international(text);
    return name ? name->to_string() : "refused: " + name.error().message;
}

std::string unicode(std::string_view text) {
    return to_international(*DnsName::parse(text));
}

}  // namespace

TEST_CASE("names beyond ASCII become A-labels") {
    CHECK(ascii("münchen.example") == "xn--mnchen-3ya.example.");
    CHECK(ascii("MÜNCHEN.Example.") == "xn--mnchen-3ya.Example.");
    CHECK(ascii("faß.de") == "xn--fa-hia.de.");
    CHECK(ascii("例え。テスト") == "xn--r8jz45g.xn--zckzah.");
    CHECK(ascii("_tcp.münchen.a\\.b") == R"(_tcp.xn--mnchen-3ya.a\.b.)");
    CHECK(ascii("mu\u0308nchen") == "xn--mnchen-3ya.");  // composed first
}

TEST_CASE("names of ASCII are left alone") {
    CHECK(ascii("XN--x_y.A") == "XN--x_y.A.");
    CHECK(ascii(".") == ".");
    CHECK(ascii("a..b") == "refused: a..b: a label is empty");
    CHECK(ascii("\\252.b") == "\\252.b.");
}

TEST_CASE("labels that are no international ones are named") {
    CHECK(ascii("a.\xff.b").starts_with("refused: a.\xff.b: the label \xff: "));
    CHECK(ascii("a.ü\u2028.b").starts_with("refused: a.ü\u2028.b: the label ü\u2028: "));
    CHECK(ascii("ü..b").starts_with("refused: "));
    std::string longest;
    for (int i = 0; i < 64; ++i)
        longest += "ü";
    CHECK(ascii("a." + longest).starts_with("refused: a." + longest + ": the label " + longest + ": "));
}

TEST_CASE("A-labels are shown as what they stand for, if that is valid") {
    CHECK(unicode("xn--mnchen-3ya.example") == "münchen.example.");
    CHECK(unicode("XN--mnchen-3ya") == "münchen.");
    CHECK(unicode("www.xn--r8jz45g.xn--zckzah.") == "www.例え.テスト.");
    CHECK(unicode(".") == ".");
    CHECK(unicode(R"(a\.b.c\200)") == R"(a\.b.c\200.)");
    for (const char* const other :
         {"xn--.", "xn--a.", "xn---.", "xn--99999999.", R"(xn--a\000b.)", "xn--mnchen-3ya-x--."})
        CHECK(unicode(other) == other);
}
