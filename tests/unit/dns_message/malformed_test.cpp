#include <doctest/doctest.h>

#include "snet/dns/message.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

namespace {

std::string refusal(const Bytes& bytes) {
    const auto message = decode(bytes);
    return message ? "read" : message.error().message;
}

MessageBytes every_type() {
    MessageBytes message;
    message.question("example.com", Type::any);
    for (const RdataSample& sample : rdata_samples())
        message.answer("example.com", sample.type, from_hex(sample.hex));
    message.additional(".", Type::opt, from_hex("0003 0002 6e73"), 0, 1232);
    return message;
}

/// A message of one question whose name is given as bytes.
Bytes with_name(std::string_view hex) {
    Bytes bytes = from_hex("1234 8180 0001 0000 0000 0000");
    const Bytes name = from_hex(hex);
    bytes.insert(bytes.end(), name.begin(), name.end());
    bytes.insert(bytes.end(), {0, 1, 0, 1});
    return bytes;
}

}  // namespace

TEST_CASE("a message that ends early is refused wherever that is") {
    const Bytes whole = every_type().bytes();
    REQUIRE(decode(whole)->answers.size() == rdata_samples().size());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        // From a copy of that size, so that a sanitizer sees what is read behind it.
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CAPTURE(size);
        CHECK(refusal(part).starts_with("malformed DNS message: "));
    }
}

TEST_CASE("any byte of it may be another") {
    const Bytes whole = every_type().bytes();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : {0x00, 0x01, 0x3f, 0x40, 0xc0, 0xff}) {
            Bytes changed = whole;
            changed[at] = static_cast<std::uint8_t>(value);
            if (const auto message = decode(changed)) {
                for (const ResourceRecord& record : message->answers)
                    CHECK_FALSE(record.to_string().empty());
            }
        }
    }
}

TEST_CASE("pointers lead back, never to where they are, into the header or ahead") {
    CHECK(refusal(with_name("00")) == "read");
    for (const char* const hex : {"c00c",          // to itself
                                  "0161 c00c",     // to the labels before it
                                  "c00e 0161 00",  // ahead
                                  "c000", "c00b",  // into the header
                                  "ffff",          // beyond the end
                                  "40", "7f61", "80", "bf"}) {
        CAPTURE(hex);
        CHECK(refusal(with_name(hex)) == "malformed DNS message: no whole question at offset 12");
    }
}

TEST_CASE("a name that pointers make too long is refused") {
    // Each name is 63 bytes and a pointer to the one before: the fourth has 256.
    auto message = MessageBytes();
    const std::string label(63, 'x');
    Bytes bytes = from_hex("1234 8180 0001 0000 0000 0000");
    std::size_t before = 0;
    for (int i = 0; i < 5; ++i) {
        const std::size_t begin = bytes.size();
        bytes.push_back(63);
        bytes.insert(bytes.end(), label.begin(), label.end());
        if (i == 0) {
            bytes.push_back(0);
        } else {
            bytes.push_back(static_cast<std::uint8_t>(0xc0 | before >> 8));
            bytes.push_back(static_cast<std::uint8_t>(before));
        }
        bytes.insert(bytes.end(), {0, 1, 0, 1});
        before = begin;
        bytes[5] = static_cast<std::uint8_t>(i + 1);
        CAPTURE(i);
        CHECK((refusal(bytes) == "read") == (i < 3));
    }
}

TEST_CASE("pointers to pointers end somewhere") {
    // A name, and behind it pointers to what is before each of them.
    for (const unsigned pointers : {1U, 127U, 128U}) {
        Bytes data = from_hex("016100");
        const std::size_t begin = 12 + 1 + 10;  // behind the header, the root and the fields of a record
        std::size_t target = begin;
        for (unsigned i = 0; i < pointers; ++i) {
            const std::size_t next = begin + data.size();
            data.push_back(static_cast<std::uint8_t>(0xc0 | target >> 8));
            data.push_back(static_cast<std::uint8_t>(target));
            target = next;
        }
        const auto name = Bytes(data.end() - 2, data.end());
        data.resize(data.size() - 2);
        const auto message = MessageBytes().answer(".", Type::null, data).answer(".", Type::ns, name);
        CAPTURE(pointers);
        CHECK((refusal(message.bytes()) == "read") == (pointers <= 127));
    }
}

