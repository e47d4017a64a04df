// A frame that comes while a scan runs: what is taken for an answer is of an address that was asked for, on the link
// that it was asked on, from another's MAC. And the targets of a scan: what is understood of a range is printed so that
// it is understood as the same.

#include <cstdlib>

#include "lib/frames/ethernet.hpp"
#include "lib/neighbors/range_list.hpp"
#include "lib/neighbors/scan_questions.hpp"

namespace {

using namespace snet;

void require(bool condition) {
    if (!condition) std::abort();
}

IpAddress ip(const char* text) {
    return *IpAddress::parse(text);
}

ScanLinks a_plan() {
    ScanLinks plan;
    const auto address = [](const char* text) { return InterfaceAddress{.local = ip(text), .prefix_length = 64}; };
    plan.links.push_back({.index = 1,
                          .name = "eth0",
                          .mac = MacAddress({2, 0, 0, 0, 0, 1}),
                          .addresses = {address("fe80::1"), address("2001:db8::1")}});
    plan.parts.push_back({*AddressRange::parse("10.0.0.0/24"), 0, ip("10.0.0.1"), 0});
    plan.parts.push_back({*AddressRange::parse("2001:db8::/120"), 0, ip("2001:db8::1"), 256});
    plan.groups = {0};
    plan.size = 512;
    return plan;
}

void check_range(std::string_view text) {
    const auto range = AddressRange::parse(text);
    if (!range) return;
    require(AddressRange::parse(range->to_string()) == *range);
    require(range->at(range->size() - 1) == range->last() && range->offset(range->last()) == range->size() - 1);
    const auto middle = AddressRange::between(range->at(range->size() / 3), range->at(range->size() / 2));
    std::uint64_t left = middle->size();
    for (const AddressRange& rest : without(*range, {*middle}))
        left += rest.size();
    require(left == range->size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ScanLinks plan = a_plan();
    check_range({reinterpret_cast<const char*>(data), size});
    const ScanQuestions questions(plan, 0x1234);
    for (const std::uint64_t asked : {std::uint64_t{9}, plan.size}) {
        const auto answer = questions.answer({.interface = 1, .bytes = {data, size}}, asked);
        if (!answer) continue;
        require(frames::is_unicast(answer->mac) && answer->mac != plan.links[0].mac);
        if (answer->number) require(*answer->number < asked);
        require(!questions.answer({.interface = 2, .bytes = {data, size}}, asked));
        require(!questions.answer({.interface = 1, .bytes = {data, size}, .vlan = 3}, asked));
    }
    return 0;
}
