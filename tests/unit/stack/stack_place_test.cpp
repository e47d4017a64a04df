#include "snet/stack_place.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

using Kind = StackPlace::Kind;

const StackEnvironment at_home{.home = "/home/u"};

StackPlace place(const std::optional<std::string>& stack, const StackEnvironment& environment = at_home) {
    const auto found = find_stack(stack, environment);
    REQUIRE_MESSAGE(found, (found ? "" : found.error().message));
    return *found;
}

}  // namespace

TEST_CASE("a word is a name, a path has a slash, and - is standard input") {
    CHECK(place("lab") == StackPlace{Kind::named, "/home/u/.config/snet/lab.stack"});
    CHECK(place("lab.stack") == StackPlace{Kind::named, "/home/u/.config/snet/lab.stack.stack"});
    CHECK(place("./lab") == StackPlace{Kind::path, "./lab"});
    CHECK(place("/lab") == StackPlace{Kind::path, "/lab"});
    CHECK(place("-") == StackPlace{Kind::input, "-"});
}

TEST_CASE("without an option the environment tells") {
    CHECK(place(std::nullopt) == StackPlace{Kind::named, "/home/u/.config/snet/default.stack"});
    StackEnvironment environment = at_home;
    environment.stack = "lab";
    CHECK(place(std::nullopt, environment).path == "/home/u/.config/snet/lab.stack");
    CHECK(place("other", environment).path == "/home/u/.config/snet/other.stack");
    environment.stack = "/a/lab";
    CHECK(place(std::nullopt, environment) == StackPlace{Kind::path, "/a/lab"});
    environment.stack = "";
    CHECK(place(std::nullopt, environment).path == "/home/u/.config/snet/default.stack");
}

TEST_CASE("the folder is the first that is set") {
    StackEnvironment environment = at_home;
    environment.config_home = "/c";
    CHECK(place("lab", environment).path == "/c/snet/lab.stack");
    environment.folder = "d";
    CHECK(place("lab", environment).path == "d/lab.stack");
    CHECK(place("lab", {.folder = "", .config_home = "relative", .home = "/h"}).path == "/h/.config/snet/lab.stack");
}

TEST_CASE("what names no stack is refused") {
    for (const char* name : {"", ".", "..", ".hidden", "a\nb", "a\x7f"}) {
        CAPTURE(name);
        CHECK(!find_stack(name, at_home));
    }
    CHECK(!find_stack(std::string(201, 'a'), at_home));
    const auto homeless = find_stack("lab", {.home = "relative"});
    REQUIRE(!homeless);
    CHECK(homeless.error().message ==
          "lab: no directory for named stacks: set HOME or SNET_STACK_DIR, or name a file as ./lab.stack");
    CHECK(find_stack("./lab", {}));
}
