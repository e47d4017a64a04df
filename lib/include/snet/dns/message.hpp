#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "snet/dns/code.hpp"
#include "snet/dns/message_view.hpp"
#include "snet/dns/record.hpp"
#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

struct EdnsOption {
    std::uint16_t code = 0;
    std::vector<std::uint8_t> data;

    /// `CODE: DATA` as dig has it for the options that it knows (NSID, CLIENT-SUBNET, COOKIE, EDE, ...), else hex
    /// bytes.
    std::string to_string() const;
};

/// What an OPT record says (RFC 6891).
struct Edns {
    std::uint16_t payload_size = 0;  ///< the largest datagram that the sender takes, in bytes
    std::uint8_t version = 0;
    std::uint16_t flags = 0;  ///< DO is the highest bit
    std::vector<EdnsOption> options;

    bool dnssec_ok() const { return (flags & 0x8000U) != 0; }  ///< DO
};

/// A whole message.
struct Message {
    Header header;                 ///< its counts are those of the wire
    Rcode rcode = Rcode::noerror;  ///< all 12 bits
    std::vector<Question> questions;
    std::vector<ResourceRecord> answers;
    /// The places in `answers` of those that answer the question, as MessageView::each_answer says.
    std::vector<std::size_t> answering;
    std::vector<ResourceRecord> authorities;
    std::vector<ResourceRecord> additionals;  ///< without the OPT record
    std::optional<Edns> edns;
    std::size_t trailing = 0;  ///< bytes behind the last record, which nobody should have sent
    bool is_cut = false;       ///< truncated (TC), and it does end before the records that it counts
    std::size_t size = 0;      ///< bytes on the wire

    /// The flags that are set, as dig prints them: qr aa tc rd ra ad cd.
    std::vector<std::string_view> flags() const;
};

/// Reads a whole message. All of it has to be sound, as dig has it: counts that are not met, RDATA that does not have
/// the form of its type, or an OPT record that is not the only one, of the root and among the additionals, make it
/// `invalid`; the message says at which offset. Values are not judged, such as a digest too short for its kind. Only a
/// truncated message (TC) may end early: its whole records count. Bytes behind the last record do no harm.
Result<Message> decode(std::span<const std::uint8_t> bytes);

/// The records that answer the question. Valid as long as the message is.
std::vector<const ResourceRecord*> answer_data(const Message& message);

}  // namespace snet::dns
#pragma GCC visibility pop
