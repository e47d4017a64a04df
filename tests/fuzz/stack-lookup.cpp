// Any stack that its file may describe has an answer to any question, the same with and without a trace; and frozen it
// is a file that answers alike.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "snet/lookup.hpp"
#include "snet/stack_records.hpp"

namespace {

// A byte of input is a line of the file.
constexpr std::string_view lines[] = {
    "interface e0 index 2 up carrier on type ether",
    "interface e0 index 2 down type ether",
    "interface e1 index 3 up carrier off type ether",
    "interface e1 index 3 up carrier on type ether master red",
    "interface red index 9 up carrier on kind vrf vrf-table 10",
    "interface lo index 1 up carrier on flags LOOPBACK type loopback",
    "address e0 10.0.0.1/24",
    "address e0 10.0.0.2/24 secondary",
    "address e1 10.0.1.1/24 peer 10.0.9.9/32",
    "address e0 2001:db8::1/64",
    "address e1 2001:db8:1::1/64 deprecated",
    "address e0 fe80::1/64",
    "address lo 127.0.0.1/8",
    "nexthop id 5 via 10.0.0.9 dev e0",
    "nexthop id 6 via 2001:db8::9 dev e0",
    "nexthop id 7 blackhole",
    "nexthop id 8 group 5/6,3",
    "nexthop id 9 group 7",
    "route 10.0.0.0/24 dev e0 src 10.0.0.1",
    "route default via 10.0.0.9 dev e0",
    "route default via inet6 fe80::9 dev e0 metric 5",
    "route default nexthop via 10.0.0.9 dev e0 weight 3 nexthop via 10.0.1.9 dev e1",
    "route 10.0.0.0/8",
    "route 10.0.0.0/8 nhid 5",
    "route 10.0.1.0/24 nhid 8",
    "route 10.0.1.0/24 nhid 77",
    "route 10.0.1.0/24 nhid 9",
    "route blackhole 10.0.1.0/25",
    "route throw 10.0.1.0/25 table 10",
    "route local 10.0.0.1 dev lo table local",
    "route local 10.0.0.2 table local",
    "route broadcast 10.0.0.255 dev e0 table local",
    "route 2001:db8::/32",
    "route 2001:db8::/64 dev e0",
    "route 2001:db8::/64 nhid 6",
    "route 2001:db8::/64 nhid 77",
    "route 2001:db8:1::/64 nhid 9",
    "route inet6 default via fe80::9 dev e0 pref high",
    "route inet6 default nexthop via fe80::9 dev e0 nexthop via 2001:db8:1::9 dev e1",
    "route inet6 unreachable default metric 4096",
    "route local 2001:db8::1 table local",
    "route anycast 2001:db8:: dev e0 table local",
    "route multicast ff00::/8 dev e0 table local",
    "route 2001:db8::/32 from 2001:db8:1::/64 via fe80::9 dev e0",
    "rule inet 5: from 10.0.0.0/24 lookup 10",
    "rule inet 6: from all goto 100",
    "rule inet 100: from all lookup main suppress_prefixlength 0",
    "rule inet 7: from all fwmark 0x1 unreachable",
    "rule inet 8: from all lookup l3mdev-table",
    "rule inet6 5: not from all iif e1 lookup 10",
    "rule inet6 8: from all lookup l3mdev-table",
    "neighbor 10.0.0.9 dev e0 FAILED",
    "neighbor fe80::9 dev e0 FAILED",
    "sysctl net.ipv4.conf.e0.rp_filter 1",
    "sysctl net.ipv4.conf.all.forwarding 1",
    "sysctl net.ipv6.conf.all.forwarding 1",
    "sysctl net.ipv4.conf.all.ignore_routes_with_linkdown 1",
    "addrlabel 2001:db8::/32 99 dev e1",
    "fib4 split",
};

constexpr std::string_view destinations[] = {
    "10.0.0.1",      "10.0.0.9",   "10.0.1.7", "10.0.0.255", "192.0.2.1", "224.0.0.1", "127.0.0.1", "2001:db8::1",
    "2001:db8:1::5", "2001:db9::", "fe80::9",  "ff02::1",    "::1",       "0.0.0.0",   "::"};

std::string text_of(const std::uint8_t* data, std::size_t size) {
    std::string text = "snet 1\nbase none\n";
    for (std::size_t i = 0; i < size && i < 64; ++i)
        text += std::string(lines[data[i] % std::size(lines)]) + '\n';
    return text;
}

snet::Lookup look_up_of(const snet::Stack& stack) {
    auto tables = snet::LookupTables::read(stack);
    if (!tables) std::abort();
    return snet::Lookup(std::move(*tables));
}

bool is_same(const snet::Answer& a, const snet::Answer& b) {
    return a.type == b.type && a.refusal == b.refusal && a.gateway == b.gateway && a.device == b.device &&
           a.source == b.source && a.table == b.table;
}

template <class Ask>
void each_flow(Ask ask) {
    for (const std::string_view destination : destinations)
        for (const char* const device : {"", "e0", "red"})
            for (const bool comes_in : {false, true}) {
                snet::Flow flow;
                flow.destination = *snet::IpAddress::parse(destination);
                (comes_in ? flow.iif : flow.oif) = device;
                if (comes_in)
                    flow.from = *snet::IpAddress::parse(flow.destination.is_ipv4() ? "10.0.0.7" : "2001:db8::7");
                ask(flow);
            }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    auto file = snet::StackFile::parse(text_of(data, size), "f", names);
    if (!file) return 0;  // two of one kind
    const auto stack = snet::Stack::open(std::move(*file));
    if (!stack) std::abort();
    std::string text;
    const auto frozen = snet::StackRecords(*stack).freeze({"2026-11-29T12:00:00Z", "h"}, [&](std::string_view piece) {
        text += piece;
        return snet::Result<void>();
    });
    auto again = snet::StackFile::parse(text, "frozen", names);
    if (!frozen || !again) std::abort();
    const snet::Lookup lookup = look_up_of(*stack);
    const auto thawed = snet::Stack::open(std::move(*again));
    if (!thawed) std::abort();
    const snet::Lookup later = look_up_of(*thawed);
    each_flow([&](const snet::Flow& flow) {
        snet::Trace trace;
        const snet::Answer answer = lookup.answer(flow);
        if (!is_same(answer, lookup.answer(flow, &trace))) std::abort();
        if (!is_same(answer, later.answer(flow))) std::abort();
    });
    return 0;
}
