#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lib/stack/link_steps.hpp"
#include "lib/stack/route_rest.hpp"

namespace snet {

/// Deletes the addresses that are not wanted and adds those that are missing. Interfaces that are not there, or still
/// up against what is wanted (`late`), get no IPv6 ones: going down would take them.
void change_addresses(const Links& have, const Links& want, const std::set<std::string>& late, IpSteps steps);

/// Adds the IPv6 addresses that were left out above.
void add_late_addresses(const Links& want, const std::set<std::string>& late, IpSteps steps);

/// Rows by the words of their commands: equal for two rows of which `ip` cannot make one out of the other.
std::string ip_words(const Record& row);

/// The command for a row, or why there is none.
void run_step(IpVerb verb, const Record& row, IpSteps steps);

/// What a table has that another has not, row by row. Only the rows of the first are held, by their words.
///
/// Of several routes of one key the first ones are asked first. Where those that stay are not the first of what is
/// wanted, or in another order, all of the key are gone and missing.
class TableDifference {
  public:
    /// Of all rows of the kind, before and after. Those of `expected` are taken for some that are there before: the
    /// kernel adds them on the way.
    static Result<TableDifference> read(const Stack& from, const Stack& to, RowKind kind,
                                        std::vector<Record> expected = {});

    using Row = FunctionRef<void(const Record&)>;

    Result<void> each_gone(Row row) const;
    Result<void> each_missing(Row row) const;

    /// When a route can be added: those of one key all at the same time, so that they keep their order.
    Rest rest(const Record& route) const;

    /// Whether a row that is there before is wanted, too.
    bool keeps(const Record& row) const;

    /// Whether a row that is missing takes the place of a single one of its key that is gone.
    bool replaces(const Record& row) const;

  private:
    TableDifference(const Stack& from, const Stack& to, RowKind kind, std::vector<Record> expected)
        : from_(from), to_(to), kind_(kind), expected_(std::move(expected)) {}
    Result<void> each_before(Row row) const;
    Result<void> mark_kept();
    Result<void> look_at_shared_keys();
    Result<void> count_keys();
    bool is_kept(const std::string& words) const;
    bool is_far_from_all(const Record& row) const;

    struct Count {
        int gone = 0, missing = 0, kept = 0;
    };

    const Stack& from_;
    const Stack& to_;
    RowKind kind_;
    std::vector<Record> expected_;
    std::unordered_map<std::string, bool> before_;  // words -> whether they are among those of `to`
    std::set<Prefix> destinations_;                 // of the routes among them
    std::unordered_set<std::string> reordered_;     // words of rows whose keys have the same rows in another order
    std::unordered_set<std::string> resting_;       // words of rows of which another of the key rests on others
    std::unordered_map<std::string, Count> keys_;   // of the rows that are gone
};

/// Deletes and adds the rows of a table that no other row rests on.
Result<void> change_labels(const Stack& from, const Stack& to, IpSteps steps);
Result<void> change_rules(const Stack& from, const Stack& to, IpSteps steps);
Result<void> change_neighbors(const Stack& from, const Stack& to, IpSteps steps);

}  // namespace snet
