#include "lib/stack/link_steps.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "lib/records/interface_flags.hpp"
#include "lib/values/link_local.hpp"

namespace snet {

namespace {

// IFF_* of linux/if.h that a user can change, and ARPHRD_NONE of linux/if_arp.h.
constexpr std::uint32_t no_arp = 0x80, promiscuous = 0x100, all_multicast = 0x200, multicast = 0x1000;
constexpr std::uint16_t link_type_none = 0xfffe;

struct Switch {
    std::uint32_t flag;
    std::string_view word;
    bool means_off;
};

constexpr Switch switches[] = {{no_arp, "arp", true},
                               {multicast, "multicast", false},
                               {promiscuous, "promisc", false},
                               {all_multicast, "allmulticast", false}};

bool is_loopback(const InterfaceRecord& row) {
    return (row.flags.value_or(0) & interface_loopback) != 0;
}

bool is_veth(const InterfaceRecord& row) {
    return row.kind == "veth";
}

/// Up, and said to have no carrier.
bool lacks_carrier(const InterfaceRecord& row) {
    return row.up.value_or(false) && !row.carrier.value_or(true);
}

template <class Words>
void append(IpCommand& command, const Words& words) {
    command.insert(command.end(), std::begin(words), std::end(words));
}

IpCommand words(std::initializer_list<std::string> some) {
    return some;
}

/// The words of an end: its name, and what it is best born with.
IpCommand new_link(const InterfaceRecord& row) {
    IpCommand command{"name", row.name};
    if (row.index) append(command, words({"index", std::to_string(*row.index)}));
    if (row.address && row.address->mac()) append(command, words({"address", row.address->mac()->to_string()}));
    if (row.mtu) append(command, words({"mtu", std::to_string(*row.mtu)}));
    return command;
}

/// `link add [link D] name N ... type K ...`, of what `ip_link_kind` tells or the same of another kind.
IpCommand add_link(const InterfaceRecord& row, const std::vector<std::string>& kind) {
    const auto type = std::ranges::find(kind, "type");
    IpCommand command{"link", "add"};
    command.insert(command.end(), kind.begin(), type);
    append(command, new_link(row));
    command.insert(command.end(), type, kind.end());
    return command;
}

/// The end that is made last is named first, since the kernel begins with the peer.
IpCommand add_pair(const InterfaceRecord& row, const InterfaceRecord& peer) {
    IpCommand command = add_link(row, {"type", "veth", "peer"});
    append(command, new_link(peer));
    return command;
}

IpCommand add_tun(const InterfaceRecord& row) {
    return {"tuntap", "add", "dev", row.name, "mode", row.link_type == link_type_none ? "tun" : "tap"};
}

/// What may stand for it. A tap that nobody has open lacks a carrier as it should, a vxlan without a far end has one
/// and sends nothing.
std::vector<IpCommand> stand_ins(const InterfaceRecord& row, const std::set<std::string>& kinds) {
    const std::uint32_t index = row.index.value_or(0);
    const std::string port = std::to_string(40000 + index % 20000);
    std::vector<IpCommand> ways;
    const auto offer = [&](const char* kind, IpCommand&& command) {
        if (kinds.contains(kind)) ways.push_back(std::move(command));
    };
    if (lacks_carrier(row)) offer("tun", add_tun(row));
    if (row.link_type == link_type_none)
        offer("vxlan", add_link(row, {"type", "vxlan", "external", "gpe", "dstport", port}));
    offer("vxlan", add_link(row, {"type", "vxlan", "id", std::to_string(index & 0xffffff), "dstport", port}));
    offer("bridge", add_link(row, {"type", "bridge"}));
    return ways;
}

/// Whether it has the address of the interface below, as only one that passes all through may.
bool passes_through(const InterfaceRecord& row, const Links& all) {
    const bool is_macvlan = row.kind == "macvlan" || row.kind == "macvtap";
    const InterfaceRecord* const lower = is_macvlan && row.link ? all.find(*row.link) : nullptr;
    return lower != nullptr && row.address && lower->address == row.address;
}

/// A new bridge with its wanted address has no carrier until a port has one; the system's own may be of another past.
bool is_bridge_without_ports(const InterfaceRecord& row, const Links& all) {
    return row.kind == "bridge" && row.carrier.value_or(false) &&
           std::ranges::find(all.rows(), row.name, &InterfaceRecord::master) == all.rows().end();
}

std::optional<IpCommand> own_way(const InterfaceRecord& row, const Links& all) {
    if (const auto kind = ip_link_kind(row)) {
        IpCommand command = add_link(row, *kind);
        if (passes_through(row, all)) append(command, words({"mode", "passthru"}));
        return command;
    }
    if (row.kind == "tun" && !row.carrier.value_or(false)) return add_tun(row);
    const InterfaceRecord* const peer = all.peer(row);
    return peer != nullptr ? std::optional(add_pair(row, *peer)) : std::nullopt;
}

void set_link(const InterfaceRecord& row, std::initializer_list<std::string> some, IpSteps steps) {
    IpCommand command{"link", "set", "dev", row.name};
    append(command, some);
    steps({command, {}, {}});
}

void change_altnames(const InterfaceRecord& have, const InterfaceRecord& want, IpSteps steps) {
    const auto is_of = [](const std::string& name, const InterfaceRecord& row) {
        return std::ranges::find(row.altnames, name) != row.altnames.end();
    };
    for (const std::string& name : have.altnames)
        if (!is_of(name, want)) steps({{"link", "property", "del", "dev", want.name, "altname", name}, {}, {}});
    for (const std::string& name : want.altnames)
        if (!is_of(name, have)) steps({{"link", "property", "add", "dev", want.name, "altname", name}, {}, {}});
}

void change_flags(const InterfaceRecord& have, const InterfaceRecord& want, IpSteps steps) {
    if (!have.flags || !want.flags) return;
    for (const Switch& one : switches) {
        const bool is_set = (*want.flags & one.flag) != 0;
        if (is_set == ((*have.flags & one.flag) != 0)) continue;
        set_link(want, {std::string(one.word), is_set != one.means_off ? "on" : "off"}, steps);
    }
}

void change_link(const InterfaceRecord& have, const InterfaceRecord& want, IpSteps steps) {
    if (want.address && want.address != have.address && want.address->mac())
        set_link(want, {"address", want.address->mac()->to_string()}, steps);
    if (want.mtu && want.mtu != have.mtu) set_link(want, {"mtu", std::to_string(*want.mtu)}, steps);
    if (want.group.value_or(0) != have.group.value_or(0))
        set_link(want, {"group", std::to_string(want.group.value_or(0))}, steps);
    const std::string master = want.master.value_or("");
    if (master != have.master.value_or(""))
        master.empty() ? set_link(want, {"nomaster"}, steps) : set_link(want, {"master", master}, steps);
    change_altnames(have, want, steps);
    change_flags(have, want, steps);
    if (have.kind == "dummy" && lacks_carrier(want) && !lacks_carrier(have)) set_link(want, {"carrier", "off"}, steps);
}

}  // namespace

Result<Links> Links::read(const Stack& stack) {
    Links links;
    const StackRecords records(stack);
    auto done = records.each(RowKind::interface, [&](const Record& row, Origin) {
        links.put(std::get<InterfaceRecord>(row));
        return Next::go_on;
    });
    if (done)
        done = records.each(RowKind::address, [&](const Record& row, Origin) {
            links.add_address(std::get<AddressRecord>(row));
            return Next::go_on;
        });
    if (!done) return std::unexpected(done.error());
    return links;
}

const std::vector<AddressRecord>& Links::addresses_of(const std::string& device) const {
    static const std::vector<AddressRecord> none;
    const auto found = addresses_.find(device);
    return found == addresses_.end() ? none : found->second;
}

const InterfaceRecord* Links::find(std::string_view name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &rows_[found->second];
}

const InterfaceRecord* Links::peer(const InterfaceRecord& veth) const {
    if (!is_veth(veth) || !veth.link) return nullptr;
    const InterfaceRecord* const other = find(*veth.link);
    return other != nullptr && is_veth(*other) && other->link == veth.name ? other : nullptr;
}

void Links::put(const InterfaceRecord& row) {
    const auto [place, is_new] = places_.try_emplace(row.name, rows_.size());
    if (is_new)
        rows_.push_back(row);
    else
        rows_[place->second] = row;
}

std::optional<IpAddress> own_link_local(const InterfaceRecord& row) {
    const auto mac = row.address ? row.address->mac() : std::nullopt;
    return mac ? std::optional(link_local_of(*mac)) : std::nullopt;
}

bool Links::has_own_link_local(const InterfaceRecord& row) const {
    const auto own = own_link_local(row);
    return std::ranges::any_of(addresses_of(row.name),
                               [&](const AddressRecord& address) { return own == address.address.local; });
}

std::vector<IpCommand> ways_to_make(const InterfaceRecord& row, const Links& all, const std::set<std::string>& kinds) {
    std::vector<IpCommand> ways = stand_ins(row, kinds);
    auto own = own_way(row, all);
    if (own && !is_bridge_without_ports(row, all)) ways.insert(ways.begin(), std::move(*own));
    return ways;
}

IpCommand way_to_make(const InterfaceRecord& row, const Links& all) {
    auto own = own_way(row, all);
    return own ? std::move(*own) : add_link(row, {"type", "dummy"});
}

bool comes_with_its_peer(const InterfaceRecord& row, const Links& want, const Links& have) {
    const InterfaceRecord* const peer = want.peer(row);
    return peer != nullptr && peer > &row && have.find(peer->name) == nullptr;
}

InterfaceRecord newly_made(const InterfaceRecord& row) {
    InterfaceRecord made = row;
    made.up = false;
    made.carrier.reset();
    made.master.reset();
    made.altnames.clear();
    made.group.reset();
    if (row.kind == "tun") made.address = std::nullopt, made.mtu = std::nullopt;
    const bool is_dummy = row.kind.value_or("dummy") == "dummy", is_ifb = row.kind == "ifb";
    if (made.flags) *made.flags = (*made.flags & ~(no_arp | promiscuous | all_multicast)) | multicast;
    if (made.flags && (is_dummy || is_ifb)) *made.flags |= no_arp;
    if (made.flags && is_ifb) *made.flags &= ~multicast;
    return made;
}

void delete_links(const Links& have, const Links& want, IpSteps steps) {
    std::set<std::string> gone;
    for (const InterfaceRecord& row : have.rows()) {
        if (want.find(row.name) != nullptr) continue;
        const InterfaceRecord* const peer = have.peer(row);
        // One end takes the other along.
        if (peer != nullptr && gone.contains(peer->name)) continue;
        gone.insert(row.name);
        steps({{"link", "del", "dev", row.name}, {}, {}});
    }
}

void change_links(const Links& have, const Links& want, IpSteps steps) {
    for (const InterfaceRecord& row : want.rows())
        if (const InterfaceRecord* const now = have.find(row.name)) change_link(*now, row, steps);
}

void set_states(const Links& have, const Links& want, const std::set<std::string>& late, IpSteps steps) {
    const auto set_state = [&](const InterfaceRecord& row) {
        const InterfaceRecord* const now = have.find(row.name);
        const bool up = row.up.value_or(false) || late.contains(row.name);
        if (now == nullptr || up == now->up.value_or(false)) return;
        // The kernel would make another address than the wanted ones.
        if (up && !is_loopback(row) && !want.has_own_link_local(row)) set_link(row, {"addrgenmode", "none"}, steps);
        set_link(row, {up ? "up" : "down"}, steps);
    };
    for (const InterfaceRecord& row : want.rows())
        set_state(row);
}

}  // namespace snet
