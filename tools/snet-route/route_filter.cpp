#include "tools/snet-route/route_filter.hpp"

#include "tools/cli/quoted.hpp"

namespace snet {

namespace {

using cli::quoted;

/// Narrows the query to the family of what the user named.
Result<void> narrow(RouteQuery& query, Family family, std::string_view word) {
    if (query.family && *query.family != family)
        return fail(ErrorKind::invalid, std::string(word) + ": routes of " +
                                            (*query.family == Family::ipv4 ? "IPv4" : "IPv6") + " alone are asked for");
    query.family = family;
    return {};
}

Result<void> read_prefix(std::string_view word, std::optional<Prefix>& to, RouteQuery& query) {
    const auto prefix = Prefix::parse(word);
    if (!prefix) return std::unexpected(prefix.error());
    to = *prefix;
    return narrow(query, prefix->family(), word);
}

Result<void> read_device(std::string_view word, RouteQuery& query, const Stack& stack) {
    const auto device = stack.interface(word, {.addresses = false});
    if (!device) return std::unexpected(device.error());
    if (!query.device.empty() && query.device != device->name)
        return fail(ErrorKind::invalid, quoted(word) + " is not the device " + quoted(query.device));
    query.device = device->name;
    return {};
}

// A zone is the device that the address is meant on.
Result<void> read_match(std::string_view word, RouteFilter& filter, const Stack& stack) {
    const auto zoned = ZonedAddress::parse(word);
    if (!zoned) return std::unexpected(zoned.error());
    filter.match = zoned->address;
    if (auto done = narrow(filter.query, zoned->address.family(), word); !done) return done;
    return zoned->zone.empty() ? Result<void>() : read_device(zoned->zone, filter.query, stack);
}

Result<void> read_via(std::string_view word, RouteFilter& filter) {
    const auto gateway = IpAddress::parse(word);
    if (!gateway) return std::unexpected(gateway.error());
    filter.via = *gateway;
    return {};
}

Result<void> read_table(std::string_view word, RouteQuery& query, const Names& names) {
    query.table.reset();
    if (word == "all") return {};
    const auto table = names.parse_table(word);
    if (!table) return std::unexpected(table.error());
    query.table = *table;
    return {};
}

Result<void> read_protocol(std::string_view word, RouteQuery& query, const Names& names) {
    const auto protocol = names.parse_protocol(word);
    if (!protocol) return std::unexpected(protocol.error());
    query.protocol = *protocol;
    return {};
}

Result<void> read_type(std::string_view word, RouteQuery& query) {
    query.type = parse_route_type(word);
    if (!query.type) return fail(ErrorKind::invalid, quoted(word) + " is no type of route");
    return {};
}

// Every route is within the default one of its family.
Result<void> read_within(std::string_view word, RouteFilter& filter) {
    return word == "default" ? Result<void>() : read_prefix(word, filter.within, filter.query);
}

Result<void> read_subject(std::string_view word, RouteFilter& filter) {
    filter.only_default = word == "default";
    return filter.only_default ? Result<void>() : read_prefix(word, filter.exact, filter.query);
}

}  // namespace

Result<RouteFilter> read_route_filter(const cli::Call& call, const Stack& stack, const Names& names) {
    if (call.has("exact") && !call.subjects.empty())
        return fail(ErrorKind::invalid, "--exact excludes a subject: both say which prefix");
    RouteFilter filter;
    RouteQuery& query = filter.query;
    query.family = call.family;
    Result<void> done;
    const auto read = [&](std::string_view option, auto reader) {
        const auto word = call.value(option);
        if (word && done) done = reader(*word);
    };
    read("table", [&](std::string_view word) { return read_table(word, query, names); });
    read("dev", [&](std::string_view word) { return read_device(word, query, stack); });
    read("via", [&](std::string_view word) { return read_via(word, filter); });
    read("proto", [&](std::string_view word) { return read_protocol(word, query, names); });
    read("type", [&](std::string_view word) { return read_type(word, query); });
    read("exact", [&](std::string_view word) { return read_subject(word, filter); });
    read("match", [&](std::string_view word) { return read_match(word, filter, stack); });
    read("within", [&](std::string_view word) { return read_within(word, filter); });
    if (done && !call.subjects.empty()) done = read_subject(call.subjects.front(), filter);
    if (!done) return std::unexpected(done.error());
    return filter;
}

bool RouteFilter::matches(const Route& route) const {
    if (only_default && !route.is_default()) return false;
    if (exact && route.destination != *exact) return false;
    if (within && !within->contains(route.destination)) return false;
    if (match && !route.destination.contains(*match)) return false;
    if (!via) return true;
    for (const NextHop& hop : route.next_hops)
        if (hop.gateway == via) return true;
    return false;
}

}  // namespace snet
