#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "snet/dns/code.hpp"
#include "snet/dns/name.hpp"
#include "snet/dns/record.hpp"
#include "snet/dns/type.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// The 12 bytes before all else (RFC 1035, 4.1.1), with AD and CD of RFC 4035.
struct Header {
    static constexpr std::size_t size = 12;

    std::uint16_t id = 0;
    std::uint16_t bits = 0;  ///< from QR to RCODE, as a number
    std::uint16_t questions = 0;
    std::uint16_t answers = 0;
    std::uint16_t authorities = 0;
    std::uint16_t additionals = 0;

    bool is_response() const { return (bits & 0x8000U) != 0; }           ///< QR
    bool is_authoritative() const { return (bits & 0x0400U) != 0; }      ///< AA
    bool is_truncated() const { return (bits & 0x0200U) != 0; }          ///< TC
    bool recursion_desired() const { return (bits & 0x0100U) != 0; }     ///< RD
    bool recursion_available() const { return (bits & 0x0080U) != 0; }   ///< RA
    bool is_reserved_bit_set() const { return (bits & 0x0040U) != 0; }   ///< Z
    bool is_authentic() const { return (bits & 0x0020U) != 0; }          ///< AD
    bool is_checking_disabled() const { return (bits & 0x0010U) != 0; }  ///< CD
    Opcode opcode() const { return static_cast<Opcode>(bits >> 11 & 15U); }
    Rcode low_rcode() const { return static_cast<Rcode>(bits & 15U); }  ///< its 4 lower bits
};

/// A name where it stands in a message, found to be sound: pointers lead back only, and it ends within 255 bytes. Like
/// all views it is valid as long as the message's bytes are.
class NameView {
  public:
    DnsName to_name() const;
    void append_to(std::string& out) const;  ///< as DnsName has it
    std::string to_string() const;
    std::size_t offset() const { return offset_; }

    bool operator==(const NameView& other) const;  ///< in any case
    bool operator==(const DnsName& other) const;

  private:
    friend class MessageView;
    friend class WireReader;
    NameView(std::span<const std::uint8_t> message, std::size_t offset) : message_(message), offset_(offset) {}

    std::span<const std::uint8_t> message_;
    std::size_t offset_;
};

enum class Section : std::uint8_t { answer, authority, additional };

/// A record where it stands in a message. Its data was not looked into.
struct RecordView {
    NameView name;
    Type type;
    Class dns_class;
    std::uint32_t ttl;  ///< seconds
    Section section;
    std::span<const std::uint8_t> message;
    std::size_t offset;  ///< where its RDATA begins in the message
    std::size_t length;  ///< of its RDATA

    std::span<const std::uint8_t> rdata() const { return message.subspan(offset, length); }
    /// As dns::append_rdata, names completed from the message.
    Result<void> append_rdata(std::string& out) const;
    /// The address of an A or AAAA record of the Internet; none if it is no such record or malformed.
    std::optional<IpAddress> address() const;
    /// The record by itself. `invalid`: its data does not fit its type.
    Result<ResourceRecord> to_record() const;
};

/// A message where it stands, read without an allocation: for many answers of which little is wanted. `dns::decode`
/// gives all of one.
class MessageView {
  public:
    /// Reads the header and the questions. `invalid`, with the offset: they do not end within `message`, or it is
    /// longer than 65535 bytes.
    static Result<MessageView> open(std::span<const std::uint8_t> message);

    const Header& header() const { return header_; }
    std::span<const std::uint8_t> bytes() const { return message_; }

    /// The name, type and class of the first question, if there is any.
    struct QuestionView {
        NameView name;
        Type type;
        Class dns_class;
    };
    std::optional<QuestionView> question() const;

    /// Whether it is a response with this id and exactly this question.
    bool is_answer_to(std::uint16_t id, const Question& question) const;

    /// Calls back for each record of all sections in their order, OPT included, and returns the offset behind the last.
    /// `invalid`, with the offset: the records do not end within the message; those before were shown.
    Result<std::size_t> each_record(FunctionRef<Next(const RecordView&)> record) const;

    /// Calls back for the records of the answer section that answer the question: of its type (all for ANY) and at its
    /// name, or at the one that CNAME records lead to from there; the CNAME records themselves only if these were asked
    /// for. Never what merely stands in the answer. A chain that loops ends where it would begin again. A
    /// truncated message (TC) may end early.
    Result<void> each_answer(FunctionRef<Next(const RecordView&)> answer) const;

    /// The same for another question than the message's own, such as one of several types.
    Result<void> each_answer(const Question& question, FunctionRef<Next(const RecordView&)> answer) const;

    /// All 12 bits of it, the upper ones from the OPT record if there is a sound one.
    Rcode rcode() const;

  private:
    MessageView(std::span<const std::uint8_t> message, const Header& header, std::size_t records)
        : message_(message), header_(header), records_(records) {}

    std::span<const std::uint8_t> message_;
    Header header_;
    std::size_t records_;  // where the questions end
};

}  // namespace snet::dns
#pragma GCC visibility pop
