#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snet {

/// One line of a name file: `254 main`.
struct NumberName {
    std::uint32_t number = 0;
    std::string name;

    bool operator==(const NumberName&) const = default;
};

/// Reads what iproute2's name files hold: lines of a number (decimal, or hexadecimal after `0x`) and a name, comments
/// after `#`. A number above `maximum` or 2^31 - 1 is passed over; a line that is none of these ends the reading, as it
/// does `ip`'s.
std::vector<NumberName> parse_name_file(std::string_view text, std::uint32_t maximum);

/// Reads `/etc/iproute2/FILE`, else `/usr/share/iproute2/FILE`, and with `folder` the `.conf` files of `FILE.d` in
/// both, of which one in /etc hides its namesake. `root` is put before every path. What comes later is meant to win.
std::vector<NumberName> read_name_files(const std::string& root, const std::string& file, bool folder,
                                        std::uint32_t maximum);

}  // namespace snet
