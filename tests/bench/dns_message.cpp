// Measures how DNS messages are read and printed in this process, against the C library's ns_initparse and ns_sprintrr
// with the same messages.
//
//     bench-dns-message
//
// Prints a line for each comparison, TAB-separated: what, ours, theirs, ours / theirs, what that may be at most (0:
// anything).

#include <arpa/nameser.h>
#include <resolv.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "snet/dns/message.hpp"
#include "snet/dns/query_message.hpp"

using namespace snet::dns;

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr int rounds = 7;

void append_u16(Bytes& bytes, unsigned number) {
    bytes.push_back(static_cast<std::uint8_t>(number >> 8));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

/// An answer of `count` records, each at the name that was asked for, by a pointer as servers write it.
Bytes answer(Type type, unsigned count, const Bytes& rdata) {
    Bytes bytes =
        encode_query(1, {*DnsName::parse("www.example.com"), type, Class::in}, {.payload_size = std::nullopt});
    bytes[2] = 0x81;
    bytes[6] = static_cast<std::uint8_t>(count >> 8);
    bytes[7] = static_cast<std::uint8_t>(count);
    for (unsigned i = 0; i < count; ++i) {
        append_u16(bytes, 0xc00c);
        append_u16(bytes, static_cast<unsigned>(type));
        for (const unsigned number : {1U, 0U, 3600U, static_cast<unsigned>(rdata.size())})
            append_u16(bytes, number);
        bytes.insert(bytes.end(), rdata.begin(), rdata.end());
    }
    return bytes;
}

/// Nanoseconds for one call, the least of some rounds.
double nanoseconds(const std::function<void()>& work, int calls) {
    double least = 1e18;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < calls; ++i)
            work();
        const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
        least = std::min(least, taken.count() / calls);
    }
    return least;
}

void print_by_libc(const Bytes& bytes) {
    ns_msg message;
    if (ns_initparse(bytes.data(), static_cast<int>(bytes.size()), &message) != 0) std::abort();
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
        ns_rr record;
        char text[4096];
        if (ns_parserr(&message, ns_s_an, i, &record) != 0) std::abort();
        if (ns_sprintrr(&message, &record, nullptr, nullptr, text, sizeof text) < 0) std::abort();
    }
}

void print_data(const Bytes& bytes, std::string& out) {
    const auto view = MessageView::open(bytes);
    out.clear();
    const auto done = view->each_answer([&](const RecordView& record) {
        if (!record.append_rdata(out)) std::abort();
        out += '\n';
        return snet::Next::go_on;
    });
    if (!done || out.empty()) std::abort();
}

void print_records(const Bytes& bytes, std::string& out) {
    const auto message = decode(bytes);
    out.clear();
    for (const ResourceRecord& record : message->answers) {
        record.append_to(out);
        out += '\n';
    }
    if (out.empty()) std::abort();
}

void compare(const char* what, const Bytes& bytes, int calls) {
    std::string out;
    const double data = nanoseconds([&] { print_data(bytes, out); }, calls);
    const double records = nanoseconds([&] { print_records(bytes, out); }, calls);
    const double libc = nanoseconds([&] { print_by_libc(bytes); }, calls);
    std::printf("%s: data\t%.0f ns\t%.0f ns\t%.3f\t%.3f\n", what, data, libc, data / libc, 0.6);
    std::printf("%s: all of it, as values\t%.0f ns\t%.0f ns\t%.3f\t%.3f\n", what, records, libc, records / libc, 0.0);
}

}  // namespace

int main() {
    compare("one A", answer(Type::a, 1, {192, 0, 2, 1}), 100'000);
    compare("one AAAA", answer(Type::aaaa, 1, {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), 100'000);
    compare("one MX", answer(Type::mx, 1, {0, 10, 4, 'm', 'a', 'i', 'l', 0xc0, 0x0c}), 100'000);
    compare("400 A", answer(Type::a, 400, {192, 0, 2, 1}), 1'000);
    Bytes text(256, 'x');
    text[0] = 255;
    compare("200 TXT of 255 bytes", answer(Type::txt, 200, text), 200);
    return 0;
}
