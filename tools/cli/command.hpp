#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/family.hpp"
#include "tools/cli/column.hpp"
#include "tools/cli/exit_code.hpp"
#include "tools/cli/output.hpp"

namespace snet::cli {

/// An option of a verb. With a `value` name it takes one argument: `--dev D` or `--dev=D`. What completion offers for
/// it follows from that name, as it does for subjects: completions/help_text.py knows which names mean what.
struct Option {
    std::string_view name;   ///< without the dashes
    char letter = 0;         ///< 0: none
    std::string_view value;  ///< what the argument is called in the help; empty: a flag
    std::string_view help;
    std::span<const std::string_view> choices;  ///< the only values, if any; written in any case, a verb gets these
    std::string_view implied;  ///< its value where none is given; an argument stands after `=` only then
};

/// A word that may follow the subjects, with its value: `from A`.
struct Word {
    std::string_view name;
    std::string_view value;  ///< what the value is called in the help
    std::string_view help;
};

class Call;

/// `Outcome` of a verb: its exit code, or what to say on stderr (then exit 2; `not_found`: exit 1).
using Outcome = Result<ExitCode>;

/// The keys of our own JSON lines that name an address.
inline constexpr std::string_view address_keys[] = {"dst", "local"};

struct Verb {
    std::string_view name;
    std::string_view subjects;  ///< for the usage line: "[IFACE]", "MAC...|-"; empty: takes none
    std::string_view help;      ///< one line
    std::span<const Option> options;
    std::span<const ColumnName> columns;  ///< that `-o` may name; empty: the verb prints plain text only
    Outcome (*run)(const Call&);
    std::size_t min_subjects = 0;
    std::size_t max_subjects = 0;
    bool has_short = false;                                         ///< takes --short
    bool has_families = true;                                       ///< takes -4 and -6
    bool has_stack = true;                                          ///< takes --stack
    bool has_netns = true;                                          ///< takes --netns
    bool has_numeric = true;                                        ///< takes -n
    std::span<const std::string_view> subject_keys = address_keys;  ///< of a JSON line: the first that is there
    bool is_for_command = false;  ///< its subjects are another command: what follows the first is no option of ours
    std::span<const Word> words;  ///< that the verb reads behind its subjects, and counts among them
    OutputOptions (*output)(const Call&) = nullptr;  ///< the call's, with the columns that this verb shows unasked
};

struct Tool {
    std::string_view name;               ///< "snet-route"
    std::string_view summary;            ///< one line
    std::span<const Verb* const> verbs;  ///< the first is what no verb means
    std::span<const std::string_view> examples;
};

/// What the user asked of a verb.
class Call {
  public:
    const Tool& tool;
    const Verb& verb;
    OutputOptions output;              ///< format, columns, colour
    std::optional<std::string> netns;  ///< --netns
    std::optional<std::string> stack;  ///< --stack
    std::optional<Family> family;      ///< -4, -6
    bool numeric = false;              ///< -n
    bool quiet = false;                ///< -q
    bool verbose = false;              ///< -v
    bool is_short = false;             ///< --short
    std::vector<std::string> subjects;

    /// Of the verb's own options. Asking for one that the verb does not have is a mistake in the tool.
    bool has(std::string_view option) const;
    std::optional<std::string_view> value(std::string_view option) const;

    struct Given {
        const Option* option;
        std::string value;
    };
    std::vector<Given> given;
};

/// Runs a tool: reads the command line, answers --help and --version, runs the verb, reports its error on stderr. Never
/// throws. A tool's main is `return snet::cli::run(tool, argc, argv);`.
int run(const Tool& tool, int argc, char** argv);

/// "TOOL: MESSAGE" on stderr, untrusted text made safe. Quiet (-q) silences warnings, not errors.
void report_error(const Call& call, std::string_view message);
void report_error(const Call& call, const Error& error);  ///< its hints are lines of their own
void report_warning(const Call& call, std::string_view message);

}  // namespace snet::cli
