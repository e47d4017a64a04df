#include "lib/stack/own_rows.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "lib/stack/stack_contents.hpp"

namespace snet {

namespace {

// Takes each record to its table.
struct Sorter {
    OwnRows& rows;

    void operator()(InterfaceRecord&& one) const { rows.interfaces.push_back(std::move(one)); }
    void operator()(AddressRecord&& one) const { rows.addresses.push_back(std::move(one)); }
    void operator()(NexthopObject&& one) const { rows.nexthops.push_back(std::move(one)); }
    void operator()(Rule&& one) const { rows.rules.push_back(std::move(one)); }
    void operator()(Neighbor&& one) const { rows.neighbors.push_back(std::move(one)); }
    void operator()(AddressLabelRecord&& one) const { rows.address_labels.push_back(std::move(one)); }
    void operator()(Hide&& one) const { rows.hides.add(std::move(one)); }
    void operator()(DefaultInterfaceRecord&& one) const { rows.default_interface = std::move(one.name); }
    void operator()(Fib4&& one) const { rows.fib4 = one; }
    void operator()(SysctlRecord&& one) const {
        using Limits = std::numeric_limits<int>;
        const auto value = std::clamp<std::int64_t>(one.value, Limits::min(), Limits::max());
        rows.sysctls.insert_or_assign(std::move(one.name), static_cast<int>(value));
    }

    void operator()(Nameserver&& one) const { rows.others.emplace_back(std::move(one)); }
    void operator()(SearchList&& one) const { rows.others.emplace_back(std::move(one)); }
    void operator()(ResolverOptions&& one) const { rows.others.emplace_back(std::move(one)); }
    void operator()(ExtcapDirectory&& one) const { rows.others.emplace_back(std::move(one)); }

    // What the whole file says.
    void operator()(FormatVersion&&) const {}
    void operator()(StackBase&&) const {}
    void operator()(Taken&&) const {}
    void operator()(Route&&) const {}
};

}  // namespace

OwnRows::OwnRows(StackFile&& file)
    : base(file.base()),
      routes(std::move(file.contents_->routes)),
      route_hides(std::move(file.contents_->route_hides)) {
    for (NumberedRecord& record : file.contents_->records)
        std::visit(Sorter{*this}, std::move(record.record));
}

bool OwnRows::are_none() const {
    return touch_routes_alone() && routes.size() == 0 && route_hides.size() == 0 && default_interface.empty() &&
           others.empty();
}

bool OwnRows::touch_routes_alone() const {
    return base == StackBase::os && interfaces.empty() && addresses.empty() && nexthops.empty() && rules.empty() &&
           neighbors.empty() && address_labels.empty() && hides.are_none() && sysctls.empty() && !fib4;
}

bool OwnRows::touch_interfaces() const {
    return base == StackBase::none || !interfaces.empty() || !addresses.empty() ||
           !hides.of<InterfaceRecord>().empty() || !hides.of<AddressRecord>().empty();
}

bool OwnRows::touch_address_labels() const {
    return touch_interfaces() || !address_labels.empty() || !hides.of<AddressLabelRecord>().empty();
}

bool OwnRows::touch_rules(Family family) const {
    const auto is_of_family = [&](const Hide& hide) { return std::get<Rule>(hide.row).family == family; };
    return std::ranges::find(rules, family, &Rule::family) != rules.end() ||
           std::ranges::any_of(hides.of<Rule>(), is_of_family);
}

}  // namespace snet
