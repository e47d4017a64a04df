#include "tools/columns/address_columns.hpp"

#include <string_view>

#include "lib/values/hex.hpp"
#include "tools/cli/output.hpp"
#include "tools/columns/cells.hpp"

namespace snet::cli {
namespace {

template <class Each>
std::uint32_t each_flag(const InterfaceAddress& address, Each each) {
    std::uint32_t flags = address.flags ^ address_permanent;
    for (const AddressFlagName& name : address_flag_names()) {
        if ((flags & name.flag) != 0) each(address.local.is_ipv4() ? name.ipv4 : name.ipv6);
        flags &= ~name.flag;
    }
    return flags;
}

void field(Sink& sink, std::string_view key, std::string_view text) {
    sink.key(key);
    sink.text(text);
}

void field(Sink& sink, std::string_view key, std::uint32_t number) {
    sink.key(key);
    sink.number(number);
}

void write_flags(const InterfaceAddress& address, Sink& sink) {
    const std::uint32_t unnamed = each_flag(address, [&](std::string_view name) {
        sink.key(name);
        sink.boolean(true);
    });
    if (unnamed != 0) field(sink, "ifa_flags", hex_text(unnamed, 2));
}

void add_lifetime(std::string& line, std::string_view word, std::uint32_t seconds) {
    if (seconds == InterfaceAddress::forever) return;
    line.append(1, ' ').append(word).append(1, ' ').append(std::to_string(seconds)).append("sec");
}

void write_local(const AddressRow& row, Sink& sink) {
    if (row.address) sink.text(row.address->local.to_string());
}

void write_ifname(const AddressRow& row, Sink& sink) {
    sink.text(row.interface.name);
}

void write_ifindex(const AddressRow& row, Sink& sink) {
    if (row.interface.index != 0) sink.number(row.interface.index);
}

void write_family(const AddressRow& row, Sink& sink) {
    if (row.address) sink.text(family_word(row.address->family()));
}

void write_peer(const AddressRow& row, Sink& sink) {
    if (row.address && row.address->peer) sink.text(row.address->peer->to_string());
}

void write_prefixlen(const AddressRow& row, Sink& sink) {
    if (row.address) sink.number(row.address->prefix_length);
}

void write_scope(const AddressRow& row, Sink& sink) {
    if (row.address) sink.text(row.names.scope(row.address->scope));
}

}  // namespace

void write_address_info(const InterfaceAddress& address, const Names& names, Sink& sink) {
    sink.begin_object();
    field(sink, "family", family_word(address.family()));
    field(sink, "local", address.local.to_string());
    if (address.peer) field(sink, "address", address.peer->to_string());
    field(sink, "prefixlen", address.prefix_length);
    if (address.metric) field(sink, "metric", *address.metric);
    if (address.broadcast) field(sink, "broadcast", address.broadcast->to_string());
    if (address.anycast) field(sink, "anycast", address.anycast->to_string());
    field(sink, "scope", names.scope(address.scope));
    write_flags(address, sink);
    if (!address.label.empty()) field(sink, "label", address.label);
    field(sink, "valid_life_time", address.valid_lifetime);
    field(sink, "preferred_life_time", address.preferred_lifetime);
    sink.end_object();
}

std::string address_line(const InterfaceAddress& address, const Names& names) {
    std::string line = address.local.to_string();
    if (address.peer) line += " peer " + address.peer->to_string();
    line += '/' + std::to_string(address.prefix_length);
    if (address.metric) line += " metric " + std::to_string(*address.metric);
    if (address.broadcast) line += " brd " + address.broadcast->to_string();
    if (address.anycast) line += " any " + address.anycast->to_string();
    line += " scope " + names.scope(address.scope);
    const std::uint32_t unnamed = each_flag(address, [&](std::string_view name) { line.append(1, ' ').append(name); });
    if (unnamed != 0) line += " flags " + hex_text(unnamed, 2);
    if (!address.label.empty()) line += " label " + address.label;
    add_lifetime(line, "valid_lft", address.valid_lifetime);
    add_lifetime(line, "preferred_lft", address.preferred_lifetime);
    return line;
}

constexpr Column<AddressRow> address_columns[address_column_count] = {
    {"local", "ADDRESS", Shown::always, "the interface's own address", write_local},
    {"ifindex", "INDEX", Shown::json, "number of the interface", write_ifindex},
    {"ifname", "NAME", Shown::json, "name of the interface", write_ifname},
    {"family", "FAMILY", Shown::json, "inet or inet6", write_family},
    {"address", "PEER", Shown::json, "the other end's address", write_peer},
    {"prefixlen", "LENGTH", Shown::json, "of the prefix, in bits", write_prefixlen},
    {"scope", "SCOPE", Shown::json, "where the address is valid", write_scope},
};
constexpr std::array<ColumnName, address_column_count> address_column_names = names_of(address_columns);
static_assert(!address_column_names.back().key.empty());

}  // namespace snet::cli
