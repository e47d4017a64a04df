#include <unordered_map>

#include "snet/extcap/settings.hpp"

namespace snet::extcap {

namespace {

/// The values that were given, an option's one text; of a multicheck all of them.
Result<std::unordered_map<const Option*, std::string>> convert_all(const std::vector<Setting>& settings,
                                                                   const Surroundings& surroundings) {
    std::unordered_map<const Option*, std::string> given;
    for (const auto& [option, value] : settings) {
        std::string& text = given[option];
        text = option->type == OptionType::multicheck && !text.empty() ? text + "," + value : value;
    }
    for (auto& [option, text] : given) {
        auto value = convert_value(*option, text, surroundings);
        if (!value) return std::unexpected(std::move(value.error()));
        text = std::move(*value);
    }
    return given;
}

bool is_passed_unasked(const Option& option, Defaults defaults) {
    return defaults == Defaults::all || option.is_required || option.type == OptionType::selector ||
           option.type == OptionType::editselector || option.type == OptionType::radio;
}

/// The default as it is passed; none: there is none, or it is no value of the type.
std::optional<std::string> default_of(const Option& option, const Surroundings& surroundings) {
    switch (option.type) {
        case OptionType::selector:
        case OptionType::editselector:
        case OptionType::radio:
        case OptionType::multicheck:
            return default_choice(option);
        default:
            break;
    }
    if (!option.default_value) return std::nullopt;
    auto value = convert_value(option, *option.default_value, surroundings);
    if (!value) return std::nullopt;
    return std::move(*value);
}

void add(const Option& option, std::string value, std::vector<CommandWord>& words) {
    if (option.type == OptionType::boolflag) {
        if (value == "true") words.push_back({option.call});
        return;
    }
    if (value.empty()) return;
    words.push_back({option.call});
    words.push_back({std::move(value), option.type == OptionType::password});
}

std::unexpected<Error> missing(const std::vector<const Option*>& options) {
    std::string names;
    for (const Option* const option : options)
        names += (names.empty() ? "" : ", ") + option->call;
    return fail(ErrorKind::invalid,
                (options.size() == 1 ? "a required option is missing: " : "required options are missing: ") + names);
}

Result<std::vector<CommandWord>> all_words(const Options& options, const std::vector<Setting>& settings,
                                           Defaults defaults, const Surroundings& surroundings, bool must_be_whole) {
    auto given = convert_all(settings, surroundings);
    if (!given) return std::unexpected(std::move(given.error()));
    std::vector<CommandWord> words;
    std::vector<const Option*> lacking;
    for (const Option& option : options.options) {
        const auto found = given->find(&option);
        std::optional<std::string> value;
        if (found != given->end())
            value = std::move(found->second);
        else if (is_passed_unasked(option, defaults))
            value = default_of(option, surroundings);
        if (option.is_required && option.type != OptionType::boolflag && (!value || value->empty()))
            lacking.push_back(&option);
        if (value) add(option, std::move(*value), words);
    }
    if (must_be_whole && !lacking.empty()) return missing(lacking);
    return words;
}

}  // namespace

Result<std::vector<CommandWord>> option_words(const Options& options, const std::vector<Setting>& settings,
                                              Defaults defaults, const Surroundings& surroundings) {
    return all_words(options, settings, defaults, surroundings, true);
}

Result<std::vector<CommandWord>> partial_option_words(const Options& options, const std::vector<Setting>& settings,
                                                      const Surroundings& surroundings) {
    return all_words(options, settings, Defaults::needed, surroundings, false);
}

}  // namespace snet::extcap
