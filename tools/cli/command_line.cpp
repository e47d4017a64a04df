#include "tools/cli/command_line.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/values/ascii_case.hpp"
#include "tools/cli/common_options.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/suggest.hpp"

namespace snet::cli {
namespace {

using Words = std::span<const std::string_view>;

bool is_called(const Option& option, std::string_view name, char letter) {
    return name.empty() ? option.letter == letter : option.name == name;
}

const Option* find_in(std::span<const Option> options, std::string_view name, char letter) {
    const auto found =
        std::ranges::find_if(options, [&](const Option& option) { return is_called(option, name, letter); });
    return found == options.end() ? nullptr : &*found;
}

/// Where options are looked up: those of one verb and the common ones, or, before the verb is known, those of all
/// verbs.
class KnownOptions {
  public:
    explicit KnownOptions(const Tool& tool) : tool_(&tool) {}
    explicit KnownOptions(const Verb& verb) : verb_(&verb) {}

    const Option* find(std::string_view name, char letter) const {
        if (verb_)
            if (const Option* own = find_in(verb_->options, name, letter)) return own;
        for (const CommonOption& common : common_options())
            if (is_called(common.option, name, letter) && applies(common)) return &common.option;
        for (const Verb* verb : tool_ ? tool_->verbs : std::span<const Verb* const>{})
            if (const Option* option = find_in(verb->options, name, letter)) return option;
        return nullptr;
    }

    std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (const CommonOption& common : common_options())
            if (!common.option.name.empty() && applies(common)) names.push_back(common.option.name);
        for (const Option& option : verb_ ? verb_->options : std::span<const Option>{})
            names.push_back(option.name);
        return names;
    }

  private:
    bool applies(const CommonOption& common) const { return !verb_ || common.applies(*verb_); }

    const Tool* tool_ = nullptr;
    const Verb* verb_ = nullptr;
};

/// Walks the words: options with their arguments, and the words between them.
class Walk {
  public:
    struct Item {
        const Option* option = nullptr;  ///< none: a plain word
        std::string_view word;           ///< the plain word, or the option's argument
        bool after_dashes = false;
    };

    Walk(Words words, const KnownOptions& known) : words_(words), known_(known) {}

    /// The next item; none at the end.
    Result<std::optional<Item>> next() {
        if (!cluster_.empty()) return letter();
        if (at_ == words_.size()) return std::nullopt;
        const std::string_view word = words_[at_++];
        if (only_words_ || word.size() < 2 || word[0] != '-') return Item{nullptr, word, only_words_};
        if (word == "--") {
            only_words_ = true;
            return next();
        }
        if (word[1] == '-') return long_option(word.substr(2));
        cluster_ = word.substr(1);
        return letter();
    }

    /// What follows is words only.
    void end_options() { only_words_ = true; }

  private:
    Result<std::optional<Item>> long_option(std::string_view text) {
        const std::size_t equals = text.find('=');
        const std::string_view name = text.substr(0, equals);
        if (name.empty()) return fail(ErrorKind::invalid, quoted("--" + std::string(text)) + " names no option");
        const Option* option = known_.find(name, 0);
        if (!option)
            return fail(ErrorKind::invalid, "unknown option " + quoted("--" + std::string(name)) + suggested(name));
        if (equals != text.npos) {
            if (option->value.empty()) return fail(ErrorKind::invalid, spelled(*option) + " takes no value");
            return Item{option, text.substr(equals + 1)};
        }
        return with_argument(*option, {});
    }

    Result<std::optional<Item>> letter() {
        const char letter = cluster_[0];
        cluster_.remove_prefix(1);
        const Option* option = known_.find("", letter);
        if (!option) return fail(ErrorKind::invalid, "unknown option " + quoted(std::string("-") + letter));
        if (option->value.empty()) return Item{option, {}};
        return with_argument(*option, std::exchange(cluster_, {}));
    }

    Result<std::optional<Item>> with_argument(const Option& option, std::string_view joined) {
        if (option.value.empty() || !joined.empty()) return Item{&option, joined};
        if (!option.implied.empty()) return Item{&option, option.implied};
        if (at_ == words_.size())
            return fail(ErrorKind::invalid, spelled(option) + " needs a value: " + std::string(option.value));
        return Item{&option, words_[at_++]};
    }

    std::string suggested(std::string_view name) const {
        std::string text = suggestion(name, known_.names());
        if (const std::size_t quote = text.find('\''); quote != text.npos) text.insert(quote + 1, "--");
        return text;
    }

