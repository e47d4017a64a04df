#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "snet/record.hpp"

namespace snet {

/// The hides of a stack's file by the table that they are about, so that a row is held against those of its own alone.
class Hides {
  public:
    void add(Hide&& hide) {
        std::vector<Hide>& table = tables_[hide.row.index()];
        table.push_back(std::move(hide));
    }

    /// Those of a table, by the type of its records, in the file's order.
    template <class Row>
    std::span<const Hide> of() const {
        return tables_[index_of<Row>(static_cast<HiddenRow*>(nullptr))];
    }

    /// Whether one of them is for this row of the operating system.
    template <class Row, class... What>
    bool hide(const What&... what) const {
        for (const Hide& one : of<Row>())
            if (hides(one, what...)) return true;
        return false;
    }

    /// The operating system's interfaces that are hidden by their names. The file may have others of these names.
    std::set<std::string, std::less<>> interfaces() const {
        std::set<std::string, std::less<>> names;
        InterfaceRecord bare;
        for (const Hide& one : of<InterfaceRecord>()) {
            bare.name = std::get<InterfaceRecord>(one.row).name;
            if (std::get<InterfaceRecord>(one.row) == bare) names.insert(bare.name);
        }
        return names;
    }

    bool are_none() const {
        for (const std::vector<Hide>& table : tables_)
            if (!table.empty()) return false;
        return true;
    }

  private:
    template <class Row, class... Rows>
    static constexpr std::size_t index_of(const std::variant<Rows...>*) {
        constexpr bool is_row[] = {std::is_same_v<Row, Rows>...};
        return static_cast<std::size_t>(std::ranges::find(is_row, true) - is_row);
    }

    std::array<std::vector<Hide>, std::variant_size_v<HiddenRow>> tables_;
};

}  // namespace snet
