#include "snet/extcap/capture_plan.hpp"

#include <doctest/doctest.h>

using namespace snet::extcap;

namespace {

const CapturePlan plan{.program = "/opt/it's here/dump",
                       .interface = "if 1",
                       .options = {{"--host"}, {"h"}, {"--secret"}, {"s3cret", true}, {"--empty"}, {""}}};

}  // namespace

TEST_CASE("the words stand in the protocol's order") {
    std::string joined;
    for (const CommandWord& word : capture_words(plan, {"/run/fifo", "/run/out", "/run/in"}, "port 53"))
        joined += "[" + word.text + "]";
    CHECK(joined ==
          "[--capture][--extcap-interface][if 1][--extcap-capture-filter][port 53][--fifo][/run/fifo]"
          "[--extcap-control-out][/run/out][--extcap-control-in][/run/in][--host][h][--secret][s3cret][--empty][]");
}

TEST_CASE("what is not asked for is not passed") {
    std::string joined;
    for (const CommandWord& word : capture_words({.program = "/p", .interface = "i"}, {"/f", {}, {}}, {}))
        joined += "[" + word.text + "]";
    CHECK(joined == "[--capture][--extcap-interface][i][--fifo][/f]");
}

TEST_CASE("a printed command is quoted for a shell, and hides secrets") {
    CHECK(
        printed_command(plan.program, capture_words(plan, {"FIFO", {}, {}}, {})) ==
        R"('/opt/it'\''s here/dump' --capture --extcap-interface 'if 1' --fifo FIFO --host h --secret *** --empty '')");
    CHECK(printed_command("/p", {{"$(id)"}, {"a;b"}, {"~"}, {"a=b"}, {"*"}, {"a\nb"}}) ==
          "/p '$(id)' 'a;b' '~' a=b '*' 'a\nb'");
}
