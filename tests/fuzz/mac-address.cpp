// Whatever is understood as a MAC address is printed so that it is understood as the same one.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "snet/mac_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto mac = snet::MacAddress::parse({reinterpret_cast<const char*>(data), size});
    if (mac && snet::MacAddress::parse(mac->to_string()) != *mac) std::abort();
    return 0;
}
