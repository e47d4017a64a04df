#include "tools/snet-arp/scan_rows.hpp"

#include <algorithm>
#include <cmath>

#include "tools/columns/cells.hpp"
#include "tools/common/next_row.hpp"
#include "tools/common/open_vendors.hpp"

namespace snet::arp {

namespace {

void dst(const ScanLine& line, cli::Sink& sink) {
    cli::write_address(line.row.address, sink);
}

void dev(const ScanLine& line, cli::Sink& sink) {
    cli::write_text(line.row.device, sink);
}

void lladdr(const ScanLine& line, cli::Sink& sink) {
    if (line.row.mac) sink.plain(line.row.mac->to_string());
}

void vendor(const ScanLine& line, cli::Sink& sink) {
    if (line.vendors == nullptr || !line.row.mac) return;
    if (const auto name = line.vendors->name(*line.row.mac)) sink.text(*name);
}

void rtt(const ScanLine& line, cli::Sink& sink) {
    if (!line.row.round_trip) return;
    const auto microseconds = std::chrono::round<std::chrono::microseconds>(*line.row.round_trip);
    sink.real(static_cast<double>(microseconds.count()) / 1000);
}

void duplicate(const ScanLine& line, cli::Sink& sink) {
    cli::write_flag(line.row.is_duplicate, sink);
}

void show_duplicate(const ScanLine& line, cli::Sink& sink) {
    if (line.row.is_duplicate) sink.plain("dup");
}

void origin(const ScanLine& line, cli::Sink& sink) {
    if (!line.row.origin.empty()) sink.plain(line.row.origin);
}

}  // namespace

constexpr cli::Column<ScanLine> scan_columns[scan_column_count] = {
    {"dst", "ADDRESS", cli::Shown::always, "who was asked for", dst, nullptr, 15},
    {"dev", "IFACE", cli::Shown::always, "the interface it is behind", dev, nullptr, 5},
    {"lladdr", "MAC", cli::Shown::always, "its link-layer address", lladdr, nullptr, 17},
    {"vendor", "VENDOR", cli::Shown::always, "who made its interface", vendor, nullptr, 0, true},
    {"rtt", "RTT", cli::Shown::always, "milliseconds until it answered", rtt, nullptr, 5},
    {"duplicate", "DUP", cli::Shown::always, "several MACs claim the address", duplicate, show_duplicate, 3},
    {"origin", "ORIGIN", cli::Shown::always, "learned, or self: this host", origin},
};

constexpr std::array<cli::ColumnName, scan_column_count> scan_column_names = cli::names_of(scan_columns);

ScanRows::ScanRows(const cli::Call& call)
    : printer_(call.output, scan_columns),
      streams_(call.output.format == cli::Format::jsonl),
      keeps_(!streams_ || call.has("all")) {
    if (printer_.has("vendor")) vendors_ = open_vendors(call);
}

void ScanRows::add(ScanRow row) {
    if (streams_) print(row);
    if (keeps_) rows_.push_back(std::move(row));
}

// The first answer came when nothing was known of a second.
void ScanRows::mark_duplicates() {
    for (auto first = rows_.begin(); first != rows_.end();) {
        const auto is_other = [&](const ScanRow& row) {
            return row.address != first->address || row.device != first->device;
        };
        const auto end = std::find_if(first, rows_.end(), is_other);
        const bool is_duplicate = std::any_of(first, end, [](const ScanRow& row) { return row.is_duplicate; });
        std::for_each(first, end, [&](ScanRow& row) { row.is_duplicate = is_duplicate; });
        first = end;
    }
}

void ScanRows::print_with_silent(const ScanPlan& plan) {
    auto next = rows_.cbegin();
    const auto print_next = [&] {
        if (!streams_) print(*next);
        ++next;
    };
    plan.each_asked([&](const IpAddress& address, const std::string& device) {
        while (next != rows_.cend() && next->address < address)
            print_next();
        if (next == rows_.cend() || next->address != address) print({.address = address, .device = device});
        return next_row();
    });
    while (next != rows_.cend())
        print_next();
}

Result<void> ScanRows::finish(const ScanPlan* plan) {
    const auto is_before = [](const ScanRow& one, const ScanRow& other) {
        return std::tie(one.address, one.device) < std::tie(other.address, other.device);
    };
    // Mostly they come as they were asked for.
    if (!std::ranges::is_sorted(rows_, is_before)) std::ranges::stable_sort(rows_, is_before);
    mark_duplicates();
    if (plan != nullptr)
        print_with_silent(*plan);
    else if (!streams_)
        std::ranges::for_each(rows_, [&](const ScanRow& row) { print(row); });
    return printer_.finish();
}

}  // namespace snet::arp
