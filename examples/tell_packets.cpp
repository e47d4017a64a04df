// A line for each packet of a capture file, or of those that pass a filter. Against an installed libsnet:
//   c++ -std=c++23 tell_packets.cpp -o tell_packets $(pkg-config --cflags --libs snet-capture)
//   tell_packets "udp port 53" < FILE

#include <cstdio>
#include <snet/capture/filter.hpp>
#include <snet/capture/stream.hpp>
#include <snet/capture/summary.hpp>
#include <string>
#include <vector>

int main(int count, char** words) {
    namespace capture = snet::capture;
    capture::StreamReader reader;
    capture::StreamFilter filter(count > 1 ? words[1] : "");
    capture::PacketSummary summary;
    snet::Result<void> problem;

    const auto tell = [&](const capture::Packet& packet) {
        const auto wanted = filter.matches(packet);
        if (!wanted) {
            problem = std::unexpected(wanted.error());
            return snet::Next::stop;
        }
        if (*wanted) {
            std::string line;
            capture::summarize(packet.link_type, packet.bytes, packet.original_length, summary);
            capture::append_line(line, packet, summary);
            std::puts(line.c_str());
        }
        return snet::Next::go_on;
    };

    std::vector<std::uint8_t> buffer(65536);
    while (problem) {
        const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), stdin);
        if (size == 0) break;
        const auto fed = reader.feed_packets(std::span(buffer).first(size), tell);
        if (!fed) problem = std::unexpected(fed.error());
    }
    if (problem) problem = reader.finish();
    if (problem) return 0;
    std::fprintf(stderr, "tell_packets: %s\n", problem.error().message.c_str());
    return 2;
}
