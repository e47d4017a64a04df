#pragma once

#include <optional>
#include <span>

#include "snet/names.hpp"
#include "snet/stack.hpp"
#include "snet/vendors.hpp"
#include "tools/cli/command.hpp"
#include "tools/columns/interface_columns.hpp"

namespace snet {

/// Prints interfaces as `list` and `show` do, and knows what has to be read for the columns that are printed.
class InterfacePrinter {
  public:
    InterfacePrinter(const cli::Call& call, const cli::OutputOptions& output, bool vendor_in_mac = false);

    InterfaceQuery query() const;

    /// `one` with the addresses of the call's family; `all` is where the interface below it is looked for, ascending.
    void print(Interface& one, std::span<const Interface> all);

    /// One of which there is nothing to tell but its origin, index, name and details.
    void print_nameable(const Interface& one);

    /// The record of a subject that is not there.
    void print_missing(std::string_view subject);

    cli::Printer<cli::InterfaceRow>& rows() { return rows_; }

  private:
    const cli::Call& call_;
    cli::Printer<cli::InterfaceRow> rows_;
    Names names_;
    std::optional<Vendors> vendors_;
    bool vendor_in_mac_;
    bool wants_details_;
};

}  // namespace snet
