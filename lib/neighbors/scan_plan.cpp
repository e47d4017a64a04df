#include <algorithm>
#include <map>
#include <utility>

#include "lib/neighbors/range_list.hpp"
#include "lib/neighbors/scan_links.hpp"
#include "platform/tables.hpp"

namespace snet {

namespace {

// A net whose addresses are reached without a gateway.
struct Net {
    Prefix prefix;
    std::string device;
};

class Planner {
  public:
    Planner(const Stack& stack, const ScanTargets& targets, platform::Tables os)
        : stack_(stack), targets_(targets), os_(std::move(os)) {}

    Result<std::unique_ptr<ScanLinks>> plan() {
        auto interfaces = stack_.interfaces();
        if (!interfaces) return std::unexpected(std::move(interfaces.error()));
        interfaces_ = std::move(*interfaces);
        if (auto done = read_device(); !done) return std::unexpected(std::move(done.error()));
        note_nets();
        std::vector<AddressRange> ranges = targets_.ranges;
        if (targets_.local) add_local(ranges);
        std::erase_if(ranges,
                      [&](const AddressRange& one) { return targets_.family && one.family() != *targets_.family; });
        ranges = united(std::move(ranges));
        note_skipped(ranges);
        for (const AddressRange& range : ranges)
            for (const AddressRange& part : without(range, skipped_))
                if (auto done = add(part); !done) return std::unexpected(std::move(done.error()));
        if (targets_.groups && targets_.family != Family::ipv4)
            if (auto done = add_groups(); !done) return std::unexpected(std::move(done.error()));
        return std::move(links_);
    }

  private:
    bool is_meant(const Interface& interface) const {
        return interface.is_up() && (targets_.device.empty() || interface.name == device_);
    }

    // The interface that was named, by its own name.
    Result<void> read_device() {
        if (targets_.device.empty()) return {};
        const auto named = stack_.interface(targets_.device, {.addresses = false});
        if (!named) return std::unexpected(named.error());
        device_ = named->name;
        const auto number = link(device_);
        return number ? Result<void>() : std::unexpected(number.error());
    }

    // The number of the link of this name, which is read where it is met for the first time.
    Result<std::size_t> link(const std::string& name) {
        if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
        auto found = WireLink::read(os_, name);
        if (!found) return std::unexpected(std::move(found.error()));
        links_->links.push_back(std::move(*found));
        return numbers_[name] = links_->links.size() - 1;
    }

    void note_nets() {
        for (const Interface& interface : interfaces_) {
            if (!is_meant(interface) || interface.is_loopback()) continue;
            for (const InterfaceAddress& address : interface.addresses)
                if (!address.local.is_link_local() || address.local.is_ipv4())
                    nets_.push_back({subnet_of(address), interface.name});
        }
    }

    void add_local(std::vector<AddressRange>& ranges) {
        for (const Net& net : nets_) {
            if (net.prefix.family() != Family::ipv4 || net.prefix.is_host() || !link(net.device)) continue;
            ranges.push_back(*AddressRange::between(net.prefix.address(), last_address(net.prefix)));
        }
    }

    // What is in the ranges and need not be asked.
    void note_skipped(const std::vector<AddressRange>& ranges) {
        skipped_ = targets_.excluded;
        const auto excluded = united(targets_.excluded);
        const auto has = [](const std::vector<AddressRange>& list, const IpAddress& address) {
            return std::ranges::any_of(list, [&](const AddressRange& one) { return one.contains(address); });
        };
        for (const Interface& interface : interfaces_)
            for (const InterfaceAddress& address : interface.addresses) {
                if (!has(ranges, address.local) || has(excluded, address.local)) continue;
                skipped_.emplace_back(address.local);
                if (is_meant(interface)) links_->own.push_back({address.local, interface.name, interface.mac()});
            }
        for (const Net& net : nets_) {
            if (net.prefix.family() != Family::ipv4 || net.prefix.length() > 30) continue;
            skipped_.emplace_back(net.prefix.address());
            skipped_.emplace_back(last_address(net.prefix));
        }
        skipped_ = united(std::move(skipped_));
    }

    // The longest of the nets that hold the address.
    const Net* net_of(const IpAddress& address) const {
        const Net* longest = nullptr;
        for (const Net& net : nets_)
            if (net.prefix.contains(address) && (longest == nullptr || longest->prefix.length() < net.prefix.length()))
                longest = &net;
        return longest;
    }

