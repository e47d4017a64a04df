// Words, one a line of the input, are refused with a message or keep the limits of the verb that they chose.

#include "tools/cli/command_line.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace snet::cli;

namespace {

Outcome nothing(const Call&) {
    return ExitCode::success;
}

constexpr std::string_view kinds[] = {"wired", "wireless"};
constexpr Option list_options[] = {{"count", 'c', "N", "how many"},
                                   {"kind", 0, "KIND", "of this kind", kinds},
                                   {"depth", 'd', "N", "how deep", {}, "1"},
                                   {"all", 'a', "", "all"}};
constexpr ColumnName columns[] = {{"dst", "DST", Shown::always, "where to", 0},
                                  {"dev", "DEV", Shown::json, "through", 0}};
constexpr Verb list{"list", "", "List.", list_options, columns, nothing};
constexpr Verb show{.name = "get",
                    .subjects = "ADDR...|-",
                    .help = "Get.",
                    .options = {},
                    .columns = columns,
                    .run = nothing,
                    .min_subjects = 1,
                    .max_subjects = 3,
                    .has_short = true};
constexpr const Verb* verbs[] = {&list, &show};
constexpr Tool tool{"tool", "for the fuzzer", verbs, {}};

bool holds(const CommandLine& line) {
    const Call& call = line.call;
    if (line.wants != CommandLine::Wants::answer) return true;
    const bool is_format = call.output.format == Format::pattern;
    if (call.is_short && (is_format || !call.output.columns.empty())) return false;
    if (is_format && !call.output.columns.empty()) return false;
    for (const auto& given : call.given)
        if (given.option->value.empty() != given.value.empty()) return false;
    for (const std::string& column : call.output.columns)
        if (column != "dst" && column != "dev") return false;
    return call.subjects.size() >= call.verb.min_subjects && call.subjects.size() <= call.verb.max_subjects;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find('\n'));
        words.push_back(word);
        text.remove_prefix(word.size() + (word.size() < text.size()));
    }
    const auto line = read_command_line(tool, words);
    if (!line && line.error().message.empty()) std::abort();
    if (line && !holds(*line)) std::abort();
    return 0;
}
