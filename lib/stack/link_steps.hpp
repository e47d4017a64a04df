#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "snet/ip_conversion.hpp"
#include "snet/stack_records.hpp"

namespace snet {

using IpSteps = FunctionRef<void(const IpStep&)>;

/// The interfaces of a stack and their addresses, as a file would have them.
class Links {
  public:
    static Result<Links> read(const Stack& stack);

    const std::vector<InterfaceRecord>& rows() const { return rows_; }  ///< by ascending index

    const std::vector<AddressRecord>& addresses_of(const std::string& device) const;  ///< in the kernel's order
    void add_address(const AddressRecord& row) { addresses_[row.device].push_back(row); }

    const InterfaceRecord* find(std::string_view name) const;  ///< null if there is none

    /// The other end of a veth, if it is among these.
    const InterfaceRecord* peer(const InterfaceRecord& veth) const;

    void put(const InterfaceRecord& row);  ///< in the place of one of its name

    /// Whether the interface has the link-local address that the kernel makes of its own MAC.
    bool has_own_link_local(const InterfaceRecord& row) const;

  private:
    std::vector<InterfaceRecord> rows_;
    std::map<std::string, std::size_t, std::less<>> places_;  // in rows_
    std::map<std::string, std::vector<AddressRecord>> addresses_;
};

/// The link-local address of its MAC; none without one.
std::optional<IpAddress> own_link_local(const InterfaceRecord& row);

/// The kinds that can stand for others. Which of them a system has, it does not tell. Not dummy and ifb: their modules,
/// when they are loaded, make interfaces on the host.
inline constexpr std::string_view stand_in_kinds[] = {"tun", "vxlan", "bridge"};

/// The commands that would make an interface, the best first: of its own kind, then of `kinds` those that can stand for
/// it.
std::vector<IpCommand> ways_to_make(const InterfaceRecord& row, const Links& all, const std::set<std::string>& kinds);

/// The command for who has all kinds of interfaces: of its own kind, or a dummy.
IpCommand way_to_make(const InterfaceRecord& row, const Links& all);

/// Whether the command for the other end of a veth, which is not there yet, makes this one, too: `row` is one of
/// `want`, whose later end makes both.
bool comes_with_its_peer(const InterfaceRecord& row, const Links& want, const Links& have);

/// What there is then.
InterfaceRecord newly_made(const InterfaceRecord& row);

/// Deletes the links that are not wanted.
void delete_links(const Links& have, const Links& want, IpSteps steps);

/// Changes those that are there, all that is wanted but their state.
void change_links(const Links& have, const Links& want, IpSteps steps);

/// Brings links up and down; those of `late` are brought up even if they are to be down.
void set_states(const Links& have, const Links& want, const std::set<std::string>& late, IpSteps steps);

}  // namespace snet
