#include "lib/stack/address_rows.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include "lib/stack/line_text.hpp"

namespace snet {

namespace {

using Addresses = std::vector<InterfaceAddress>;

std::string hiding_line(const std::string& device, const InterfaceAddress& address) {
    return "hide address " + device + ' ' + address.local.to_string() + '/' + std::to_string(address.prefix_length) +
           (address.peer ? " peer " + address.peer->to_string() : "");
}

bool has_row(const Addresses& addresses, const InterfaceAddress& address) {
    return std::ranges::any_of(addresses, [&](const auto& one) { return is_same_row(one, address); });
}

bool are_same(const Addresses& some, const Addresses& others) {
    return std::ranges::equal(some, others, [](const auto& a, const auto& b) { return is_same_row(a, b); });
}

/// Writes the addresses of one interface.
class AddressWriter {
  public:
    AddressWriter(std::string_view text, const Interface& wanted, const EditScope& scope)
        : text_(text), wanted_(wanted), scope_(scope) {}

    Result<std::string> write();

  private:
    enum class Hidden { back, gone };  // what becomes of hidden rows that are wanted

    Result<Addresses> read(std::string_view text) const;
    Result<std::string> with_few(const Addresses& before, Hidden hidden) const;
    Result<std::string> with_all() const;
    Result<std::string> without(const std::set<std::string>& keys, const std::set<std::string>& hides) const;
    Result<std::string> with_lines(std::string&& text, const std::vector<std::string>& lines) const;
    std::string key(const InterfaceAddress& address) const { return record_key(record(address)); }
    Record record(InterfaceAddress address) const;
    std::string line(const InterfaceAddress& address) const { return to_string(record(address), scope_.names); }

    std::string_view text_;
    const Interface& wanted_;
    const EditScope& scope_;
};

Record AddressWriter::record(InterfaceAddress address) const {
    address.index = 0;
    return AddressRecord{wanted_.name, std::move(address)};
}

Result<Addresses> AddressWriter::read(std::string_view text) const {
    const auto stack = stack_of(text, scope_);
    if (!stack) return std::unexpected(stack.error());
    auto interface = stack->interface(wanted_.name);
    if (!interface) return std::unexpected(std::move(interface.error()));
    return std::move(interface->addresses);
}

// The text without the file's own addresses of the keys, and without these hides.
Result<std::string> AddressWriter::without(const std::set<std::string>& keys,
                                           const std::set<std::string>& hides) const {
    const auto is_dropped = [&](const Record& one) {
        if (std::holds_alternative<AddressRecord>(one)) return keys.contains(record_key(one));
        const auto* const hide = std::get_if<Hide>(&one);
        return hide != nullptr && hides.contains("hide " + hide->text);
    };
    auto deletion = delete_records(text_, is_dropped, scope_.name, scope_.names);
    if (!deletion) return std::unexpected(std::move(deletion.error()));
    return std::move(deletion->text);
}

Result<std::string> AddressWriter::with_lines(std::string&& text, const std::vector<std::string>& lines) const {
    for (const std::string& one : lines)
        text = with_line(text, one);
    if (const auto file = StackFile::parse(text, scope_.name, scope_.names); !file)
        return std::unexpected(file.error());
    return std::move(text);
}

// Lines and hides for the addresses that differ.
Result<std::string> AddressWriter::with_few(const Addresses& before, Hidden hidden) const {
    std::set<std::string> keys, hides;
    for (const InterfaceAddress& one : before)
        if (!has_row(wanted_.addresses, one)) keys.insert(key(one));
    for (const InterfaceAddress& one : wanted_.addresses) {
        if (has_row(before, one)) continue;
        keys.insert(key(one));
        if (hidden == Hidden::back) hides.insert(hiding_line(wanted_.name, one));
    }
    auto bare = without(keys, hides);
    if (!bare) return bare;
    const auto there = read(*bare);
    if (!there) return std::unexpected(there.error());
    std::vector<std::string> lines;
    const auto is_wanted = [&](const InterfaceAddress& one) {
        return std::ranges::any_of(wanted_.addresses, [&](const auto& other) { return key(other) == key(one); });
    };
    for (const InterfaceAddress& one : *there)
        if (!is_wanted(one)) lines.push_back(hiding_line(wanted_.name, one));
    for (const InterfaceAddress& one : wanted_.addresses)
        if (keys.contains(key(one)) && !has_row(*there, one)) lines.push_back(line(one));
    return with_lines(std::move(*bare), lines);
}

// A line for each address, in the order in which they are laid over each other.
Result<std::string> AddressWriter::with_all() const {
    const auto file = StackFile::parse(text_, scope_.name, scope_.names);
    if (!file) return std::unexpected(file.error());
    std::set<std::string> keys;
    for (const NumberedRecord& one : file->records())
        if (const auto* address = std::get_if<AddressRecord>(&one.record);
            address != nullptr && address->device == wanted_.name)
            keys.insert(record_key(one.record));
    auto bare = without(keys, {});
    if (!bare) return bare;
    const auto there = read(*bare);
    if (!there) return std::unexpected(there.error());
    std::vector<std::string> lines, newest_first;
    for (const InterfaceAddress& one : *there)
        lines.push_back(hiding_line(wanted_.name, one));
    for (const InterfaceAddress& one : wanted_.addresses) {
        const bool goes_first = one.family() == Family::ipv6 && file->base() == StackBase::os;
        (goes_first ? newest_first : lines).push_back(line(one));
    }
    lines.insert(lines.end(), newest_first.rbegin(), newest_first.rend());
    return with_lines(std::move(*bare), lines);
}

Result<std::string> AddressWriter::write() {
    const auto before = read(text_);
    if (!before) return std::unexpected(before.error());
    if (are_same(*before, wanted_.addresses)) return std::string(text_);
    for (const Hidden hidden : {Hidden::back, Hidden::gone}) {
        auto text = with_few(*before, hidden);
        if (!text) return text;
        const auto after = read(*text);
        if (!after) return std::unexpected(after.error());
        if (are_same(*after, wanted_.addresses)) return text;
    }
    return with_all();
}

}  // namespace

bool is_same_row(const InterfaceAddress& one, const InterfaceAddress& other) {
    InterfaceAddress row = one;
    row.index = other.index;
    row.origin = other.origin;
    row.valid_lifetime = other.valid_lifetime;
    row.preferred_lifetime = other.preferred_lifetime;
    return row == other;
}

Result<std::string> with_addresses(std::string_view text, const Interface& wanted, const EditScope& scope) {
    return AddressWriter(text, wanted, scope).write();
}

}  // namespace snet
