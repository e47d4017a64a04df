#include "lib/stack/row_steps.hpp"

#include <algorithm>
#include <ranges>

namespace snet {

namespace {

struct CommandOf {
    IpVerb verb;
    Result<IpCommand> operator()(const NexthopObject& object) const { return ip_command(verb, object, Family::ipv4); }
    template <class Row>
    Result<IpCommand> operator()(const Row& row) const {
        if constexpr (requires { ip_command(verb, row); }) return ip_command(verb, row);
        return fail(ErrorKind::invalid, "no row of a table");
    }
};

Result<IpCommand> command_of(IpVerb verb, const Record& row) {
    return std::visit(CommandOf{verb}, row);
}

/// What is only temporary, or found to be in use elsewhere, is so by the kernel's own doing.
std::string what_is_lost(const InterfaceAddress& address) {
    if (address.local.is_ipv6() && (address.flags & address_temporary) != 0)
        return "nobody can add a temporary address";
    if ((address.flags & address_dad_failed) != 0) return "that it is in use elsewhere only the kernel finds out";
    return "";
}

bool has_subnet_of(const InterfaceAddress& one, const InterfaceAddress& other) {
    return one.prefix_length == other.prefix_length && one.family() == other.family() &&
           Prefix::containing(one.peer.value_or(one.local), one.prefix_length) ==
               Prefix::containing(other.peer.value_or(other.local), other.prefix_length);
}

bool is_secondary(const InterfaceAddress& address) {
    return address.local.is_ipv4() && (address.flags & address_secondary) != 0;
}

/// The addresses of an interface before and after. A secondary one goes with the first of its subnet.
class AddressChange {
  public:
    AddressChange(const std::vector<AddressRecord>& before, const std::vector<AddressRecord>& after) : after_(after) {
        const auto wanted = words_of(after);
        for (const AddressRecord& row : before)
            (wanted.contains(ip_words(row)) && !goes_along(row) ? kept_ : gone_).push_back(row);
    }

    void run(bool takes_ipv6, IpSteps steps) const {
        for (const AddressRecord& row : std::views::reverse(gone_))
            if (!goes_along(row)) steps({*ip_command(IpVerb::del, row), {}, {}});
        for (const AddressRecord& row : after_)
            if (row.address.local.is_ipv4()) add(row, steps);
        // The kernel puts each before the others of its scope.
        for (const AddressRecord& row : std::views::reverse(after_))
            if (row.address.local.is_ipv6() && takes_ipv6) add(row, steps);
    }

  private:
    static std::set<std::string> words_of(const std::vector<AddressRecord>& rows) {
        std::set<std::string> words;
        for (const AddressRecord& row : rows)
            words.insert(ip_words(row));
        return words;
    }

    bool goes_along(const AddressRecord& row) const {
        const auto takes_along = [&](const AddressRecord& other) {
            return !is_secondary(other.address) && has_subnet_of(other.address, row.address);
        };
        return is_secondary(row.address) && std::ranges::any_of(gone_, takes_along);
    }

    void add(const AddressRecord& row, IpSteps steps) const {
        const auto is_same = [&](const AddressRecord& other) { return ip_words(other) == ip_words(row); };
        if (std::ranges::any_of(kept_, is_same)) return;
        // The kernel's own, of the MAC, may come meanwhile.
        const IpVerb verb = row.address.local.is_link_local() ? IpVerb::replace : IpVerb::add;
        IpStep step{*ip_command(verb, row), {}, what_is_lost(row.address)};
        if (!step.reason.empty()) step.record = to_string(row, Names(true));
        steps(step);
    }

