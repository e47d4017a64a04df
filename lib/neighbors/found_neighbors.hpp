#pragma once

#include <cstdint>
#include <cstring>
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
        const auto [place, is_new] = found_.try_emplace({address, link}, Answers{mac, {}});
        if (is_new) return News::first;
        Answers& known = place->second;
        if (known.first == mac || known.others.size() == most_others) return News::none;
        for (const MacAddress& other : known.others)
            if (other == mac) return News::none;
        known.others.push_back(mac);
        return News::another;
    }

    /// The first that the address said, if it did.
    std::optional<MacAddress> first(std::size_t link, const IpAddress& address) const {
        const auto place = found_.find({address, link});
        return place == found_.end() ? std::nullopt : std::optional(place->second.first);
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
    struct Hash {
        std::size_t operator()(const Key& key) const {
            std::uint64_t words[2] = {};
            std::memcpy(words, key.address.bytes().data(), key.address.bytes().size());
            const std::uint64_t mixed = (words[0] ^ words[1] * 31 ^ key.link) * 0x9e3779b97f4a7c15U;
            return mixed ^ mixed >> 32;
        }
    };
    struct Answers {
        MacAddress first;
        std::vector<MacAddress> others;
    };
    std::unordered_map<Key, Answers, Hash> found_;
};

}  // namespace snet
