#include "snet/stack_edit.hpp"

#include <algorithm>

#include "lib/records/blank_text.hpp"
#include "lib/records/name_text.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/missing_device.hpp"
#include "platform/files.hpp"
#include "snet/stack_records.hpp"

namespace snet {

namespace {

/// Calls back for all records of the file, routes and their hides last.
template <class Each>
void each_record(const StackFile& file, Each each) {
    for (const NumberedRecord& record : file.records())
        each(record.line, record.record);
    Record record;
    const auto pass_on = [&](const auto& row, std::uint32_t line) {
        record = row;
        each(line, record);
        return Next::go_on;
    };
    file.each_route(pass_on);
    file.each_route_hide(pass_on);
}

/// The first line whose record has the key; none: 0.
std::uint32_t find_key(const StackFile& file, const Record& wanted) {
    std::uint32_t first = 0;
    const auto* const route = std::get_if<Route>(&wanted);
    const std::string key = record_key(wanted);
    each_record(file, [&](std::uint32_t line, const Record& record) {
        if (first != 0 || record.index() != wanted.index()) return;
        // The texts of a million keys take a second.
        if (route != nullptr && std::get<Route>(record).destination != route->destination) return;
        if (record_key(record) == key) first = line;
    });
    return first;
}

/// What would not stay one record in one line, once written.
Result<Record> parse_line(std::string_view line, const Names& names) {
    if (!is_readable(line))
        return fail(ErrorKind::invalid, without_comment(line).size() != line.size()
                                            ? "a word of a record does not begin with #"
                                            : "a record has no control characters");
    auto record = parse_record(line, names);
    if (record && lacks_device(*record))
        return fail(ErrorKind::invalid, "column " + std::to_string(line.size() + 1) + missing_device);
    return record;
}

/// The new text, if it is as valid as the old one: a `hide` in a frozen stack is not.
Result<std::string> checked(std::string&& text, const std::string& name, const Names& names) {
    if (const auto file = StackFile::parse(text, name, names); !file) return std::unexpected(file.error());
    return std::move(text);
}

/// A row that is good by itself, in whatever file: neither what there may be one of, nor what says how others are read,
/// nor an interface by a name that is for calls alone.
bool is_free(const Record& record) {
    const auto* const interface = std::get_if<InterfaceRecord>(&record);
    if (interface != nullptr && !is_interface_name(interface->name)) return false;
    const auto* const hide = std::get_if<Hide>(&record);
    return hide == nullptr && (row_kind(record) || std::holds_alternative<SysctlRecord>(record) ||
                               std::holds_alternative<Nameserver>(record));
}

/// The text with a line more at its end; the file and the line are good, each by itself.
Result<std::string> with_good_line(std::string_view text, std::string_view line, const Record& record,
                                   const std::string& name, const Names& names) {
    std::string longer = with_line(text, line);
    const bool is_small = line.size() <= StackFile::max_line && longer.size() <= StackFile::max_size;
    return is_small && is_free(record) ? Result<std::string>(std::move(longer))
                                       : checked(std::move(longer), name, names);
}

std::unexpected<Error> fail_existing(const std::string& name, std::uint32_t line) {
    return fail(ErrorKind::exists, name + ": line " + std::to_string(line) + ": exists");
}

}  // namespace

Result<std::string> put_record(std::string_view text, std::string_view words, Placing placing, const std::string& name,
                               const Names& names) {
    const std::string_view line = trimmed(words);
    const auto record = parse_line(line, names);
    if (!record) return std::unexpected(record.error());
    const auto file = StackFile::parse(text, name, names);
    if (!file) return std::unexpected(file.error());
    const std::uint32_t existing = placing == Placing::append ? 0 : find_key(*file, *record);
    if (existing != 0 && placing == Placing::add) return fail_existing(name, existing);
    if (existing == 0) return with_good_line(text, line, *record, name, names);
    return checked(with_record(text, existing, line), name, names);
}

Result<Deletion> delete_records(std::string_view text, FunctionRef<bool(const Record&)> which, const std::string& name,
                                const Names& names) {
    const auto file = StackFile::parse(text, name, names);
    if (!file) return std::unexpected(file.error());
    Deletion deletion;
    each_record(*file, [&](std::uint32_t line, const Record& record) {
        if (which(record)) deletion.deleted.push_back({line, record});
    });
    std::ranges::sort(deletion.deleted, {}, &NumberedRecord::line);
    std::vector<std::uint32_t> lines;
    lines.reserve(deletion.deleted.size());
    for (const NumberedRecord& record : deletion.deleted)
        lines.push_back(record.line);
    deletion.text = without_lines(text, lines);
    const auto is_row = [](const NumberedRecord& one) {
        return is_free(one.record) || std::holds_alternative<Hide>(one.record);
    };
    if (std::ranges::all_of(deletion.deleted, is_row)) return deletion;
    auto shorter = checked(std::move(deletion.text), name, names);
    if (!shorter) return std::unexpected(shorter.error());
    deletion.text = std::move(*shorter);
    return deletion;
}

Result<std::optional<StackFile>> read_stack(const StackPlace& place, const Names& names) {
    auto file = StackFile::read(place.path, names);
    if (!file && file.error().kind == ErrorKind::not_found && place.kind == StackPlace::Kind::named)
        return std::nullopt;
    if (!file) return std::unexpected(std::move(file.error()));
    return std::move(*file);
}

Result<void> edit_stack(const StackPlace& place, bool force,
                        FunctionRef<Result<std::string>(std::string_view text)> change) {
    if (place.kind == StackPlace::Kind::input)
        return fail(ErrorKind::invalid, "standard input: a stack that is read there cannot be edited");
    const platform::EditOptions options{
        .max_size = StackFile::max_size, .create_folders = place.kind == StackPlace::Kind::named, .force = force};
    return platform::edit_file(place.path, options, [&](const std::optional<std::string>& old) {
        return change(old ? std::string_view(*old) : new_stack_text);
    });
}

}  // namespace snet
