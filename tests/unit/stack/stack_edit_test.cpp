#include "snet/stack_edit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace snet;

namespace {

const Names names;

constexpr const char* text =
    "snet 1 # mine\nroute 10.0.0.0/8 dev a\n\n \troute 11.0.0.0/8 dev a # lab\r\nroute 10.0.0.0/8 "
    "dev b\ninterface a up";

Result<std::string> put(const std::string& words, Placing placing, std::string_view old = text) {
    return put_record(old, words, placing, "f", names);
}

/// A line as a person may write it, and what it says.
struct Line {
    std::string before, record, behind;
    std::string text() const { return before + record + behind; }
};

using Lines = std::vector<Line>;

std::string join(const Lines& lines) {
    std::string joined;
    for (const Line& line : lines)
        joined += line.text();
    return joined;
}

std::string key(const std::string& words) {
    return record_key(*parse_record(words, names));
}

class Random {
  public:
    explicit Random(unsigned seed) : engine_(seed) {}

    std::string record() {
        const auto number = [this] { return std::to_string(engine_() % 4); };
        switch (engine_() % 5) {
            case 0:
                return "route 10." + number() + ".0.0/16  dev eth" + number();
            case 1:
                return "interface eth" + number() + " mtu 150" + number();
            case 2:
                return "neighbor 10.0.0." + number() + " dev a";
            case 3:
                return "hide route 10." + number() + ".0.0/16";
            default:
                return "rule " + number() + ":\tfrom all lookup 7";
        }
    }

    Line line() {
        constexpr const char* before[] = {"", " ", "\t "};
        constexpr const char* behind[] = {"\n", " \n", " # why\n", "\r\n", "\t#\n", " ## a # b\n"};
        const bool has_record = engine_() % 4 != 0;
        return {before[engine_() % 3], has_record ? record() : "", behind[engine_() % 6]};
    }

    unsigned number() { return static_cast<unsigned>(engine_()); }

  private:
    std::mt19937 engine_;
};

/// What an edit should make of the lines: the plainest way to say it.
Lines model_put(Lines lines, const std::string& words, Placing placing) {
    const auto same = [&](const Line& line) { return !line.record.empty() && key(line.record) == key(words); };
    const auto first = placing == Placing::append ? lines.end() : std::ranges::find_if(lines, same);
    if (first != lines.end()) {
        first->record = words;
        return lines;
    }
    if (!lines.back().text().ends_with('\n')) lines.back().behind += '\n';
    lines.push_back({"", words, "\n"});
    return lines;
}

}  // namespace

TEST_CASE("add puts a record at the end, once") {
    CHECK(put("  route 12.0.0.0/8 dev a ", Placing::add) == std::string(text) + "\nroute 12.0.0.0/8 dev a\n");
    const auto again = put("route 10.0.0.0/8 dev z", Placing::add);
    REQUIRE(!again);
    CHECK(again.error().kind == ErrorKind::exists);
    CHECK(again.error().message == "f: line 2: exists");
}

TEST_CASE("append puts a record beside the one of its key") {
    CHECK(put("route 10.0.0.0/8 dev z", Placing::append) == std::string(text) + "\nroute 10.0.0.0/8 dev z\n");
}

TEST_CASE("replace takes the place of the first of the key, and nothing else of its line") {
    CHECK(put("route 11.0.0.0/8 dev z", Placing::replace) ==
          "snet 1 # mine\nroute 10.0.0.0/8 dev a\n\n \troute 11.0.0.0/8 dev z # lab\r\nroute 10.0.0.0/8 dev b\n"
          "interface a up");
    CHECK(put("route 10.0.0.0/8 dev z", Placing::replace) ==
          "snet 1 # mine\nroute 10.0.0.0/8 dev z\n\n \troute 11.0.0.0/8 dev a # lab\r\nroute 10.0.0.0/8 dev b\n"
          "interface a up");
    CHECK(put("interface b up", Placing::replace) == std::string(text) + "\ninterface b up\n");
}

TEST_CASE("del takes the lines of the chosen records") {
    const auto deletion = delete_records(
        text, [](const Record& record) { return record_key(record) == key("route 10.0.0.0/8"); }, "f", names);
    REQUIRE(deletion);
    CHECK(deletion->text == "snet 1 # mine\n\n \troute 11.0.0.0/8 dev a # lab\r\ninterface a up");
    REQUIRE(deletion->deleted.size() == 2);
    CHECK(deletion->deleted[0].line == 2);
    CHECK(deletion->deleted[1].line == 5);
    CHECK(delete_records(text, [](const Record&) { return false; }, "f", names)->text == text);
}

TEST_CASE("an edit never makes or keeps a bad file") {
    CHECK(!put("route 10.0.0.0/8 vai a", Placing::append));
    CHECK(!put("route 12.0.0.0/8 dev a\nroute 13.0.0.0/8 dev a", Placing::append));
    CHECK(!put("route 12.0.0.0/8 dev #a", Placing::append));
    CHECK(!put("# route", Placing::append));
    CHECK(!put("", Placing::append));
    CHECK(!put("base none", Placing::append, "snet 1\nbase os\n"));
    CHECK(!put("base none", Placing::replace, "snet 1\nbase os\nhide interface a\n"));
    CHECK(put("base none", Placing::replace, "snet 1\nbase os\n") == "snet 1\nbase none\n");
    CHECK(!put("hide interface a", Placing::add, "snet 1\nbase none\n"));
    CHECK(!put("interface a", Placing::add, "snet 1\nrubbish\n"));
    CHECK(!put("interface an-alternative-name up", Placing::add));  // of a call, but not of a file
    CHECK(!delete_records("snet 1\n", [](const Record&) { return true; }, "f", names));
}

TEST_CASE("random edits change their line and no other byte") {
    for (unsigned seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        Lines lines = {{"# a stack\n", "snet 1", " \n"}};
        for (unsigned count = random.number() % 12; count > 0; --count)
            lines.push_back(random.line());
        if (random.number() % 2 == 0) lines.back().behind = " # no end";
        const std::string words = random.record();
        const std::string old = join(lines);
        CAPTURE(old);
        CAPTURE(words);
        for (const Placing placing : {Placing::append, Placing::replace})
            CHECK(put(words, placing, old) == join(model_put(lines, words, placing)));
        const auto has_key = [&](const Record& record) { return record_key(record) == key(words); };
        const auto deletion = delete_records(old, has_key, "f", names);
        REQUIRE(deletion);
        const auto gone = std::erase_if(
            lines, [&](const Line& line) { return !line.record.empty() && key(line.record) == key(words); });
        CHECK(deletion->text == join(lines));
        CHECK(deletion->deleted.size() == gone);
        CHECK(put(words, Placing::add, old).has_value() == (gone == 0));
    }
}

TEST_CASE("standard input is not edited") {
    const auto edited = edit_stack({StackPlace::Kind::input, "-"}, false,
                                   [](std::string_view old) { return Result<std::string>(old); });
    REQUIRE(!edited);
    CHECK(edited.error().kind == ErrorKind::invalid);
}

TEST_CASE("blanks behind a record change nothing of it") {
    // With more words behind it, "\\<TAB>" is the mark of `ip -o` for a broken line.
    const std::string words = "interface name\\\t";
    CHECK(key(words) == key("interface name\\"));
    CHECK(put(words, Placing::add, "snet 1\n").value() == "snet 1\ninterface name\\\n");
}
