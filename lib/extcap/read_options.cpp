#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "lib/extcap/option_number.hpp"
#include "lib/extcap/sentence.hpp"
#include "lib/extcap/sentence_values.hpp"
#include "snet/extcap/option.hpp"

namespace snet::extcap {

namespace {

constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();

/// Words that the protocol itself has, or our own command line.
bool is_reserved(std::string_view call) {
    return call == "--capture" || call == "--fifo" || call == "--help" || call == "-h" || call.starts_with("--extcap-");
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `-x` or `--word`.
bool is_call(std::string_view call) {
    const bool is_long = call.starts_with("--");
    if (!is_long && (call.size() != 2 || call[0] != '-')) return false;
    const std::string_view name = call.substr(is_long ? 2 : 1);
    return !name.empty() && is_letter_or_digit(name[0]) &&
           std::ranges::all_of(name, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; });
}

bool has_choices(OptionType type) {
    return type == OptionType::selector || type == OptionType::editselector || type == OptionType::radio ||
           type == OptionType::multicheck;
}

/// Collects the options of an answer.
class Reader {
  public:
    void read(const Sentence& sentence) {
        if (sentence.keyword == "arg") read_option(sentence);
        if (sentence.keyword == "value") read_choice(sentence);
    }

    void warn(std::string text) { read_.warnings.push_back(std::move(text)); }

    Options finish() && {
        for (Option& option : read_.options)
            check(option);
        return std::move(read_);
    }

  private:
    void read_option(const Sentence& sentence) {
        const auto number = number_in(sentence, "number", most);
        const auto call = sentence.value("call"), display = sentence.value("display"), type = sentence.value("type");
        if (!number || !call || !display || !type)
            return warn("an option is left out: " + sentence.text("call") + " lacks number, call, display or type");
        const std::string named = "option " + std::string(*call);
        const auto known_type = parse_option_type(*type);
        if (!known_type) return warn(named + " is left out: unknown type " + std::string(*type));
        if (!is_call(*call)) return warn(named + " is left out: neither -x nor --word");
        if (is_reserved(*call)) return warn(named + " is left out: the word is the protocol's own");
        if (places_.contains(*number)) return warn(named + " is left out: its number is another's");
        if (!calls_.emplace(*call).second) return warn(named + " is left out: there is one of this name already");
        places_.emplace(*number, read_.options.size());
        read_.options.push_back(make_option(sentence, *number, *known_type));
    }

    Option make_option(const Sentence& sentence, std::uint32_t number, OptionType type) {
        Option option{.number = number, .call = sentence.text("call"), .display = sentence.text("display")};
        option.type = type;
        if (const auto text = sentence.value("default")) option.default_value = *text;
        option.range = range_in(sentence, read_.warnings);
        option.validation = sentence.text("validation");
        option.is_required = truth_in(sentence, "required", false, read_.warnings);
        option.is_saved = truth_in(sentence, "save", true, read_.warnings);
        option.can_reload = truth_in(sentence, "reload", false, read_.warnings);
        option.placeholder = sentence.text("placeholder");
        option.tooltip = sentence.text("tooltip");
        option.group = sentence.text("group");
        option.must_exist = truth_in(sentence, "mustexist", false, read_.warnings);
        option.file_pattern = sentence.text("fileext");
        return option;
    }

    void read_choice(const Sentence& sentence) {
        const auto number = number_in(sentence, "arg", most);
        if (!number) return warn("a choice is left out: it does not say of which option");
        const auto found = places_.find(*number);
        if (found == places_.end())
            return warn("a choice of option number " + std::to_string(*number) +
                        " is left out: no such option before it");
        Option& option = read_.options[found->second];
        auto choice = choice_in(sentence, read_.warnings);
        if (!choice) return;
        if (!has_choices(option.type))
            return warn("a choice of " + option.call + " is left out: the type " + std::string(to_string(option.type)) +
                        " has none");
        if (!values_[*number].insert(choice->value).second)
            return warn("option " + option.call + ": the value '" + choice->value +
                        "' is there twice; the first counts");
        option.choices.push_back(std::move(*choice));
    }

    /// What cannot be kept is not there: bounds and defaults that are no numbers of the type.
    void check(Option& option) {
        if (!is_number(option.type)) return void(option.range.reset());
        if (option.range) check_range(option);
        if (option.default_value && !parse_option_number(option.type, *option.default_value)) {
            warn("option " + option.call + ": its default '" + *option.default_value + "' is no " +
                 std::string(to_string(option.type)) + "; ignored");
            option.default_value.reset();
        }
    }

    void check_range(Option& option) {
        const auto least = parse_option_number(option.type, option.range->least);
        const auto greatest = parse_option_number(option.type, option.range->most);
        if (least && greatest && *least <= *greatest) return;
        warn("option " + option.call + ": range=" + option.range->least + "," + option.range->most +
             (least && greatest ? " is reversed; ignored" : ": not two numbers of its type; ignored"));
        option.range.reset();
    }

    Options read_;
    std::unordered_map<std::uint32_t, std::size_t> places_;  // of the options by their numbers
    std::unordered_set<std::string> calls_;
    std::unordered_map<std::uint32_t, std::unordered_set<std::string>> values_;
};

}  // namespace

Options read_options(std::string_view text) {
    Reader reader;
    each_sentence(
        text, [&](const Sentence& sentence) { reader.read(sentence); },
        [&](std::string warning) { reader.warn(std::move(warning)); });
    return std::move(reader).finish();
}

ReloadedChoices read_reloaded(std::string_view text, const Option& option) {
    ReloadedChoices read;
    std::unordered_set<std::string> values;
    each_sentence(
        text,
        [&](const Sentence& sentence) {
            if (sentence.keyword != "value" || number_in(sentence, "arg", most) != option.number) return;
            auto choice = choice_in(sentence, read.warnings);
            if (choice && values.insert(choice->value).second) read.choices.push_back(std::move(*choice));
        },
        [&](std::string warning) { read.warnings.push_back(std::move(warning)); });
    return read;
}

}  // namespace snet::extcap
