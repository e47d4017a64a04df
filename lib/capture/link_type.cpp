#include "snet/capture/link_type.hpp"

#include <pcap/dlt.h>
#include <pcap/pcap.h>

#include <iterator>
#include <string>

#include "lib/capture/dlt.hpp"
#include "lib/values/ascii_case.hpp"
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

// What everybody may use as they like; libpcap has constants for these, but no names.
constexpr LinkType first_private = 147;
constexpr std::string_view private_names[] = {"USER0",  "USER1",  "USER2",  "USER3", "USER4",  "USER5",
                                              "USER6",  "USER7",  "USER8",  "USER9", "USER10", "USER11",
                                              "USER12", "USER13", "USER14", "USER15"};

bool is_private(LinkType type) {
    return type >= first_private && type - first_private < std::size(private_names);
}

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
    if (is_private(type)) return private_names[type - first_private];
    if (type == link_type_journal_entry) return "JOURNAL_ENTRY";
    return text(pcap_datalink_val_to_name(dlt_of(type)));
}

std::optional<std::string_view> link_type_description(LinkType type) {
    if (is_private(type)) return "Private use";
    if (type == link_type_journal_entry) return "Entry of systemd's journal";
    return text(pcap_datalink_val_to_description(dlt_of(type)));
}

std::optional<LinkType> parse_link_type(std::string_view text) {
    constexpr std::string_view prefix = "DLT_";
    if (const auto number = parse_digits(text, 10, max32)) return static_cast<LinkType>(*number);
    if (equal_in_any_case(text.substr(0, prefix.size()), prefix)) text.remove_prefix(prefix.size());
    for (LinkType type = first_private; is_private(type); ++type)
        if (equal_in_any_case(text, private_names[type - first_private])) return type;
    if (equal_in_any_case(text, "JOURNAL_ENTRY")) return link_type_journal_entry;
    const int found = pcap_datalink_name_to_val(std::string(text).c_str());
    if (found < 0) return std::nullopt;
    for (const auto& [in_file, in_libpcap] : file_numbers)
        if (found == in_libpcap) return in_file;
    return static_cast<LinkType>(found);
}

}  // namespace snet::capture
