// RTM_NEWADDRLABEL: decoded the same whatever was decoded before, to a prefix of IPv6.

#include "tests/fuzz/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    const auto label = fuzz::decoded<AddressLabel>({data, size}, platform::decode_label);
    if (label && (label->prefix.family() != Family::ipv6 || label->prefix.length() > 128)) std::abort();
    return 0;
}
