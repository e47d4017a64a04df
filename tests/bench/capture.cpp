// Measures how fast a stream of packets is read in this process, against libpcap where it does the same.
//
//     bench-capture PACKETS
//
// Prints a line for each comparison, TAB-separated: what, ours, theirs, ours / theirs, what that may be at most. Where
// there is no peer, that is "-", and a budget of 0 is none.

#include <pcap/pcap.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "snet/capture/filter.hpp"
#include "snet/capture/pcap_format.hpp"
#include "snet/capture/stream.hpp"
#include "snet/capture/summary.hpp"

namespace snet::capture {
namespace {

constexpr int rounds = 7;
constexpr std::size_t part = std::size_t{1} << 18U;  // of a FIFO that was made large

using Buffer = std::vector<std::uint8_t>;

double seconds(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::nth_element(times, times.begin() + rounds / 2);
    return times[rounds / 2];
}

void require(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "bench-capture: %s\n", what);
    std::exit(1);
}

void append(Buffer& out, std::span<const std::uint8_t> bytes) {
    std::ranges::copy(bytes, std::back_inserter(out));
}

// UDP over IPv4 on Ethernet, a hundred bytes.
Buffer frame() {
    const std::uint8_t head[] = {2,    0,    0,    0,    0, 1,  2, 0, 0,  0,  0, 2, 8,  0,  // Ethernet
                                 0x45, 0,    0,    86,   0, 1,  0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,  // IPv4
                                 0x9c, 0x40, 0x1f, 0x90, 0, 66, 0, 0};                                         // UDP
    Buffer bytes(std::begin(head), std::end(head));
    bytes.resize(100);
    return bytes;
}

Buffer pcap_stream(std::size_t packets) {
    Buffer out;
    append(out, pcap_header(link_type_ethernet));
    const Buffer bytes = frame();
    for (std::size_t i = 0; i < packets; ++i) {
        append(out, pcap_record_header(
                        PacketTime(std::chrono::nanoseconds(1'700'000'000'000'000'000 + static_cast<std::int64_t>(i))),
                        100, 100));
        append(out, bytes);
    }
    return out;
}

void append_numbers(Buffer& out, std::initializer_list<std::uint32_t> numbers) {
    for (const std::uint32_t number : numbers)
        append(out, {reinterpret_cast<const std::uint8_t*>(&number), sizeof number});
}

Buffer pcapng_stream(std::size_t packets) {
    Buffer out;
    append_numbers(out, {0x0a0d0d0a, 28, 0x1a2b3c4d, 1, ~0U, ~0U, 28});
    append_numbers(out, {1, 20, link_type_ethernet, usual_snaplen, 20});
    const Buffer bytes = frame();
    for (std::size_t i = 0; i < packets; ++i) {
        append_numbers(out, {6, 132, 0, 395812, static_cast<std::uint32_t>(i), 100, 100});
        append(out, bytes);
        append_numbers(out, {132});
    }
    return out;
}

void scan(const Buffer& stream, std::size_t packets) {
    StreamScanner scanner;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < stream.size();) {
        end = std::min(end + part, stream.size());
        begin += scanner.scan(std::span(stream).subspan(begin, end - begin)).whole;
    }
    require(begin == stream.size() && scanner.packets() == packets, "the scanner lost packets");
}

// The same buffer again and again, as a FIFO is read into one: its bytes are near.
void scan_again(const Buffer& stream, std::size_t packets) {
    constexpr std::size_t header = 24, record = 116, at_once = part / record;
    StreamScanner scanner;
    require(scanner.scan(std::span(stream).first(header)).whole == header, "the header");
    for (std::size_t done = 0; done < packets; done += at_once)
        require(
            scanner.scan(std::span(stream).subspan(header, std::min(at_once, packets - done) * record)).packets != 0,
            "the scanner found nothing");
    require(scanner.packets() == packets, "the scanner lost packets");
}

