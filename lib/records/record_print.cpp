#include <algorithm>

#include "lib/records/route_numbers.hpp"
#include "snet/record.hpp"

namespace snet {

namespace {

/// Whether the text of the route says of which family it is. Gateways of the other family stand behind `inet` or
/// `inet6`.
bool tells_family(const Route& route) {
    const auto has_gateway = [&](const NextHop& hop) { return hop.gateway && hop.gateway->family() == route.family(); };
    return !route.is_default() || route.from || route.prefsrc || route.preference ||
           std::ranges::any_of(route.next_hops, has_gateway);
}

class RecordPrinter {
  public:
    explicit RecordPrinter(const Names& names) : names_(names) {}

    std::string operator()(const FormatVersion& version) const { return "snet " + std::to_string(version.number); }
    std::string operator()(StackBase base) const { return base == StackBase::os ? "base os" : "base none"; }
    std::string operator()(const Taken& taken) const {
        return "taken " + taken.time + (taken.host.empty() ? "" : " host " + taken.host);
    }
    std::string operator()(const DefaultInterfaceRecord& record) const { return "default-interface " + record.name; }
    std::string operator()(Fib4 fib4) const { return fib4 == Fib4::merged ? "fib4 merged" : "fib4 split"; }
    std::string operator()(const SysctlRecord& record) const {
        return "sysctl " + record.name + ' ' + std::to_string(record.value);
    }
    std::string operator()(const AddressLabelRecord& record) const { return "addrlabel " + record.to_string(); }
    std::string operator()(const InterfaceRecord& record) const { return "interface " + record.to_string(names_); }
    std::string operator()(const AddressRecord& record) const { return "address " + record.to_string(names_); }
    std::string operator()(const NexthopObject& object) const { return "nexthop " + object.to_string(names_); }
    std::string operator()(const Route& route) const {
        const bool is_open = route.family() == Family::ipv6 && !tells_family(route);
        return (is_open ? "route inet6 " : "route ") + route.to_string(names_);
    }
    std::string operator()(const Rule& rule) const {
        const bool is_open = rule.family == Family::ipv6 && !rule.from && !rule.to;
        return (is_open ? "rule inet6 " : "rule ") + rule.to_string(names_, rule.protocol == protocol_kernel);
    }
    std::string operator()(const Neighbor& neighbor) const { return "neighbor " + neighbor.to_string(names_); }
    std::string operator()(const Nameserver& server) const { return "nameserver " + server.to_string(); }
    std::string operator()(const SearchList& list) const { return "search " + list.to_string(); }
    std::string operator()(const ResolverOptions& options) const { return "options " + options.to_string(); }
    std::string operator()(const ExtcapDirectory& directory) const { return "extcap-directory " + directory.path; }
    std::string operator()(const Hide& hide) const { return "hide " + hide.text; }

  private:
    const Names& names_;
};

std::string family_word(Family family) {
    return family == Family::ipv4 ? "inet" : "inet6";
}

class RecordKey {
  public:
    explicit RecordKey(const Names& numbers) : numbers_(numbers) {}

    std::string operator()(const FormatVersion&) const { return "snet"; }
    std::string operator()(StackBase) const { return "base"; }
    std::string operator()(const Taken&) const { return "taken"; }
    std::string operator()(const DefaultInterfaceRecord&) const { return "default-interface"; }
    std::string operator()(Fib4) const { return "fib4"; }
    std::string operator()(const SysctlRecord& record) const { return "sysctl " + record.name; }
    std::string operator()(const AddressLabelRecord& record) const {
        return "addrlabel " + record.prefix.to_string() + ' ' + record.device;
    }
    std::string operator()(const InterfaceRecord& record) const { return "interface " + record.name; }
    std::string operator()(const AddressRecord& record) const;
    std::string operator()(const NexthopObject& object) const { return "nexthop " + std::to_string(object.id); }
    std::string operator()(const Route& route) const;
    std::string operator()(const Rule& rule) const;
    std::string operator()(const Neighbor& neighbor) const {
        return "neighbor " + neighbor.device + ' ' + neighbor.address.to_string() +
               (neighbor.is_proxy() ? " proxy" : "");
    }
    std::string operator()(const Nameserver& server) const {
        return "nameserver " + server.address.to_string() + ' ' + std::to_string(server.port.value_or(53)) + ' ' +
               server.domain.value_or("");
    }
    std::string operator()(const SearchList&) const { return "search"; }
    std::string operator()(const ResolverOptions&) const { return "options"; }
    std::string operator()(const ExtcapDirectory& directory) const { return "extcap-directory " + directory.path; }
    std::string operator()(const Hide& hide) const { return "hide " + hide.text; }

  private:
    const Names& numbers_;
};

std::string RecordKey::operator()(const AddressRecord& record) const {
    const InterfaceAddress& address = record.address;
    std::string key = "address " + record.device + ' ' + address.local.to_string();
    if (address.local.is_ipv6()) return key;
    return key + '/' + std::to_string(address.prefix_length) + ' ' + (address.peer ? address.peer->to_string() : "");
}

std::string RecordKey::operator()(const Route& route) const {
    const std::uint32_t no_metric = route.family() == Family::ipv6 ? ipv6_default_metric : 0;
    return "route " + std::to_string(route.table) + ' ' + route.destination.to_string() + ' ' +
           std::to_string(route.tos) + ' ' + std::to_string(route.metric.value_or(no_metric)) + ' ' +
           (route.from ? route.from->to_string() : "");
}

std::string RecordKey::operator()(const Rule& rule) const {
    Rule bare = rule;
    bare.protocol = 0;
    bare.iif_detached = bare.oif_detached = bare.unresolved = false;
    return "rule " + family_word(rule.family) + ' ' + bare.to_string(numbers_);
}

}  // namespace

std::string to_string(const Record& record, const Names& names) {
    return std::visit(RecordPrinter(names), record);
}

std::string to_words(const Record& record, const Names& names) {
    constexpr std::string_view joint = " \\\t";
    std::string words = to_string(record, names);
    for (auto at = words.find(joint); at != words.npos; at = words.find(joint, at))
        words.replace(at, joint.size(), " ");
    return words;
}

std::string record_key(const Record& record) {
    static const Names numbers(true);
    return std::visit(RecordKey(numbers), record);
}

}  // namespace snet
