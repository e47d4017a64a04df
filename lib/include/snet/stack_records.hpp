#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"
#include "snet/record.hpp"
#include "snet/stack.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The tables of a stack that have a row a record.
enum class RowKind : std::uint8_t { interface, address, address_label, nexthop, route, rule, neighbor };

/// All of them, what others refer to before these.
inline constexpr RowKind row_kinds[] = {RowKind::interface, RowKind::address, RowKind::address_label, RowKind::nexthop,
                                        RowKind::route,     RowKind::rule,    RowKind::neighbor};

/// The word that its records begin with: "addrlabel".
constexpr std::string_view to_string(RowKind kind) {
    constexpr std::string_view words[] = {"interface", "address", "addrlabel", "nexthop", "route", "rule", "neighbor"};
    return words[static_cast<std::size_t>(kind)];
}

/// The effective rows of a stack as the records of a file that would have them all: without counters, ages and what
/// else passes, and with numbers for names that iproute2 does not have built in.
class StackRecords {
  public:
    explicit StackRecords(const Stack& stack) : stack_(stack) {}

    using Row = FunctionRef<Next(const Record&, Origin)>;

    /// Calls back for every row of a table, in the kernel's order. The record is valid during the call only.
    Result<void> each(RowKind kind, Row row) const;

    /// The same for those that a record may be about: of the record's table, and for a route of its family.
    Result<void> each_like(const Record& record, Row row) const;

    /// The settings that look-up reads and that are not as in a new namespace.
    Result<std::vector<SysctlRecord>> settings() const;

    /// A setting of the network by its dotted name, `net.ipv4.conf.all.promote_secondaries`; none if it has no value.
    Result<std::optional<int>> setting(const std::string& name) const;

    Result<Fib4> fib4() const;

    /// Writes the text of a frozen stack: what is here now, for any machine. `write` gets it piece by piece; an error
    /// of it ends the writing. `time` and `host` say what it was taken from. Returns how many rows are left out, since
    /// they have the name of an interface that a file cannot have: with a control character, or a `#` at its beginning.
    Result<std::size_t> freeze(const Taken& taken, FunctionRef<Result<void>(std::string_view)> write) const;

  private:
    Result<void> each_interface(Row row) const;
    Result<void> each_address(Row row) const;
    Result<void> each_label(Row row) const;
    Result<void> each_route(const RouteQuery& query, Row row) const;
    Result<void> each_neighbor(Row row) const;

    const Stack& stack_;
};

/// The kind of rows that a record is about; none for a record that is no row of a table.
std::optional<RowKind> row_kind(const Record& record);

}  // namespace snet
#pragma GCC visibility pop
