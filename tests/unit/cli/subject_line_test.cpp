#include "tools/cli/subject_line.hpp"

#include <doctest/doctest.h>

using snet::cli::subject_of_line;

namespace {

std::string told(std::string_view line) {
    static constexpr std::string_view keys[] = {"dst", "local", "address", "ifname"};
    const auto subject = subject_of_line(line, keys);
    if (!subject) return "error: " + subject.error().message;
    return *subject ? "[" + **subject + "]" : "none";
}

}  // namespace

TEST_CASE("the subject of a line") {
    struct Case {
        std::string_view line, told;
    };
    const Case cases[] = {
        {"", "none"},
        {" \t\r", "none"},
        {"# a comment", "none"},
        {"  # a comment", "none"},
        {"10.0.0.1", "[10.0.0.1]"},
        {"10.0.0.1\r", "[10.0.0.1]"},
        {"  10.0.0.1 via 10.0.0.2", "[10.0.0.1]"},
        {"10.0.0.1#2", "[10.0.0.1#2]"},
        {"-j", "[-j]"},
        {R"({"dst":"10.0.0.1"})", "[10.0.0.1]"},
        {R"({"local":"a","dst":"b"})", "[b]"},
        {R"({"ifname":"c","address":"a"})", "[a]"},
        {R"( {"ifname":"\u0065th0"} )", "[eth0]"},
        {R"({"ifname":"a b"})", "[a b]"},
        {"{", "error: not a JSON object"},
        {R"({"dst":"a"} x)", "error: not a JSON object"},
        {R"({"dst":1})", "error: the key 'dst' is not a string"},
        {R"({"dst":""})", "error: the key 'dst' is empty"},
        {R"({"dev":"a"})", "error: the object has none of the keys dst, local, address, ifname"},
        {R"([{"dst":"a"}])", "error: an array; one object per line is wanted, as --jsonl prints"},
        {{"a\0b", 3}, "error: a NUL byte in the line"},
        {"{\"dst\":\"\xff\"}", "error: not a JSON object"},
    };
    for (const Case& one : cases)
        CHECK(told(one.line) == one.told);
}

TEST_CASE("deep JSON does not exhaust the stack") {
    std::string line = "{\"dst\":";
    line.append(60'000, '[');
    CHECK(told(line) == "error: not a JSON object");
    line.append(60'000, ']');
    line += '}';
    CHECK(told(line) == "error: the key 'dst' is not a string");
}
