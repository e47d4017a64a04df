#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "snet/error.hpp"
#include "snet/record.hpp"

/// The rows of a stack as commands of iproute2: pure text, nothing is run.
#pragma GCC visibility push(default)
namespace snet {

/// The words behind `ip`: {"route", "add", "10.1.0.0/16", ...}.
using IpCommand = std::vector<std::string>;

/// What a command does with a row.
enum class IpVerb : std::uint8_t {
    add,      ///< beside rows of the same key
    replace,  ///< in the place of the row of the same key
    del,
};

/// The commands for one row. What a command cannot say is left out: who added an address, whether a next hop is dead;
/// rows that differ in such things alone have the same words. `unsupported`, with the reason, for a row that only the
/// kernel makes.
Result<IpCommand> ip_command(IpVerb verb, const AddressRecord& address);
Result<IpCommand> ip_command(IpVerb verb, const AddressLabelRecord& label);
Result<IpCommand> ip_command(IpVerb verb, const NexthopObject& object, Family family);  ///< of those that use it
Result<IpCommand> ip_command(IpVerb verb, const Route& route);
Result<IpCommand> ip_command(IpVerb verb, const Rule& rule);
Result<IpCommand> ip_command(IpVerb verb, const Neighbor& neighbor);

/// The words behind `ip link add` that say of which kind an interface is: {"type", "vrf", "table", "10"}, a lower
/// interface's name before them. None of a kind that needs settings which no record keeps (vlan, vxlan), of a veth,
/// which comes as a pair, and of what has no kind.
std::optional<std::vector<std::string>> ip_link_kind(const InterfaceRecord& interface);

/// The command as a line that a shell and `ip -batch` read alike, with `ip` before it for the shell alone; none if a
/// name in it has characters that one of them cannot be told.
std::optional<std::string> shell_line(const IpCommand& command);
std::optional<std::string> batch_line(const IpCommand& command);

}  // namespace snet
#pragma GCC visibility pop
