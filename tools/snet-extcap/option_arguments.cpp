#include "tools/snet-extcap/option_arguments.hpp"

#include <algorithm>

#include "tools/cli/common_options.hpp"
#include "tools/cli/quoted.hpp"
#include "tools/cli/suggest.hpp"
#include "tools/snet-extcap/secrets.hpp"

namespace snet::plugins {

namespace {

using extcap::Option;
using extcap::OptionType;

/// Keywords are written with underscores, where options have dashes.
bool equal_names(std::string_view one, std::string_view other) {
    const auto dashed = [](char c) { return c == '_' ? '-' : c; };
    return std::ranges::equal(one, other, {}, dashed, dashed);
}

/// What a word is about: an option, and for a password where its value is.
struct Named {
    const Option* option;
    enum class Source : std::uint8_t { value, file, descriptor } source = Source::value;
};

class Reader {
  public:
    Reader(const cli::Call& call, std::span<const std::string> words, const extcap::Options& options,
           std::string_view interface)
        : call_(call), words_(words), options_(options), interface_(interface) {}

    Result<OptionArguments> read() && {
        for (; at_ < words_.size(); ++at_) {
            const std::string_view word = words_[at_];
            if (word == "--help" || word == "-h") return OptionArguments{.settings = {}, .wants_help = true};
            if (auto done = read_word(word); !done) return std::unexpected(std::move(done.error()));
        }
        for (const Option& option : options_.options)
            if (auto done = add_unsaid_secret(option); !done) return std::unexpected(std::move(done.error()));
        return std::move(read_);
    }

  private:
    Result<void> read_word(std::string_view word) {
        const bool is_option = word.size() > 1 && word[0] == '-';
        const std::size_t equals = word.find('=');
        if (!is_option && equals == word.npos)
            return fail(ErrorKind::invalid, "unexpected word " + cli::quoted(word) + ": options are wanted, such as " +
                                                "--NAME VALUE or NAME=VALUE");
        const std::string_view name = word.substr(0, equals);
        const auto named = is_option ? find_call(name) : find_name(name);
        if (!named) return unknown(name, is_option);
        std::optional<std::string_view> joined;
        if (equals != word.npos) joined = word.substr(equals + 1);
        return named->option->type == OptionType::password ? read_secret(*named, name, joined)
                                                           : read_value(*named->option, name, joined);
    }

    Result<void> read_value(const Option& option, std::string_view name, std::optional<std::string_view> joined) {
        if (!joined && option.type == OptionType::boolflag) joined = "true";
        if (!joined) joined = next_word();
        if (!joined) return fail(ErrorKind::invalid, std::string(name) + " needs a value");
        read_.settings.push_back({&option, std::string(*joined)});
        return {};
    }

    Result<void> read_secret(const Named& named, std::string_view name, std::optional<std::string_view> joined) {
        if (named.source != Named::Source::value) {
            const auto from = joined ? joined : next_word();
            if (!from) return fail(ErrorKind::invalid, std::string(name) + " needs a value");
            return add_secret(*named.option, named.source == Named::Source::file ? secret_from_file(std::string(*from))
                                                                                 : secret_from_descriptor(*from));
        }
        // What begins with a dash is the next option, so that the value can be left out; --NAME=-x says it is not.
        const bool is_left_out = at_ + 1 == words_.size() || words_[at_ + 1].starts_with('-');
        if (!joined && is_left_out) return ask_for(*named.option);
        if (!joined) joined = next_word();
        const std::string option(named.option->name());
        cli::report_warning(call_, "--" + option + ": everybody can read it in the list of processes; --" + option +
                                       "-file, --" + option + "-fd and $" + secret_variable(option) +
                                       " are for that, or no value, to be asked");
        read_.settings.push_back({named.option, std::string(*joined)});
        return {};
    }

    Result<void> add_secret(const Option& option, Result<std::string> secret) {
        if (!secret) return fail(ErrorKind::invalid, option.call + ": " + secret.error().message);
        read_.settings.push_back({&option, std::move(*secret)});
        return {};
    }

