#include "tools/columns/interface_columns.hpp"

#include <iterator>
#include <string>
#include <string_view>

#include "lib/records/name_text.hpp"
#include "tools/cli/output.hpp"
#include "tools/columns/address_columns.hpp"
#include "tools/columns/cells.hpp"

namespace snet::cli {
namespace {

constexpr std::uint32_t iff_point_to_point = 0x10;  // of linux/if.h

// IF_LINK_MODE_* of linux/if.h, as far as iproute2 has words.
constexpr std::string_view link_modes[] = {"DEFAULT", "DORMANT"};

template <class Number>
void number(const std::optional<Number>& number, Sink& sink) {
    if (number) sink.number(*number);
}

void write_list(const std::vector<std::string>& names, Sink& sink) {
    sink.begin_list();
    for (const std::string& name : names)
        sink.text(name);
    sink.end_list();
}

// One setting a line, what is a list or an object inside it on that line.
void show_fields(const Fields& fields, Sink& sink) {
    for (const Field& field : fields)
        sink.object({field});
}

const Value* find(const Fields& fields, std::string_view key) {
    for (const Field& field : fields)
        if (field.key == key) return &field.value;
    return nullptr;
}

void write_origin(const InterfaceRow& row, Sink& sink) {
    sink.plain(to_string(row.interface.origin));
}

void show_source(const InterfaceRow& row, Sink& sink) {
    sink.text(row.interface.origin == Origin::os ? "sys" : to_string(row.interface.origin));
}

void write_ifindex(const InterfaceRow& row, Sink& sink) {
    sink.number(row.interface.index);
}

void write_ifname(const InterfaceRow& row, Sink& sink) {
    sink.text(row.interface.name);
}

void write_address(const InterfaceRow& row, Sink& sink) {
    if (row.interface.address) sink.text(row.interface.address->to_string(row.interface.link_type));
}

void show_address(const InterfaceRow& row, Sink& sink) {
    const auto mac = row.interface.mac();
    const auto vendor = row.vendor_in_mac && row.vendors && mac ? row.vendors->short_name(*mac) : std::nullopt;
    if (!vendor) return write_address(row, sink);
    constexpr std::size_t of_the_vendor = 8;  // "00:11:22" of the MAC
    sink.text(*vendor + mac->to_string().substr(of_the_vendor));
}

void write_addresses(const Interface& interface, Family family, Sink& sink) {
    for (const InterfaceAddress& address : interface.addresses)
        if (address.family() == family) sink.text(address.local.to_string());
}

template <Family family>
void write_addresses(const InterfaceRow& row, Sink& sink) {
    sink.begin_list();
    write_addresses(row.interface, family, sink);
    sink.end_list();
}

template <Family family>
void show_addresses(const InterfaceRow& row, Sink& sink) {
    write_addresses(row.interface, family, sink);
}

void write_link(const InterfaceRow& row, Sink& sink) {
    write_text(row.interface.link, sink);
}

void show_link(const InterfaceRow& row, Sink& sink) {
    if (!row.interface.link.empty()) return write_link(row, sink);
    if (row.interface.link_index) sink.text(nameless_interface(*row.interface.link_index));
}

void write_link_index(const InterfaceRow& row, Sink& sink) {
    if (row.interface.link_netns_id) number(row.interface.link_index, sink);
}

void write_link_netnsid(const InterfaceRow& row, Sink& sink) {
    if (row.interface.link_netns_id) sink.signed_number(*row.interface.link_netns_id);
}

void write_flags(const InterfaceRow& row, Sink& sink) {
    auto flags = interface_flag_names(row.interface.flags);
    if (row.lower_down) flags.emplace_back("M-DOWN");
    write_list(flags, sink);
}

void write_mtu(const InterfaceRow& row, Sink& sink) {
    number(row.interface.mtu, sink);
}

void write_qdisc(const InterfaceRow& row, Sink& sink) {
    write_text(row.interface.qdisc, sink);
}

void write_master(const InterfaceRow& row, Sink& sink) {
    write_text(row.interface.master, sink);
}

void write_operstate(const InterfaceRow& row, Sink& sink) {
    if (row.interface.operstate) sink.text(operstate_name(*row.interface.operstate));
}

void write_linkmode(const InterfaceRow& row, Sink& sink) {
    if (const auto mode = row.interface.linkmode; mode && *mode < std::size(link_modes)) sink.text(link_modes[*mode]);
}

void write_linkmode_index(const InterfaceRow& row, Sink& sink) {
    if (const auto mode = row.interface.linkmode; mode && *mode >= std::size(link_modes)) sink.number(*mode);
}

void write_group(const InterfaceRow& row, Sink& sink) {
    sink.text(row.names.group(row.interface.group));
}

void write_txqlen(const InterfaceRow& row, Sink& sink) {
    if (row.interface.txqlen != 0u) number(row.interface.txqlen, sink);
}

void write_link_type(const InterfaceRow& row, Sink& sink) {
    const std::uint16_t type = row.interface.link_type;
    sink.text(row.names.numeric() ? '[' + std::to_string(type) + ']' : link_type_name(type));
}

void write_point_to_point(const InterfaceRow& row, Sink& sink) {
    if (row.interface.broadcast && (row.interface.flags & iff_point_to_point) != 0) sink.boolean(true);
}

void write_broadcast(const InterfaceRow& row, Sink& sink) {
    if (row.interface.broadcast) sink.text(row.interface.broadcast->to_string(row.interface.link_type));
}

void write_altnames(const InterfaceRow& row, Sink& sink) {
    if (!row.interface.altnames.empty()) write_list(row.interface.altnames, sink);
}

void write_kind(const InterfaceRow& row, Sink& sink) {
    write_text(row.interface.kind.kind, sink);
}

void write_vendor(const InterfaceRow& row, Sink& sink) {
    const auto mac = row.interface.mac();
    if (const auto vendor = row.vendors && mac ? row.vendors->name(*mac) : std::nullopt) sink.text(*vendor);
}

void write_addr_info(const InterfaceRow& row, Sink& sink) {
    sink.begin_list();
    for (const InterfaceAddress& address : row.interface.addresses)
        write_address_info(address, row.names, sink);
    sink.end_list();
}

void show_addr_info(const InterfaceRow& row, Sink& sink) {
    for (const InterfaceAddress& address : row.interface.addresses)
        sink.text(address_line(address, row.names));
}

void write_linkinfo(const InterfaceRow& row, Sink& sink) {
    const LinkKind& kind = row.interface.kind;
    Fields fields;
    if (!kind.kind.empty()) fields.push_back({"info_kind", {kind.kind}});
    if (!kind.data.empty()) fields.push_back({"info_data", {kind.data}});
    if (!kind.counters.empty()) fields.push_back({"info_xstats", {kind.counters}});
    if (!kind.slave_kind.empty()) fields.push_back({"info_slave_kind", {kind.slave_kind}});
    if (!kind.slave_data.empty()) fields.push_back({"info_slave_data", {kind.slave_data}});
    if (!fields.empty()) sink.object(fields);
}

void show_linkinfo(const InterfaceRow& row, Sink& sink) {
    show_fields(row.interface.kind.data, sink);
    show_fields(row.interface.kind.counters, sink);
    if (!row.interface.kind.slave_kind.empty()) sink.text("port of " + row.interface.kind.slave_kind);
    show_fields(row.interface.kind.slave_data, sink);
}

// `ip` has these beside its other keys, not in an object of their own.
void write_details(const InterfaceRow& row, Sink& sink) {
    for (const Field& field : row.interface.details) {
        sink.key(field.key);
        sink.value(field.value);
    }
}

void show_details(const InterfaceRow& row, Sink& sink) {
    show_fields(row.interface.details, sink);
}

void write_stats64(const InterfaceRow& row, Sink& sink) {
    if (!row.interface.statistics.empty()) sink.object(row.interface.statistics);
}

void show_stats64(const InterfaceRow& row, Sink& sink) {
    show_fields(row.interface.statistics, sink);
}

void write_counter(const Interface& interface, std::string_view direction, std::string_view counter, Sink& sink) {
    const Value* const counters = find(interface.statistics, direction);
    const Fields* const fields = counters ? std::get_if<Fields>(&counters->data) : nullptr;
    if (const Value* const value = fields ? find(*fields, counter) : nullptr) sink.value(*value);
}

enum class Counter : std::uint8_t { bytes, packets, errors, dropped };
constexpr std::string_view counters[] = {"bytes", "packets", "errors", "dropped"};

template <Counter counter>
void write_received(const InterfaceRow& row, Sink& sink) {
    write_counter(row.interface, "rx", counters[static_cast<int>(counter)], sink);
}

template <Counter counter>
void write_sent(const InterfaceRow& row, Sink& sink) {
    write_counter(row.interface, "tx", counters[static_cast<int>(counter)], sink);
}

}  // namespace

constexpr Column<InterfaceRow> interface_columns[interface_column_count] = {
    {"origin", "SOURCE", Shown::always, "where the row comes from", write_origin, show_source},
    {"ifindex", "INDEX", Shown::always, "the kernel's number for it", write_ifindex},
    {"ifname", "NAME", Shown::always, "its name", write_ifname, nullptr, 0, true},
    {"address", "MAC", Shown::always, "its link-layer address", write_address, show_address},
    {"ipv4", "IPV4", Shown::text, "IPv4 addresses", write_addresses<Family::ipv4>, show_addresses<Family::ipv4>},
    {"ipv6", "IPV6", Shown::text, "IPv6 addresses", write_addresses<Family::ipv6>, show_addresses<Family::ipv6>},
    {"link", "LINK", Shown::json, "the interface below, or the other end", write_link, show_link},
    {"link_index", "LINK-INDEX", Shown::json, "its index, if it is in another namespace", write_link_index},
    {"link_netnsid", "LINK-NETNSID", Shown::json, "that namespace", write_link_netnsid},
    {"flags", "FLAGS", Shown::json, "UP, BROADCAST, ...", write_flags, nullptr, 0, true},
    {"mtu", "MTU", Shown::json, "bytes of the longest packet", write_mtu},
    {"qdisc", "QDISC", Shown::json, "queueing discipline", write_qdisc},
    {"master", "MASTER", Shown::json, "bridge, bond or VRF that it is a port of", write_master},
    {"operstate", "OPERSTATE", Shown::json, "UP, DOWN, LOWERLAYERDOWN, ...", write_operstate},
    {"state", "STATE", Shown::on_request, "the same as operstate", write_operstate},
    {"linkmode", "LINKMODE", Shown::json, "DEFAULT or DORMANT", write_linkmode},
    {"linkmode_index", "LINKMODE-INDEX", Shown::json, "its number, if it has no name", write_linkmode_index},
    {"group", "GROUP", Shown::json, "interface group", write_group},
    {"txqlen", "TXQLEN", Shown::json, "packets of the transmit queue", write_txqlen},
    {"link_type", "LINK-TYPE", Shown::json, "ether, loopback, ...", write_link_type},
    {"type", "TYPE", Shown::on_request, "the same as link_type", write_link_type},
    {"link_pointtopoint", "POINTTOPOINT", Shown::json, "broadcast is the other end's address", write_point_to_point},
    {"broadcast", "BROADCAST", Shown::json, "link-layer broadcast address", write_broadcast},
    {"altnames", "ALTNAMES", Shown::json, "alternative names", write_altnames, nullptr, 0, true},
    {"kind", "KIND", Shown::on_request, "bridge, veth, vlan, ...", write_kind},
    {"vendor", "VENDOR", Shown::on_request, "who made it, by its MAC", write_vendor, nullptr, 0, true},
    {"rx_bytes", "RX-BYTES", Shown::on_request, "bytes received", write_received<Counter::bytes>},
    {"rx_packets", "RX-PACKETS", Shown::on_request, "packets received", write_received<Counter::packets>},
    {"rx_errors", "RX-ERRORS", Shown::on_request, "receive errors", write_received<Counter::errors>},
    {"rx_dropped", "RX-DROPPED", Shown::on_request, "arrivals that were dropped", write_received<Counter::dropped>},
    {"tx_bytes", "TX-BYTES", Shown::on_request, "bytes sent", write_sent<Counter::bytes>},
    {"tx_packets", "TX-PACKETS", Shown::on_request, "packets sent", write_sent<Counter::packets>},
    {"tx_errors", "TX-ERRORS", Shown::on_request, "send errors", write_sent<Counter::errors>},
    {"tx_dropped", "TX-DROPPED", Shown::on_request, "packets to send that were dropped", write_sent<Counter::dropped>},
    {"addr_info", "ADDRESSES", Shown::json, "addresses with all that is known of them", write_addr_info,
     show_addr_info},
    {"linkinfo", "LINKINFO", Shown::on_request, "what its kind tells", write_linkinfo, show_linkinfo, 0, true},
    {"details", "DETAILS", Shown::json, "alias, permanent address; with -d the rest of ip -d", write_details,
     show_details, 0, true},
    {"stats64", "STATISTICS", Shown::on_request, "all counters", write_stats64, show_stats64, 0, true},
};
constexpr std::array<ColumnName, interface_column_count> interface_column_names = names_of(interface_columns);
static_assert(!interface_column_names.back().key.empty());

}  // namespace snet::cli
