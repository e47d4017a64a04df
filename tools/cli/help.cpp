#include "tools/cli/help.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "tools/cli/common_options.hpp"

namespace snet::cli {
namespace {

constexpr std::size_t width = 80, height = 24;  // of a screen
constexpr std::size_t widest_term = 27;         // with the blanks behind it

/// `text` from column `indent` on, broken at blanks before column 80.
void wrap(std::string& to, std::string_view text, std::size_t indent, std::size_t column) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (column > indent && column + 1 + word.size() > width) {
            to += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            to += ' ';
            ++column;
        }
        to += word;
        column += word.size();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    to += '\n';
}

/// A term and what it means, in two columns.
void entry(std::string& to, const std::string& term, std::string_view text, std::size_t column) {
    to += term;
    if (term.size() + 2 > column) {
        to += "\n" + std::string(column, ' ');
    } else {
        to += std::string(column - term.size(), ' ');
    }
    wrap(to, text, column, column);
}

std::string option_term(const Option& option) {
    std::string term = option.letter ? std::string("  -") + option.letter : "    ";
    if (!option.name.empty()) term += std::string(option.letter ? ", " : "  ") + "--" + std::string(option.name);
    if (option.value.empty()) return term;
    return term + (option.implied.empty() ? " " + std::string(option.value) : "[=" + std::string(option.value) + "]");
}

std::string verb_term(const Verb& verb) {
    std::string term = "  " + std::string(verb.name);
    if (!verb.subjects.empty()) term += " " + std::string(verb.subjects);
    return term;
}

std::string usage(const Tool& tool, const Verb& verb) {
    const std::string name(tool.name);
    std::string text = "Usage: " + name + " " + std::string(verb.name) + " [OPTION...]";
    if (!verb.subjects.empty()) text += " " + std::string(verb.subjects);
    if (!verb.words.empty()) text += " [WORD VALUE]...";
    return text + "\n";
}

void options(std::string& to, std::string_view heading, const std::vector<const Option*>& options) {
    if (options.empty()) return;
    to += "\n" + std::string(heading) + ":\n";
    for (const Option* option : options) {
        std::string text(option->help);
        for (std::size_t i = 0; i < option->choices.size(); ++i)
            text += (i ? ", " : ": ") + std::string(option->choices[i]);
        entry(to, option_term(*option), text, 26);
    }
}

void words(std::string& to, const Verb& verb) {
    if (verb.words.empty()) return;
    to += "\nWords:\n";
    for (const Word& word : verb.words)
        entry(to, "  " + std::string(word.name) + " " + std::string(word.value), word.help, 26);
}

/// Whether the verb shows each of its columns unasked.
std::vector<bool> shown_unasked(const Tool& tool, const Verb& verb, Format format) {
    Call call{tool, verb};
    call.output.format = format;
    std::vector<bool> shown(verb.columns.size());
    for (const std::size_t i : choose_columns(verb.output ? verb.output(call) : call.output, verb.columns))
        shown[i] = true;
    return shown;
}

char mark(bool in_text, bool in_json) {
    if (in_text) return in_json ? '*' : 't';
    return in_json ? 'j' : ' ';
}

void columns(std::string& to, const Tool& tool, const Verb& verb) {
    if (verb.columns.empty()) return;
    to += "\nAvailable columns (* shown unasked, t only as text, j only in JSON):\n";
    const auto in_text = shown_unasked(tool, verb, Format::table);
    const auto in_json = shown_unasked(tool, verb, Format::json);
    for (std::size_t i = 0; i < verb.columns.size(); ++i) {
        const ColumnName& column = verb.columns[i];
        entry(to, std::string("  ") + mark(in_text[i], in_json[i]) + " " + std::string(column.key), column.help, 26);
    }
}

/// Whether a command of the example runs this verb.
bool is_of(std::string_view example, const Tool& tool, const Verb& verb) {
    const std::string start = std::string(tool.name) + " " + std::string(verb.name);
    const std::size_t at = example.find(start);
    if (at == example.npos) return false;
    const std::string_view rest = example.substr(at + start.size());
    return rest.empty() || rest[0] == ' ';
}

void examples(std::string& to, std::span<const std::string_view> lines) {
    if (lines.empty()) return;
    to += lines.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
    for (const std::string_view line : lines)
        to += "  " + std::string(line) + "\n";
}

}  // namespace

std::string tool_help(const Tool& tool) {
    std::string text = std::string(tool.name) + ": " + std::string(tool.summary) + "\n";
    text += "Usage: " + std::string(tool.name) + " [VERB] [OPTION...] [SUBJECT...]\n\n";
    text +=
        "Verbs (" + std::string(tool.verbs.front()->name) + " if none is named; VERB --help explains its options):\n";
    std::size_t column = 0;
    for (const Verb* verb : tool.verbs)
        column = std::max(column, verb_term(*verb).size() + 2);
    for (const Verb* verb : tool.verbs)
        entry(text, verb_term(*verb), verb->help, std::min(column, widest_term));
    std::string names;
    for (const auto& [option, applies, set] : common_options()) {
        names += names.empty() ? "" : " ";
        if (option.letter) names += std::string("-") + option.letter + (option.name.empty() ? "" : ",");
        if (!option.name.empty()) names += "--" + std::string(option.name);
    }
    text += "\nCommon options:\n  ";
    wrap(text, names, 2, 2);
    // As many as the screen still holds; each verb's own help has all that are about it.
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 2;
    examples(text, tool.examples.first(std::min(tool.examples.size(), height - std::min(lines, height))));
    return text;
}

std::string verb_help(const Tool& tool, const Verb& verb) {
    std::string text = usage(tool, verb);
    wrap(text, verb.help, 0, 0);
    std::vector<const Option*> own, common;
    for (const Option& option : verb.options)
        own.push_back(&option);
    for (const CommonOption& one : common_options())
        if (one.applies(verb)) common.push_back(&one.option);
    words(text, verb);
    options(text, "Options", own);
    options(text, "Common options", common);
    columns(text, tool, verb);
    std::vector<std::string_view> of_verb;
    std::ranges::copy_if(tool.examples, std::back_inserter(of_verb),
                         [&](std::string_view example) { return is_of(example, tool, verb); });
    examples(text, of_verb);
    return text;
}

}  // namespace snet::cli
