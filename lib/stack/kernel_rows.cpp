#include "lib/stack/kernel_rows.hpp"

#include "lib/records/interface_flags.hpp"
#include "lib/stack/address_routes.hpp"

namespace snet {

namespace {

bool is_loopback(const InterfaceRecord& row) {
    return (row.flags.value_or(0) & interface_loopback) != 0;
}

Interface interface_of(const InterfaceRecord& row, bool up) {
    Interface interface;
    interface.name = row.name;
    interface.flags = (is_loopback(row) ? interface_loopback : 0) | (up ? interface_up : 0);
    return interface;
}

std::vector<Record> records_of(const std::vector<Route>& routes) {
    return {routes.begin(), routes.end()};
}

}  // namespace

std::vector<AddressRecord> kernel_addresses(const InterfaceRecord& row) {
    AddressRecord record{.device = row.name, .address = {}};
    record.address.flags = address_permanent;
    const auto with = [&](const IpAddress& local, unsigned length, std::uint8_t scope) {
        record.address.local = local;
        record.address.prefix_length = static_cast<std::uint8_t>(length);
        record.address.scope = scope;
        return record;
    };
    if (is_loopback(row))
        return {with(*IpAddress::parse("127.0.0.1"), 8, scope_host), with(*IpAddress::parse("::1"), 128, scope_host)};
    const auto link_local = own_link_local(row);
    return link_local ? std::vector{with(*link_local, 64, scope_link)} : std::vector<AddressRecord>();
}

std::vector<Record> kernel_routes(const InterfaceRecord& row, const AddressRecord& address, bool up,
                                  const std::vector<AddressRecord>& all) {
    Interface interface = interface_of(row, up);
    for (const AddressRecord& one : all)
        interface.addresses.push_back(one.address);
    InterfaceAddress proven = address.address;
    proven.flags &= ~(address_tentative | address_dad_failed);
    if (proven.family() == Family::ipv6 && !up) return {};
    return records_of(address_routes(interface, proven, {}));
}

std::vector<Record> kernel_routes(const InterfaceRecord& row) {
    return records_of(multicast_routes(interface_of(row, true)));
}

}  // namespace snet