void read(const Buffer& stream, std::size_t packets, FunctionRef<void(const Packet&)> each) {
    StreamReader reader;
    for (std::size_t at = 0; at < stream.size(); at += part)
        require(reader
                    .feed_packets(std::span(stream).subspan(at, std::min(part, stream.size() - at)),
                                  [&](const Packet& packet) {
                                      each(packet);
                                      return Next::go_on;
                                  })
                    .has_value(),
                "the reader found an error");
    require(reader.packets() == packets, "the reader lost packets");
}

void read_by_libpcap(Buffer& stream, std::size_t packets, const char* filter) {
    char error[PCAP_ERRBUF_SIZE];
    pcap_t* const opened = pcap_fopen_offline(fmemopen(stream.data(), stream.size(), "r"), error);
    require(opened != nullptr, error);
    bpf_program program{};
    require(pcap_compile(opened, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0, "the filter");
    if (*filter != '\0') pcap_setfilter(opened, &program);
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    std::size_t count = 0;
    while (pcap_next_ex(opened, &header, &bytes) == 1)
        ++count;
    pcap_freecode(&program);
    pcap_close(opened);
    require(count == packets, "libpcap lost packets");
}

std::string rate(double time, std::size_t packets) {
    char text[40];
    std::snprintf(text, sizeof text, "%.1f M/s", static_cast<double>(packets) / time / 1e6);
    return text;
}

void report(const char* what, std::size_t packets, double ours, double theirs, double most) {
    std::printf("%s\t%s\t%s\t%.3f\t%.3f\n", what, rate(ours, packets).c_str(),
                theirs == 0 ? "-" : rate(theirs, packets).c_str(), theirs == 0 ? 0 : ours / theirs, most);
    std::fflush(stdout);
}

void compare(std::size_t packets) {
    Buffer pcap = pcap_stream(packets);
    Buffer pcapng = pcapng_stream(packets);
    constexpr const char* text = "udp port 8080";
    const double theirs = seconds([&] { read_by_libpcap(pcap, packets, ""); });
    const double theirs_next = seconds([&] { read_by_libpcap(pcapng, packets, ""); });
    const double theirs_filtered = seconds([&] { read_by_libpcap(pcap, packets, text); });
    const auto ignore = [](const Packet&) {};
    report("records of pcap found", packets, seconds([&] { scan(pcap, packets); }), theirs, 0.7);
    report("blocks of pcapng found", packets, seconds([&] { scan(pcapng, packets); }), theirs_next, 0.7);
    report("records found in a buffer just filled", packets, seconds([&] { scan_again(pcap, packets); }), 0, 0);
    report("packets of pcap read", packets, seconds([&] { read(pcap, packets, ignore); }), theirs, 0.8);
    report("packets of pcapng read", packets, seconds([&] { read(pcapng, packets, ignore); }), theirs_next, 0.8);
    const auto filter = Filter::compile(text, link_type_ethernet);
    require(filter.has_value(), "the filter");
    report("... and filtered", packets, seconds([&] {
               std::size_t passed = 0;
               read(pcap, packets, [&](const Packet& packet) { passed += filter->matches(packet) ? 1 : 0; });
               require(passed == packets, "the filter lost packets");
           }),
           theirs_filtered, 1.0);
    PacketSummary summary;
    std::string line;
    report("... and summarized, as lines", packets, seconds([&] {
               read(pcap, packets, [&](const Packet& packet) {
                   line.clear();
                   summarize(packet.link_type, packet.bytes, packet.original_length, summary);
                   append_line(line, packet, summary);
               });
           }),
           0, 0);
    require(line.ends_with(" 100 10.0.0.1:40000 > 10.0.0.2:8080 UDP length 58"), "the line");
}

}  // namespace
}  // namespace snet::capture

int main(int count, char** words) {
    const std::size_t packets = count == 2 ? std::strtoull(words[1], nullptr, 10) : 0;
    if (packets == 0) {
        std::fputs("usage: bench-capture PACKETS\n", stderr);
        return 2;
    }
    snet::capture::compare(packets);
}
