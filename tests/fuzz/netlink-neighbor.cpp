// RTM_NEWNEIGH: decoded the same whatever was decoded before, printed well; and what is read of its text has that text.

#include "tests/fuzz/message.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/neighbor_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    platform::Devices devices;
    const auto neighbor = fuzz::decoded<Neighbor>({data, size}, [&](platform::Bytes bytes, Neighbor& out) {
        return platform::decode_neighbor(bytes, devices, out);
    });
    if (!neighbor) return 0;
    const cli::NeighborListing listing{.names = names, .statistics = true};
    fuzz::check_printing(cli::neighbor_columns, {*neighbor, listing});
    const std::string text = neighbor->to_string(names);
    const auto again = Neighbor::parse(text, names);
    if (again && again->to_string(names) != text) std::abort();
    return 0;
}
