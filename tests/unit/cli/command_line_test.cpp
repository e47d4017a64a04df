#include "tools/cli/command_line.hpp"

#include <doctest/doctest.h>

#include "tests/unit/cli/toy_tool.hpp"

using namespace snet::cli;
using Words = std::vector<std::string_view>;

namespace {

snet::Result<CommandLine> read(const Words& words) {
    return read_command_line(toy::tool, words);
}

/// What a command line came to, in one line.
std::string told(const Words& words) {
    const auto line = read(words);
    if (!line) return "error: " + line.error().message;
    const Call& call = line->call;
    std::string text(call.verb.name);
    using Wants = CommandLine::Wants;
    if (line->wants == Wants::tool_help) return "help";
    if (line->wants == Wants::verb_help) return text + " help";
    if (line->wants == Wants::version) return "version";
    if (call.output.format == Format::json) text += " json";
    if (call.output.format == Format::jsonl) text += " jsonl";
    if (call.output.format == Format::raw) text += " raw";
    if (call.output.format == Format::pattern) text += " pattern=" + call.output.pattern;
    if (call.output.adds_columns) text += " +";
    for (const std::string& column : call.output.columns)
        text += " column=" + column;
    if (!call.output.header) text += " headless";
    if (call.family) text += *call.family == snet::Family::ipv4 ? " ipv4" : " ipv6";
    if (call.numeric) text += " numeric";
    if (call.quiet) text += " quiet";
    if (call.verbose) text += " verbose";
    if (call.is_short) text += " short";
    if (call.netns) text += " netns=" + *call.netns;
    if (!line->color.empty()) text += " color=" + line->color;
    for (const auto& given : call.given)
        text += " " + std::string(given.option->name) + "=" + given.value;
    for (const std::string& subject : call.subjects)
        text += " [" + subject + "]";
    return text;
}

struct Case {
    Words words;
    std::string_view told;
};

}  // namespace

TEST_CASE("command lines that are understood") {
    const Case cases[] = {
        {{}, "list"},
        {{"list"}, "list"},
        {{"-j"}, "list json"},
        {{"-j", "list"}, "list json"},
        {{"list", "--json", "-j"}, "list json"},
        {{"--jsonl"}, "list jsonl"},
        {{"-r"}, "list raw"},
        {{"-rnqv4"}, "list raw ipv4 numeric quiet verbose"},
        {{"-6", "--no-header"}, "list headless ipv6"},
        {{"-c", "3"}, "list count=3"},
        {{"-c3"}, "list count=3"},
        {{"-nc3"}, "list numeric count=3"},
        {{"--count=3"}, "list count=3"},
        {{"--count", "3", "list"}, "list count=3"},
        {{"--count", "list"}, "list count=list"},
        {{"-c1", "-c", "2"}, "list count=1 count=2"},
        {{"--kind=WIRED"}, "list kind=wired"},
        {{"-k", "wireLess"}, "list kind=wireless"},
        {{"--fail"}, "list fail="},
        {{"-o", "mtu,name"}, "list column=mtu column=name"},
        {{"-omtu"}, "list column=mtu"},
        {{"-o", "+note"}, "list + column=note"},
        {{"-o", "+note,detail"}, "list + column=note column=detail"},
        {{"-o", "+note,+detail"}, "list + column=note column=detail"},
        {{"-o", "mtu", "-o", "note"}, "list column=note"},
        {{"--format", "{name}:{mtu}"}, "list pattern={name}:{mtu}"},
        {{"--format={{}}"}, "list pattern={{}}"},
        {{"--color"}, "list color=always"},
        {{"--color", "list"}, "list color=always"},
        {{"--color=never"}, "list color=never"},
        {{"--color=ALWAYS"}, "list color=always"},
        {{"--color=Never"}, "list color=never"},
        {{"--netns", "blue"}, "list netns=blue"},
        {{"--stack=default"}, "list"},
        {{"echo", "a", "b"}, "echo [a] [b]"},
        {{"echo", "-"}, "echo [-]"},
        {{"--short", "echo", "a"}, "echo short [a]"},
        {{"echo", "--short", "-r", "a"}, "echo raw short [a]"},
        {{"echo", "--", "-j", "--help"}, "echo [-j] [--help]"},
        {{"echo", "a", "--", "--"}, "echo [a] [--]"},
        {{"echo", "list"}, "echo [list]"},
        {{"plain", "-q"}, "plain quiet"},
        {{"-h"}, "help"},
        {{"--help"}, "help"},
        {{"list", "--help"}, "list help"},
        {{"--help", "echo"}, "echo help"},
        {{"echo", "-h"}, "echo help"},
        {{"-V"}, "version"},
        {{"plain", "--version"}, "version"},
    };
    for (const Case& one : cases)
        CHECK(told(one.words) == one.told);
}

