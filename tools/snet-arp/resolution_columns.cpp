#include "tools/snet-arp/resolution_columns.hpp"

#include "tools/columns/cells.hpp"
#include "tools/columns/neighbor_columns.hpp"

namespace snet::arp {

namespace {

using cli::Sink;
using Outcome = Resolution::Outcome;

std::string mac_text(const Neighbor& neighbor) {
    return neighbor.mac ? neighbor.mac->to_string(neighbor.link_type) : "";
}

bool is_via(const ResolutionRow& row) {
    return row.hop != nullptr && row.hop->gateway && row.hop->gateway->family() != row.hop->destination.family();
}

std::string_view device_of(const ResolutionRow& row) {
    if (row.resolution != nullptr) return row.resolution->neighbor.device;
    return row.hop != nullptr ? row.hop->device : std::string_view();
}

void dst(const ResolutionRow& row, Sink& sink) {
    sink.text(row.subject);
}

void gateway(const ResolutionRow& row, Sink& sink) {
    if (row.hop != nullptr && row.hop->gateway && !is_via(row)) cli::write_address(*row.hop->gateway, sink);
}

void show_gateway(const ResolutionRow& row, Sink& sink) {
    if (row.hop != nullptr && row.hop->gateway) cli::write_address(*row.hop->gateway, sink);
}

void via(const ResolutionRow& row, Sink& sink) {
    if (!is_via(row)) return;
    sink.begin_object();
    sink.key("family");
    sink.plain(cli::family_word(row.hop->gateway->family()));
    sink.key("host");
    cli::write_address(*row.hop->gateway, sink);
    sink.end_object();
}

void dev(const ResolutionRow& row, Sink& sink) {
    cli::write_text(device_of(row), sink);
}

void lladdr(const ResolutionRow& row, Sink& sink) {
    if (row.resolution != nullptr) cli::write_text(mac_text(row.resolution->neighbor), sink);
}

void vendor(const ResolutionRow& row, Sink& sink) {
    if (row.vendors == nullptr || row.resolution == nullptr || !row.resolution->neighbor.mac) return;
    const auto mac = row.resolution->neighbor.mac->mac();
    if (const auto name = mac ? row.vendors->name(*mac) : std::nullopt) sink.text(*name);
}

void state(const ResolutionRow& row, Sink& sink) {
    if (row.resolution == nullptr || row.resolution->neighbor.state == NeighborState::none) return;
    sink.begin_list();
    for (const std::string& name : neighbor_state_names(row.resolution->neighbor.state))
        sink.text(name);
    sink.end_list();
}

void age(const ResolutionRow& row, Sink& sink) {
    if (row.resolution != nullptr) cli::write_number(cli::age_of(row.resolution->neighbor), sink);
}

void origin(const ResolutionRow& row, Sink& sink) {
    const bool is_row = row.resolution != nullptr &&
                        (row.resolution->outcome == Outcome::cached || row.resolution->outcome == Outcome::answered);
    if (is_row) sink.plain(to_string(row.resolution->neighbor.origin));
}

void duplicate(const ResolutionRow& row, Sink& sink) {
    cli::write_flag(row.resolution != nullptr && !row.resolution->others.empty(), sink);
}

void status(const ResolutionRow& row, Sink& sink) {
    constexpr std::string_view words[] = {"group",           "own",        "cached",   "answered",
                                          "no-link-address", "not-cached", "no-answer"};
    if (row.resolution != nullptr)
        sink.plain(words[static_cast<std::size_t>(row.resolution->outcome)]);
    else
        sink.plain(row.is_routed ? "failed" : "no-route");
}

}  // namespace

using cli::Shown;

constexpr cli::Column<ResolutionRow> resolution_columns[resolution_column_count] = {
    {"dst", "ADDRESS", Shown::always, "the address that was asked about", dst, nullptr, 15},
    {"gateway", "GATEWAY", Shown::always, "the router that packets are handed to", gateway, show_gateway, 15},
    {"via", "VIA", Shown::json, "the same, if of the other family", via},
    {"dev", "IFACE", Shown::always, "the interface that the next hop is behind", dev, nullptr, 5},
    {"lladdr", "MAC", Shown::always, "the link-layer address of the next hop", lladdr, nullptr, 17},
    {"vendor", "VENDOR", Shown::on_request, "who made its interface", vendor, nullptr, 0, true},
    {"state", "STATE", Shown::always, "of the row that told it", state, nullptr, 9},
    {"age", "AGE", Shown::always, "seconds since it was confirmed", age, nullptr, 3},
    {"origin", "ORIGIN", Shown::always, "of the row: os, stack or learned", origin},
    {"duplicate", "DUPLICATE", Shown::json, "another MAC answered, too", duplicate},
    {"status", "STATUS", Shown::always, "answered, cached, own, group, or what was wanting", status, nullptr, 8},
};

constexpr std::array<cli::ColumnName, resolution_column_count> resolution_column_names =
    cli::names_of(resolution_columns);

std::string resolution_line(const ResolutionRow& row) {
    const Neighbor& neighbor = row.resolution->neighbor;
    std::string line(row.subject);
    line += " lladdr " + mac_text(neighbor);
    if (!neighbor.device.empty()) line += " dev " + neighbor.device;
    if (row.hop->gateway) {
        line += " via ";
        if (is_via(row)) line.append(cli::family_word(row.hop->gateway->family())).append(" ");
        line += row.hop->gateway->to_string();
    }
    for (const std::string& name : neighbor_state_names(neighbor.state))
        line += ' ' + name;
    return line;
}

std::string negative_text(std::string_view subject, const Hop& hop, const Resolution& resolution) {
    const std::string& device = resolution.neighbor.device;
    const std::string who = hop.gateway ? " of " + hop.gateway->to_string() : "";
    std::string text = std::string(subject) + ": ";
    switch (resolution.outcome) {
        case Outcome::no_link_address:
            return text + "no link-layer address: " + device + " has none";
        case Outcome::not_cached:
            return text + "no row tells the link-layer address" + who + " on " + device;
        default:
            return text + "no answer" + (hop.gateway ? " from " + hop.gateway->to_string() : "") + " on " + device;
    }
}

}  // namespace snet::arp
