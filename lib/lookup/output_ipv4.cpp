#include <algorithm>

#include "lib/lookup/answers.hpp"
#include "lib/lookup/multipath_ipv4.hpp"
#include "lib/records/vrf.hpp"

namespace snet {

namespace {

// What is known so far of the way of a packet that is made here: ip_route_output_key_hash_rcu of Linux.
struct Way {
    Match match;
    const Device* device = nullptr;
    std::optional<IpAddress> source;
};

bool is_group_or_everybody(const IpAddress& address) {
    return address.is_multicast() || is_limited_broadcast(address);
}

class Output {
  public:
    Output(const ForwardingTables& tables, const Flow& flow, Trace* trace)
        : tables_(tables), packet_(packet_of(flow, tables.loopback)), trace_(trace) {}

    Answer answer() {
        if (const auto refusal = check_source(); refusal != Refusal::none) return refused(refusal);
        if (const auto refusal = check_device(); refusal != Refusal::none) return refused(refusal);
        if (is_settled_) return make_route();
        if (packet_.destination.is_unspecified()) return to_ourselves();
        return look_up();
    }

  private:
    Refusal check_source() {
        if (!packet_.source) return Refusal::none;
        const IpAddress& from = *packet_.source;
        way_.source = from;
        if (is_group_or_everybody(from)) return Refusal::invalid_source;
        const Device* const home = device_with(tables_, from);
        if (!home) return Refusal::foreign_source;
        if (packet_.oif.empty() && is_group_or_everybody(packet_.destination)) settle(*home, RouteType::unicast);
        return Refusal::none;
    }

    Refusal check_device() {
        if (packet_.oif.empty()) return Refusal::none;
        const Device* const bound = tables_.device(packet_.oif);
        if (!bound) return Refusal::no_device;
        if (!bound->interface->is_up()) return Refusal::device_down;
        way_.device = bound;
        const IpAddress& to = packet_.destination;
        if (is_local_multicast(to) || is_limited_broadcast(to)) {
            choose_source(scope_link);
            settle(*bound, RouteType::unicast);
        } else if (to.is_multicast()) {
            choose_source(scope_universe);
        } else if (to.is_unspecified()) {
            choose_source(scope_host);
        }
        return Refusal::none;
    }

    // Of the device it is bound to.
    void choose_source(std::uint8_t scope) {
        if (!way_.source)
            way_.source = choose_ipv4_source(tables_.interfaces, tables_.settings.ipv4, way_.device->interface->index,
                                             std::nullopt, scope);
    }

    void settle(const Device& device, RouteType type) {
        way_.device = &device;
        way_.match = {.type = type, .refusal = Refusal::none, .table = {}};
        is_settled_ = true;
    }

    Answer to_ourselves() {
        const IpAddress::Bytes4 loopback{127, 0, 0, 1};
        if (!way_.source) way_.source = IpAddress(loopback);
        way_.match = {.type = RouteType::local, .refusal = Refusal::none, .table = {}};
        way_.device = tables_.device(tables_.loopback);
        packet_.destination = *way_.source;
        return make_route();
    }

    Answer look_up() {
        if (!tables_.fib4_merged) tables_.enter_vrf(packet_);
        way_.match = look_up_ipv4(tables_, packet_, trace_);
        if (!way_.match.is_found()) {
            if (packet_.oif.empty() || (!packet_.vrf.empty() && !packet_.destination.is_multicast()))
                return refused_by(way_.match);
            // The tables are wrong, says the kernel, and the sender knows better: on link.
            choose_source(scope_link);
            settle(*way_.device, RouteType::unicast);
            return make_route();
        }
        Match& match = way_.match;
        if (match.type == RouteType::local) {
            if (!way_.source) way_.source = match.route->prefsrc.value_or(packet_.destination);
            way_.device = tables_.device(tables_.receiver(match.hop->device));
            return make_route();
        }
        if (packet_.oif.empty()) select_hop();
        way_.device = tables_.device(match.hop->device);
        if (!way_.source) way_.source = source_of_way();
        return make_route();
    }

    // Where the way leads out of the packet's VRF, the source is still one of that.
    std::optional<IpAddress> source_of_way() const {
        const Device* const vrf = tables_.device(packet_.vrf);
        if (!vrf || way_.device->vrf == vrf->interface)
            return source_of_hop(tables_, *way_.match.route, *way_.match.hop);
        return choose_ipv4_source(tables_.interfaces, tables_.settings.ipv4, vrf->interface->index, std::nullopt,
                                  scope_link);
    }

    void select_hop() {
        const Route* const first = way_.match.route;
        select_hop_ipv4(tables_, packet_, way_.match);
        if (!trace_ || way_.match.route == first) return;
        for (Trace::RouteStep& step : trace_->routes)
            if (step.route == first)
                step.fate = Trace::RouteFate::unreachable;
            else if (step.route == way_.match.route)
                step.fate = Trace::RouteFate::chosen;
    }

    // __mkroute_output
    Answer make_route() {
        if (!way_.device) return refused(Refusal::no_device);
        const Interface& out = *way_.device->interface;
        if (way_.source && way_.source->is_loopback() && !out.is_loopback() && !is_vrf(out) &&
            !way_.device->routes_localnet)
            return refused(Refusal::invalid_source);
        RouteType type = way_.match.type;
        if (is_limited_broadcast(packet_.destination))
            type = RouteType::broadcast;
        else if (packet_.destination.is_multicast())
            type = RouteType::multicast;
        Answer answer = answer_of(way_.match, type);
        answer.device = way_.device->interface->name;
        if (!packet_.source) answer.source = way_.source;
        return answer;
    }

    const ForwardingTables& tables_;
    Packet packet_;
    Trace* trace_;
    Way way_;
    bool is_settled_ = false;
};

}  // namespace

Answer answer_output_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace) {
    return Output(tables, flow, trace).answer();
}

}  // namespace snet
