// RTM_NEWADDR: decoded the same whatever was decoded before, and printed well.

#include "tests/fuzz/message.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/address_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    const auto address = fuzz::decoded<InterfaceAddress>({data, size}, platform::decode_address);
    if (!address) return 0;
    const Interface interface{.index = address->index, .name = "v0", .addresses = {*address}};
    fuzz::check_printing(cli::address_columns, {interface, &interface.addresses[0], names});
    return 0;
}
