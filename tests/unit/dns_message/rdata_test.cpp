#include <doctest/doctest.h>

#include <algorithm>

#include "lib/dns/message/rdata_fields.hpp"
#include "snet/dns/message.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

namespace {

std::string text_of(Type type, const Bytes& rdata, Class dns_class = Class::in) {
    std::string text = "before ";
    const auto done = append_rdata(text, type, dns_class, rdata);
    CHECK(text.starts_with("before "));
    if (!done) CHECK(text == "before ");
    return done ? text.substr(7) : "refused: " + done.error().message;
}

}  // namespace

TEST_CASE("data of every type is printed") {
    for (const RdataSample& sample : rdata_samples()) {
        CAPTURE(sample.type);
        CHECK(text_of(sample.type, from_hex(sample.hex)) == sample.text);
    }
}

TEST_CASE("there is a sample of every type whose fields are known") {
    for (unsigned number = 0; number <= 0xffff; ++number) {
        const auto type = static_cast<Type>(number);
        if (find_layout(type, Class::in) == nullptr || type == Type::opt) continue;
        CAPTURE(to_string(type));
        CHECK(std::ranges::count(rdata_samples(), type, &RdataSample::type) > 0);
    }
}

TEST_CASE("data with another byte behind it is refused, or goes on to the end") {
    for (const RdataSample& sample : rdata_samples()) {
        Bytes longer = from_hex(sample.hex);
        longer.push_back(0);
        CAPTURE(to_string(sample.type));
        if (sample.type == Type::wks) continue;  // bits of ports that offer nothing
        CHECK(text_of(sample.type, longer) != sample.text);
    }
}

TEST_CASE("shorter data never prints as the whole") {
    for (const RdataSample& sample : rdata_samples()) {
        const Bytes whole = from_hex(sample.hex);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(to_string(sample.type));
            CAPTURE(size);
            CHECK(text_of(sample.type, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))) !=
                  sample.text);
        }
    }
}

TEST_CASE("types of the Internet mean nothing in other classes, names do") {
    CHECK(text_of(Type::a, from_hex("c0000201"), Class::ch) == R"(\# 4 C0000201)");
    CHECK(text_of(Type::srv, from_hex("00"), Class::hs) == R"(\# 1 00)");
    CHECK(text_of(Type::ns, from_hex("016100"), Class::ch) == "a.");
}

TEST_CASE("an update may name records without their data") {
    CHECK(text_of(Type::a, {}, Class::any) == R"(\# 0)");
    CHECK(text_of(Type::mx, {}, Class::none) == R"(\# 0)");
    CHECK(text_of(Type::mx, {}, Class::in) == "refused: not the data of a record of type MX");
}

