#include "lib/extcap/sentence.hpp"

#include <doctest/doctest.h>

#include "lib/extcap/utf8.hpp"

using namespace snet::extcap;

namespace {

std::string keywords_of(std::string_view text) {
    std::string found;
    each_sentence(
        text, [&](const Sentence& sentence) { found += std::string(sentence.keyword) + " "; }, [](std::string) {});
    return found;
}

std::vector<std::string> warnings_of(std::string_view text) {
    std::vector<std::string> found;
    each_sentence(text, [](const Sentence&) {}, [&](std::string warning) { found.push_back(std::move(warning)); });
    return found;
}

std::string value(std::string_view line, std::string_view key) {
    const auto sentence = parse_sentence(line);
    REQUIRE(sentence);
    return sentence->text(key);
}

}  // namespace

TEST_CASE("a sentence has a keyword and values by keys in any case") {
    const auto sentence = parse_sentence("arg {number=0}{Call=--delay}{display=Time delay}");
    REQUIRE(sentence);
    CHECK(sentence->keyword == "arg");
    CHECK(sentence->text("number") == "0");
    CHECK(sentence->text("call") == "--delay");
    CHECK(sentence->text("DISPLAY") == "Time delay");
    CHECK_FALSE(sentence->value("type"));
    CHECK_FALSE(sentence->is_damaged);
}

TEST_CASE("braces inside of a value belong to it, unless a token could begin behind them") {
    constexpr std::string_view pattern = R"(^(\d{1,3}\.){3}\d{1,3}$)";
    CHECK(value("arg {validation=" + std::string(pattern) + "}", "validation") == pattern);
    CHECK(value("arg {validation=" + std::string(pattern) + "}{type=string}", "validation") == pattern);
    CHECK(value("arg {a=x}y}{b=2}", "a") == "x}y");
    CHECK(value("arg {a=x}} {b=2}", "a") == "x}");
    CHECK(value("arg {a=x}{b=2}{c=3}", "b") == "2");
    CHECK(value("arg {a={x}{b=2}", "a") == "{x");
    CHECK(value("arg {a=k=v}", "a") == "k=v");
    CHECK(value("arg {a=}", "a").empty());
    CHECK(parse_sentence("arg {a=}")->value("a"));
}

TEST_CASE("of equal keys the last wins") {
    CHECK(value("arg {a=1}{A=2}{a=3}{b=4}", "a") == "3");
}

TEST_CASE("a CR at the end, blanks and tabs between are nothing") {
    CHECK(value("arg {a=1}\r", "a") == "1");
    CHECK(value("arg \t {a=1} \t {b=2} ", "b") == "2");
    CHECK(value("arg {a = 1 }", "a") == " 1 ");
}

TEST_CASE("what is no sentence is none") {
    for (const std::string_view line :
         {"", "arg", "arg ", "args {a=1}", " arg {a=1}", "ARG {a=1}", "arg{a=1}", "arg a=1", "arg {}", "arg {a}",
          "arg {=1}", "arg {a=1", "interface", "** (ciscodump:1): cmdline: arg {a=1}"}) {
        CAPTURE(line);
        CHECK_FALSE(parse_sentence(line));
    }
    CHECK_FALSE(parse_sentence(std::string_view("arg {a=1}{b=\0}", 15)));
    CHECK_FALSE(parse_sentence("arg {a=\xff}"));
    CHECK_FALSE(parse_sentence("arg {a=" + std::string(std::size_t{64} << 10, 'x') + "}"));
}

TEST_CASE("a damaged part is left out, and told") {
    const auto sentence = parse_sentence("arg {number=6}{call--sshkey}{display=SSH key}{group=Authentication");
    REQUIRE(sentence);
    CHECK(sentence->is_damaged);
    CHECK(sentence->text("display") == "SSH key");
    CHECK_FALSE(sentence->value("call"));
    CHECK_FALSE(sentence->value("group"));
}

TEST_CASE("lines that are no sentences are skipped, and the others read") {
    CHECK(keywords_of("log line\narg {a=1}\n\nvalue {a=2}") == "arg value ");
    CHECK(keywords_of("arg {a=\xc3\x28}\r\ndlt {a=1}\r\n") == "dlt ");
    CHECK(keywords_of("").empty());
    CHECK(keywords_of("\n\n\n").empty());
    const auto warnings = warnings_of("log line\narg a\nvalue {a=\xff}\n");
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0] == "line 2: no sentence: arg a");
    CHECK(warnings[1] == "line 3: not UTF-8");
}

TEST_CASE("truth is what Wireshark takes for it") {
    for (const std::string_view word : {"true", "TRUE", "yes", "1", "7", "t", "maybe yes", "not"})
        CHECK(is_true(word));
    for (const std::string_view word : {"", "false", "no", "0", "off", "on"})
        CHECK_FALSE(is_true(word));
    CHECK(is_plain_truth("True"));
    CHECK(is_plain_truth("0"));
    CHECK_FALSE(is_plain_truth("on"));
    CHECK_FALSE(is_plain_truth("7"));
}

TEST_CASE("UTF-8 has one form for each character") {
    for (const std::string_view good : {"", "a", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xef\xbf\xbf",
                                        "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        CHECK(is_utf8(good));
    for (const std::string_view bad :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x28\xa1"})
        CHECK_FALSE(is_utf8(bad));
}