    const std::vector<AddressRecord>& after_;
    std::vector<AddressRecord> kept_;
    std::vector<AddressRecord> gone_;
};

/// Whether no command can add or delete it: the kernel has an entry for each group that it sends to, and `ip` names
/// none that is of no interface.
bool is_out_of_reach(const Record& row) {
    const auto& neighbor = std::get<Neighbor>(row);
    return neighbor.address.is_multicast() || neighbor.device.empty();
}

/// The routes of which there are several of one key, by it and in their order.
struct SharedKeys {
    std::unordered_map<std::string, std::vector<std::string>> words;
    std::set<Prefix> destinations;
    std::unordered_set<std::string> resting;  ///< keys of which a route rests on others
};

/// They stand side by side. What only the kernel makes cannot be made again in another order.
Result<SharedKeys> rows_of_shared_keys(const Stack& stack) {
    SharedKeys shared;
    std::optional<Route> last;
    const RouteQuery all{.family = {}, .table = std::nullopt, .device = {}, .protocol = {}, .type = {}};
    const auto done = stack.each_route(all, [&](const Route& route) {
        const bool is_near = last && last->destination == route.destination && last->table == route.table;
        if (is_near && record_key(*last) == record_key(route) && ip_command(IpVerb::add, route)) {
            auto& words = shared.words[record_key(route)];
            if (words.empty()) words.push_back(ip_words(*last));
            words.push_back(ip_words(route));
            shared.destinations.insert(route.destination);
            for (const Route& one : {*last, route})
                if (rest_of(one) == Rest::others) shared.resting.insert(record_key(route));
        }
        last = route;
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    return shared;
}

/// Deletes and adds, whatever a row of its key was before.
Result<void> del_and_add(const TableDifference& difference, IpSteps steps) {
    if (auto done = difference.each_gone([&](const Record& row) { run_step(IpVerb::del, row, steps); }); !done)
        return done;
    return difference.each_missing([&](const Record& row) { run_step(IpVerb::add, row, steps); });
}

}  // namespace

void run_step(IpVerb verb, const Record& row, IpSteps steps) {
    auto command = command_of(verb, row);
    if (command)
        steps({std::move(*command), {}, {}});
    else
        steps({{}, to_string(row, Names(true)), command.error().message});
}

void change_addresses(const Links& have, const Links& want, const std::set<std::string>& late, IpSteps steps) {
    for (const InterfaceRecord& row : want.rows())
        if (have.find(row.name) != nullptr)
            AddressChange(have.addresses_of(row.name), want.addresses_of(row.name))
                .run(!late.contains(row.name), steps);
}

void add_late_addresses(const Links& want, const std::set<std::string>& late, IpSteps steps) {
    for (const std::string& device : late)
        for (const AddressRecord& row : std::views::reverse(want.addresses_of(device)))
            if (row.address.local.is_ipv6()) run_step(IpVerb::add, row, steps);
}

std::string ip_words(const Record& row) {
    auto command = command_of(IpVerb::add, row);
    if (!command) command = command_of(IpVerb::del, row);
    std::string words;
    if (command)
        for (const std::string& word : *command)
            words += word + ' ';
    return words;
}

Result<TableDifference> TableDifference::read(const Stack& from, const Stack& to, RowKind kind,
                                              std::vector<Record> expected) {
    TableDifference difference(from, to, kind, std::move(expected));
    auto done = difference.mark_kept();
    if (done && kind == RowKind::route) done = difference.look_at_shared_keys();
    if (done) done = difference.count_keys();
    if (!done) return std::unexpected(done.error());
    return difference;
}

Result<void> TableDifference::each_before(Row row) const {
    const auto done = StackRecords(from_).each(kind_, [&](const Record& record, Origin) {
        row(record);
        return Next::go_on;
    });
    if (!done) return done;
    for (const Record& record : expected_)
        row(record);
    return {};
}

Result<void> TableDifference::mark_kept() {
    const auto done = each_before([&](const Record& row) {
        before_.emplace(ip_words(row), false);
        if (const auto* route = std::get_if<Route>(&row)) destinations_.insert(route->destination);
    });
    if (!done) return done;
    return StackRecords(to_).each(kind_, [&](const Record& row, Origin) {
        if (is_far_from_all(row)) return Next::go_on;
        if (const auto found = before_.find(ip_words(row)); found != before_.end()) found->second = true;
        return Next::go_on;
    });
}

Result<void> TableDifference::look_at_shared_keys() {
    auto wanted = rows_of_shared_keys(to_);
    if (!wanted) return std::unexpected(wanted.error());
    std::unordered_map<std::string, std::vector<std::string>> kept;
    auto done = each_before([&](const Record& row) {
        if (!wanted->destinations.contains(std::get<Route>(row).destination)) return;
        std::string words = ip_words(row);
        if (const std::string key = record_key(row); wanted->words.contains(key) && is_kept(words))
            kept[key].push_back(std::move(words));
    });
    for (const auto& [key, words] : kept) {
        const auto& all = wanted->words.at(key);
        const bool is_start = words.size() <= all.size() && std::equal(words.begin(), words.end(), all.begin());
        if (!is_start) reordered_.insert(all.begin(), all.end());
    }
    for (const std::string& key : wanted->resting)
        resting_.insert(wanted->words.at(key).begin(), wanted->words.at(key).end());
    return done;
}

Result<void> TableDifference::count_keys() {
    const auto done = each_gone([&](const Record& row) { ++keys_[record_key(row)].gone; });
    if (!done || keys_.empty()) return done;
    return StackRecords(to_).each(kind_, [&](const Record& row, Origin) {
        const auto found = keys_.find(record_key(row));
        if (found != keys_.end()) ++(is_kept(ip_words(row)) ? found->second.kept : found->second.missing);
        return Next::go_on;
    });
}

Result<void> TableDifference::each_gone(Row row) const {
    return each_before([&](const Record& record) {
        // What came since the first look is not known, and stays.
        const std::string words = ip_words(record);
        if (before_.contains(words) && !is_kept(words)) row(record);
    });
}

Result<void> TableDifference::each_missing(Row row) const {
    return StackRecords(to_).each(kind_, [&](const Record& record, Origin) {
        if (is_far_from_all(record) || !is_kept(ip_words(record))) row(record);
        return Next::go_on;
    });
}

Rest TableDifference::rest(const Record& route) const {
    const Rest own = rest_of(std::get<Route>(route));
    const bool is_led = own != Rest::others && !resting_.empty() && resting_.contains(ip_words(route));
    return is_led ? Rest::others : own;
}

bool TableDifference::keeps(const Record& row) const {
    return is_kept(ip_words(row));
}

// The words of a million routes take seconds.
bool TableDifference::is_far_from_all(const Record& row) const {
    const auto* const route = std::get_if<Route>(&row);
    return route != nullptr && !destinations_.contains(route->destination);
}

bool TableDifference::is_kept(const std::string& words) const {
    const auto found = before_.find(words);
    return found != before_.end() && found->second && !reordered_.contains(words);
}

bool TableDifference::replaces(const Record& row) const {
    const auto found = keys_.find(record_key(row));
    return found != keys_.end() && found->second.gone == 1 && found->second.missing == 1 && found->second.kept == 0;
}

Result<void> change_labels(const Stack& from, const Stack& to, IpSteps steps) {
    const auto difference = TableDifference::read(from, to, RowKind::address_label);
    if (!difference) return std::unexpected(difference.error());
    return del_and_add(*difference, steps);
}

// New ones first: a moment without the rule that leads to table main is one without a network.
Result<void> change_rules(const Stack& from, const Stack& to, IpSteps steps) {
    const auto difference = TableDifference::read(from, to, RowKind::rule);
    if (!difference) return std::unexpected(difference.error());
    const auto each_gone = [&](bool in_the_way) {
        return difference->each_gone([&](const Record& row) {
            if (difference->replaces(row) == in_the_way) run_step(IpVerb::del, row, steps);
        });
    };
    if (auto done = each_gone(true); !done) return done;
    const auto done = difference->each_missing([&](const Record& row) { run_step(IpVerb::add, row, steps); });
    return done ? each_gone(false) : done;
}

Result<void> change_neighbors(const Stack& from, const Stack& to, IpSteps steps) {
    const auto difference = TableDifference::read(from, to, RowKind::neighbor);
    if (!difference) return std::unexpected(difference.error());
    auto done = difference->each_gone([&](const Record& row) {
        if (!difference->replaces(row) && !is_out_of_reach(row)) run_step(IpVerb::del, row, steps);
    });
    if (!done) return done;
    return difference->each_missing([&](const Record& row) {
        if (!is_out_of_reach(row)) run_step(IpVerb::replace, row, steps);
    });
}

}  // namespace snet
