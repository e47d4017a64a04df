#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "snet/dns/message.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// Appends a message as one JSON object in one line (RFC 8427), with the members that `kdig +json` writes: those of the
/// header, of the question (`questionRRs` if there is more than one), `answerRRs`, `authorityRRs` and `additionalRRs`
/// where there are any. A record has `rdataX` in presentation form if its type X is known, and `RDATAHEX` without
/// compression unless it is empty. The OPT record is the last of `additionalRRs`. `when`: the time of the message, for
/// `dateSeconds` and `dateString`.
void append_rfc8427(std::string& out, const Message& message,
                    std::optional<std::chrono::sys_seconds> when = std::nullopt);

}  // namespace snet::dns
#pragma GCC visibility pop
