#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "snet/mac_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// Who the IEEE gave a block of MAC addresses to.
///
/// Reads the distribution's own registry: ieee-data's, else Wireshark's `manuf`, else nmap's. The longest of the 36-,
/// 28- and 24-bit blocks decides. Group and locally administered addresses and the all-zero one have no vendor.
class Vendors {
  public:
    /// `not_found` if no registry is installed; the message names the package. One that is there and cannot be read is
    /// an error that names the file.
    static Result<Vendors> open();

    Vendors(Vendors&&) noexcept;
    Vendors& operator=(Vendors&&) noexcept;
    ~Vendors();

    std::optional<std::string> name(const MacAddress& mac) const;  ///< "Microsoft Corp."

    /// At most 8 characters: "Microsof". The registry's own short name if it has one (Wireshark's); else made in its
    /// manner: words joined, each with a capital, without punctuation and words like "Inc" or "GmbH".
    std::optional<std::string> short_name(const MacAddress& mac) const;

  private:
    struct [[gnu::visibility("hidden")]] Registry;
    explicit Vendors(std::unique_ptr<Registry> registry);
    std::unique_ptr<Registry> registry_;
};

}  // namespace snet
#pragma GCC visibility pop
