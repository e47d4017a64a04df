#include "snet/capture/link_type.hpp"

#include <pcap/dlt.h>
#include <pcap/pcap.h>

#include <string>

#include "lib/capture/dlt.hpp"
#include "lib/values/number_text.hpp"

namespace snet::capture {

namespace {

// Link types that systems number differently have another number in files.
struct FileNumber {
    LinkType in_file;
    int in_libpcap;
};
constexpr FileNumber file_numbers[] = {
    {100, DLT_ATM_RFC1483}, {101, DLT_RAW}, {102, DLT_SLIP_BSDOS}, {103, DLT_PPP_BSDOS}, {106, DLT_ATM_CLIP},
};

std::optional<std::string_view> text(const char* found) {
    if (found == nullptr) return std::nullopt;
    return found;
}

}  // namespace

int dlt_of(LinkType type) {
    for (const auto& [in_file, in_libpcap] : file_numbers)
        if (type == in_file) return in_libpcap;
    return static_cast<int>(type);
}

std::optional<std::string_view> link_type_name(LinkType type) {
    return text(pcap_datalink_val_to_name(dlt_of(type)));
}

std::optional<std::string_view> link_type_description(LinkType type) {
    return text(pcap_datalink_val_to_description(dlt_of(type)));
}

std::optional<LinkType> parse_link_type(std::string_view text) {
    if (const auto number = parse_digits(text, 10, max32)) return static_cast<LinkType>(*number);
    const std::string name(text);
    // With its prefix also: libpcap looks for that first.
    int found = pcap_datalink_name_to_val(name.c_str());
    if (found < 0 && name.size() > 4) found = pcap_datalink_name_to_val(name.c_str() + 4);
    if (found < 0) return std::nullopt;
    for (const auto& [in_file, in_libpcap] : file_numbers)
        if (found == in_libpcap) return in_file;
    return static_cast<LinkType>(found);
}

}  // namespace snet::capture
