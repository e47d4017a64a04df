#pragma once

#include <span>
#include <string>
#include <vector>

#include "snet/extcap/settings.hpp"
#include "tools/cli/command.hpp"

namespace snet::plugins {

/// What the words behind an interface say.
struct OptionArguments {
    std::vector<extcap::Setting> settings;
    bool wants_help = false;
};

/// Reads `--remote-host A`, `--remote-host=A`, `-p A`, `remote_host=A`, and of passwords `--NAME-file F`, `--NAME-fd
/// N`; a password without a value, and a required one that is nowhere, is asked for on the terminal. `invalid` names
/// what is nearest to an unknown option.
Result<OptionArguments> read_option_arguments(const cli::Call& call, std::span<const std::string> words,
                                              const extcap::Options& options, std::string_view interface);

}  // namespace snet::plugins
