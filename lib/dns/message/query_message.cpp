#include "snet/dns/query_message.hpp"

#include <algorithm>
#include <utility>

namespace snet::dns {
namespace {

/// Numbers in network byte order, one behind the other.
struct WireWriter {
    std::uint8_t* at;

    void u16(std::uint16_t number) {
        *at++ = static_cast<std::uint8_t>(number >> 8);
        *at++ = static_cast<std::uint8_t>(number);
    }
};

std::uint16_t flag_bits(const QueryOptions& options) {
    return static_cast<std::uint16_t>((options.recursion_desired ? 0x0100U : 0U) |
                                      (options.authentic_data ? 0x0020U : 0U) |
                                      (options.checking_disabled ? 0x0010U : 0U));
}

}  // namespace

std::size_t encode_query(std::uint16_t id, const Question& question, const QueryOptions& options,
                         std::span<std::uint8_t, max_query_size> out) {
    WireWriter writer{out.data()};
    writer.u16(id);
    writer.u16(flag_bits(options));
    const std::uint16_t additionals = options.payload_size ? 1 : 0;
    for (const std::uint16_t count : {std::uint16_t{1}, std::uint16_t{0}, std::uint16_t{0}, additionals})
        writer.u16(count);
    writer.at = std::ranges::copy(question.name.wire(), writer.at).out;
    writer.u16(std::to_underlying(question.type));
    writer.u16(std::to_underlying(question.dns_class));
    if (options.payload_size) {
        *writer.at++ = 0;
        writer.u16(std::to_underlying(Type::opt));
        writer.u16(*options.payload_size);
        writer.u16(0);
        writer.u16(options.dnssec_ok ? 0x8000U : 0U);
        writer.u16(0);
    }
    return static_cast<std::size_t>(writer.at - out.data());
}

std::vector<std::uint8_t> encode_query(std::uint16_t id, const Question& question, const QueryOptions& options) {
    std::vector<std::uint8_t> message(max_query_size);
    message.resize(encode_query(id, question, options, std::span<std::uint8_t, max_query_size>(message)));
    return message;
}

}  // namespace snet::dns
