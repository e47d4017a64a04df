// What libsnet-capture makes of the stream on standard input, for tests that hold it against others.
//
//     packets summary PART          a line a packet, TAB-separated, read in parts of PART bytes
//     packets filter PART TEXT      the numbers of the packets that pass
//     packets copy PART PACKETS     the stream itself, up to so many packets (-: all), by the scanner
//     packets names                 of link types: number, name, description
//
// Exits 1 where the stream is broken, with what is wrong on standard error; what came before it is printed.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "snet/capture/filter.hpp"
#include "snet/capture/stream_copy.hpp"
#include "snet/capture/summary.hpp"

using namespace snet;
using namespace snet::capture;

namespace {

template <class Value>
std::string optional_text(const std::optional<Value>& value) {
    if (!value) return "";
    if constexpr (requires { value->to_string(); })
        return value->to_string();
    else
        return std::to_string(*value);
}

std::string time_text(const std::optional<PacketTime>& time) {
    if (!time) return "";
    const auto count = time->time_since_epoch().count();
    char text[40];
    std::snprintf(text, sizeof text, "%s%lld.%09lld", count < 0 ? "-" : "", std::llabs(count / 1000000000LL),
                  std::llabs(count % 1000000000LL));
    return text;
}

void print_summary(const Packet& packet) {
    static PacketSummary summary;
    summarize(packet.link_type, packet.bytes, packet.original_length, summary);
    std::string out = std::to_string(packet.number);
    for (const std::string& field :
         {time_text(packet.time), std::to_string(packet.original_length), std::to_string(packet.bytes.size()),
          std::to_string(packet.link_type), optional_text(summary.source_mac), optional_text(summary.destination_mac),
          optional_text(summary.vlan), optional_text(summary.source), optional_text(summary.destination),
          optional_text(summary.source_port), optional_text(summary.destination_port), std::string(summary.protocol),
          std::string(summary.cut   ? "cut"
                      : summary.odd ? "odd"
                                    : "whole"),
          summary.info})
        (out += '\t') += field;
    std::puts(out.c_str());
}

int broken(const Error& error) {
    std::fflush(stdout);
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

/// Calls back for every packet.
int read_all(std::size_t part, FunctionRef<void(const Packet&)> packet) {
    StreamReader reader;
    std::vector<std::uint8_t> buffer(part);
    while (const std::size_t size = std::fread(buffer.data(), 1, part, stdin)) {
        const auto fed = reader.feed_packets(std::span(buffer).first(size), [&](const Packet& next) {
            packet(next);
            return Next::go_on;
        });
        if (!fed) return broken(fed.error());
    }
    const auto finished = reader.finish();
    return finished ? 0 : broken(finished.error());
}

int filter(std::size_t part, const std::string& text) {
    StreamFilter filter(text);
    std::optional<Error> error;
    const int status = read_all(part, [&](const Packet& packet) {
        const auto matches = filter.matches(packet);
        if (!matches)
            error = matches.error();
        else if (*matches)
            std::printf("%llu\n", static_cast<unsigned long long>(packet.number));
    });
    return error ? broken(*error) : status;
}

int copy(std::size_t part, std::uint64_t packets) {
    StreamCopy copy(part);
    while (packets > 0) {
        const auto room = copy.room();
        const std::size_t size = std::fread(room.data(), 1, std::min(part, room.size()), stdin);
        if (size == 0) break;
        const Scan scan = copy.filled(size, packets);
        std::fwrite(copy.whole().data(), 1, copy.whole().size(), stdout);
        packets -= scan.packets;
        if (scan.error) return broken(*scan.error);
        if (packets == 0) return 0;
    }
    const auto finished = copy.finish();
    return finished ? 0 : broken(finished.error());
}

int names() {
    for (LinkType type = 0; type < 1000; ++type)
        if (const auto name = link_type_name(type))
            std::printf("%u\t%s\t%s\n", type, std::string(*name).c_str(),
                        std::string(link_type_description(type).value_or("")).c_str());
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() == 1 && words[0] == "names") return names();
    const std::size_t part = words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 0;
    if (part == 0) return 2;
    if (words[0] == "summary") return read_all(part, [](const Packet& packet) { print_summary(packet); });
    if (words.size() != 3) return 2;
    if (words[0] == "filter") return filter(part, words[2]);
    if (words[0] != "copy") return 2;
    return copy(part, words[2] == "-" ? StreamScanner::no_limit : std::strtoull(words[2].c_str(), nullptr, 10));
}
