#include "lib/lookup/answers.hpp"

namespace snet {

namespace {

constexpr std::uint32_t root = 0;
constexpr std::uint8_t tcp = 6, udp = 17;
constexpr IpAddress::Bytes4 all_hosts{224, 0, 0, 1};

// Whose it is nobody knows; its transport header is read only if a rule asks for it.
Packet incoming(const ForwardingTables& tables, const Flow& flow) {
    Packet packet = packet_of(flow, flow.iif);
    packet.oif = {};
    packet.uid = root;
    const bool has_ports = tables.has_port_rules && (packet.ip_protocol == tcp || packet.ip_protocol == udp);
    if (!has_ports) packet.source_port = packet.destination_port = 0;
    if (!tables.has_port_rules) packet.ip_protocol = 0;
    return packet;
}

// ip_route_input_rcu of Linux.
class Input {
  public:
    Input(const ForwardingTables& tables, const Flow& flow, const Device& device, Trace* trace)
        : tables_(tables), packet_(incoming(tables, flow)), device_(device), trace_(trace) {}

    Answer answer() {
        const IpAddress& to = packet_.destination;
        if (to.is_multicast()) return to_group();
        if (packet_.source && (packet_.source->is_multicast() || is_limited_broadcast(*packet_.source)))
            return refused(Refusal::invalid_source);
        if (is_limited_broadcast(to) || (!packet_.source && to.is_unspecified())) return to_everybody({});
        if (!packet_.source) return refused(Refusal::invalid_source);
        if (to.is_unspecified()) return refused(Refusal::invalid_destination);
        if (!device_.routes_localnet && to.is_loopback()) return refused(Refusal::invalid_destination);
        if (!device_.routes_localnet && packet_.source->is_loopback()) return refused(Refusal::invalid_source);
        return look_up();
    }

  private:
    // Groups that were joined are not among the tables; that of all hosts always is.
    Answer to_group() {
        if (packet_.destination != IpAddress(all_hosts) || !device_.interface->is_up())
            return refused(Refusal::invalid_destination);
        if (packet_.source) {
            if (packet_.source->is_multicast() || is_limited_broadcast(*packet_.source))
                return refused(Refusal::invalid_source);
            if (packet_.source->is_loopback() && !device_.routes_localnet) return refused(Refusal::invalid_source);
        }
        const Refusal refusal = packet_.source ? check({}, true) : Refusal::none;
        return refusal == Refusal::none ? deliver({}, RouteType::multicast) : refused(refusal);
    }

    Answer to_everybody(const Match& match) {
        if (packet_.source)
            if (const Refusal refusal = check({}, true); refusal != Refusal::none) return refused(refusal);
        return deliver(match, RouteType::broadcast);
    }

    Answer look_up() {
        if (!tables_.fib4_merged) tables_.enter_vrf(packet_);
        const Match match = look_up_ipv4(tables_, packet_, trace_);
        if (!match.is_found()) return device_.forwards ? refused_by(match) : refused(Refusal::not_forwarding);
        if (match.type == RouteType::broadcast && !device_.forwards_broadcasts) return to_everybody(match);
        if (match.type == RouteType::local) {
            const Refusal refusal = check({}, false);
            return refusal == Refusal::none ? deliver(match, RouteType::local) : refused(refusal);
        }
        if (match.type != RouteType::broadcast) {
            if (!device_.forwards) return refused(Refusal::not_forwarding);
            if (match.type != RouteType::unicast) return refused(Refusal::invalid_destination);
        }
        return forward(match);
    }

    Answer forward(const Match& match) {
        if (const Refusal refusal = check(match.hop->device, false); refusal != Refusal::none) return refused(refusal);
        Answer answer = answer_of(match, match.type);
        answer.device = match.hop->device;
        return answer;
    }

    Answer deliver(const Match& match, RouteType type) {
        Answer answer = answer_of(match, type);
        answer.refusal = Refusal::none;
        answer.gateway.reset();
        answer.device = match.hop ? tables_.receiver(match.hop->device) : tables_.loopback;
        return answer;
    }

    // Of packets to several the kernel does not tell the destination.
    Refusal check(std::string_view out, bool to_several) const {
        Packet packet = packet_;
        if (to_several) packet.destination = IpAddress();
        return check_source_ipv4(tables_, packet, device_, out);
    }

    const ForwardingTables& tables_;
    Packet packet_;
    const Device& device_;
    Trace* trace_;
};

}  // namespace

Answer answer_input_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace) {
    const Device* const device = tables.device(flow.iif);
    return device ? Input(tables, flow, *device, trace).answer() : refused(Refusal::no_device);
}

}  // namespace snet
