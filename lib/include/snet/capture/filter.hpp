#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "snet/capture/link_type.hpp"
#include "snet/capture/packet.hpp"
#include "snet/capture/pcap_format.hpp"
#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet::capture {

/// Which packets are wanted, in the language of pcap-filter(7), compiled by libpcap.
class Filter {
  public:
    /// For packets of one link type. An empty text lets all pass. `invalid`: libpcap does not understand the text, or
    /// cannot filter that link type. A host's name in it is looked up by the system's resolver.
    static Result<Filter> compile(const std::string& text, LinkType link_type, std::uint32_t snaplen = usual_snaplen);

    Filter(Filter&&) noexcept;
    Filter& operator=(Filter&&) noexcept;
    ~Filter();

    LinkType link_type() const { return link_type_; }

    /// Whether a packet of that link type passes.
    bool matches(std::span<const std::uint8_t> bytes, std::uint32_t original_length) const;
    bool matches(const Packet& packet) const { return matches(packet.bytes, packet.original_length); }

  private:
    struct [[gnu::visibility("hidden")]] Program;
    Filter(std::unique_ptr<Program> program, LinkType link_type);
    std::unique_ptr<Program> program_;
    LinkType link_type_;
};

/// One filter for a stream of several link types, compiled for each when it comes.
class StreamFilter {
  public:
    explicit StreamFilter(std::string text) : text_(std::move(text)) {}

    /// `invalid`: the text cannot be compiled for the packet's link type.
    Result<bool> matches(const Packet& packet);

  private:
    std::string text_;
    std::vector<Filter> filters_;  // as many as there are link types: one, nearly always
};

}  // namespace snet::capture
#pragma GCC visibility pop
