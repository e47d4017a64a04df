#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"
#include "snet/neighbor_scan.hpp"
#include "snet/vendors.hpp"
#include "tools/cli/command.hpp"

namespace snet::arp {

/// An address that was asked for, or is this host's own.
struct ScanRow {
    IpAddress address;
    std::string device;
    std::optional<MacAddress> mac;  ///< none: nobody answered
    std::optional<std::chrono::nanoseconds> round_trip;
    bool is_duplicate = false;  ///< several MACs claim the address
    std::string_view origin;    ///< learned, self, or that of a frozen stack's row; empty: nobody answered
};

struct ScanLine {
    const ScanRow& row;
    const Vendors* vendors;  ///< null: unknown
};

inline constexpr std::size_t scan_column_count = 7;
extern const cli::Column<ScanLine> scan_columns[scan_column_count];
extern const std::array<cli::ColumnName, scan_column_count> scan_column_names;

/// Prints the rows of a scan: in JSON lines as they come, else at the end by ascending address.
class ScanRows {
  public:
    explicit ScanRows(const cli::Call& call);

    void add(ScanRow row);

    /// Writes what was printed so far.
    void flush() { (void)printer_.flush(); }

    /// Prints what is left; with `plan` also the addresses that nobody answered for.
    Result<void> finish(const ScanPlan* plan);

  private:
    void print(const ScanRow& row) { printer_.row({row, vendors_ ? &*vendors_ : nullptr}); }
    void mark_duplicates();
    void print_with_silent(const ScanPlan& plan);

    cli::Printer<ScanLine> printer_;
    std::optional<Vendors> vendors_;
    bool streams_;
    bool keeps_;  // the rows that are printed already, too: to know who is silent
    std::vector<ScanRow> rows_;
};

}  // namespace snet::arp
