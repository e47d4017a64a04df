#include "tools/snet-ifaces/interface_printer.hpp"

#include <algorithm>

#include "tools/common/open_vendors.hpp"

namespace snet {
namespace {

constexpr std::string_view counters[] = {"stats64",  "rx_bytes",   "rx_packets", "rx_errors", "rx_dropped",
                                         "tx_bytes", "tx_packets", "tx_errors",  "tx_dropped"};

/// Whether the user or the verb wants the column, and not only because JSON has it always.
bool names(const cli::OutputOptions& output, std::string_view key) {
    return std::ranges::find(output.columns, key) != output.columns.end() ||
           std::ranges::find(output.added, key) != output.added.end();
}

bool is_down(std::span<const Interface> all, std::uint32_t index) {
    const auto found = std::ranges::lower_bound(all, index, {}, &Interface::index);
    return found != all.end() && found->index == index && !found->is_up();
}

}  // namespace

// JSON always has the column "details", for what `ip` tells without -d; all of them are read for who names it.
InterfacePrinter::InterfacePrinter(const cli::Call& call, const cli::OutputOptions& output, bool vendor_in_mac)
    : call_(call),
      rows_(output, cli::interface_columns),
      names_(call.numeric),
      vendor_in_mac_(vendor_in_mac),
      wants_details_(!is_json(output.format) || names(output, "details")) {
    const bool shows_mac = vendor_in_mac && !is_json(output.format) && rows_.has("address");
    if (shows_mac || rows_.has("vendor")) vendors_ = open_vendors(call);
}

InterfaceQuery InterfacePrinter::query() const {
    const auto has = [this](std::string_view key) { return rows_.has(key); };
    return {.addresses = has("addr_info") || has("ipv4") || has("ipv6"),
            .details = has("linkinfo") || (wants_details_ && has("details")),
            .statistics = std::ranges::any_of(counters, has)};
}

void InterfacePrinter::print(Interface& one, std::span<const Interface> all) {
    if (call_.family)
        std::erase_if(one.addresses, [&](const InterfaceAddress& a) { return a.family() != *call_.family; });
    const bool has_lower = one.link_index && !one.link_netns_id;
    rows_.row({.interface = one,
               .names = names_,
               .vendors = vendors_ ? &*vendors_ : nullptr,
               .vendor_in_mac = vendor_in_mac_,
               .lower_down = has_lower && is_down(all, *one.link_index)});
}

void InterfacePrinter::print_nameable(const Interface& one) {
    rows_.row_with({"origin", "ifindex", "ifname", "details"}, {.interface = one, .names = names_});
}

void InterfacePrinter::print_missing(std::string_view subject) {
    const Interface missing{.name = std::string(subject)};
    rows_.row_with({"ifname"}, {.interface = missing, .names = names_});
}

}  // namespace snet
