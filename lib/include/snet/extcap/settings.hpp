#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/extcap/capture_plan.hpp"
#include "snet/extcap/option.hpp"

#pragma GCC visibility push(default)
namespace snet::extcap {

/// A value that somebody gives to an option. A multicheck may have several.
struct Setting {
    const Option* option;
    std::string value;
};

/// The value of choices where nobody has chosen: the default one; of radio buttons else the first; of a multicheck all
/// default ones, with commas between them. None: there is none.
std::optional<std::string> default_choice(const Option& option);

/// What conversions depend on beside their text.
struct Surroundings {
    std::chrono::system_clock::time_point now;
    std::string folder;  ///< that relative paths begin in
};

/// The surroundings of this process.
Surroundings present_surroundings();

/// The value as the plug-in is to get it: a number in its range, the value of a choice that was named by its display, a
/// path that is absolute, a time in seconds. `invalid` says what would be right. Of a boolflag and a boolean it is
/// "true" or "false".
Result<std::string> convert_value(const Option& option, std::string_view text, const Surroundings& surroundings);

enum class Defaults : std::uint8_t {
    needed,  ///< those of required options, selectors and radio buttons
    all,     ///< each that the plug-in has told
};

/// The words that the settings come to, in the order of the options, with the defaults that are passed. Of an option
/// that is set several times the last counts, of a multicheck all do. `invalid` also if required ones are missing: the
/// message names all of them.
Result<std::vector<CommandWord>> option_words(const Options& options, const std::vector<Setting>& settings,
                                              Defaults defaults, const Surroundings& surroundings);

/// The same without asking whether required ones are there: what a question for choices is asked with.
Result<std::vector<CommandWord>> partial_option_words(const Options& options, const std::vector<Setting>& settings,
                                                      const Surroundings& surroundings);

}  // namespace snet::extcap
#pragma GCC visibility pop
