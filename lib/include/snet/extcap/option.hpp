#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#pragma GCC visibility push(default)
/// Capture plug-ins as Wireshark's extcap protocol has them: programs that name interfaces, tell what can be set, and
/// write packets into a FIFO. Everything they say is somebody else's text: any UTF-8 but NUL and line ends.
namespace snet::extcap {

enum class OptionType : std::uint8_t {
    integer,         ///< 32 bits
    unsigned_value,  ///< 32 bits, not negative; the word is `unsigned`
    long_value,      ///< 64 bits; the word is `long`
    double_value,    ///< finite; the word is `double`
    string,
    password,
    boolean,   ///< passed as a word, true or false
    boolflag,  ///< passed by being there
    selector,
    editselector,  ///< a selector that takes other text, too
    radio,
    multicheck,
    fileselect,
    timestamp,  ///< passed in seconds since 1970 UTC
};

/// The protocol's word for a type. None: there is no such type.
std::string_view to_string(OptionType type);
std::optional<OptionType> parse_option_type(std::string_view word);

/// What a selector, radio button or multicheck offers.
struct Choice {
    std::string value;    ///< what is passed
    std::string display;  ///< for people; the value where the plug-in tells none
    bool is_default = false;
    bool is_enabled = true;             ///< false: a heading, which cannot be chosen
    std::optional<std::string> parent;  ///< the value of the choice above it in a tree
};

/// The bounds of a number, both inclusive, as the plug-in wrote them.
struct Range {
    std::string least;
    std::string most;
};

/// What can be set for a capture.
struct Option {
    std::uint32_t number = 0;
    std::string call;     ///< the word that it is passed by: "--remote-host", "-p"
    std::string display;  ///< for people
    OptionType type = OptionType::string;
    std::optional<std::string> default_value;  ///< of choices see there
    std::optional<Range> range;
    std::string validation;  ///< a pattern of PCRE; empty: none
    bool is_required = false;
    bool is_saved = true;      ///< whether a program that remembers values may remember this one
    bool can_reload = false;   ///< the plug-in can tell its choices anew, knowing the other values
    std::string placeholder;   ///< an example, shown where nothing is set
    std::string tooltip;       ///< longer than display; empty: none
    std::string group;         ///< the heading that it stands under; empty: none
    bool must_exist = false;   ///< of a file
    std::string file_pattern;  ///< of a file: which names a dialogue would show
    std::vector<Choice> choices;

    /// The call without its dashes: "remote-host".
    std::string_view name() const;
};

/// What a plug-in tells about the options of an interface, in its order.
struct Options {
    std::vector<Option> options;
    std::vector<std::string> warnings;  ///< what was wrong with lines that were left out, or read otherwise
};

/// Reads the answer to `--extcap-config`. Never fails: what is no sentence is no option.
Options read_options(std::string_view text);

/// Reads the answer to a question for one option's choices; sentences of other options are left out.
struct ReloadedChoices {
    std::vector<Choice> choices;
    std::vector<std::string> warnings;
};
ReloadedChoices read_reloaded(std::string_view text, const Option& option);

}  // namespace snet::extcap
#pragma GCC visibility pop
