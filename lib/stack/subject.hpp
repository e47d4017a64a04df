#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "snet/interface.hpp"

namespace snet {

/// Puts each address to its interface. One whose interface is gone is dropped: both tables were read at two moments.
/// The interfaces are sorted by index, and the addresses keep their order.
void join(std::vector<Interface>& interfaces, std::vector<InterfaceAddress>&& addresses);

/// The index that a text may mean, written as the kernel's tools do: "01" can only be a name.
std::optional<std::uint32_t> index_of(std::string_view text);

/// A MAC or IP address by which an interface is asked for.
class OwnAddress {
  public:
    static std::optional<OwnAddress> parse(std::string_view text);  ///< none if it is neither

    bool is_ip() const { return std::holds_alternative<ZonedAddress>(address_); }

    /// Whether the interface has it; with a zone, whether it is also the one that this names.
    bool is_of(const Interface& interface) const;

  private:
    explicit OwnAddress(std::variant<MacAddress, ZonedAddress> address) : address_(std::move(address)) {}
    std::variant<MacAddress, ZonedAddress> address_;
};

/// What to say of a subject that names no interface: `invalid` with a hint for NAME@LINK, else `not_found`.
Error no_such_interface(std::string_view subject);

}  // namespace snet
