#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/neighbors/scan_links.hpp"
#include "platform/packets.hpp"

namespace snet {

/// A frame that is sent in a scan, from its Ethernet header on.
class QuestionFrame {
  public:
    QuestionFrame() = default;
    /// The bytes fit: there are not more than `bytes_` has.
    explicit QuestionFrame(std::span<const std::uint8_t> bytes);

    std::span<const std::uint8_t> bytes() const { return std::span(bytes_).first(size_); }

  private:
    std::array<std::uint8_t, 96> bytes_{};
    std::size_t size_ = 0;
};

/// What a frame says that answers one of the questions.
struct HeardAnswer {
    IpAddress address;
    MacAddress mac;
    std::size_t link = 0;                 ///< of the plan
    std::optional<std::uint64_t> number;  ///< of the address among all that are asked; none: to a question to all nodes
};

/// The frames that ask what a plan wants to know, and the check of what is heard against them.
class ScanQuestions {
  public:
    /// `identifier` marks our echo requests.
    ScanQuestions(const ScanLinks& plan, std::uint16_t identifier) : plan_(plan), identifier_(identifier) {}

    platform::Heard heard() const;

    /// Who has this address of the part?
    QuestionFrame question(const ScanLinks::Part& part, const IpAddress& address) const;

    /// Who is on this link?
    std::vector<QuestionFrame> group_questions(const WireLink& link) const;

    /// None if it answers none of the questions. Those about single addresses below `asked` were asked, and all groups.
    std::optional<HeardAnswer> answer(const platform::Packet& packet, std::uint64_t asked) const;

  private:
    const ScanLinks::Part* part_of(const IpAddress& address, std::uint32_t interface, std::uint64_t asked) const;
    std::optional<HeardAnswer> group_answer(const platform::Packet& packet, const MacAddress& sender,
                                            std::span<const std::uint8_t> payload) const;

    const ScanLinks& plan_;
    std::uint16_t identifier_;
};

}  // namespace snet
