#pragma once

#include <string>
#include <string_view>

#include "snet/dns/message.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// Appends a message as one JSON object in one line (RFC 8427): all of the header, `questionRRs`, `answerRRs`,
/// `authorityRRs` and `additionalRRs`. Data is `rdataX` in presentation form for a type X that is known, else
/// `rdataHex`. The OPT record is the last of `additionalRRs`.
void append_rfc8427(std::string& out, const Message& message);

/// Appends text as a JSON string with its quotation marks. Invalid UTF-8 becomes U+FFFD; control characters are
/// escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace snet::dns
#pragma GCC visibility pop