TEST_CASE("what does not fit its type is refused") {
    const std::pair<Type, std::string_view> malformed[] = {
        {Type::a, "c00002"},
        {Type::a, "c000020100"},
        {Type::aaaa, "c0000201"},
        {Type::ns, ""},
        {Type::ns, "0161"},
        {Type::ns, "c000"},  // to itself
        {Type::ns, "4161"},  // labels of other kinds
        {Type::ns, "8161"},
        {Type::txt, ""},
        {Type::txt, "0361"},
        {Type::hinfo, "0161"},
        {Type::caa, "00 00 61"},
        {Type::caa, "00 02 6121 61"},
        {Type::loc, "00 12 16 13 8b0d2c8c 7ff8fca5 009896"},
        {Type::loc, "00 02 16 13 8b0d2c8c 7ff8fca5 00989680"},  // no digit
        {Type::loc, "00 1a 16 13 8b0d2c8c 7ff8fca5 00989680"},  // ten to the tenth
        {Type::loc, "00 12 16 13 ffffffff 7ff8fca5 00989680"},  // north of the pole
        {Type::loc, "00 12 16 13 8b0d2c8c ffffffff 00989680"},
        {Type::apl, "0003 00 01"},
        {Type::apl, "0001 21 00"},       // 33 bits
        {Type::apl, "0001 08 02 0a00"},  // a zero at the end
        {Type::apl, "0001 08 05 0102030405"},
        {Type::ipseckey, "0a 01 02 c000"},
        {Type::nsec, "016100"},
        {Type::nsec, "016100 0000"},
        {Type::nsec,
         "016100 0021 "
         "00000000000000000000000000000000000000000000000000000000000000000001"},
        {Type::nsec, "016100 0002 4000"},  // a zero at the end
        {Type::nsec, "016100 0001 40 0001 40"},
        {Type::nsec, "016100 0101 40 0001 40"},
        {Type::nsec, "016100 0002 40"},
        {Type::nsec3, "01 00 0000 00 00"},
        {Type::isdn, "00 00 00"},
        {Type::apl, "0003 00 00 0001 21 00"},  // soundness counts beside another family, too
        {Type::apl, "0003 00 02 0100"},
        {Type::a6, "7f80 016100"},  // a bit of the prefix
        {Type::eui48, "00005e0053"},
        {Type::eui64, "00005e00532a"},
        {Type::hip, "00 02 0001 01"},
        {Type::a6, "81 016100"},
        {Type::rrsig, "001c 0d 02 00000e10 ffffffff 00000000 ffff 016100"},
        {Type::svcb, "0001 00 0003 0003 01bb00"},
        {Type::svcb, "0001 00 0003 0002 01"},
        {Type::svcb, "0001 00 0003"},
        {Type::svcb, "0001 00 0003 0002 01bb 0003 0002 01bb"},  // twice
        {Type::svcb, "0001 00 0004 0000"},
        {Type::svcb, "0001 00 0004 0003 010203"},
        {Type::svcb, "0001 00 0001 0000"},
        {Type::svcb, "0001 00 0001 0001 00"},
        {Type::svcb, "0001 00 0001 0002 05 61"},
        {Type::svcb, "0001 00 0000 0002 0000"},  // mandatory itself
        {Type::svcb, "0001 00 0000 0004 0004 0001"},
        {Type::svcb, "0001 00 0000 0001 00"},
        {Type::svcb, "0001 00 0002 0001 00"},
        {Type::svcb, "0001 00 0005 0000"},
        {Type::svcb, "0001 00 0006 0008 0000000000000000"},
    };
    for (const auto& [type, hex] : malformed) {
        CAPTURE(hex);
        CHECK(text_of(type, from_hex(hex)) == "refused: not the data of a record of type " + to_string(type));
        CHECK(ResourceRecord{DnsName(), type, Class::in, 0, from_hex(hex)}.data().starts_with("\\# "));
    }
}

TEST_CASE("names in data that stands alone point to nothing") {
    // Behind enough bytes for a pointer to lead back to a name.
    CHECK(text_of(Type::soa,
                  from_hex("0161 0161 0161 0161 0161 0161 0161 00 c00c 00000001 00000002 00000003 00000004 00000005"))
              .starts_with("refused"));
}

TEST_CASE("names in data are completed from the message where their type allows it") {
    const auto message = [](Type type, std::string_view hex) {
        return decode(MessageBytes().question("example.com", type).answer("a", type, from_hex(hex)).bytes());
    };
    CHECK(message(Type::mx, "000a 046d61696c c00c")->answers[0].data() == "10 mail.example.com.");
    CHECK(message(Type::mx, "000a 046d61696c c00c")->answers[0].rdata ==
          from_hex("000a 046d61696c 076578616d706c65 03636f6d 00"));
    CHECK(message(Type::srv, "0001 0002 0003 c00c")->answers[0].data() == "1 2 3 example.com.");
    CHECK(message(Type::soa, "c00c 0161c014 00000001 00000002 00000003 00000004 00000005")->answers[0].data() ==
          "example.com. a.com. 1 2 3 4 5");
    CHECK_FALSE(message(Type::svcb, "0001 c00c"));
    CHECK_FALSE(message(Type::lp, "0001 c00c"));
    CHECK_FALSE(message(Type::rrsig, "001c 0d 02 00000e10 ffffffff 00000000 ffff c00c 010203"));
}
