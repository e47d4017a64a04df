#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

/// What it takes to run commands, and to give them a network of their own. What a platform cannot do is `unsupported`.
namespace snet::platform {

/// Runs a program, looked for in PATH and where the system's own are, to its end. `input` gives the next piece of its
/// standard input, none at the end; `error_line` gets each line of its standard error; its standard output is ours.
/// Returns its exit status: 128 and the signal's number if it was killed.
Result<int> run(const std::vector<std::string>& words, FunctionRef<std::optional<std::string_view>()> input,
                FunctionRef<void(std::string_view)> error_line);

/// A new network namespace for this process, with nothing but a loopback interface that is down, and a view of the file
/// tree of its own. Who may not have these gets them in a new user namespace with his own user and group as the only
/// ones, and with what it takes to administer the network there, for the programs that it runs and becomes, too. Needs
/// a process of one thread.
Result<void> enter_new_network();

/// In this view of the file tree the file has another text. Only after `enter_new_network`.
Result<void> cover_file(const std::string& path, std::string_view text);

/// Gives a setting of this network namespace, by its dotted name, a value.
Result<void> set_sysctl(std::string_view name, std::int64_t value);

/// A tap (Ethernet) or tun interface that nobody listens to, so that it has no carrier.
enum class TunMode : std::uint8_t { tun, tap };
Result<void> make_tun(const std::string& name, std::uint32_t index, TunMode mode);

}  // namespace snet::platform
