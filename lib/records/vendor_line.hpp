#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace snet {

/// The first `length` bits (24, 28 or 36) that the addresses of a block share.
struct VendorBlock {
    std::uint64_t bits = 0;
    unsigned length = 0;

    bool operator==(const VendorBlock&) const = default;
};

/// A line of a registry: a block, and what stands behind it, not empty, which names its owner.
struct VendorLine {
    VendorBlock block;
    std::string_view owner;
};

struct VendorOwner {
    std::string name;
    std::string short_name;  ///< empty if the registry has none
};

/// How a kind of registry is written: a block and its owner in each line.
struct VendorFormat {
    std::optional<VendorLine> (*line)(std::string_view line);  ///< nullopt for headers, comments and all else
    VendorOwner (*owner)(std::string_view text);               ///< reads VendorLine::owner
};

/// The IEEE's CSV: `MA-L,00D0EF,IGT,9295 PROTOTYPE DRIVE RENO NV US 89511`.
extern const VendorFormat ieee_csv;

/// Wireshark's `00:1B:C5:00:00:00/36<TAB>Short<TAB>Long name`, and nmap's `001BC5000 Long name`.
extern const VendorFormat manuf_text;

/// At most 8 characters that stand for a name, in the manner of Wireshark's `manuf`: every word begins with a capital,
/// blanks, punctuation and words like "Inc" or "Corp" go. "Microsoft Corp." is "Microsof".
std::string short_vendor_name(std::string_view name);

}  // namespace snet
