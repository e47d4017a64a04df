#include <string>
#include <unordered_map>
#include <utility>

#include "lib/lookup/settings.hpp"
#include "lib/lookup/source_address.hpp"
#include "lib/stack/tables.hpp"
#include "snet/stack.hpp"

namespace snet {

// A table has many routes and few ways out: the last answer is kept, since neighbors in a table often share it.
struct SourceAddresses::Choice {
    std::vector<Interface> interfaces;
    Ipv4Policy ipv4_policy;
    Ipv6Policy ipv6_policy;
    std::unordered_map<std::string, std::uint32_t> indices;

    struct Way {
        std::string device;
        std::optional<IpAddress> gateway;
        std::uint8_t scope = 0;
    };
    std::optional<Way> last_way;
    std::optional<IpAddress> last_source;

    std::uint32_t index(const std::string& device) const {
        const auto found = indices.find(device);
        return found == indices.end() ? 0 : found->second;
    }

    std::optional<IpAddress> ipv4(const NextHop& hop, const std::optional<IpAddress>& gateway, std::uint8_t scope) {
        if (last_way && last_way->scope == scope && last_way->gateway == gateway && last_way->device == hop.device)
            return last_source;
        last_way = Way{hop.device, gateway, scope};
        return last_source = choose_ipv4_source(interfaces, ipv4_policy, index(hop.device), gateway, scope);
    }
};

namespace {

// The unspecified address is nobody's destination: the first of the global ones stands for all of them.
IpAddress representative(const Prefix& destination) {
    if (!destination.is_all()) return destination.address();
    return IpAddress(IpAddress::Bytes6{0x20});
}

}  // namespace

Result<SourceAddresses> SourceAddresses::read(const Stack& stack) {
    auto interfaces = stack.interfaces();
    if (!interfaces) return std::unexpected(std::move(interfaces.error()));
    auto choice = std::make_unique<Choice>();
    choice->interfaces = std::move(*interfaces);
    for (const Interface& one : choice->interfaces)
        choice->indices.emplace(one.name, one.index);
    auto& tables = *stack.tables_;
    CurrentSettings current = tables.settings();
    const auto ask = [&](const std::string& name) { return current.value(name); };
    const Settings settings(ask);
    choice->ipv4_policy = read_ipv4_policy(settings, choice->interfaces);
    choice->ipv6_policy = read_ipv6_policy(settings, choice->interfaces);
    if (auto error = current.error()) return std::unexpected(std::move(*error));
    auto labels = tables.address_labels();
    if (!labels) return std::unexpected(std::move(labels.error()));
    choice->ipv6_policy.labels = std::move(*labels);
    return SourceAddresses(std::move(choice));
}

SourceAddresses::SourceAddresses(std::unique_ptr<Choice> choice) : choice_(std::move(choice)) {}
SourceAddresses::SourceAddresses(SourceAddresses&&) noexcept = default;
SourceAddresses& SourceAddresses::operator=(SourceAddresses&&) noexcept = default;
SourceAddresses::~SourceAddresses() = default;

std::optional<IpAddress> SourceAddresses::source(const Route& route) const {
    const NextHop* hop = route.living_next_hop();
    if (!hop) return std::nullopt;
    if (route.prefsrc) return route.prefsrc;
    if (route.family() == Family::ipv6)
        return choose_ipv6_source(choice_->interfaces, choice_->ipv6_policy, choice_->index(hop->device),
                                  representative(route.destination));
    if (route.type == RouteType::local) return route.destination.address();
    // The kernel leaves the gateway of an IPv6 next-hop object out of it.
    const bool is_foreign_object = route.nexthop_id && hop->gateway && hop->gateway->is_ipv6();
    return choice_->ipv4(*hop, is_foreign_object ? std::nullopt : hop->gateway, route.scope);
}

}  // namespace snet
