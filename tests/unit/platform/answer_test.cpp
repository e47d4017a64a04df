#include "platform/linux/answer.hpp"

#include <doctest/doctest.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/platform/message.hpp"

using namespace snet;
using namespace snet::platform;
using snet::test::MessageBuilder;

namespace {

constexpr Question question{.sequence = 7, .port = 99};
using Octets = std::vector<std::uint8_t>;

struct Header {
    std::uint16_t type = RTM_NEWROUTE;
    std::uint16_t flags = NLM_F_MULTI;
    std::uint32_t sequence = question.sequence;
    std::uint32_t port = question.port;
};

Octets message(const Header& its, const Octets& body) {
    const nlmsghdr header{.nlmsg_len = static_cast<std::uint32_t>(sizeof(nlmsghdr) + body.size()),
                          .nlmsg_type = its.type,
                          .nlmsg_flags = its.flags,
                          .nlmsg_seq = its.sequence,
                          .nlmsg_pid = its.port};
    Octets octets = MessageBuilder(header).data();
    octets.insert(octets.end(), body.begin(), body.end());
    octets.resize((octets.size() + 3) & ~std::size_t{3});
    return octets;
}

Octets row(std::uint8_t number, Header header = {}) {
    return message(header, {number});
}

Octets number(std::int32_t value) {
    return MessageBuilder(value).data();
}

Octets done(std::int32_t status = 0, std::uint16_t flags = NLM_F_MULTI) {
    return message({.type = NLMSG_DONE, .flags = flags}, number(status));
}

Octets operator+(Octets one, const Octets& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

Octets words_of_kernel(std::string_view words) {
    return MessageBuilder().bytes(NLMSGERR_ATTR_MSG, std::string(words).c_str(), words.size() + 1).data();
}

/// What the kernel sends, one datagram after the other, and what a reader makes of it.
struct Exchange {
    std::vector<Octets> datagrams;
    int error_after = 0;         ///< errno behind the datagrams
    std::size_t lost_after = 0;  ///< or the size of one that does not fit
    unsigned stop_after = 1000;  ///< rows
    std::string rows;
    std::size_t received = 0;

    Reply read() {
        return read_answer(
            question,
            [this]() -> Datagram {
                if (received == datagrams.size()) {
                    REQUIRE((error_after != 0 || lost_after != 0));  // else it would wait for ever
                    return {.bytes = {}, .error_number = error_after, .needed_size = lost_after};
                }
                return {.bytes = datagrams[received++]};
            },
            [this](const Message& each) {
                rows += std::to_string(each.body[0]);
                return rows.size() < stop_after ? Next::go_on : Next::stop;
            });
    }
};

}  // namespace

TEST_CASE("an answer goes to NLMSG_DONE, over as many datagrams as it takes") {
    Exchange exchange{{row(1) + row(2), row(3), row(4) + done(), row(5)}};
    const Reply reply = exchange.read();
    CHECK(reply.end == Reply::End::complete);
    CHECK(reply.reusable);
    CHECK(exchange.rows == "1234");
    CHECK(exchange.received == 3);
}

TEST_CASE("what answers another question is passed over") {
    const Octets others = row(8, {.sequence = 6}) + row(9, {.port = 98}) +
                          message({.type = NLMSG_DONE, .sequence = 6}, number(-EPERM)) +
                          message({.type = NLMSG_ERROR, .port = 0}, number(-EPERM));
    Exchange exchange{{others, row(1) + others + row(2), done()}};
    CHECK(exchange.read().end == Reply::End::complete);
    CHECK(exchange.rows == "12");
}

TEST_CASE("a change of the table meanwhile is told, wherever the kernel notes it") {
    constexpr std::uint16_t interrupted = NLM_F_MULTI | NLM_F_DUMP_INTR;
    Exchange at_row{{row(1) + row(2, {.flags = interrupted}), row(3) + done()}};
    CHECK(at_row.read().end == Reply::End::interrupted);
    CHECK(at_row.rows == "123");
    Exchange at_end{{row(1), done(0, interrupted)}};
    const Reply reply = at_end.read();
    CHECK(reply.end == Reply::End::interrupted);
    CHECK(reply.reusable);
    Exchange of_another{{row(1, {.flags = interrupted, .sequence = 6}) + done()}};
    CHECK(of_another.read().end == Reply::End::complete);
}

TEST_CASE("an answer of one message needs no end") {
    Exchange exchange{{row(1, {.flags = 0})}};
    CHECK(exchange.read().end == Reply::End::complete);
    CHECK(exchange.rows == "1");
    Exchange nothing_to_say{{message({.type = NLMSG_NOOP, .flags = 0}, {}), row(1, {.flags = 0})}};
    CHECK(nothing_to_say.read().end == Reply::End::complete);
}

TEST_CASE("a reader who stops leaves the rest of a dump in the socket") {
    Exchange exchange{.datagrams = {row(1) + row(2) + row(3), done()}, .stop_after = 2};
    const Reply reply = exchange.read();
    CHECK(reply.end == Reply::End::stopped);
    CHECK_FALSE(reply.reusable);
    CHECK(exchange.rows == "12");
    Exchange single{.datagrams = {row(1, {.flags = 0})}, .stop_after = 1};
    CHECK(single.read().reusable);  // nothing is left
}

TEST_CASE("the kernel refuses, with words of its own or without") {
    const nlmsghdr asked{.nlmsg_len = sizeof(nlmsghdr) + 8,
                         .nlmsg_type = RTM_GETROUTE,
                         .nlmsg_flags = 0,
                         .nlmsg_seq = question.sequence,
                         .nlmsg_pid = question.port};
    const auto error = [&](std::uint16_t flags, const Octets& after) {
        const nlmsgerr head{.error = -EINVAL, .msg = asked};
        Exchange exchange{{message({.type = NLMSG_ERROR, .flags = flags}, MessageBuilder(head).data() + after)}};
        const Reply reply = exchange.read();
        CHECK(reply.end == Reply::End::failed);
        CHECK(reply.error_number == EINVAL);
        CHECK(reply.reusable);
        return reply.text;
    };
    const Octets request(8, 0xff), words = words_of_kernel("No such table");
    CHECK(error(NLM_F_ACK_TLVS, request + words) == "No such table");
    CHECK(error(NLM_F_ACK_TLVS | NLM_F_CAPPED, words) == "No such table");
    CHECK(error(NLM_F_ACK_TLVS, words) == "");  // the request hides them: they are not where they should be
    CHECK(error(0, request + words) == "");
    CHECK(error(NLM_F_ACK_TLVS, {}) == "");
}

TEST_CASE("an acknowledgement is an answer without rows") {
    Exchange exchange{{message({.type = NLMSG_ERROR, .flags = 0}, number(0))}};
    CHECK(exchange.read().end == Reply::End::complete);
    CHECK(exchange.rows.empty());
}

TEST_CASE("a dump may fail at its end, behind good rows") {
    Exchange exchange{{row(1), done(-ENOMEM)}};
    Reply reply = exchange.read();
    CHECK(reply.end == Reply::End::failed);
    CHECK(reply.error_number == ENOMEM);
    CHECK(reply.text.empty());
    CHECK(exchange.rows == "1");
    const Octets end = number(-EOPNOTSUPP) + words_of_kernel("Not here");
    Exchange with_words{{message({.type = NLMSG_DONE, .flags = NLM_F_MULTI | NLM_F_ACK_TLVS}, end)}};
    reply = with_words.read();
    CHECK(reply.error_number == EOPNOTSUPP);
    CHECK(reply.text == "Not here");
}

TEST_CASE("a verdict too short to read") {
    Exchange error{{message({.type = NLMSG_ERROR}, {1, 2})}};
    CHECK(error.read().error_number == EBADMSG);
    Exchange end{{message({.type = NLMSG_DONE}, {})}};  // old kernels send no status
    CHECK(end.read().end == Reply::End::complete);
}

TEST_CASE("a message with an impossible length ends its datagram only") {
    Octets broken = row(2);
    broken[0] = 200;
    Exchange exchange{{row(1) + broken + row(3), row(4) + done()}};
    CHECK(exchange.read().end == Reply::End::complete);
    CHECK(exchange.rows == "14");
}

TEST_CASE("receiving may fail in the middle") {
    Exchange overrun{.datagrams = {row(1)}, .error_after = ENOBUFS};
    Reply reply = overrun.read();
    CHECK(reply.end == Reply::End::overrun);
    CHECK_FALSE(reply.reusable);
    Exchange failed{.datagrams = {row(1)}, .error_after = ENOMEM};
    reply = failed.read();
    CHECK(reply.end == Reply::End::failed);
    CHECK(reply.error_number == ENOMEM);
    CHECK_FALSE(reply.reusable);
    Exchange truncated{.datagrams = {row(1)}, .lost_after = 70000};
    reply = truncated.read();
    CHECK(reply.end == Reply::End::truncated);
    CHECK(reply.needed_size == 70000);
    CHECK_FALSE(reply.reusable);
}
