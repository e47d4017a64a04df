// SNET_ACCEPT=1 rewrites the golden files and says so.

#include "tools/cli/help.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/unit/cli/toy_tool.hpp"
#include "tools/cli/safe_text.hpp"

using namespace snet::cli;

namespace {

void check_golden(const std::string& name, const std::string& text) {
    const char* folder = std::getenv("SNET_GOLDEN");
    REQUIRE_MESSAGE(folder, "SNET_GOLDEN names the folder of the golden files; meson test sets it");
    const std::string path = std::string(folder) + "/" + name;
    std::ifstream file(path, std::ios::binary);
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    const char* accept = std::getenv("SNET_ACCEPT");
    if (golden != text && accept && std::string_view(accept) == "1") {
        std::ofstream(path, std::ios::binary) << text;
        MESSAGE("accepted ", path);
        return;
    }
    CHECK_MESSAGE(golden == text, path, " differs; SNET_ACCEPT=1 accepts:\n", text);
}

void check_width(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        REQUIRE(end != text.npos);
        CHECK(display_width(text.substr(0, end)) <= 80);
        text.remove_prefix(end + 1);
    }
}

}  // namespace

TEST_CASE("the help of a tool") {
    const std::string text = tool_help(toy::tool);
    check_width(text);
    check_golden("tool_help.txt", text);
}

TEST_CASE("the help of its verbs") {
    for (const Verb* verb : toy::tool.verbs) {
        const std::string text = verb_help(toy::tool, *verb);
        check_width(text);
        check_golden(std::string(verb->name) + "_help.txt", text);
    }
}
