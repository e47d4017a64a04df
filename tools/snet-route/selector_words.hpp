#pragma once

#include "tools/cli/command.hpp"

namespace snet::route {

/// What may be told of a packet: the words that `read_selectors` knows.
inline constexpr cli::Word selector_words[] = {
    {"from", "A", "its source address"},
    {"iif", "D", "the interface that it came in by, to be forwarded"},
    {"oif", "D", "the interface that its sender is bound to"},
    {"vrf", "D", "the VRF that its sender is bound to"},
    {"mark", "M", "its mark"},
    {"tos", "T", "its type of service, in hexadecimal"},
    {"uid", "U", "the user whose packet it is (default: yours)"},
    {"ipproto", "P", "its protocol: tcp, udp, a number"},
    {"sport", "N", "its source port"},
    {"dport", "N", "its destination port"},
};

}  // namespace snet::route
