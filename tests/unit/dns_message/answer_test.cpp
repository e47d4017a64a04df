#include <doctest/doctest.h>

#include "snet/dns/message.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet;
using namespace snet::dns;

namespace {

const Bytes one = {192, 0, 2, 1};
const Bytes two = {192, 0, 2, 2};
const Bytes other = {192, 0, 2, 99};

/// The data that answers the question, a blank behind each; the view must show the same.
std::string answers(const MessageBytes& message) {
    const auto decoded = decode(message.bytes());
    if (!decoded) return decoded.error().message;
    std::string text;
    for (const ResourceRecord* record : answer_data(*decoded))
        text += record->data() + ' ';
    std::string seen;
    CHECK(MessageView::open(message.bytes())->each_answer([&](const RecordView& record) {
        CHECK(record.append_rdata(seen));
        seen += ' ';
        return Next::go_on;
    }));
    CHECK(seen == text);
    return text;
}

MessageBytes about(std::string_view name, Type type = Type::a) {
    return MessageBytes().question(name, type);
}

}  // namespace

TEST_CASE("records at the name that was asked for are the data, in any case of letters") {
    CHECK(answers(about("a.com").answer("A.com", Type::a, one).answer("a.COM", Type::a, two)) ==
          "192.0.2.1 192.0.2.2 ");
}

TEST_CASE("neither other names, types and classes nor other sections are") {
    CHECK(answers(about("a.com")
                      .answer("b.com", Type::a, other)
                      .answer("a.com", Type::txt, {1, 'x'})
                      .answer("a.com", Type::a, other, Class::ch)
                      .authority("a.com", Type::a, other)
                      .additional("a.com", Type::a, other))
              .empty());
    CHECK(answers(about("mx.com", Type::mx)
                      .answer("mx.com", Type::mx, from_hex("0001 016100"))
                      .additional("a", Type::a, other)) == "1 a. ");
}

TEST_CASE("CNAME records lead to other names") {
    const auto chain =
        about("a").answer("a", Type::cname, wire("b")).answer("b", Type::cname, wire("c")).answer("c", Type::a, one);
    CHECK(answers(chain) == "192.0.2.1 ");
    const auto reversed =
        about("a").answer("c", Type::a, one).answer("b", Type::cname, wire("c")).answer("a", Type::cname, wire("b"));
    CHECK(answers(reversed) == "192.0.2.1 ");
    CHECK(answers(about("a").answer("a", Type::cname, wire("b")).answer("c", Type::a, other)).empty());
    CHECK(answers(about("a").answer("b", Type::cname, wire("c")).answer("c", Type::a, other)).empty());
}

TEST_CASE("CNAME records themselves are data if they were asked for, or all was") {
    CHECK(answers(about("a", Type::cname).answer("a", Type::cname, wire("b")).answer("b", Type::cname, wire("c"))) ==
          "b. ");
    CHECK(answers(about("a", Type::any).answer("a", Type::cname, wire("b")).answer("b", Type::a, one)) == "b. ");
}

TEST_CASE("loops end") {
    CHECK(answers(about("a").answer("a", Type::cname, wire("a"))).empty());
    CHECK(answers(about("a").answer("a", Type::cname, wire("b")).answer("b", Type::cname, wire("a"))).empty());
    auto many = about("n0");
    for (int i = 0; i < 1000; ++i)
        many.answer("n" + std::to_string(999 - i), Type::cname, wire("n" + std::to_string(1000 - i)));
    CHECK(answers(many.answer("n1000", Type::a, one)).empty());  // a chain that nobody sends in this order
}

TEST_CASE("DNAME records lead to other names, with CNAME records made of them or without") {
    const auto tree = about("x.y.old").answer("old", Type::dname, wire("new"));
    CHECK(answers(MessageBytes(tree).answer("x.y.new", Type::a, one)) == "192.0.2.1 ");
    CHECK(answers(MessageBytes(tree).answer("x.y.old", Type::cname, wire("x.y.new")).answer("x.y.new", Type::a, one)) ==
          "192.0.2.1 ");
    CHECK(answers(MessageBytes(tree).answer("x.y.old", Type::a, other)).empty());
    CHECK(answers(about("old").answer("old", Type::dname, wire("new")).answer("new", Type::a, other)).empty());
    CHECK(answers(about("x.old").answer("old", Type::dname, wire("old")).answer("x.old", Type::a, other)) ==
          "192.0.2.99 ");
}

TEST_CASE("the same message can be asked another question") {
    const auto message = about("a", Type::any).answer("a", Type::a, one).answer("b", Type::aaaa, Bytes(16, 1));
    std::string seen;
    CHECK(MessageView::open(message.bytes())
              ->each_answer({*DnsName::parse("B"), Type::aaaa}, [&](const RecordView& record) {
                  seen += record.address()->to_string();
                  return Next::stop;
              }));
    CHECK(seen == "101:101:101:101:101:101:101:101");
}

TEST_CASE("an answer is to its question only") {
    const auto bytes = about("a.com").bytes();
    const auto view = MessageView::open(bytes);
    const Question asked{*DnsName::parse("A.COM"), Type::a, Class::in};
    CHECK(view->is_answer_to(0x1234, asked));
    CHECK_FALSE(view->is_answer_to(0x1235, asked));
    CHECK_FALSE(view->is_answer_to(0x1234, {*DnsName::parse("b.com"), Type::a, Class::in}));
    CHECK_FALSE(view->is_answer_to(0x1234, {asked.name, Type::aaaa, Class::in}));
    CHECK_FALSE(view->is_answer_to(0x1234, {asked.name, Type::a, Class::ch}));
    const auto query = MessageBytes(0x0100).question("a.com", Type::a).bytes();
    CHECK_FALSE(MessageView::open(query)->is_answer_to(0x1234, asked));
    const auto twice = about("a.com").question("a.com", Type::a).bytes();
    CHECK_FALSE(MessageView::open(twice)->is_answer_to(0x1234, asked));
    const auto none = MessageBytes().bytes();
    CHECK_FALSE(MessageView::open(none)->is_answer_to(0x1234, asked));
    CHECK_FALSE(MessageView::open(none)->question());
}