TEST_CASE("counts that are not met are refused") {
    const auto whole = MessageBytes().question("a", Type::a).answer("a", Type::a, {1, 2, 3, 4}).bytes();
    for (const std::size_t count : {5U, 7U, 9U, 11U}) {
        Bytes bytes = whole;
        bytes[count] = 9;
        CHECK(refusal(bytes).starts_with("malformed DNS message: no whole "));
    }
    CHECK(refusal({}) == "malformed DNS message: no whole header at offset 0");
    CHECK(refusal(Bytes(11, 0)) == "malformed DNS message: no whole header at offset 0");
    CHECK(refusal(Bytes(12, 0)) == "read");
}

TEST_CASE("a truncated message may end early, within a record, too") {
    const auto whole = MessageBytes(0x8380)
                           .question("a", Type::a)
                           .answer("a", Type::a, {192, 0, 2, 1})
                           .answer("a", Type::a, {192, 0, 2, 2})
                           .bytes();
    CHECK_FALSE(decode(whole)->is_cut);
    for (std::size_t cut = 1; cut <= 17; ++cut) {
        const Bytes part(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(cut));
        const auto message = decode(part);
        REQUIRE(message);
        CHECK(message->is_cut);
        CHECK(message->answers.size() == 1);
        CHECK(answer_data(*message).size() == 1);
        Bytes not_truncated = part;
        not_truncated[2] = 0x81;
        CHECK(refusal(not_truncated) == "malformed DNS message: no whole record at offset 36");
    }
}

TEST_CASE("lengths that are not met are refused, with the offset") {
    auto bytes = MessageBytes().answer("a", Type::a, {1, 2, 3, 4}).bytes();
    bytes[12 + 3 + 9] = 5;
    CHECK(refusal(bytes) == "malformed DNS message: no whole record at offset 12");
    bytes[12 + 3 + 9] = 3;
    CHECK(refusal(bytes) == "malformed DNS message: not the data of a record of type A at offset 25");
}

TEST_CASE("an OPT record stands once, at the root, among the additional ones") {
    const Bytes nothing;
    CHECK(refusal(MessageBytes().additional(".", Type::opt, nothing).bytes()) == "read");
    CHECK(refusal(MessageBytes().additional(".", Type::opt, nothing).additional(".", Type::opt, nothing).bytes()) ==
          "malformed DNS message: an OPT record that must not be at offset 34");
    CHECK(refusal(MessageBytes().additional("a", Type::opt, nothing).bytes()).starts_with("malformed"));
    CHECK(refusal(MessageBytes().answer(".", Type::opt, nothing).bytes()).starts_with("malformed"));
    CHECK(refusal(MessageBytes().additional(".", Type::opt, {0}).bytes()) ==
          "malformed DNS message: not the data of an OPT record at offset 23");
    CHECK(
        refusal(MessageBytes().additional(".", Type::opt, from_hex("0003 0002 00")).bytes()).starts_with("malformed"));
}

TEST_CASE("the largest message is read, a larger one refused") {
    auto message = MessageBytes().question("a", Type::txt);
    Bytes strings;
    for (int i = 0; i < 20; ++i) {
        strings.push_back(255);
        strings.insert(strings.end(), 255, 'x');
    }
    while (message.bytes().size() + 13 + strings.size() < 65535)
        message.answer("a", Type::txt, strings);
    const auto fill = [&](std::size_t size) {
        return MessageBytes(message).append(Bytes(size - message.bytes().size(), 0)).bytes();
    };
    CHECK(decode(fill(65535))->answers.size() == 12);
    CHECK(refusal(fill(65536)) == "malformed DNS message: longer than 65535 bytes");
}
