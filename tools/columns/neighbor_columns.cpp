#include "tools/columns/neighbor_columns.hpp"

#include "tools/columns/cells.hpp"

namespace snet::cli {

std::optional<std::uint32_t> age_of(const Neighbor& neighbor) {
    switch (neighbor.state) {
        case NeighborState::reachable:
        case NeighborState::stale:
        case NeighborState::delay:
        case NeighborState::probe:
            return neighbor.confirmed_ago;
        default:
            return std::nullopt;
    }
}

namespace {

constexpr std::uint8_t ntf_offloaded = 0x20;  // linux/neighbour.h

void write_statistic(const NeighborRow& row, const std::optional<std::uint32_t>& number, Sink& sink) {
    if (row.listing.statistics) write_number(number, sink);
}

void dst(const NeighborRow& row, Sink& sink) {
    write_address(row.neighbor.address, sink);
}

void dev(const NeighborRow& row, Sink& sink) {
    write_text(row.neighbor.device, sink);
}

void lladdr(const NeighborRow& row, Sink& sink) {
    if (row.neighbor.mac) sink.text(row.neighbor.mac->to_string(row.neighbor.link_type));
}

void router(const NeighborRow& row, Sink& sink) {
    write_flag(row.neighbor.is_router(), sink);
}

void proxy(const NeighborRow& row, Sink& sink) {
    write_flag(row.neighbor.is_proxy(), sink);
}

void managed(const NeighborRow& row, Sink& sink) {
    write_flag(row.neighbor.is_managed(), sink);
}

void extern_learn(const NeighborRow& row, Sink& sink) {
    write_flag(row.neighbor.is_externally_learned(), sink);
}

void offload(const NeighborRow& row, Sink& sink) {
    write_flag((row.neighbor.flags & ntf_offloaded) != 0, sink);
}

// `ip` leaves a count of zero out.
void refcnt(const NeighborRow& row, Sink& sink) {
    if (row.neighbor.references != 0U) write_statistic(row, row.neighbor.references, sink);
}

void used(const NeighborRow& row, Sink& sink) {
    write_statistic(row, row.neighbor.used_ago, sink);
}

void confirmed(const NeighborRow& row, Sink& sink) {
    write_statistic(row, row.neighbor.confirmed_ago, sink);
}

void updated(const NeighborRow& row, Sink& sink) {
    write_statistic(row, row.neighbor.updated_ago, sink);
}

void probes(const NeighborRow& row, Sink& sink) {
    write_statistic(row, row.neighbor.probes, sink);
}

void state(const NeighborRow& row, Sink& sink) {
    if (row.neighbor.state == NeighborState::none) return;
    sink.begin_list();
    for (const std::string& name : neighbor_state_names(row.neighbor.state))
        sink.text(name);
    sink.end_list();
}

// A proxy entry has no state: nothing is known of that neighbor, it is answered for.
void show_state(const NeighborRow& row, Sink& sink) {
    if (row.neighbor.is_proxy())
        sink.text("proxy");
    else
        state(row, sink);
}

void protocol(const NeighborRow& row, Sink& sink) {
    if (row.neighbor.protocol) sink.text(row.listing.names.protocol(*row.neighbor.protocol));
}

void age(const NeighborRow& row, Sink& sink) {
    write_number(age_of(row.neighbor), sink);
}

void vendor(const NeighborRow& row, Sink& sink) {
    if (row.listing.vendors == nullptr || !row.neighbor.mac) return;
    const auto mac = row.neighbor.mac->mac();
    if (!mac) return;
    if (const auto name = row.listing.vendors->name(*mac)) sink.text(*name);
}

void origin(const NeighborRow& row, Sink& sink) {
    sink.plain(to_string(row.neighbor.origin));
}

}  // namespace

constexpr Column<NeighborRow> neighbor_columns[neighbor_column_count] = {
    {"dst", "ADDRESS", Shown::always, "the neighbor's IP address", dst, nullptr, 15},
    {"dev", "IFACE", Shown::always, "the interface it is behind", dev, nullptr, 5},
    {"lladdr", "MAC", Shown::always, "its link-layer address", lladdr, nullptr, 17},
    {"vendor", "VENDOR", Shown::on_request, "who made its interface", vendor, nullptr, 0, true},
    {"router", "ROUTER", Shown::json, "it is a router", router},
    {"proxy", "PROXY", Shown::json, "answered for, not known", proxy},
    {"managed", "MANAGED", Shown::json, "the kernel keeps it resolved", managed},
    {"extern_learn", "EXTERN-LEARN", Shown::json, "learned by a program", extern_learn},
    {"offload", "OFFLOAD", Shown::json, "known to the hardware", offload},
    {"refcnt", "REFCNT", Shown::json, "users of the entry, with -s", refcnt},
    {"used", "USED", Shown::json, "seconds since it was used, with -s", used},
    {"confirmed", "CONFIRMED", Shown::json, "seconds since it was known to be right, with -s", confirmed},
    {"updated", "UPDATED", Shown::json, "seconds since it changed, with -s", updated},
    {"probes", "PROBES", Shown::json, "questions without an answer, with -s", probes},
    {"state", "STATE", Shown::always, "REACHABLE, STALE, FAILED, ...", state, show_state, 9},
    {"protocol", "PROTOCOL", Shown::json, "who added it", protocol},
    {"age", "AGE", Shown::always, "seconds since it was confirmed", age, nullptr, 3},
    {"origin", "ORIGIN", Shown::always, "os, stack or learned", origin},
};

constexpr std::array<ColumnName, neighbor_column_count> neighbor_column_names = names_of(neighbor_columns);

}  // namespace snet::cli