    Words words_;
    const KnownOptions& known_;
    std::size_t at_ = 0;
    std::string_view cluster_;
    bool only_words_ = false;
};

Result<const Verb*> find_verb(const Tool& tool, std::string_view word) {
    std::vector<std::string_view> names;
    for (const Verb* verb : tool.verbs) {
        if (verb->name == word) return verb;
        names.push_back(verb->name);
    }
    return fail(ErrorKind::invalid, "unknown verb " + quoted(word) + suggestion(word, names));
}

/// The error, and where to look: the help of a tool has its verbs, that of a verb its options and columns.
std::unexpected<Error> with_help(Error error, const Tool& tool, const Verb* verb = nullptr) {
    error.hints = {std::string(tool.name) + (verb ? " " + std::string(verb->name) : "") + " --help"};
    return std::unexpected(std::move(error));
}

/// The verb is the first plain word before `--`; without one it is the tool's first.
Result<const Verb*> choose_verb(const Tool& tool, Words words, bool& is_named) {
    const KnownOptions known(tool);
    Walk walk(words, known);
    for (;;) {
        const auto item = walk.next();
        if (!item) return std::unexpected(item.error());
        is_named = *item && !(*item)->option && !(*item)->after_dashes;
        if (is_named) return find_verb(tool, (*item)->word);
        if (!*item || (*item)->after_dashes) return tool.verbs.front();
    }
}

/// The value as a verb gets it: a choice in the choice's own spelling, however it was written.
Result<std::string_view> read_value(const Option& option, std::string_view value) {
    if (value.empty())
        return fail(ErrorKind::invalid,
                    spelled(option) + " needs a value that is not empty: " + std::string(option.value));
    if (option.choices.empty()) return value;
    std::string list;
    for (const std::string_view choice : option.choices) {
        if (equal_in_any_case(choice, value)) return choice;
        list += (list.empty() ? "" : ", ") + std::string(choice);
    }
    return fail(ErrorKind::invalid,
                spelled(option) + ": " + quoted(value) + " is none of " + list + suggestion(value, option.choices));
}

Result<void> check_whole(const CommandLine& line) {
    const Call& call = line.call;
    const auto format = line.format;
    if (call.is_short && format && *format != Format::raw)
        return fail(ErrorKind::invalid, "--short excludes --json, --jsonl and --format");
    if (call.is_short && !call.output.columns.empty())
        return fail(ErrorKind::invalid, "--short excludes --output: it prints the one value that is the answer");
    if (format == Format::pattern && !call.output.columns.empty())
        return fail(ErrorKind::invalid, "--format excludes --output: it names its columns itself");
    if (call.subjects.size() < call.verb.min_subjects)
        return fail(ErrorKind::invalid, std::string(call.verb.name) + " needs " + std::string(call.verb.subjects));
    if (call.subjects.size() > call.verb.max_subjects)
        return fail(ErrorKind::invalid, "unexpected word " + quoted(call.subjects[call.verb.max_subjects]) + ": " +
                                            std::string(call.verb.name) + " takes " +
                                            (call.verb.subjects.empty() ? "none" : std::string(call.verb.subjects)));
    return {};
}

Result<void> set_option(CommandLine& line, const Option& option, std::string_view word) {
    const auto value = option.value.empty() ? Result<std::string_view>() : read_value(option, word);
    if (!value) return std::unexpected(value.error());
    for (const CommonOption& common : common_options())
        if (&common.option == &option) return common.set(line, option, *value);
    line.call.given.push_back({&option, std::string(*value)});
    return {};
}

/// Every word to its place. The verb's own is the first plain one, where it is named.
Result<void> read_words(CommandLine& line, Words words, bool is_named) {
    const KnownOptions known(line.call.verb);
    Walk walk(words, known);
    bool verb_seen = !is_named;
    for (;;) {
        const auto next = walk.next();
        if (!next) return std::unexpected(next.error());
        if (!*next) return {};
        const Walk::Item& item = **next;
        if (item.option) {
            if (auto set = set_option(line, *item.option, item.word); !set) return set;
        } else if (std::exchange(verb_seen, true)) {
            line.call.subjects.emplace_back(item.word);
            if (line.call.verb.is_for_command) walk.end_options();
        }
    }
}

Result<CommandLine> read(const Tool& tool, Words words) {
    bool is_named = false;
    const auto verb = choose_verb(tool, words, is_named);
    if (!verb) return with_help(verb.error(), tool);

    CommandLine line{.call = Call{tool, **verb}};
    if (const auto done = read_words(line, words, is_named); !done) return with_help(done.error(), tool, *verb);
    if (line.wants == CommandLine::Wants::verb_help && !is_named) line.wants = CommandLine::Wants::tool_help;
    if (line.wants != CommandLine::Wants::answer) return line;
    if (const auto good = check_whole(line); !good) return with_help(good.error(), tool, *verb);
    return line;
}

/// Who asks for help in a line that has a mistake gets it: of the verb that the line begins with, if it does.
std::optional<CommandLine> asked_for_help(const Tool& tool, Words words) {
    words = words.first(static_cast<std::size_t>(std::ranges::find(words, "--") - words.begin()));
    const auto asks = [](std::string_view word) { return word == "--help" || word == "-h"; };
    if (std::ranges::none_of(words, asks)) return std::nullopt;
    const auto plain = std::ranges::find_if(words, [](auto word) { return !word.starts_with('-'); });
    const auto verb = find_verb(tool, plain == words.end() ? "" : *plain);
    using Wants = CommandLine::Wants;
    if (!verb) return CommandLine{.wants = Wants::tool_help, .call = Call{tool, *tool.verbs.front()}};
    return CommandLine{.wants = Wants::verb_help, .call = Call{tool, **verb}};
}

}  // namespace

Result<CommandLine> read_command_line(const Tool& tool, Words words) {
    auto line = read(tool, words);
    if (line) return line;
    if (auto help = asked_for_help(tool, words)) return std::move(*help);
    return line;
}

}  // namespace snet::cli
