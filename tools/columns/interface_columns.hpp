#pragma once

#include <array>

#include "snet/interface.hpp"
#include "snet/names.hpp"
#include "snet/vendors.hpp"
#include "tools/cli/column.hpp"

namespace snet::cli {

/// An interface, and what it takes to print it.
struct InterfaceRow {
    const Interface& interface;
    const Names& names;
    const Vendors* vendors = nullptr;  ///< none: no vendor is known
    bool vendor_in_mac = false;        ///< MACs as `Microsof:12:cb:ef` in text
    bool lower_down = false;           ///< the interface below is in this namespace and down: the flag M-DOWN
};

inline constexpr std::size_t interface_column_count = 38;
extern const Column<InterfaceRow> interface_columns[interface_column_count];
extern const std::array<ColumnName, interface_column_count> interface_column_names;

}  // namespace snet::cli
