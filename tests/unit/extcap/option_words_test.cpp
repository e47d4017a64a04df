#include <doctest/doctest.h>

#include "snet/extcap/settings.hpp"

using namespace snet;
using namespace snet::extcap;

namespace {

const Surroundings here{.now = {}, .folder = "/folder"};

constexpr std::string_view text =
    "arg {number=0}{call=--host}{display=H}{type=string}{required=true}\n"
    "arg {number=1}{call=--port}{display=P}{type=unsigned}{default=22}{required=true}\n"
    "arg {number=2}{call=--count}{display=C}{type=long}{default=0}\n"
    "arg {number=3}{call=--secret}{display=S}{type=password}\n"
    "arg {number=4}{call=--sudo}{display=U}{type=boolflag}{default=true}\n"
    "arg {number=5}{call=--verify}{display=V}{type=boolean}{default=false}\n"
    "arg {number=6}{call=--level}{display=L}{type=selector}\n"
    "value {arg=6}{value=a}{display=A}\nvalue {arg=6}{value=b}{display=B}{default=true}\n"
    "arg {number=7}{call=--mode}{display=M}{type=radio}\n"
    "value {arg=7}{value=x}{display=X}\nvalue {arg=7}{value=y}{display=Y}\n"
    "arg {number=8}{call=-m}{display=N}{type=multicheck}\n"
    "value {arg=8}{value=m1}{display=M1}{default=true}\nvalue {arg=8}{value=m2}{display=M2}\n"
    "arg {number=9}{call=--free}{display=F}{type=selector}\nvalue {arg=9}{value=f}{display=F}\n";

std::string joined(const std::vector<CommandWord>& words) {
    std::string all;
    for (const CommandWord& word : words)
        all += (all.empty() ? "" : " ") + (word.is_secret ? "<" + word.text + ">" : word.text);
    return all;
}

/// The words for settings by their calls; or the error's message.
std::string words(std::initializer_list<std::pair<std::string, std::string>> set,
                  Defaults defaults = Defaults::needed) {
    const Options options = read_options(text);
    std::vector<Setting> settings;
    for (const auto& [call, value] : set) {
        for (const Option& option : options.options)
            if (option.call == call) settings.push_back({&option, value});
    }
    const auto made = option_words(options, settings, defaults, here);
    return made ? joined(*made) : made.error().message;
}

}  // namespace

TEST_CASE("passed are what is set, required defaults, and those of selectors and radio buttons") {
    CHECK(words({{"--host", "h"}}) == "--host h --port 22 --level b --mode x");
    CHECK(words({{"--host", "h"}, {"--count", "0"}}) == "--host h --port 22 --count 0 --level b --mode x");
    CHECK(words({{"--host", "h"}, {"--level", "A"}, {"--mode", "Y"}}) == "--host h --port 22 --level a --mode y");
}

TEST_CASE("all defaults are passed on request") {
    CHECK(words({{"--host", "h"}}, Defaults::all) ==
          "--host h --port 22 --count 0 --sudo --verify false --level b --mode x -m m1");
}

TEST_CASE("flags are there or not") {
    CHECK(words({{"--host", "h"}, {"--sudo", "true"}}) == "--host h --port 22 --sudo --level b --mode x");
    CHECK(words({{"--host", "h"}, {"--sudo", "false"}}, Defaults::all) ==
          "--host h --port 22 --count 0 --verify false --level b --mode x -m m1");
    CHECK(words({{"--host", "h"}, {"--verify", "on"}}) == "--host h --port 22 --verify true --level b --mode x");
}

TEST_CASE("the last of several settings counts, of a multicheck all do") {
    CHECK(words({{"--host", "h"}, {"--host", "i"}}) == "--host i --port 22 --level b --mode x");
    CHECK(words({{"--host", "h"}, {"-m", "m2"}, {"-m", "m1"}}) == "--host h --port 22 --level b --mode x -m m1,m2");
}

TEST_CASE("a secret is marked, and an empty text is not passed") {
    CHECK(words({{"--host", "h"}, {"--secret", "s"}}) == "--host h --port 22 --secret <s> --level b --mode x");
    CHECK(words({{"--host", "h"}, {"--secret", ""}}) == "--host h --port 22 --level b --mode x");
}

TEST_CASE("all required options that are missing are named") {
    CHECK(words({}) == "a required option is missing: --host");
    CHECK(words({{"--host", ""}}) == "a required option is missing: --host");
    const Options options = read_options(
        "arg {number=0}{call=--a}{display=A}{type=string}{required=true}\n"
        "arg {number=1}{call=--b}{display=B}{type=string}{required=true}\n"
        "arg {number=2}{call=--c}{display=C}{type=boolflag}{required=true}\n");
    CHECK(option_words(options, {}, Defaults::needed, here).error().message ==
          "required options are missing: --a, --b");
    CHECK(partial_option_words(options, {}, here).value().empty());
}

TEST_CASE("a wrong value is told") {
    CHECK(words({{"--host", "h"}, {"--port", "x"}}) == "--port: 'x' is not a whole number from 0 to 4294967295");
}