    Result<void> ask_for(const Option& option) {
        auto secret = secret_from_terminal(option.display);
        if (!secret) return std::unexpected(std::move(secret.error()));
        if (!*secret)
            return fail(ErrorKind::invalid, option.call + ": there is no terminal to ask for it on: " + option.call +
                                                "-file, " + option.call + "-fd or $" + secret_variable(option.name()) +
                                                " can have it");
        read_.settings.push_back({&option, std::move(**secret)});
        return {};
    }

    /// A password that no word names: from the environment; one that is required also from the terminal, if there is
    /// any, else it will be missed.
    Result<void> add_unsaid_secret(const Option& option) {
        const bool is_said =
            std::ranges::any_of(read_.settings, [&](const extcap::Setting& one) { return one.option == &option; });
        if (option.type != OptionType::password || is_said) return {};
        if (auto secret = secret_from_environment(option.name())) {
            read_.settings.push_back({&option, std::move(*secret)});
            return {};
        }
        if (!option.is_required || option.default_value) return {};
        auto secret = secret_from_terminal(option.display);
        if (!secret) return std::unexpected(std::move(secret.error()));
        if (*secret) read_.settings.push_back({&option, std::move(**secret)});
        return {};
    }

    std::optional<std::string_view> next_word() {
        if (at_ + 1 == words_.size()) return std::nullopt;
        return words_[++at_];
    }

    std::optional<Named> find_call(std::string_view call) const {
        const auto exact = std::ranges::find(options_.options, call, &Option::call);
        if (exact != options_.options.end()) return Named{&*exact};
        if (call.starts_with("--")) return find_name(call.substr(2));
        return std::nullopt;
    }

    std::optional<Named> find_name(std::string_view name) const {
        if (const Option* const option = option_called(name)) return Named{option};
        for (const auto& [suffix, source] :
             {std::pair(std::string_view("-file"), Named::Source::file), {"-fd", Named::Source::descriptor}}) {
            if (name.size() <= suffix.size() || !equal_names(name.substr(name.size() - suffix.size()), suffix))
                continue;
            const Option* const option = option_called(name.substr(0, name.size() - suffix.size()));
            if (option && option->type == OptionType::password) return Named{option, source};
        }
        return std::nullopt;
    }

    const Option* option_called(std::string_view name) const {
        const auto found = std::ranges::find_if(options_.options,
                                                [&](const Option& option) { return equal_names(option.name(), name); });
        return found == options_.options.end() ? nullptr : &*found;
    }

    std::unexpected<Error> unknown(std::string_view name, bool is_option) const {
        const std::string_view bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
        if (is_option && is_our_own(name, bare))
            return fail(ErrorKind::invalid, std::string(name) + " is an option of " + std::string(call_.tool.name) +
                                                ": it stands before " + std::string(interface_));
        std::vector<std::string_view> names;
        for (const Option& option : options_.options)
            names.push_back(option.name());
        // Every letter is near to every other.
        const std::string meant = bare.size() > 1 ? cli::suggestion(bare, names) : "";
        return fail(ErrorKind::invalid, std::string(interface_) + " has no option " + cli::quoted(name) + meant + " (" +
                                            std::string(call_.tool.name) + " show " + std::string(interface_) +
                                            " lists what there is)");
    }

    bool is_our_own(std::string_view name, std::string_view bare) const {
        const bool is_long = name.starts_with("--");
        const auto is_called = [&](const cli::Option& option) {
            return is_long ? option.name == bare : bare.size() == 1 && option.letter == bare[0];
        };
        return std::ranges::any_of(call_.verb.options, is_called) ||
               std::ranges::any_of(cli::common_options(), [&](const cli::CommonOption& common) {
                   return common.applies(call_.verb) && is_called(common.option);
               });
    }

    const cli::Call& call_;
    std::span<const std::string> words_;
    const extcap::Options& options_;
    std::string_view interface_;
    std::size_t at_ = 0;
    OptionArguments read_;
};

}  // namespace

Result<OptionArguments> read_option_arguments(const cli::Call& call, std::span<const std::string> words,
                                              const extcap::Options& options, std::string_view interface) {
    return Reader(call, words, options, interface).read();
}

}  // namespace snet::plugins
