#include "platform/tables.hpp"

#include <linux/fib_rules.h>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_addrlabel.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>

#include <cerrno>
#include <unordered_map>

#include "platform/linux/bpf_program.hpp"
#include "platform/linux/datagram.hpp"
#include "platform/linux/decode.hpp"
#include "platform/linux/family.hpp"
#include "platform/linux/netns.hpp"
#include "platform/linux/rtnetlink.hpp"
#include "platform/linux/sysctl.hpp"

namespace snet::platform {

struct Tables::Os {
    Rtnetlink rtnetlink;
};

namespace {

constexpr std::size_t max_alternative_name = 128;  // ALTIFNAMSIZ of the kernel, with the NUL

std::uint32_t link_parts(const InterfaceQuery& query) {
    return (query.statistics ? 0 : RTEXT_FILTER_SKIP_STATS) | (query.details ? RTEXT_FILTER_VF : 0);
}

std::unexpected<Error> no_such_link(std::string_view subject) {
    return fail(ErrorKind::not_found, std::string(subject) + ": no such interface");
}

// The names that the same dump gave.
void name_each_other(std::vector<Interface>& links) {
    std::unordered_map<std::uint32_t, std::string> names;
    names.reserve(links.size());
    for (const Interface& link : links)
        names.emplace(link.index, link.name);
    for (Interface& link : links)
        name_others(link, [&](std::uint32_t index) {
            const auto found = names.find(index);
            return found != names.end() ? found->second : std::string();
        });
}

void ask_for_programs(Interface& link, const InterfaceQuery& query) {
    describe_programs(link, [&](std::uint32_t id) { return ask_bpf_program(id, query.details); });
}

// Everything else must be zero, or kernels that check strictly refuse. Not the type: the kernel would choose by the one
// that a route was added with, and shows that of its next-hop object.
Request route_request(Family family, const RouteQuery& query, std::optional<std::uint32_t> device) {
    rtmsg header{};
    header.rtm_family = kernel_family(family);
    header.rtm_protocol = query.protocol.value_or(0);
    Request request(RTM_GETROUTE, Request::Kind::dump, header);
    if (query.table) request.add(RTA_TABLE, *query.table);
    if (device) request.add(RTA_OIF, *device);
    return request;
}

// The question of `ip route get`; none if it names a device that is not there.
std::optional<Request> question_of(const Flow& flow, std::uint32_t flags,
                                   FunctionRef<std::optional<std::uint32_t>(const std::string&)> index_of) {
    rtmsg header{};
    header.rtm_family = kernel_family(flow.destination.family());
    header.rtm_dst_len = static_cast<std::uint8_t>(8 * address_size(flow.destination.family()));
    header.rtm_src_len = flow.from ? header.rtm_dst_len : std::uint8_t{0};
    header.rtm_tos = flow.tos;
    // IPv6 always tells the table, and refuses the wish.
    header.rtm_flags = flow.destination.is_ipv4() ? flags | RTM_F_LOOKUP_TABLE : flags;
    Request request(RTM_GETROUTE, Request::Kind::one, header);
    request.add(RTA_DST, flow.destination);
    if (flow.from) request.add(RTA_SRC, *flow.from);
    const std::string& out = flow.vrf.empty() ? flow.oif : flow.vrf;
    for (const auto& [attribute, name] :
         {std::pair<std::uint16_t, const std::string&>{RTA_IIF, flow.iif}, {RTA_OIF, out}}) {
        if (name.empty()) continue;
        const auto index = index_of(name);
        if (!index) return std::nullopt;
        request.add(attribute, *index);
    }
    if (flow.mark != 0) request.add(RTA_MARK, flow.mark);
    if (flow.uid) request.add(RTA_UID, *flow.uid);
    if (flow.ip_protocol) request.add(RTA_IP_PROTO, *flow.ip_protocol);
    if (flow.source_port) request.add_be16(RTA_SPORT, *flow.source_port);
    if (flow.destination_port) request.add_be16(RTA_DPORT, *flow.destination_port);
    return request;
}

// What the kernel does not have, be it the family, the table or the interface, has no rows.
template <class Row>
Result<std::vector<Row>> or_none(Result<std::vector<Row>> rows) {
    if (!rows && (rows.error().kind == ErrorKind::unsupported || rows.error().kind == ErrorKind::not_found))
        return std::vector<Row>();
    return rows;
}

Request link_request(std::uint32_t index, const InterfaceQuery& query) {
    Request request(RTM_GETLINK, Request::Kind::one, ifinfomsg{.ifi_index = static_cast<int>(index)});
    request.add(IFLA_EXT_MASK, link_parts(query));
    return request;
}

// The one interface of the answer. EINVAL is what kernels before 5.5 say of an alternative name.
Result<Interface> read_link(Rtnetlink& rtnetlink, Request request, const InterfaceQuery& query,
                            std::string_view subject) {
    auto links =
        rtnetlink.read<Interface>("interfaces", request, [&](const Message& message, Devices& devices, Interface& row) {
            if (message.type != RTM_NEWLINK || !decode_link(message.body, query, row)) return false;
            name_others(row, [&](std::uint32_t other) { return devices.name(other); });
            ask_for_programs(row, query);
            return true;
        });
    if (links && !links->empty()) return std::move(links->front());
    if (links || links.error().kind == ErrorKind::not_found || links.error().kind == ErrorKind::invalid)
        return no_such_link(subject);
    return std::unexpected(std::move(links.error()));
}

bool has_hop_to(const Route& route, const std::string& device) {
    for (const NextHop& hop : route.next_hops)
        if (hop.device == device) return true;
    return false;
}

// What the kernel should have filtered by, for kernels that do not.
bool is_wanted(const Route& route, const RouteQuery& query) {
    return (!query.table || route.table == *query.table) && (!query.protocol || route.protocol == *query.protocol) &&
           (query.device.empty() || has_hop_to(route, query.device));
}

Result<std::optional<Route>> ask_for_route(Tables& tables, Rtnetlink& rtnetlink, const Flow& flow,
                                           std::uint32_t flags) {
    Result<void> status;
    auto request = question_of(flow, flags, [&](const std::string& name) -> std::optional<std::uint32_t> {
        const auto device = tables.link(name, {.addresses = false});
        if (!device && device.error().kind != ErrorKind::not_found) status = std::unexpected(device.error());
        const bool is_found = device && (&name != &flow.vrf || device->kind.kind == "vrf");
        return is_found ? std::optional(device->index) : std::nullopt;
    });
    if (!status) return std::unexpected(std::move(status.error()));
    if (!request) return std::nullopt;
    return rtnetlink.read_one<Route>(
        "route to " + flow.destination.to_string(), *request, [](const Message& message, Devices& devices, Route& row) {
            return message.type == RTM_NEWROUTE && decode_route(message.body, devices, row);
        });
}

}  // namespace

Result<Tables> Tables::open(const std::optional<std::string>& netns) {
    if (!netns) return Tables(std::make_unique<Os>(Rtnetlink(NetworkNamespace())));
    auto found = NetworkNamespace::open(*netns);
    if (!found) return std::unexpected(std::move(found.error()));
    Rtnetlink rtnetlink(std::move(*found));
    // A namespace that cannot be entered is an error here and now.
    if (auto status = rtnetlink.connect(); !status) return std::unexpected(std::move(status.error()));
    return Tables(std::make_unique<Os>(std::move(rtnetlink)));
}

Tables::Tables(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

Result<std::vector<Interface>> Tables::links(const InterfaceQuery& query) {
    Request request(RTM_GETLINK, Request::Kind::dump, ifinfomsg{});
    request.add(IFLA_EXT_MASK, link_parts(query));
    auto links =
        os_->rtnetlink.read<Interface>("interfaces", request, [&](const Message& message, Devices&, Interface& row) {
            return message.type == RTM_NEWLINK && decode_link(message.body, query, row);
        });
    if (!links) return links;
    name_each_other(*links);
    for (Interface& link : *links)
        ask_for_programs(link, query);
    return links;
}

Result<Interface> Tables::link(std::string_view name, const InterfaceQuery& query) {
    if (name.empty() || name.size() >= max_alternative_name || name.find('\0') != std::string_view::npos)
        return no_such_link(name);
    // Both attributes find both kinds of names; the older one has less room, the newer one is unknown before Linux 5.5.
    Request request = link_request(0, query);
    request.add(name.size() < IFNAMSIZ ? std::uint16_t{IFLA_IFNAME} : std::uint16_t{IFLA_ALT_IFNAME}, name);
    return read_link(os_->rtnetlink, std::move(request), query, name);
}

Result<Interface> Tables::link(std::uint32_t index, const InterfaceQuery& query) {
    const std::string subject = std::to_string(index);
    // To the kernel 0 is no index, and what is negative is none either.
    if (index == 0 || index > INT32_MAX) return no_such_link(subject);
    return read_link(os_->rtnetlink, link_request(index, query), query, subject);
}

Result<std::vector<InterfaceAddress>> Tables::addresses(std::optional<std::uint32_t> index) {
    Request request(RTM_GETADDR, Request::Kind::dump, ifaddrmsg{.ifa_index = index.value_or(0)});
    return or_none(os_->rtnetlink.read<InterfaceAddress>(
        "addresses", request, [&](const Message& message, Devices&, InterfaceAddress& row) {
            return message.type == RTM_NEWADDR && decode_address(message.body, row) &&
                   row.index == index.value_or(row.index);
        }));
}

Result<void> Tables::routes(const RouteQuery& query, FunctionRef<Next(const Route&)> row) {
    RouteQuery exact = query;
    std::optional<std::uint32_t> device;
    if (!query.device.empty()) {
        auto found = link(query.device, {.addresses = false});
        if (!found) return std::unexpected(std::move(found.error()));
        device = found->index;
        exact.device = std::move(found->name);
    }
    Route route;
    Next next = Next::go_on;
    for (const Family family : {Family::ipv4, Family::ipv6}) {
        if (next == Next::stop || (query.family && *query.family != family)) continue;
        Request request = route_request(family, exact, device);
        auto status = os_->rtnetlink.stream("routes", request, [&](const Message& message, Devices& devices) {
            if (message.type != RTM_NEWROUTE || !decode_route(message.body, devices, route)) return Next::go_on;
            if (route.family() != family || (route.flags & RTM_F_CLONED) != 0) return Next::go_on;
            if (exact.type && route.type != *exact.type) return Next::go_on;
            if ((message.flags & NLM_F_DUMP_FILTERED) == 0 && !is_wanted(route, exact)) return Next::go_on;
            return next = row(route);
        });
        // No such table, or no such family: no such routes.
        if (!status && status.error().kind != ErrorKind::not_found && status.error().kind != ErrorKind::unsupported)
            return status;
    }
    return {};
}

Result<void> Tables::neighbors(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) {
    std::optional<Interface> device;
    if (!query.device.empty()) {
        auto found = link(query.device, {.addresses = false});
        if (!found) return std::unexpected(std::move(found.error()));
        device = std::move(*found);
    }
    ndmsg header{};
    header.ndm_family = query.family ? kernel_family(*query.family) : std::uint8_t{AF_UNSPEC};
    header.ndm_flags = query.proxies ? NTF_PROXY : 0;
    Request request(RTM_GETNEIGH, Request::Kind::dump, header);
    if (device) request.add(NDA_IFINDEX, device->index);
    Neighbor neighbor;
    return os_->rtnetlink.stream("neighbors", request, [&](const Message& message, Devices& devices) {
        if (message.type != RTM_NEWNEIGH || !decode_neighbor(message.body, devices, neighbor)) return Next::go_on;
        if ((query.family && neighbor.address.family() != *query.family) || neighbor.is_proxy() != query.proxies ||
            (device && neighbor.device != device->name))
            return Next::go_on;
        return row(neighbor);
    });
}

Result<std::optional<Route>> Tables::route_of(const Flow& flow) {
    return ask_for_route(*this, os_->rtnetlink, flow, 0);
}

Result<std::optional<Route>> Tables::route_for(const Flow& flow) {
    auto route = ask_for_route(*this, os_->rtnetlink, flow, RTM_F_FIB_MATCH);
    // Kernels before 4.13 do not know the wish.
    if (route && *route && ((*route)->flags & RTM_F_CLONED) != 0) return std::nullopt;
    return route;
}

Result<std::vector<NexthopObject>> Tables::nexthop_objects() {
    Request request(RTM_GETNEXTHOP, Request::Kind::dump, nhmsg{});
    return or_none(os_->rtnetlink.read<NexthopObject>(
        "nexthops", request, [](const Message& message, Devices& devices, NexthopObject& row) {
            return message.type == RTM_NEWNEXTHOP && decode_nexthop(message.body, devices, row);
        }));
}

Result<std::vector<Rule>> Tables::rules(Family family) {
    Request request(RTM_GETRULE, Request::Kind::dump, fib_rule_hdr{.family = kernel_family(family)});
    return or_none(os_->rtnetlink.read<Rule>("rules", request, [&](const Message& message, Devices&, Rule& row) {
        return message.type == RTM_NEWRULE && decode_rule(message.body, row) && row.family == family;
    }));
}

Result<std::vector<AddressLabel>> Tables::address_labels() {
    Request request(RTM_GETADDRLABEL, Request::Kind::dump, ifaddrlblmsg{.ifal_family = AF_INET6});
    return or_none(os_->rtnetlink.read<AddressLabel>(
        "address labels", request, [](const Message& message, Devices&, AddressLabel& row) {
            return message.type == RTM_NEWADDRLABEL && decode_label(message.body, row);
        }));
}

Result<std::optional<std::string>> Tables::sysctl(std::string_view name) {
    const auto path = sysctl_path(name);
    if (!path) return std::unexpected(path.error());
    Result<std::optional<std::string>> value;
    if (auto entered = os_->rtnetlink.netns().inside([&] { value = read_sysctl(*path); }); !entered)
        return std::unexpected(std::move(entered.error()));
    return value;
}

Result<std::vector<InterfaceSettings>> Tables::interface_settings() {
    Request request(RTM_GETLINK, Request::Kind::dump, ifinfomsg{});
    request.add(IFLA_EXT_MASK, std::uint32_t{RTEXT_FILTER_SKIP_STATS});
    return os_->rtnetlink.read<InterfaceSettings>(
        "interfaces", request, [&](const Message& message, Devices&, InterfaceSettings& row) {
            return message.type == RTM_NEWLINK && decode_interface_settings(message.body, row);
        });
}

std::optional<std::string> Tables::identity() {
    const auto start = read_sysctl("kernel/random/boot_id");
    if (!start || !*start) return std::nullopt;
    std::optional<std::uint64_t> cookie;
    if (!os_->rtnetlink.netns().inside([&] { cookie = namespace_cookie(); }) || !cookie) return std::nullopt;
    std::string text = **start;
    std::erase(text, '-');
    return text + '-' + std::to_string(*cookie);
}

Result<bool> Tables::have_resolved(const IpAddress& neighbor, std::uint32_t index) {
    Result<bool> sent;
    if (auto entered = os_->rtnetlink.netns().inside([&] { sent = send_datagram(neighbor, index); }); !entered)
        return std::unexpected(std::move(entered.error()));
    return sent;
}

const std::vector<std::string>& Tables::warnings() const {
    return os_->rtnetlink.warnings();
}

}  // namespace snet::platform
