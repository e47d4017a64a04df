// Every block that a registry has is found, and no short name has more than 8 characters.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "lib/lookup/vendor_registry.hpp"

namespace {

snet::MacAddress first_of(const snet::VendorBlock& block) {
    const std::uint64_t bits = block.bits << (48 - block.length);
    snet::MacAddress::Bytes bytes{};
    for (unsigned i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(bits >> (40 - 8 * i));
    return snet::MacAddress(bytes);
}

void check(const snet::VendorRegistry& registry, const snet::VendorFormat& format, std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto read = format.line(line);
    if (!read) return;
    if (read->block.bits >> read->block.length != 0) std::abort();
    const snet::MacAddress mac = first_of(read->block);
    const bool anyone = !mac.is_group() && (mac.bytes()[0] & 2) == 0 && mac != snet::MacAddress();
    const auto owner = registry.owner(mac);
    if (owner.has_value() != anyone) std::abort();
    if (!owner) return;
    for (const std::string& name : {snet::short_vendor_name(owner->name), owner->short_name})
        if (std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xc0) != 0x80; }) > 8) std::abort();
}

void read(const snet::VendorFormat& format, std::string_view text) {
    snet::VendorRegistry registry(format);
    if (!registry.add(text)) std::abort();
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        check(registry, format, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read(snet::ieee_csv, text);
    read(snet::manuf_text, text);
    return 0;
}
