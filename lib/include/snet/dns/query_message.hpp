#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "snet/dns/record.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// How a question is put.
struct QueryOptions {
    bool recursion_desired = true;   ///< RD
    bool checking_disabled = false;  ///< CD
    bool authentic_data = false;     ///< AD: tell whether the data was validated (RFC 6840, 5.7)
    bool dnssec_ok = false;          ///< DO, which needs EDNS
    /// The largest datagram that we take, in bytes; none: no OPT record is sent.
    std::optional<std::uint16_t> payload_size = 1232;
};

/// Bytes of the longest query.
inline constexpr std::size_t max_query_size = 12 + DnsName::max_wire + 4 + 11;

/// Writes a query and returns its size.
std::size_t encode_query(std::uint16_t id, const Question& question, const QueryOptions& options,
                         std::span<std::uint8_t, max_query_size> out);
std::vector<std::uint8_t> encode_query(std::uint16_t id, const Question& question, const QueryOptions& options = {});

}  // namespace snet::dns
#pragma GCC visibility pop
