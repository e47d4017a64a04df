#include "snet/ip_conversion.hpp"

#include <algorithm>
#include <iterator>

#include "lib/stack/kernel_rows.hpp"
#include "lib/stack/link_steps.hpp"
#include "lib/stack/route_steps.hpp"
#include "lib/stack/row_steps.hpp"

namespace snet {

namespace {

bool is_up(const InterfaceRecord* row) {
    return row != nullptr && row->up.value_or(false);
}

/// Without a carrier the kernel does not begin with IPv6.
bool may_have_carrier(const InterfaceRecord& row) {
    return row.carrier.value_or(true);
}

/// Commands about links that are printed before any is run: what there will be then is foreseen.
class LinkPlan {
  public:
    LinkPlan(Links have, const Links& want, const std::set<std::string>& late)
        : before_(have), have_(std::move(have)), want_(want), late_(late) {}

    void make(IpSteps steps) {
        for (const InterfaceRecord& row : want_.rows()) {
            if (have_.find(row.name) != nullptr) continue;
            if (!comes_with_its_peer(row, want_, have_)) make_one(row, steps);
            have_.put(newly_made(row));
        }
    }

    void change(IpSteps steps) {
        for (const InterfaceRecord& row : want_.rows())
            tell_what_stays(row, steps);
        change_links(have_, want_, steps);
        set_states(have_, want_, late_, steps);
        for (const InterfaceRecord& row : want_.rows())
            if (comes_up(row)) expect_addresses(row);
        change_addresses(have_, want_, late_, steps);
    }

    /// The routes that the kernel has by then made.
    std::vector<Record> routes() const {
        std::vector<Record> routes;
        for (const InterfaceRecord& row : want_.rows())
            std::ranges::move(routes_of(row), std::back_inserter(routes));
        return routes;
    }

    void take_down(IpSteps steps) {
        if (late_.empty()) return;
        for (const std::string& name : late_) {
            InterfaceRecord row = *want_.find(name);
            row.up = true;
            have_.put(row);
        }
        set_states(have_, want_, {}, steps);
        add_late_addresses(want_, late_, steps);
    }

  private:
    bool comes_up(const InterfaceRecord& row) const {
        return (is_up(&row) || late_.contains(row.name)) && !is_up(before_.find(row.name));
    }

    void make_one(const InterfaceRecord& row, IpSteps steps) const {
        IpStep step{.command = way_to_make(row, want_), .record = {}, .reason = {}};
        const auto type = std::ranges::find(step.command, "type");
        const std::string kind = type == step.command.end() ? row.kind.value_or("") : *(type + 1);
        if (row.kind && kind != *row.kind) {
            step.record = "interface " + row.to_string(Names(true));
            step.reason = "what a " + *row.kind + " needs is not known; a " + kind + " stands for it";
        }
        steps(step);
    }

    /// No command changes what an interface is.
    void tell_what_stays(const InterfaceRecord& row, IpSteps steps) const {
        const InterfaceRecord* const now = before_.find(row.name);
        if (now == nullptr || (now->index == row.index && now->kind == row.kind && now->link_type == row.link_type))
            return;
        steps({{}, "interface " + row.to_string(Names(true)), "its index, kind and type stay as they are"});
    }

    void expect_addresses(const InterfaceRecord& row) {
        const bool is_loopback = row.name == "lo";
        if (!is_loopback && (!may_have_carrier(row) || !want_.has_own_link_local(row))) return;
        for (const AddressRecord& address : kernel_addresses(row))
            have_.add_address(address);
    }

    std::vector<Record> routes_of(const InterfaceRecord& row) const {
        const bool comes = comes_up(row);
        const bool is_late = late_.contains(row.name);
        std::vector<Record> routes;
        if (comes && !is_late && may_have_carrier(row)) routes = kernel_routes(row);
        const auto& all = want_.addresses_of(row.name);
        for (const AddressRecord& address : all)
            if (comes || !had(address))
                std::ranges::move(kernel_routes(row, address, is_up(&row), all), std::back_inserter(routes));
        return routes;
    }

    bool had(const AddressRecord& address) const {
        return std::ranges::any_of(before_.addresses_of(address.device),
                                   [&](const AddressRecord& other) { return ip_words(other) == ip_words(address); });
    }

    Links before_;
    Links have_;
    const Links& want_;
    const std::set<std::string>& late_;
};

}  // namespace

Result<void> each_ip_step(const Stack& from, const Stack& to, FunctionRef<void(const IpStep&)> step) {
    auto have = Links::read(from);
    if (!have) return std::unexpected(have.error());
    const auto want = Links::read(to);
    if (!want) return std::unexpected(want.error());
    const auto late = down_in_multipath(from, to, *want);
    if (!late) return std::unexpected(late.error());
    if (auto done = delete_routes(from, to, {}, step); !done) return done;
    delete_links(*have, *want, step);
    LinkPlan plan(std::move(*have), *want, *late);
    plan.make(step);
    plan.change(step);
    auto done = change_labels(from, to, step);
    if (done) done = add_routes(from, to, plan.routes(), step);
    if (done) done = change_rules(from, to, step);
    if (done) done = change_neighbors(from, to, step);
    if (done) plan.take_down(step);
    return done;
}

}  // namespace snet
