#include "snet/row_edit.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include "lib/records/blank_text.hpp"
#include "lib/stack/existing_row.hpp"
#include "lib/stack/route_key.hpp"

namespace snet {

namespace {

constexpr std::size_t listed = 5;

// Whether a row has the record's key. The texts of a million keys would take a second.
bool has_key(const Record& row, const Record& record, const std::string& key) {
    if (row.index() != record.index()) return false;
    if (const auto* route = std::get_if<Route>(&record)) return RouteKey(std::get<Route>(row)) == RouteKey(*route);
    return record_key(row) == key;
}

}  // namespace

Result<void> refuse_existing(const Record& record, const Stack& stack, const EditScope& scope) {
    std::optional<std::string> existing;
    const std::string key = record_key(record);
    const auto done = StackRecords(stack).each_like(record, [&](const Record& row, Origin origin) {
        if (!has_key(row, record, key)) return Next::go_on;
        existing = to_words(row, scope.names) + " (" + std::string(to_string(origin)) + ")";
        return Next::stop;
    });
    if (!done) return done;
    if (!existing) return {};
    const bool has_more = std::holds_alternative<Route>(record);
    return fail(ErrorKind::exists,
                "exists: " + *existing + "; replace it" + (has_more ? ", or append one beside it" : ""));
}

namespace {

bool is_overlay(const Record& record) {
    return std::holds_alternative<InterfaceRecord>(record) || !row_kind(record);
}

// How many words two texts share.
std::size_t nearness(std::string_view words, std::string_view row) {
    std::size_t shared = 0;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        shared += has_word(row, word) ? 1 : 0;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return shared;
}

// The rows that share the most words with what was asked for.
class Nearest {
  public:
    explicit Nearest(std::string words) : words_(std::move(words)) {}

    void offer(const std::string& row) {
        // The word that names the kind is shared by all of them.
        if (const std::size_t shared = nearness(words_, row); shared > 1) best_.emplace(shared, row);
        if (best_.size() > listed) best_.erase(best_.begin());
    }

    // The nearest first.
    std::vector<std::string> rows() const {
        std::vector<std::string> rows;
        for (const auto& [shared, row] : std::views::reverse(best_))
            rows.push_back(row);
        return rows;
    }

  private:
    std::string words_;
    std::set<std::pair<std::size_t, std::string>> best_;
};

// What a hide is about, as the record that it would be without the word.
Record hidden_row(const Hide& hide) {
    return std::visit([](const auto& row) { return Record(row); }, hide.row);
}

// Rows that were asked for, and those that come near.
struct Found {
    std::vector<Record> rows;
    Nearest nearest;
};

Result<Found> find_rows(const Hide& hide, const Stack& stack, const EditScope& scope) {
    Found found{{}, Nearest(hide.text)};
    const Record like = hidden_row(hide);
    constexpr std::size_t offered = 100'000;
    std::size_t count = 0;
    const auto done = StackRecords(stack).each_like(like, [&](const Record& row, Origin origin) {
        if (origin == Origin::os && hides(hide, row))
            found.rows.push_back(row);
        else if (++count < offered)
            found.nearest.offer(to_words(row, scope.names));
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return found;
}

std::unexpected<Error> fail_several(const std::vector<Record>& rows, const EditScope& scope) {
    Error error{ErrorKind::invalid, std::to_string(rows.size()) + " rows have these words; say more, or --all:", {}};
    for (const Record& row : std::span(rows).first(std::min(rows.size(), listed)))
        error.hints.push_back(to_words(row, scope.names));
    if (rows.size() > listed) error.hints.emplace_back("...");
    return std::unexpected(std::move(error));
}

std::unexpected<Error> fail_missing(const Hide& hide, const Nearest& nearest) {
    const std::vector<std::string> rows = nearest.rows();
    return std::unexpected(
        Error{ErrorKind::not_found, hide.text + ": not in the stack" + (rows.empty() ? "" : "; near it:"), rows});
}

std::vector<Record> records_of(const Deletion& deletion) {
    std::vector<Record> records;
    records.reserve(deletion.deleted.size());
    for (const NumberedRecord& one : deletion.deleted)
        records.push_back(one.record);
    return records;
}

// A record that is no row of a table is known by its key.
Result<Removal> remove_setting(std::string_view text, std::string_view words, const EditScope& scope) {
    const auto record = parse_record(words, scope.names);
    if (!record) return std::unexpected(record.error());
    const std::string key = record_key(*record);
    auto deletion =
        delete_records(text, [&](const Record& one) { return record_key(one) == key; }, scope.name, scope.names);
    if (!deletion) return std::unexpected(deletion.error());
    if (deletion->deleted.empty()) return fail(ErrorKind::not_found, "the stack's file has no such record");
    return Removal{std::move(deletion->text), records_of(*deletion), {}};
}

}  // namespace

Result<Stack> stack_of(std::string_view text, const EditScope& scope) {
    auto file = StackFile::parse(text, scope.name, scope.names);
    if (!file) return std::unexpected(std::move(file.error()));
    return Stack::open(std::move(*file), scope.netns);
}

Result<std::string> add_row(std::string_view text, std::string_view words, Placing placing, const EditScope& scope) {
    const auto record = parse_record(trimmed(words), scope.names);
    if (!record) return std::unexpected(record.error());
    if (placing == Placing::add && !is_overlay(*record)) {
        const auto stack = stack_of(text, scope);
        if (!stack) return std::unexpected(stack.error());
        if (auto good = refuse_existing(*record, *stack, scope); !good) return std::unexpected(good.error());
    }
    return put_record(text, words, placing, scope.name, scope.names);
}

Result<Removal> remove_rows(std::string_view text, std::string_view words, bool all, const EditScope& scope) {
    const std::string line = "hide " + normal_words(words);
    const auto parsed = parse_record(line, scope.names);
    if (!parsed) return remove_setting(text, words, scope);
    const Hide& hide = std::get<Hide>(*parsed);
    auto own = delete_records(text, [&](const Record& record) { return hides(hide, record); }, scope.name, scope.names);
    if (!own) return std::unexpected(own.error());
    if (own->deleted.size() > 1 && !all) return fail_several(records_of(*own), scope);
    if (!own->deleted.empty()) return Removal{std::move(own->text), records_of(*own), {}};

    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    auto found = find_rows(hide, *stack, scope);
    if (!found) return std::unexpected(found.error());
    if (found->rows.empty()) return fail_missing(hide, found->nearest);
    if (found->rows.size() > 1 && !all) return fail_several(found->rows, scope);
    auto hidden = put_record(text, line, Placing::append, scope.name, scope.names);
    if (!hidden) return std::unexpected(hidden.error());
    return Removal{std::move(*hidden), {}, std::move(found->rows)};
}

Result<Removal> drop_rows(std::string_view text, std::span<const RowKind> kinds, const EditScope& scope) {
    const auto file = StackFile::parse(text, scope.name, scope.names);
    if (!file) return std::unexpected(file.error());
    if (file->base() == StackBase::none)
        return fail(ErrorKind::invalid, "a frozen stack has nothing to go back to: its rows are the file's alone");
    const auto is_dropped = [&](const Record& record) {
        const auto* const hide = std::get_if<Hide>(&record);
        const auto kind = row_kind(hide ? hidden_row(*hide) : record);
        return kind && std::ranges::find(kinds, *kind) != kinds.end();
    };
    auto deletion = delete_records(text, is_dropped, scope.name, scope.names);
    if (!deletion) return std::unexpected(deletion.error());
    return Removal{std::move(deletion->text), records_of(*deletion), {}};
}

}  // namespace snet
