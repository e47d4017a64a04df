#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "snet/function_ref.hpp"
#include "snet/query.hpp"
#include "snet/record.hpp"

namespace snet {

/// The hides of routes in a file, compactly and quickly: as RouteRows keeps routes, a row is the prefix, and what a
/// hide says besides is shared by all that say the same. Those whose text begins with no prefix are kept in full.
class RouteHides {
  public:
    /// Adds the record `hide route PREFIX ...` of a line if one of another prefix with the same words was added before.
    bool add_known(std::string_view text, std::uint32_t line);

    /// Adds what reading the text gave: a Hide of a route.
    void add(std::string_view text, Hide&& hide, std::uint32_t line);

    std::size_t size() const { return rows_.size(); }

    /// In the order in which they were added.
    void each(FunctionRef<Next(const Hide&, std::uint32_t line)> row) const;

    /// What a route must have at least to be hidden by a row.
    struct Key {
        std::uint32_t table;
        Prefix destination;
        auto operator<=>(const Key&) const = default;
    };
    Key key(std::size_t i) const;

    /// Those that tell no prefix. Valid until a row is added.
    std::vector<const Hide*> of_any_prefix() const;

    /// Reads rows in any order. Those with the same words after each other are read quickest.
    class Reader {
      public:
        explicit Reader(const RouteHides& hides) : hides_(hides) {}

        /// Row `i`, until the next call.
        const Hide& operator()(std::size_t i);

      private:
        const RouteHides& hides_;
        Hide hide_;
        std::optional<std::uint32_t> shape_;
    };

  private:
    struct Row {
        IpAddress::Bytes6 destination;
        std::uint32_t shape;
        std::uint32_t line;
        std::uint8_t length;
    };

    struct Shape {
        Hide hide;                        ///< with any prefix
        std::optional<std::string> rest;  ///< of the hide's text, behind its prefix; none: the hide is whole
    };

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::optional<Prefix> take_apart(std::string_view text);
    void push(const Prefix& destination, std::uint32_t shape, std::uint32_t line);

    std::deque<Row> rows_;
    std::vector<Shape> shapes_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> known_;  ///< shapes by family and rest
    std::string shape_;
};

}  // namespace snet
