#pragma once

#include "lib/lookup/forwarding_tables.hpp"

namespace snet {

/// Of a packet that is made here, and of one that came in by a device.
Answer answer_output_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace);
Answer answer_input_ipv4(const ForwardingTables& tables, const Flow& flow, Trace* trace);

Answer refused(Refusal refusal);
Answer refused_by(const Match& match);

/// The match as an answer of a type, with its gateway where such packets have one, without source and device.
Answer answer_of(const Match& match, RouteType type);

Packet packet_of(const Flow& flow, std::string_view iif);

/// The device that an IPv4 address of ours belongs to (__ip_dev_find of Linux); null if it is not ours.
const Device* device_with(const ForwardingTables& tables, const IpAddress& address);

constexpr bool is_limited_broadcast(const IpAddress& address) {
    return address == IpAddress(IpAddress::Bytes4{255, 255, 255, 255});
}

/// 224.0.0.0/24
constexpr bool is_local_multicast(const IpAddress& address) {
    return address.masked(24) == IpAddress(IpAddress::Bytes4{224, 0, 0, 0});
}

}  // namespace snet
