#include <doctest/doctest.h>

#include "snet/dns/message.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

TEST_CASE("a whole message") {
    const auto bytes = MessageBytes(0x85b0)
                           .question("example.com", Type::mx)
                           .answer("example.com", Type::mx, from_hex("000a 016100"))
                           .authority("com", Type::ns, wire("ns.com"))
                           .additional("a", Type::a, {192, 0, 2, 1})
                           .bytes();
    const auto message = decode(bytes);
    REQUIRE(message);
    CHECK(message->header.id == 0x1234);
    CHECK(message->flags() == std::vector<std::string_view>{"qr", "aa", "rd", "ra", "ad", "cd"});
    CHECK(message->header.opcode() == Opcode::query);
    CHECK(message->rcode == Rcode::noerror);
    CHECK(message->questions == std::vector{Question{*DnsName::parse("example.com"), Type::mx, Class::in}});
    CHECK(message->answers[0].to_string() == "example.com. 300 IN MX 10 a.");
    CHECK(message->authorities[0].to_string() == "com. 300 IN NS ns.com.");
    CHECK(message->additionals[0].to_string() == "a. 300 IN A 192.0.2.1");
    CHECK(message->answering == std::vector<std::size_t>{0});
    CHECK_FALSE(message->edns);
    CHECK(message->size == bytes.size());
    CHECK(message->trailing == 0);
}

TEST_CASE("an OPT record is not among the others") {
    const auto bytes = MessageBytes(0x8183)
                           .question("a", Type::a)
                           .additional(".", Type::opt, from_hex("0003 0002 6e73 000a 0000"), 0x01028000, 1232)
                           .additional("a", Type::a, {192, 0, 2, 1})
                           .bytes();
    const auto message = decode(bytes);
    REQUIRE(message);
    REQUIRE(message->edns);
    CHECK(message->additionals.size() == 1);
    CHECK(message->rcode == static_cast<Rcode>(19));
    CHECK(MessageView::open(bytes)->rcode() == static_cast<Rcode>(19));
    CHECK(message->edns->payload_size == 1232);
    CHECK(message->edns->version == 2);
    CHECK(message->edns->dnssec_ok());
    REQUIRE(message->edns->options.size() == 2);
    CHECK(message->edns->options[0].code == 3);
    CHECK(message->edns->options[0].data == from_hex("6e73"));
    CHECK(message->edns->options[1].data.empty());
}

TEST_CASE("options are printed as dig has them") {
    const std::pair<EdnsOption, std::string_view> options[] = {
        {{3, from_hex("6e733101")}, R"(NSID: 6e 73 31 01 ("ns1."))"},
        {{8, from_hex("0001 18 00 c00002")}, "CLIENT-SUBNET: 192.0.2.0/24/0"},
        {{8, from_hex("0002 20 30 20010db8")}, "CLIENT-SUBNET: 2001:db8::/32/48"},
        {{8, from_hex("0001 18 00 c000")}, R"(OPT=8: 00 01 18 00 c0 00 ("......"))"},
        {{9, from_hex("00000e10")}, "EXPIRE: 3600 (1 hour)"},
        {{9, from_hex("00015f91")}, "EXPIRE: 90001 (1 day 1 hour 1 second)"},
        {{9, from_hex("00000000")}, "EXPIRE: 0 (0 seconds)"},
        {{9, from_hex("00127500")}, "EXPIRE: 1209600 (2 weeks)"},
        {{9, {}}, "EXPIRE:"},
        {{9, {1}}, R"(OPT=9: 01 ("."))"},
        {{14, from_hex("00010002")}, "KEY-TAG: 1, 2"},
        {{16, from_hex("0102")}, "CLIENT-TAG: 258"},
        {{17, from_hex("010203")}, R"(OPT=17: 01 02 03 ("..."))"},
        {{10, from_hex("0102030405060708")}, "COOKIE: 0102030405060708"},
        {{11, from_hex("0065")}, "TCP KEEPALIVE: 10.1 secs"},
        {{12, Bytes(5, 0)}, "PAD: (5 bytes)"},
        {{15, from_hex("0012 6e6f22")}, R"(EDE: 18 (Prohibited): (no\"))"},
        {{15, from_hex("1234")}, "EDE: 4660"},
        {{15, from_hex("12")}, R"(OPT=15: 12 ("."))"},
        {{65001, {}}, "OPT=65001:"},
    };
    for (const auto& [option, text] : options)
        CHECK(option.to_string() == text);
}

TEST_CASE("bytes behind the last record are counted, as dig does") {
    const auto bytes = MessageBytes().question("a", Type::a).append({1, 2, 3}).bytes();
    CHECK(decode(bytes)->trailing == 3);
}

TEST_CASE("an update's records and questions of any number") {
    const auto bytes = MessageBytes(0x2800)
                           .question("a", Type::soa)
                           .question("b", Type::any, Class::any)
                           .answer("a", Type::mx, {}, Class::any)
                           .answer("a", Type::a, {}, Class::none)
                           .bytes();
    const auto message = decode(bytes);
    REQUIRE(message);
    CHECK(message->header.opcode() == Opcode::update);
    CHECK(message->questions.size() == 2);
    CHECK(message->answers[0].to_string() == R"(a. 300 ANY MX \# 0)");
}

TEST_CASE("addresses from where they stand") {
    const auto bytes = MessageBytes()
                           .answer("a", Type::a, {192, 0, 2, 1})
                           .answer("a", Type::aaaa, Bytes(16, 0))
                           .answer("a", Type::a, {192, 0, 2, 1}, Class::ch)
                           .answer("a", Type::a, {192, 0, 2})
                           .answer("a", Type::ns, {0})
                           .bytes();
    std::string seen;
    const auto end = MessageView::open(bytes)->each_record([&](const RecordView& record) {
        const auto address = record.address();
        seen += (address ? address->to_string() : "-") + ' ';
        return Next::go_on;
    });
    CHECK(end == bytes.size());
    CHECK(seen == "192.0.2.1 :: - - - ");
}

TEST_CASE("names of a message are compared wherever they stand") {
    // example.com, a pointer to it, the same not compressed, and another that shares its end.
    auto message = MessageBytes().question("example.com", Type::a);
    const auto point_to = [&](std::string_view name_hex) {
        auto bytes = message.bytes();
        bytes[7] = 1;
        const Bytes name = from_hex(name_hex);
        bytes.insert(bytes.end(), name.begin(), name.end());
        const Bytes rest = from_hex("0001 0001 0000012c 0004 c0000201");
        bytes.insert(bytes.end(), rest.begin(), rest.end());
        return bytes;
    };
    const std::pair<std::string_view, bool> names[] = {
        {"c00c", true},
        {"074558414d504c45 03434f4d 00", true},
        {"076578616d706c65 c014", true},
        {"c014", false},
        {"0161 c00c", false},
        {"00", false},
    };
    for (const auto& [hex, equal] : names) {
        const auto bytes = point_to(hex);
        const auto view = MessageView::open(bytes);
        CAPTURE(hex);
        const auto end = view->each_record([&](const RecordView& record) {
            CHECK((record.name == view->question()->name) == equal);
            CHECK((record.name == *DnsName::parse("example.com")) == equal);
            CHECK((record.name.to_name() == *DnsName::parse("example.com")) == equal);
            CHECK(record.name.to_string() == record.name.to_name().to_string());
            return Next::go_on;
        });
        CHECK(end);
    }
}
