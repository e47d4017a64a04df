#include <cstdlib>
#include <string>
#include <unordered_map>
#include <utility>

#include "lib/lookup/source_address.hpp"
#include "lib/stack/tables.hpp"
#include "snet/stack.hpp"

namespace snet {

// A table has many routes and few ways out: the last answer is kept, since neighbors in a table often share it.
struct SourceAddresses::Choice {
    std::vector<Interface> interfaces;
    Ipv6Policy policy;
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

    std::optional<IpAddress> ipv4(const NextHop& hop, std::uint8_t scope) {
        if (last_way && last_way->scope == scope && last_way->gateway == hop.gateway && last_way->device == hop.device)
            return last_source;
        last_way = Way{hop.device, hop.gateway, scope};
        return last_source = choose_ipv4_source(interfaces, index(hop.device), hop.gateway, scope);
    }
};

namespace {

// A setting holds where the device has at least this value; `all` counts as well.
Result<bool> is_set(platform::Tables& os, const std::string& device, std::string_view setting, int least) {
    std::string part = device;
    for (char& c : part)
        if (c == '.') c = '/';
    auto value = os.sysctl("net.ipv6.conf." + part + "." + std::string(setting));
    if (!value) return std::unexpected(std::move(value.error()));
    return *value && std::atoi((*value)->c_str()) >= least;
}

}  // namespace

Result<SourceAddresses> SourceAddresses::read(const Stack& stack) {
    auto interfaces = stack.interfaces();
    if (!interfaces) return std::unexpected(std::move(interfaces.error()));
    auto choice = std::make_unique<Choice>();
    choice->interfaces = std::move(*interfaces);
    for (const Interface& one : choice->interfaces)
        choice->indices.emplace(one.name, one.index);
    auto& os = stack.tables_->os;
    auto labels = os.address_labels();
    if (!labels) return std::unexpected(std::move(labels.error()));
    choice->policy.labels = std::move(*labels);
    const auto everywhere = is_set(os, "all", "use_oif_addrs_only", 1);
    for (const Interface& one : choice->interfaces) {
        if (const auto temporary = is_set(os, one.name, "use_tempaddr", 2); temporary && *temporary)
            choice->policy.prefers_temporary.push_back(one.index);
        const auto own = is_set(os, one.name, "use_oif_addrs_only", 1);
        if ((own && *own) || (everywhere && *everywhere)) choice->policy.own_only.push_back(one.index);
    }
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
    if (route.type == RouteType::local) return route.destination.address();
    if (route.family() == Family::ipv4) return choice_->ipv4(*hop, route.scope);
    return choose_ipv6_source(choice_->interfaces, choice_->policy, choice_->index(hop->device),
                              route.destination.address());
}

}  // namespace snet
