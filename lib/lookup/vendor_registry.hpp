#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/records/vendor_line.hpp"
#include "platform/mapped_file.hpp"
#include "snet/error.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// The blocks and owners of a registry's files, found by block.
///
/// One question is the usual, so opening counts as much as asking, and what costs is memory touched for the first time.
/// So the files are mapped, not read, and what is kept of each of the IEEE's 46,000 lines is a single number: its block
/// and where it stands. Owners are read when asked for.
class VendorRegistry {
  public:
    explicit VendorRegistry(const VendorFormat& format);

    /// Takes in the lines of a text that outlives this. Of two lines for one block the first counts. `invalid` if the
    /// texts get longer than 128 MB.
    Result<void> add(std::string_view text);

    /// The first of the registries of this system under `root`, which is put before their paths. An absent one falls
    /// through to the next; one that cannot be read is an error.
    static Result<VendorRegistry> open(const std::string& root = {});

    /// The owner of the longest block that holds the address. None for group and locally administered addresses, nor
    /// for 00:00:00:00:00:00, which stands for no address wherever it is seen.
    std::optional<VendorOwner> owner(const MacAddress& mac) const;

    std::size_t size() const { return count_; }

  private:
    /// A block's key, and in the lower bits where its line begins in the texts, one after the other; 0 is free.
    using Slot = std::uint64_t;

    /// Adds the lines of a registry's files. False if the first of them is absent.
    Result<bool> add_files(std::span<const char* const> files, const std::string& root);
    void insert(Slot slot);
    void resize(std::size_t slots);
    std::size_t find(std::uint64_t key) const;
    std::string_view line_at(std::size_t position) const;

    const VendorFormat* format_;
    std::vector<platform::MappedFile> files_;
    std::vector<std::string_view> texts_;
    std::size_t length_ = 0;   // of the texts
    std::vector<Slot> slots_;  // open addressing; as many as a power of two
    std::size_t count_ = 0;
};

}  // namespace snet
