#include <doctest/doctest.h>

#include "snet/dns/rfc8427.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet::dns;

namespace {

std::string json(const MessageBytes& message, std::optional<std::chrono::sys_seconds> when = std::nullopt) {
    std::string text;
    append_rfc8427(text, *decode(message.bytes()), when);
    return text;
}

}  // namespace

TEST_CASE("a message as JSON") {
    CHECK(json(MessageBytes(0x8583)
                   .question("a.b", Type::txt)
                   .answer(R"(a\"\\.b)", Type::txt, from_hex("03 61225c"))
                   .authority("b", static_cast<Type>(65280), from_hex("01ff"))
                   .additional(".", Type::opt, from_hex("0003 0001 78"), 0x00008000, 1232)) ==
          R"({"msgLength":73,"ID":4660,"QR":1,"Opcode":0,"AA":1,"TC":0,"RD":1,"RA":1,"AD":0,"CD":0,"RCODE":3,)"
          R"("QDCOUNT":1,"ANCOUNT":1,"NSCOUNT":1,"ARCOUNT":1,)"
          R"("QNAME":"a.b.","QTYPE":16,"QTYPEname":"TXT","QCLASS":1,"QCLASSname":"IN",)"
          R"("answerRRs":[{"NAME":"a\\\"\\\\.b.","TYPE":16,"TYPEname":"TXT","CLASS":1,"CLASSname":"IN","TTL":300,)"
          R"("rdataTXT":"\"a\\\"\\\\\"","RDLENGTH":4,"RDATAHEX":"0361225C"}],)"
          R"("authorityRRs":[{"NAME":"b.","TYPE":65280,"TYPEname":"TYPE65280","CLASS":1,"CLASSname":"IN","TTL":300,)"
          R"("RDLENGTH":2,"RDATAHEX":"01FF"}],)"
          R"("additionalRRs":[{"NAME":".","TYPE":41,"TYPEname":"OPT","CLASS":1232,"TTL":32768,)"
          R"("RDLENGTH":5,"RDATAHEX":"0003000178"}]})");
}

TEST_CASE("several questions are a list, and none is nothing") {
    const std::string header =
        R"({"msgLength":12,"ID":4660,"QR":1,"Opcode":0,"AA":0,"TC":0,"RD":1,"RA":1,"AD":0,"CD":0,"RCODE":0,)"
        R"("QDCOUNT":0,"ANCOUNT":0,"NSCOUNT":0,"ARCOUNT":0})";
    CHECK(json(MessageBytes()) == header);
    CHECK(json(MessageBytes().question("a", Type::a).question("b", Type::ns, Class::ch))
              .ends_with(R"("questionRRs":[{"NAME":"a.","TYPE":1,"TYPEname":"A","CLASS":1,"CLASSname":"IN"},)"
                         R"({"NAME":"b.","TYPE":2,"TYPEname":"NS","CLASS":3,"CLASSname":"CH"}]})"));
}

TEST_CASE("the time, if it is given") {
    CHECK(json(MessageBytes(), std::chrono::sys_seconds(std::chrono::seconds(1704067201)))
              .starts_with(R"({"dateString":"2024-01-01T00:00:01Z","dateSeconds":1704067201,"msgLength")"));
}

TEST_CASE("an upper rcode is part of the OPT record's TTL and of RCODE") {
    const std::string text = json(MessageBytes(0x8180).additional(".", Type::opt, {}, 0x01000000, 512));
    CHECK(text.find(R"("RCODE":16,)") != text.npos);
    CHECK(text.ends_with(
        R"("additionalRRs":[{"NAME":".","TYPE":41,"TYPEname":"OPT","CLASS":512,"TTL":16777216,"RDLENGTH":0}]})"));
}
