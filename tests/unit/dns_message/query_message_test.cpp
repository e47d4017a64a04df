#include <doctest/doctest.h>

#include "snet/dns/message.hpp"
#include "snet/dns/query_message.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

namespace {

Question question(std::string_view name, Type type) {
    return {*DnsName::parse(name), type, Class::in};
}

}  // namespace

TEST_CASE("a query as it is sent") {
    CHECK(encode_query(0x1234, question("a.bc", Type::aaaa), {.payload_size = std::nullopt}) ==
          from_hex("1234 0100 0001 0000 0000 0000 0161 026263 00 001c 0001"));
    CHECK(encode_query(0x1234, question(".", Type::ns)) ==
          from_hex("1234 0100 0001 0000 0000 0001 00 0002 0001 00 0029 04d0 0000 0000 0000"));
    CHECK(encode_query(0xffff, question(".", Type::ns),
                       {.recursion_desired = false,
                        .checking_disabled = true,
                        .authentic_data = true,
                        .dnssec_ok = true,
                        .payload_size = 4096}) ==
          from_hex("ffff 0030 0001 0000 0000 0001 00 0002 0001 00 0029 1000 0000 8000 0000"));
}

TEST_CASE("a query is read back as it was meant") {
    const std::string longest =
        std::string(63, 'x') + '.' + std::string(63, 'y') + '.' + std::string(63, 'z') + '.' + std::string(61, 'w');
    const Question asked = question(longest, Type::https);
    const auto bytes = encode_query(7, asked, {.dnssec_ok = true});
    CHECK(bytes.size() == max_query_size);
    const auto message = decode(bytes);
    REQUIRE(message);
    CHECK(message->header.id == 7);
    CHECK(message->questions == std::vector{asked});
    CHECK(message->edns->payload_size == 1232);
    CHECK(message->edns->dnssec_ok());
    CHECK(message->flags() == std::vector<std::string_view>{"rd"});
}
