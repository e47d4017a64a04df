#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "snet/error.hpp"

/// Where passwords come from. One line each, without its end.
namespace snet::plugins {

Result<std::string> secret_from_file(const std::string& path);

/// From a descriptor that the caller has opened for us: `--password-fd 3 3<file`.
Result<std::string> secret_from_descriptor(std::string_view number);

/// $SNET_EXTCAP_REMOTE_PASSWORD of "remote-password". None: it is not set.
std::string secret_variable(std::string_view option);
std::optional<std::string> secret_from_environment(std::string_view option);

/// Asks on the terminal, without showing what is typed. None: there is no terminal.
Result<std::optional<std::string>> secret_from_terminal(std::string_view question);

}  // namespace snet::plugins
