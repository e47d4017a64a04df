#include "tools/snet-extcap/interface_help.hpp"

#include <algorithm>
#include <unordered_map>

#include "snet/extcap/settings.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/safe_text.hpp"

namespace snet::plugins {

namespace {

using extcap::Option;
using extcap::OptionType;

constexpr std::size_t column = 34;  // where texts begin
constexpr std::size_t width = 80;
constexpr std::size_t most_choices = 12;

/// What stands for a value of the type.
std::string_view placeholder(OptionType type) {
    switch (type) {
        case OptionType::integer:
        case OptionType::unsigned_value:
        case OptionType::long_value:
        case OptionType::double_value:
            return "NUMBER";
        case OptionType::boolean:
            return "true|false";
        case OptionType::boolflag:
            return "";
        case OptionType::password:
            return "[SECRET]";
        case OptionType::multicheck:
            return "VALUE,...";
        case OptionType::selector:
        case OptionType::radio:
            return "VALUE";
        case OptionType::fileselect:
            return "FILE";
        case OptionType::timestamp:
            return "TIME";
        case OptionType::editselector:
        case OptionType::string:
            break;
    }
    return "TEXT";
}

std::string listed_choices(const Option& option) {
    std::string text;
    std::size_t count = 0;
    for (const extcap::Choice& choice : option.choices) {
        if (!choice.is_enabled) continue;
        if (++count > most_choices) return text + ", ...";
        text += (text.empty() ? ": " : ", ") + choice.value;
    }
    return text;
}

/// What is to be known beside the description: "1 to 65535; 22 if not set; required".
std::string conditions(const Option& option) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (option.range) add(option.range->least + " to " + option.range->most);
    const auto choice = extcap::default_choice(option);
    const auto& value = choice ? choice : option.default_value;
    if (value && !value->empty() && option.type != OptionType::password) add(*value + " if not set");
    if (option.is_required) add("required");
    if (option.can_reload) add("reload tells more values");
    return text.empty() ? "" : " (" + text + ")";
}

void wrap(std::string& to, std::string_view text) {
    for (std::size_t at = column; !text.empty();) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const std::size_t size = cli::display_width(word);
        if (at > column && at + 1 + size > width) {
            to += "\n" + std::string(column, ' ');
            at = column;
        } else if (at > column) {
            to += ' ';
            ++at;
        }
        to += word;
        at += size;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    to += '\n';
}

void add_option(std::string& to, const Option& option) {
    std::string term = (option.call.starts_with("--") ? "      " : "  ") + cli::safe_text(option.call);
    if (const auto value = placeholder(option.type); !value.empty()) term += " " + std::string(value);
    to += term;
    to += term.size() + 2 > column ? "\n" + std::string(column, ' ') : std::string(column - term.size(), ' ');
    wrap(to, cli::safe_text(option.display + listed_choices(option) + conditions(option)));
}

/// The options with those of one heading together, the headings in the order of their first options.
std::vector<const Option*> by_group(const extcap::Options& options) {
    std::unordered_map<std::string_view, std::size_t> order;
    std::vector<const Option*> sorted;
    for (const Option& option : options.options) {
        order.emplace(option.group, order.size());
        sorted.push_back(&option);
    }
    std::ranges::stable_sort(sorted, {}, [&](const Option* option) { return order.at(option->group); });
    return sorted;
}

}  // namespace

std::string interface_help(const cli::Call& call, const extcap::InterfaceOfPlugin& interface,
                           const extcap::Options& options) {
    const std::string value = cli::safe_text(interface.interface->value);
    std::string text = "Usage: " + std::string(call.tool.name) + " " + std::string(call.verb.name) + " [OPTION...] " +
                       value + " [--NAME VALUE]...\n" + cli::safe_text(interface.interface->display) + ", by " +
                       cli::safe_text(interface.plugin->path) + "\n";
    if (options.options.empty()) return text + "\nIt has no options of its own.\n";
    const Option* before = nullptr;
    bool has_secret = false;
    for (const Option* const option : by_group(options)) {
        if (!before || before->group != option->group)
            text += "\n" + (option->group.empty() ? "Options" : cli::safe_text(option->group)) + ":\n";
        add_option(text, *option);
        has_secret = has_secret || option->type == OptionType::password;
        before = option;
    }
    if (has_secret) text += "\nA SECRET that is left out is asked for; --NAME-file F and --NAME-fd N read it.\n";
    return text;
}

cli::Outcome print_interface_help(const cli::Call& call, const ChosenInterface& chosen,
                                  const extcap::Options& options) {
    cli::OutputBuffer out;
    out.put(interface_help(call, chosen.get(), options));
    if (auto flushed = out.flush(); !flushed) return std::unexpected(std::move(flushed.error()));
    return cli::ExitCode::success;
}

}  // namespace snet::plugins
