#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "snet/mac_address.hpp"

namespace [[gnu::visibility("default")]] snet {

/// Who the IEEE gave a block of MAC addresses to.
///
/// Reads the distribution's own registry: ieee-data's, else Wireshark's `manuf`, else nmap's. The longest of the 36-,
/// 28- and 24-bit blocks decides. A locally administered address has no vendor.
class Vendors {
  public:
    /// `not_found` if no registry is installed; the message names the package.
    static Result<Vendors> open();

    Vendors(Vendors&&) noexcept;
    Vendors& operator=(Vendors&&) noexcept;
    ~Vendors();

    std::optional<std::string> name(const MacAddress& mac) const;        ///< "Microsoft Corp."
    std::optional<std::string> short_name(const MacAddress& mac) const;  ///< at most 8 characters: "Microsof"

  private:
    struct Registry;
    explicit Vendors(std::unique_ptr<Registry> registry);
    std::unique_ptr<Registry> registry_;
};

}  // namespace snet
