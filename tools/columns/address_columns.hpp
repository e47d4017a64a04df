#pragma once

#include <array>
#include <string>

#include "snet/interface.hpp"
#include "snet/names.hpp"
#include "tools/cli/column.hpp"

namespace snet::cli {

/// An address as an element of `addr_info`: one object with the keys of `ip -j addr`.
void write_address_info(const InterfaceAddress& address, const Names& names, Sink& sink);

/// The same for people, on one line: "10.0.0.5/24 brd 10.0.0.255 scope global".
std::string address_line(const InterfaceAddress& address, const Names& names);

/// What `snet-ifaces addr` answers with.
struct AddressRow {
    const Interface& interface;
    const InterfaceAddress* address;  ///< null: it has none
    const Names& names;
};

inline constexpr std::size_t address_column_count = 7;
extern const Column<AddressRow> address_columns[address_column_count];
extern const std::array<ColumnName, address_column_count> address_column_names;

}  // namespace snet::cli
