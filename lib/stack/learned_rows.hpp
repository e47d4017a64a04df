#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "snet/ip_address.hpp"
#include "snet/mac_address.hpp"

namespace snet {

/// The text of a cache file of neighbors: a line an answer, `SECONDS INDEX DEVICE ADDRESS MAC`, of which for an address
/// on an interface the last counts. SECONDS is when it came, since the machine was started. A line that is anything
/// else is as if it were not there.
class LearnedRows {
  public:
    static constexpr std::size_t max_text = std::size_t{8} << 20;  ///< bytes of a file
    static constexpr std::uint64_t max_age = 86400;                ///< seconds that an answer is kept

    struct Row {
        std::string device;
        MacAddress mac;
        std::uint64_t when = 0;

        bool operator==(const Row&) const = default;
    };
    using Key = std::pair<std::uint32_t, IpAddress>;  ///< the interface's index

    /// Those of the text that are not too old at `now`, nor of a time that is still to come.
    static LearnedRows parse(std::string_view text, std::uint64_t now);

    void put(const Key& key, const Row& row) { rows_.insert_or_assign(key, row); }
    const std::map<Key, Row>& rows() const { return rows_; }
    std::map<Key, Row>& rows() { return rows_; }

    std::string to_string() const;

    /// `text` with these lines behind it, or, where most of its lines count no more, a shorter one that says the same.
    static std::string with(std::string&& text, const LearnedRows& more, std::uint64_t now);

  private:
    std::map<Key, Row> rows_;
};

}  // namespace snet