    // The nets that routes without a gateway lead to, which no address of an interface tells.
    Result<void> read_routes() {
        if (std::exchange(has_routes_, true)) return {};
        return stack_.each_route({.family = targets_.family}, [&](const Route& route) {
            const bool is_on_link = route.type == RouteType::unicast && !route.is_default() &&
                                    route.next_hops.size() == 1 && !route.next_hops.front().gateway &&
                                    !route.next_hops.front().device.empty();
            if (is_on_link && !route.destination.address().is_link_local())
                nets_.push_back({route.destination, route.next_hops.front().device});
            return Next::go_on;
        });
    }

    // Where the way to the addresses from the first on changes: behind the end of its net, or where a longer one
    // starts.
    AddressRange same_way(const AddressRange& range, const Net& net) const {
        std::uint64_t size = range.size();
        const auto cut = [&](const IpAddress& address, std::uint64_t more) {
            if (range.contains(address)) size = std::min(size, range.offset(address) + more);
        };
        cut(last_address(net.prefix), 1);
        for (const Net& other : nets_)
            if (other.prefix.length() > net.prefix.length() && range.first() < other.prefix.address())
                cut(other.prefix.address(), 0);
        return *AddressRange::between(range.first(), range.at(size - 1));
    }

    Result<void> add(AddressRange range) {
        if (!device_.empty()) return add_part(range, device_);
        if (range.first().is_link_local() && range.family() == Family::ipv6)
            return fail(ErrorKind::invalid, range.to_string() + ": every link has such addresses: name one by --dev");
        while (true) {
            const Net* net = net_of(range.first());
            if (net == nullptr && !has_routes_) {
                if (auto done = read_routes(); !done) return done;
                continue;
            }
            if (net == nullptr)
                return fail(ErrorKind::invalid,
                            range.first().to_string() + ": on no link that is known: name the one to ask on by --dev");
            const AddressRange part = same_way(range, *net);
            if (auto done = add_part(part, net->device); !done) return done;
            if (part.size() == range.size()) return {};
            range = *AddressRange::between(range.at(part.size()), range.last());
        }
    }

    Result<void> add_part(const AddressRange& range, const std::string& device) {
        const auto number = link(device);
        if (!number) return std::unexpected(number.error());
        const bool is_given = targets_.source && targets_.source->family() == range.family();
        const IpAddress source = is_given ? *targets_.source : links_->links[*number].source_for(range.first());
        links_->parts.push_back({.range = range, .link = *number, .source = source, .start = links_->size});
        links_->size += range.size();
        return {};
    }

    Result<void> add_groups() {
        for (const Interface& interface : interfaces_) {
            if (!is_meant(interface) || interface.is_loopback()) continue;
            const auto number = link(interface.name);
            if (number && links_->links[*number].link_local()) links_->groups.push_back(*number);
        }
        if (!links_->groups.empty()) return {};
        return fail(ErrorKind::unsupported,
                    device_.empty() ? "no interface has a link-local address to ask all IPv6 nodes from"
                                    : device_ + ": it has no link-local address to ask all IPv6 nodes from");
    }

    const Stack& stack_;
    const ScanTargets& targets_;
    platform::Tables os_;
    std::string device_;  // the one that was named
    std::vector<Interface> interfaces_;
    std::vector<Net> nets_;
    bool has_routes_ = false;
    std::vector<AddressRange> skipped_;
    std::map<std::string, std::size_t, std::less<>> numbers_;
    std::unique_ptr<ScanLinks> links_ = std::make_unique<ScanLinks>();
};

}  // namespace

Result<ScanPlan> ScanPlan::make(const Stack& stack, const ScanTargets& targets) {
    auto os = platform::Tables::open(targets.netns);
    if (!os) return std::unexpected(std::move(os.error()));
    auto links = Planner(stack, targets, std::move(*os)).plan();
    if (!links) return std::unexpected(std::move(links.error()));
    (*links)->netns = targets.netns;
    return ScanPlan(std::move(*links));
}

ScanPlan::ScanPlan(std::unique_ptr<ScanLinks> links) : links_(std::move(links)) {}
ScanPlan::ScanPlan(ScanPlan&&) noexcept = default;
ScanPlan& ScanPlan::operator=(ScanPlan&&) noexcept = default;
ScanPlan::~ScanPlan() = default;

std::uint64_t ScanPlan::size() const {
    return links_->size;
}

const std::vector<ScanPlan::Own>& ScanPlan::own() const {
    return links_->own;
}

void ScanPlan::each_asked(FunctionRef<Next(const IpAddress& address, const std::string& device)> asked) const {
    for (const ScanLinks::Part& part : links_->parts)
        for (std::uint64_t i = 0; i < part.range.size(); ++i)
            if (asked(part.range.at(i), links_->links[part.link].name) == Next::stop) return;
}

}  // namespace snet
