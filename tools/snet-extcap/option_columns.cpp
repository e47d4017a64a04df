#include "tools/snet-extcap/option_columns.hpp"

#include <charconv>

#include "snet/extcap/settings.hpp"

namespace snet::plugins {

namespace {

using cli::Shown;
using cli::Sink;
using extcap::Choice;
using extcap::Option;
using extcap::OptionType;

void text(std::string_view value, Sink& sink) {
    if (!value.empty()) sink.text(value);
}

template <class Number>
std::optional<Number> number(std::string_view digits) {
    if (digits.starts_with('+')) digits.remove_prefix(1);
    Number value{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// A value of the option's type as JSON has it: a number, true or false, else a text.
void write_typed(const Option& option, std::string_view value, Sink& sink) {
    switch (option.type) {
        case OptionType::integer:
        case OptionType::unsigned_value:
        case OptionType::long_value:
            if (const auto whole = number<std::int64_t>(value)) return sink.signed_number(*whole);
            break;
        case OptionType::double_value:
            if (const auto real = number<double>(value)) return sink.real(*real);
            break;
        case OptionType::boolean:
        case OptionType::boolflag:
            if (const auto truth = extcap::convert_value(option, value, {})) return sink.boolean(*truth == "true");
            break;
        default:
            break;
    }
    sink.text(value);
}

std::optional<std::string> default_of(const Option& option) {
    if (auto choice = extcap::default_choice(option)) return choice;
    return option.default_value;
}

void write_default(const Option& option, Sink& sink) {
    const auto value = default_of(option);
    if (value && option.type != OptionType::password) write_typed(option, *value, sink);
}

void show_default(const Option& option, Sink& sink) {
    const auto value = default_of(option);
    if (value && !value->empty() && option.type != OptionType::password) sink.text(*value);
}

void write_range(const Option& option, Sink& sink) {
    if (!option.range) return;
    sink.begin_object();
    sink.key("min");
    write_typed(option, option.range->least, sink);
    sink.key("max");
    write_typed(option, option.range->most, sink);
    sink.end_object();
}

void show_range(const Option& option, Sink& sink) {
    if (option.range) sink.text(option.range->least + ".." + option.range->most);
}

void write_choice(const Choice& choice, Sink& sink) {
    sink.begin_object();
    sink.key("value");
    sink.text(choice.value);
    sink.key("display");
    sink.text(choice.display);
    sink.key("default");
    sink.boolean(choice.is_default);
    sink.key("enabled");
    sink.boolean(choice.is_enabled);
    if (choice.parent) {
        sink.key("parent");
        sink.text(*choice.parent);
    }
    sink.end_object();
}

void write_choices(const Option& option, Sink& sink) {
    if (option.choices.empty()) return;
    sink.begin_list();
    for (const Choice& choice : option.choices)
        write_choice(choice, sink);
    sink.end_list();
}

void show_choices(const Option& option, Sink& sink) {
    for (const Choice& choice : option.choices)
        if (choice.is_enabled) sink.text(choice.value);
}

template <bool Option::* member>
void write_truth(const Option& option, Sink& sink) {
    sink.boolean(option.*member);
}

template <bool Option::* member>
void show_truth(const Option& option, Sink& sink) {
    if (option.*member) sink.plain("yes");
}

template <std::string Option::* member>
void write_member(const Option& option, Sink& sink) {
    text(option.*member, sink);
}

}  // namespace

constexpr cli::Column<Option> option_columns[option_column_count] = {
    {"number", "NUMBER", Shown::json, "the plug-in's number for it",
     [](const Option& option, Sink& sink) { sink.number(option.number); }},
    {"name", "NAME", Shown::always, "its name, without dashes",
     [](const Option& option, Sink& sink) { sink.text(option.name()); }},
    {"call", "CALL", Shown::json, "the word that it is set by", write_member<&Option::call>},
    {"type", "TYPE", Shown::always, "integer, string, selector, ...",
     [](const Option& option, Sink& sink) { sink.plain(extcap::to_string(option.type)); }},
    {"default", "DEFAULT", Shown::always, "its value if nobody sets it", write_default, show_default, 0, true},
    {"range", "RANGE", Shown::always, "the least and the greatest number", write_range, show_range},
    {"required", "REQUIRED", Shown::always, "whether it must be set", write_truth<&Option::is_required>,
     show_truth<&Option::is_required>},
    {"group", "GROUP", Shown::always, "the heading that it stands under", write_member<&Option::group>},
    {"values", "VALUES", Shown::always, "what there is to choose from", write_choices, show_choices},
    {"display", "DESCRIPTION", Shown::always, "what it is, for people", write_member<&Option::display>, nullptr, 0,
     true},
    {"tooltip", "TOOLTIP", Shown::json, "the same at length", write_member<&Option::tooltip>, nullptr, 0, true},
    {"placeholder", "PLACEHOLDER", Shown::json, "an example", write_member<&Option::placeholder>},
    {"validation", "VALIDATION", Shown::json, "the pattern that it must match", write_member<&Option::validation>},
    {"save", "SAVE", Shown::json, "whether programs may remember it", write_truth<&Option::is_saved>,
     show_truth<&Option::is_saved>},
    {"reload", "RELOAD", Shown::json, "whether reload can tell its values", write_truth<&Option::can_reload>,
     show_truth<&Option::can_reload>},
    {"mustexist", "MUSTEXIST", Shown::json, "whether the file must be there", write_truth<&Option::must_exist>,
     show_truth<&Option::must_exist>},
    {"fileext", "FILEEXT", Shown::json, "names of such files", write_member<&Option::file_pattern>},
};
constexpr std::array<cli::ColumnName, option_column_count> option_column_names = cli::names_of(option_columns);

constexpr cli::Column<Choice> choice_columns[choice_column_count] = {
    {"value", "VALUE", Shown::always, "what is passed",
     [](const Choice& choice, Sink& sink) { sink.text(choice.value); }},
    {"display", "DESCRIPTION", Shown::always, "what it is, for people",
     [](const Choice& choice, Sink& sink) { sink.text(choice.display); }, nullptr, 0, true},
    {"default", "DEFAULT", Shown::always, "whether it is chosen unasked",
     [](const Choice& choice, Sink& sink) { sink.boolean(choice.is_default); },
     [](const Choice& choice, Sink& sink) {
         if (choice.is_default) sink.plain("yes");
     }},
    {"enabled", "ENABLED", Shown::json, "whether it can be chosen",
     [](const Choice& choice, Sink& sink) { sink.boolean(choice.is_enabled); }},
    {"parent", "PARENT", Shown::json, "the one above it",
     [](const Choice& choice, Sink& sink) {
         if (choice.parent) sink.text(*choice.parent);
     }},
};
constexpr std::array<cli::ColumnName, choice_column_count> choice_column_names = cli::names_of(choice_columns);

}  // namespace snet::plugins
