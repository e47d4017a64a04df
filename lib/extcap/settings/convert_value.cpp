#include <array>
#include <filesystem>

#include "lib/extcap/option_number.hpp"
#include "lib/extcap/settings/choose.hpp"
#include "lib/extcap/settings/pattern.hpp"
#include "lib/extcap/settings/time_value.hpp"
#include "lib/extcap/utf8.hpp"
#include "lib/values/ascii_case.hpp"
#include "lib/values/text_parts.hpp"
#include "snet/extcap/settings.hpp"

namespace snet::extcap {

namespace {

/// What a number of the type is, for people.
std::string_view kind_of(OptionType type) {
    switch (type) {
        case OptionType::integer:
            return "a whole number of 32 bits";
        case OptionType::unsigned_value:
            return "a whole number from 0 to 4294967295";
        case OptionType::long_value:
            return "a whole number of 64 bits";
        default:
            return "a number";
    }
}

Result<std::string> convert_number(const Option& option, std::string_view text) {
    const auto number = parse_option_number(option.type, text);
    if (!number)
        return fail(ErrorKind::invalid, "'" + std::string(text) + "' is not " + std::string(kind_of(option.type)));
    if (option.range) {
        const auto least = parse_option_number(option.type, option.range->least);
        const auto most = parse_option_number(option.type, option.range->most);
        if ((least && *number < *least) || (most && *number > *most))
            return fail(ErrorKind::invalid,
                        std::string(text) + " is not from " + option.range->least + " to " + option.range->most);
    }
    return std::string(text.starts_with('+') ? text.substr(1) : text);
}

Result<std::string> convert_truth(std::string_view text) {
    constexpr std::array<std::string_view, 4> yes{"true", "yes", "1", "on"}, no{"false", "no", "0", "off"};
    for (const std::string_view word : yes)
        if (equal_in_any_case(text, word)) return "true";
    for (const std::string_view word : no)
        if (equal_in_any_case(text, word)) return "false";
    return fail(ErrorKind::invalid, "'" + std::string(text) + "' is neither true nor false");
}

/// The text of a password stays out of every message.
Result<std::string> convert_text(const Option& option, std::string_view text) {
    if (text.contains('\0')) return fail(ErrorKind::invalid, "a NUL cannot be passed to a program");
    if (option.validation.empty() || text.empty()) return std::string(text);
    // A pattern that is none is the plug-in's mistake, and no reason to refuse any value.
    if (!check_pattern(option.validation)) return std::string(text);
    const auto found = is_found(option.validation, text);
    if (!found) return std::unexpected(found.error());
    if (*found) return std::string(text);
    const std::string subject = option.type == OptionType::password ? "it" : "'" + std::string(text) + "'";
    return fail(ErrorKind::invalid, subject + " does not have the form " + option.validation);
}

Result<std::string> convert_file(const Option& option, std::string_view text, const Surroundings& surroundings) {
    if (text.empty()) return std::string();
    if (text.contains('\0')) return fail(ErrorKind::invalid, "a NUL cannot be passed to a program");
    const std::string path = text.starts_with('/') ? std::string(text) : surroundings.folder + "/" + std::string(text);
    std::error_code ignored;
    if (option.must_exist && !std::filesystem::exists(path, ignored))
        return fail(ErrorKind::invalid, std::string(text) + ": no such file");
    return path;
}

Result<std::string> convert_time(std::string_view text, const Surroundings& surroundings) {
    const auto seconds = parse_time_value(text, surroundings.now);
    if (seconds) return std::to_string(*seconds);
    return fail(ErrorKind::invalid,
                "'" + std::string(text) + "' is no time: 2026-11-23T09:00:00Z, @SECONDS, now or now-1h is");
}

Result<std::string> convert(const Option& option, std::string_view text, const Surroundings& surroundings) {
    switch (option.type) {
        case OptionType::integer:
        case OptionType::unsigned_value:
        case OptionType::long_value:
        case OptionType::double_value:
            return convert_number(option, text);
        case OptionType::boolean:
        case OptionType::boolflag:
            return convert_truth(text);
        case OptionType::selector:
        case OptionType::radio:
            return choose(option, text);
        case OptionType::editselector: {
            const auto chosen = choose(option, text);
            return chosen ? chosen : convert_text(option, text);
        }
        case OptionType::multicheck:
            return choose_several(option, text);
        case OptionType::fileselect:
            return convert_file(option, text, surroundings);
        case OptionType::timestamp:
            return convert_time(text, surroundings);
        case OptionType::string:
        case OptionType::password:
            break;
    }
    return convert_text(option, text);
}

}  // namespace

Surroundings present_surroundings() {
    std::error_code ignored;
    return {std::chrono::system_clock::now(), std::filesystem::current_path(ignored).string()};
}

Result<std::string> convert_value(const Option& option, std::string_view text, const Surroundings& surroundings) {
    auto value = convert(option, text, surroundings);
    if (!value) value.error().message = option.call + ": " + value.error().message;
    return value;
}

}  // namespace snet::extcap
