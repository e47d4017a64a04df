#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/records/vendor_line.hpp"
#include "snet/error.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// The blocks and owners of a registry's files, found by block.
///
/// One question is the usual, so opening counts as much as asking: reading and indexing the IEEE's 46,000 lines takes 3
/// ms. What costs is memory touched for the first time. So the text passes through a small buffer, and no more of it is
/// kept than the owners, as they are written; they are read when asked for. A map would take 4 MB in 100,000 pieces,
/// this 2.
class VendorRegistry {
  public:
    explicit VendorRegistry(const VendorFormat& format);

    /// Takes in a line. Of two lines for one block the first counts.
    void add_line(std::string_view line);

    /// Makes what was added findable.
    void index();

    /// The first of the registries of this system under `root`, which is put before their paths. An absent one falls
    /// through to the next; one that cannot be read is an error.
    static Result<VendorRegistry> open(const std::string& root = {});

    /// The owner of the longest block that holds the address. None for group and locally administered addresses, nor
    /// for 00:00:00:00:00:00, which stands for no address wherever it is seen.
    std::optional<VendorOwner> owner(const MacAddress& mac) const;

    std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        VendorBlock block;
        std::uint32_t start = 0;  ///< of the owner in owners_
        std::uint32_t size = 0;
    };

    std::size_t find(const VendorBlock& block) const;

    const VendorFormat* format_;
    std::string owners_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // open addressing: a place in entries_, plus one; 0 is free
};

}  // namespace snet
