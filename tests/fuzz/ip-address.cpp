// IpAddress takes what inet_pton takes, prints what inet_ntop prints and reads it back; a zone survives the way too.

#include <arpa/inet.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "snet/ip_address.hpp"

namespace {

void compare(const std::string& text, const snet::Result<snet::IpAddress>& address) {
    std::uint8_t bytes[16];
    const bool theirs = text.find('\0') == text.npos &&
                        (inet_pton(AF_INET, text.c_str(), bytes) == 1 || inet_pton(AF_INET6, text.c_str(), bytes) == 1);
    if (theirs != address.has_value()) std::abort();
    if (!theirs) return;
    if (*address != snet::IpAddress::from_bytes(address->family(), bytes)) std::abort();
    char printed[INET6_ADDRSTRLEN];
    inet_ntop(address->is_ipv4() ? AF_INET : AF_INET6, bytes, printed, sizeof printed);
    if (address->to_string() != printed || snet::IpAddress::parse(printed) != *address) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    compare(text, snet::IpAddress::parse(text));
    const auto zoned = snet::ZonedAddress::parse(text);
    if (zoned && snet::ZonedAddress::parse(zoned->to_string()) != *zoned) std::abort();
    return 0;
}
