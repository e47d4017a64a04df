#include "lib/stack/stack_reader.hpp"

#include <algorithm>
#include <utility>

#include "lib/records/blank_text.hpp"
#include "lib/records/name_text.hpp"
#include "lib/stack/line_text.hpp"
#include "lib/stack/missing_device.hpp"

namespace snet {

namespace {

constexpr std::string_view first_line = "snet 1 as the first record; put this line above it";

/// Where there is a character that no text has.
std::optional<std::size_t> find_control(std::string_view line) {
    const auto found = std::ranges::find_if(line, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
    if (found == line.end()) return std::nullopt;
    return static_cast<std::size_t>(found - line.begin());
}

/// Whether a file has at most one record of this kind.
bool is_single(const Record& record) {
    return std::holds_alternative<StackBase>(record) || std::holds_alternative<Taken>(record) ||
           std::holds_alternative<DefaultInterfaceRecord>(record) || std::holds_alternative<Fib4>(record) ||
           std::holds_alternative<SearchList>(record) || std::holds_alternative<ResolverOptions>(record);
}

}  // namespace

StackReader::StackReader(std::string name, const Names& names, StackFile::Version version, Mode mode)
    : name_(std::move(name)), names_(names), mode_(mode), is_version_assumed_(version == StackFile::Version::assumed) {
    if (is_version_assumed_) base_ = StackBase::none;
}

void StackReader::fail(std::uint32_t line, const std::string& reason) {
    errors_.push_back({line, {ErrorKind::invalid, name_ + ": line " + std::to_string(line) + ", " + reason}});
}

bool StackReader::feed(std::string_view piece) {
    size_ += piece.size();
    if (size_ > StackFile::max_size) {
        errors_.push_back({line_, {ErrorKind::invalid, name_ + ": larger than a stack's file may be, 1 GiB"}});
        return false;
    }
    while (wants_more()) {
        const std::size_t end = piece.find('\n');
        if (end == piece.npos || !rest_.empty()) {
            // One byte over the limit is enough to see that the line is too long.
            const std::string_view part = piece.substr(0, end);
            rest_.append(part.substr(0, StackFile::max_line + 1 - std::min(rest_.size(), StackFile::max_line + 1)));
            if (end == piece.npos) return true;
            read_line(rest_);
            rest_.clear();
        } else {
            read_line(piece.substr(0, end));
        }
        piece.remove_prefix(end + 1);
    }
    return false;
}

void StackReader::finish() {
    if (!rest_.empty() && wants_more()) read_line(rest_);
    rest_.clear();
    // Nothing at all on standard input is what a program leaves that was to write a stack and failed.
    if (!has_record_ && wants_more())
        fail(line_ + 1, "column 1: end of file: expected " +
                            std::string(is_version_assumed_ ? "the records of a stack" : first_line));
    if (base_ != StackBase::none || !wants_more()) return;
    for (const std::uint32_t line : hide_lines_)
        if (wants_more()) fail_hide(line);
    route_hides_.each([&](const Hide&, std::uint32_t line) {
        fail_hide(line);
        return wants_more() ? Next::go_on : Next::stop;
    });
}

void StackReader::fail_hide(std::uint32_t line) {
    fail(line, "column 1: hide: expected a row of the stack's own; base none has none to hide");
}

std::vector<Error> StackReader::errors() {
    std::ranges::stable_sort(errors_, {}, &LineError::line);
    std::vector<Error> errors;
    errors.reserve(errors_.size());
    for (LineError& error : errors_)
        errors.push_back(std::move(error.error));
    const bool tells_all = mode_ == Mode::to_the_end;
    const std::size_t most = tells_all ? max_errors : 1;
    if (errors.size() <= most) return errors;
    errors.resize(most);
    if (tells_all) errors.push_back({ErrorKind::invalid, name_ + ": ... and more"});
    return errors;
}

void StackReader::read_line(std::string_view line) {
    ++line_;
    if (line.size() > StackFile::max_line)
        return fail(line_, "column " + std::to_string(StackFile::max_line + 1) + ": longer than a line may be");
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool has_comment = line.contains('#');
    const bool is_known =
        !has_comment && has_record_ && (routes_.add_known(line, line_) || route_hides_.add_known(line, line_));
    if (is_known) return;
    if (has_comment) line = without_comment(line);
    if (!trimmed(line).empty()) read_record(line);
}

void StackReader::read_record(std::string_view text) {
    if (const auto control = find_control(text))
        return fail(line_, "column " + std::to_string(*control + 1) + ": a control character");
    const bool is_first = !std::exchange(has_record_, true);
    auto record = parse_record(text, names_);
    if (!record) return fail(line_, record.error().message);
    check_version(*record, is_first);
    check_single(*record);
    check_name(*record, text);
    if (lacks_device(*record)) return fail(line_, "column " + std::to_string(text.size() + 1) + missing_device);
    take(std::move(*record), text);
}

void StackReader::check_version(const Record& record, bool is_first) {
    const bool is_version = std::holds_alternative<FormatVersion>(record);
    if (is_first && !is_version && !is_version_assumed_) fail(line_, "column 1: expected " + std::string(first_line));
    if (is_version && !is_first) fail(line_, "column 1: snet: expected as the first record only");
    // A text that says what it is, is a file like any other.
    if (is_version && is_first) base_ = StackBase::os;
}

/// In the words of a call an alternative name may stand for an interface; in a file it would make one.
void StackReader::check_name(const Record& record, std::string_view text) {
    const auto* const interface = std::get_if<InterfaceRecord>(&record);
    if (interface == nullptr || is_interface_name(interface->name)) return;
    const std::string column = std::to_string(text.find(interface->name) + 1);
    fail(line_, "column " + column + ": " + interface->name + ": expected the name of an interface, 1 to 15 bytes");
}

void StackReader::check_single(const Record& record) {
    std::uint32_t& first = lines_[record.index()];
    if (first != 0 && is_single(record)) fail(line_, "column 1: given twice, first in line " + std::to_string(first));
    if (first == 0) first = line_;
}

void StackReader::take(Record&& record, std::string_view text) {
    if (auto* const route = std::get_if<Route>(&record)) {
        route->origin = Origin::stack;
        return routes_.add(text, std::move(*route), line_);
    }
    if (const auto* const base = std::get_if<StackBase>(&record)) base_ = *base;
    if (auto* const hide = std::get_if<Hide>(&record)) {
        if (std::holds_alternative<Route>(hide->row)) return route_hides_.add(text, std::move(*hide), line_);
        if (std::holds_alternative<Nameserver>(hide->row))
            return fail(line_, "column " + std::to_string(text.find("nameserver") + 1) +
                                   ": nameserver: the operating system's cannot be hidden; nameserver records without "
                                   "a domain stand in their place");
        hide_lines_.push_back(line_);
    }
    if (auto* const rule = std::get_if<Rule>(&record)) rule->origin = Origin::stack;
    if (auto* const neighbor = std::get_if<Neighbor>(&record)) neighbor->origin = Origin::stack;
    if (auto* const object = std::get_if<NexthopObject>(&record)) object->origin = Origin::stack;
    if (auto* const address = std::get_if<AddressRecord>(&record)) address->address.origin = Origin::stack;
    records_.push_back({line_, std::move(record)});
}

}  // namespace snet
