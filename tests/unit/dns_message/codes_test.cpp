#include <doctest/doctest.h>

#include "snet/dns/code.hpp"
#include "snet/dns/type.hpp"

using namespace snet::dns;

TEST_CASE("types have names, or numbers") {
    CHECK(to_string(Type::aaaa) == "AAAA");
    CHECK(to_string(Type::nsap_ptr) == "NSAP-PTR");
    CHECK(to_string(Type::dlv) == "DLV");
    CHECK(to_string(static_cast<Type>(0)) == "TYPE0");
    CHECK(to_string(static_cast<Type>(65535)) == "TYPE65535");
    CHECK(parse_type("aaaa") == Type::aaaa);
    CHECK(parse_type("NSAP-PTR") == Type::nsap_ptr);
    CHECK(parse_type("type28") == Type::aaaa);
    CHECK(parse_type("TYPE65535") == static_cast<Type>(65535));
    for (const char* const text : {"", "AAAAA", "TYPE", "TYPE65536", "TYPE-1", "TYPE1x", "28", "TYP1"})
        CHECK(parse_type(text).error().message == std::string(text) + ": no type of DNS records");
    for (unsigned number = 0; number <= 0xffff; ++number) {
        const auto type = static_cast<Type>(number);
        REQUIRE(parse_type(to_string(type)) == type);
    }
}

TEST_CASE("classes have names, or numbers") {
    CHECK(to_string(Class::in) == "IN");
    CHECK(to_string(static_cast<Class>(2)) == "CLASS2");
    CHECK(parse_class("ch") == Class::ch);
    CHECK(parse_class("CLASS254") == Class::none);
    CHECK(parse_class("XX").error().message == "XX: no class of DNS records");
}

TEST_CASE("codes have names, or numbers") {
    CHECK(to_string(Rcode::nxdomain) == "NXDOMAIN");
    CHECK(to_string(Rcode::badcookie) == "BADCOOKIE");
    CHECK(to_string(static_cast<Rcode>(12)) == "RCODE12");
    CHECK(to_string(static_cast<Rcode>(4095)) == "RCODE4095");
    CHECK(parse_rcode("servfail") == Rcode::servfail);
    CHECK(parse_rcode("RCODE3") == Rcode::nxdomain);
    for (const char* const text : {"", "RCODE", "RCODE4096", "NOPE", "3"})
        CHECK_FALSE(parse_rcode(text));
    CHECK(to_string(Opcode::query) == "QUERY");
    CHECK(to_string(Opcode::notify) == "NOTIFY");
    CHECK(to_string(static_cast<Opcode>(3)) == "RESERVED3");
    CHECK(to_string(static_cast<Opcode>(15)) == "RESERVED15");
}
