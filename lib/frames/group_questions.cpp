#include "lib/frames/group_questions.hpp"

#include <array>

#include "lib/frames/byte_order.hpp"
#include "lib/frames/icmpv6.hpp"

namespace snet::frames {

namespace {

std::vector<std::uint8_t> echo(const IpAddress& source, const IpAddress& destination, std::uint16_t identifier,
                               std::uint16_t sequence, Icmpv6Extension extension) {
    std::array<std::uint8_t, 4> body{};
    write_be16(body, 0, identifier);
    write_be16(body, 2, sequence);
    return Icmpv6Packet{.source = source, .destination = destination, .type = icmpv6_echo_request, .body = body}
        .to_bytes(extension);
}

}  // namespace

std::vector<std::uint8_t> echo_question(const IpAddress& source, const IpAddress& destination, std::uint16_t identifier,
                                        std::uint16_t sequence) {
    return echo(source, destination, identifier, sequence, Icmpv6Extension::none);
}

std::vector<std::uint8_t> unknown_option_question(const IpAddress& source, const IpAddress& destination,
                                                  std::uint16_t identifier, std::uint16_t sequence) {
    return echo(source, destination, identifier, sequence, Icmpv6Extension::unknown_option);
}

std::vector<std::uint8_t> listener_question(const IpAddress& source) {
    // Answers within 1000 ms, for no group in particular, robustness 2, asked again after 125 s, no sources.
    constexpr std::array<std::uint8_t, 24> body{0x03, 0xe8, 0, 0, 0, 0, 0, 0, 0, 0,   0, 0,
                                                0,    0,    0, 0, 0, 0, 0, 0, 2, 125, 0, 0};
    return Icmpv6Packet{
        .source = source, .destination = all_nodes, .hop_limit = 1, .type = icmpv6_mld_query, .body = body}
        .to_bytes(Icmpv6Extension::router_alert);
}

}  // namespace snet::frames
