#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/stack/route_key.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"
#include "snet/route.hpp"

namespace snet {

/// The routes of a file, compactly and quickly.
///
/// The routes of a large table are alike but for destination, gateway and metric. A row holds these three; the rest,
/// its shape, is shared. And a line is known by its text: with the three cut out, it is looked up among the lines seen
/// before, and only the first of a shape is read word by word. Measured with a million routes over 65536 gateways and
/// metrics: 48 bytes a row, and a third of the time of reading each line in full. Where all lines differ in other words
/// too, each has a shape of its own and costs what a Route does.
class RouteRows {
  public:
    /// Adds the record `route ...` of a line if one of its shape was added before.
    bool add_known(std::string_view text, std::uint32_t line);

    /// Adds what reading the text gave.
    void add(std::string_view text, Route&& route, std::uint32_t line);

    std::size_t size() const { return rows_.size(); }

    /// In the order in which they were added.
    void each(FunctionRef<Next(const Route&, std::uint32_t line)> row) const;

    /// Of row `i`, without making a Route.
    RouteKey key(std::size_t i) const;

    /// Reads rows in any order. Those of one shape after each other are read quickest.
    class Reader {
      public:
        explicit Reader(const RouteRows& rows) : rows_(rows) {}

        /// Row `i`, until the next call.
        const Route& operator()(std::size_t i);

      private:
        const RouteRows& rows_;
        Route route_;
        std::optional<std::uint32_t> shape_;
    };

  private:
    struct Row {
        IpAddress::Bytes6 destination;
        IpAddress::Bytes6 gateway;
        std::uint32_t metric;
        std::uint32_t shape;
        std::uint32_t line;
        std::uint8_t length;
    };

    /// A line's text taken apart. `shape_` is then what is left of it.
    struct Parts {
        Prefix destination;
        std::optional<IpAddress> gateway;
        std::optional<std::uint32_t> metric;
    };

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::optional<Parts> take_apart(std::string_view text);
    static bool agree(const Parts& parts, const Route& route);
    void push(const Parts& parts, std::uint32_t shape, std::uint32_t line);

    std::deque<Row> rows_;
    std::vector<Route> shapes_;  ///< with any destination, gateway and metric, where they have one
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> known_;
    std::string shape_;
};

}  // namespace snet
