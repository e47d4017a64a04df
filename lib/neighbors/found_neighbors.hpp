#pragma once

#include <algorithm>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <unordered_map>
#include <vector>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// Who has answered so far, by link and address.
class FoundNeighbors {
  public:
    enum class News {
        none,    ///< it said so before, or too many others did
        first,   ///< it has this MAC
        another  ///< it has another one than the first
    };

    News add(std::size_t link, const IpAddress& address, const MacAddress& mac) {
        const Key key{address, link};
        const auto [place, is_new] = found_.try_emplace(key, mac);
        if (is_new) return News::first;
        if (place->second == mac) return News::none;
        std::vector<MacAddress>& others = others_[key];
        if (others.size() == most_others || std::ranges::find(others, mac) != others.end()) return News::none;
        others.push_back(mac);
        return News::another;
    }

    /// The first that the address said, if it did.
    std::optional<MacAddress> first(std::size_t link, const IpAddress& address) const {
        const auto place = found_.find({address, link});
        return place == found_.end() ? std::nullopt : std::optional(place->second);
    }

    std::uint64_t size() const { return found_.size(); }

  private:
    // Who floods the link with claims costs no more memory than this.
    static constexpr std::size_t most_others = 16;

    struct Key {
        IpAddress address;
        std::size_t link;
        bool operator==(const Key&) const = default;
    };
    // Addresses that follow each other come near each other, so that a scan walks through the memory as it was filled.
    struct Hash {
        std::size_t operator()(const Key& key) const {
            const auto bytes = key.address.bytes();
            std::size_t number = 0;
            for (const std::uint8_t byte : bytes.last(4))
                number = number << 8 | byte;
            std::uint64_t rest = key.link;
            for (const std::uint8_t byte : bytes.first(bytes.size() - 4))
                rest = (rest ^ byte) * 0x100000001b3;
            return number + rest;
        }
    };

    std::pmr::monotonic_buffer_resource memory_;
    std::pmr::unordered_map<Key, MacAddress, Hash> found_{&memory_};
    std::unordered_map<Key, std::vector<MacAddress>, Hash> others_;  // of the few that have some
};

}  // namespace snet
