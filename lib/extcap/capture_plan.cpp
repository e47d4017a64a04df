#include "snet/extcap/capture_plan.hpp"

#include <algorithm>

namespace snet::extcap {

namespace {

bool needs_no_quotes(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("%+,-./:=@_").contains(c);
}

/// As every POSIX shell reads it: between single quotes nothing has a meaning but the next one.
std::string shell_word(std::string_view text) {
    if (!text.empty() && std::ranges::all_of(text, needs_no_quotes)) return std::string(text);
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace

std::vector<CommandWord> capture_words(const CapturePlan& plan, const CapturePaths& paths,
                                       const std::optional<std::string>& filter) {
    std::vector<CommandWord> words{{"--capture"}, {"--extcap-interface"}, {plan.interface}};
    const auto add = [&](const char* option, const std::optional<std::string>& value) {
        if (!value) return;
        words.push_back({option});
        words.push_back({*value});
    };
    add("--extcap-capture-filter", filter);
    add("--fifo", paths.fifo);
    add("--extcap-control-out", paths.control_out);
    add("--extcap-control-in", paths.control_in);
    words.insert(words.end(), plan.options.begin(), plan.options.end());
    return words;
}

std::string printed_command(const std::string& program, const std::vector<CommandWord>& words) {
    std::string text = shell_word(program);
    for (const CommandWord& word : words)
        text += " " + (word.is_secret ? "***" : shell_word(word.text));
    return text;
}

}  // namespace snet::extcap