TEST_CASE("help is given whatever else is wrong") {
    const Case cases[] = {
        {{"--wrong", "--help"}, "help"},
        {{"wrong", "-h"}, "help"},
        {{"list", "--wrong", "--help"}, "list help"},
        {{"echo", "-o", "nothing", "-h"}, "echo help"},
        {{"list", "-4", "-6", "--help"}, "list help"},
        {{"--json", "--raw", "echo", "--help"}, "echo help"},
    };
    for (const Case& one : cases)
        CHECK(told(one.words) == one.told);
    CHECK(told({"list", "--wrong", "--", "--help"}) == "error: unknown option '--wrong'");
}

TEST_CASE("command lines that are refused") {
    const Case cases[] = {
        {{"lst"}, "unknown verb 'lst'; did you mean 'list'?"},
        {{"zebra"}, "unknown verb 'zebra'"},
        {{""}, "unknown verb ''"},
        {{"-"}, "unknown verb '-'"},
        {{"--jsn"}, "unknown option '--jsn'; did you mean '--json'?"},
        {{"--cuont", "3"}, "unknown option '--cuont'"},
        {{"list", "--cuont", "3"}, "unknown option '--cuont'; did you mean '--count'?"},
        {{"--=3"}, "'--=3' names no option"},
        {{"-x"}, "unknown option '-x'"},
        {{"-nx"}, "unknown option '-x'"},
        {{"---"}, "unknown option '---'"},
        {{"--json=yes"}, "--json takes no value"},
        {{"--count"}, "--count needs a value: N"},
        {{"-c"}, "--count needs a value: N"},
        {{"--count="}, "--count needs a value that is not empty: N"},
        {{"--count", ""}, "--count needs a value that is not empty: N"},
        {{"--color="}, "--color needs a value that is not empty: WHEN"},
        {{"--kind", "wird"}, "--kind: 'wird' is none of wired, wireless; did you mean 'wired'?"},
        {{"--color=sometimes"}, "--color: 'sometimes' is none of auto, always, never"},
        {{"-o", "nme"}, "unknown column 'nme'; did you mean 'name'?"},
        {{"-o", "name,"}, "--output: a column's name is missing at a comma"},
        {{"-o", ",name"}, "--output: a column's name is missing at a comma"},
        {{"-o", "name,,mtu"}, "--output: a column's name is missing at a comma"},
        {{"-o", "+"}, "--output: a column's name is missing at a comma"},
        {{"-o", "name,+mtu"}, "--output: '+mtu': the first column has no +, so there is nothing to add to"},
        {{"--format", "{nme}"}, "unknown column 'nme'; did you mean 'name'?"},
        {{"--format", "{name"}, "--format '{name': a { that is not closed; {{ prints one"},
        {{"--format", "name}"}, "--format 'name}': a } that closes nothing; }} prints one"},
        {{"--format", "{}"}, "--format '{}': {} names no column"},
        {{"--format", "a\\q"}, "--format 'a\\q': after a backslash stands t, n or another backslash"},
        {{"--json", "--raw"}, "--json, --jsonl, --raw and --format exclude each other"},
        {{"-r", "--format", "{name}"}, "--json, --jsonl, --raw and --format exclude each other"},
        {{"--format", "{name}", "-o", "mtu"}, "--format excludes --output: it names its columns itself"},
        {{"-4", "-6"}, "-4 and -6 exclude each other"},
        {{"echo", "-4", "a"}, "unknown option '-4'"},
        {{"list", "--short"}, "unknown option '--short'"},
        {{"echo", "--short", "--json", "a"}, "--short excludes --json, --jsonl and --format"},
        {{"echo", "--short", "-o", "mtu", "a"},
         "--short excludes --output: it prints the one value that is the answer"},
        {{"plain", "--json"}, "unknown option '--json'"},
        {{"plain", "--netns", "a"}, "unknown option '--netns'"},
        {{"plain", "--stack", "default"}, "unknown option '--stack'"},
        {{"plain", "-n"}, "unknown option '-n'"},
        {{"echo"}, "echo needs NAME...|-"},
        {{"echo", "a", "b", "c", "d"}, "unexpected word 'd': echo takes NAME...|-"},
        {{"list", "eth0"}, "unexpected word 'eth0': list takes none"},
    };
    for (const Case& one : cases)
        CHECK(told(one.words) == "error: " + std::string(one.told));
}
