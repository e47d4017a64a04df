#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lib/stack/own_rows.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"
#include "snet/query.hpp"

namespace snet {

/// The rows of the routes in the order of Linux's dumps; those of one key in the file's.
std::vector<std::uint32_t> in_dump_order(const RouteRows& routes);

/// The rows of the hides by their keys.
std::vector<std::uint32_t> in_key_order(const RouteHides& hides);

/// Rows of a stack's file, sorted once.
struct RouteOrders {
    explicit RouteOrders(const OwnRows& own)
        : routes(in_dump_order(own.routes)), hides(in_key_order(own.route_hides)) {}
    std::vector<std::uint32_t> routes;
    std::vector<std::uint32_t> hides;
};

/// The routes of a stack's file laid over the operating system's.
///
/// A route whose way out is through an interface that is not there, or down, has none: it is left out, and a hop of
/// several is dead. Where the interface is merely down, routes stay that Linux would keep; where it has no
/// carrier, the file's own say so as the operating system's do. A frozen stack's say it themselves.
class RouteOverlay {
  public:
    /// `orders` are those of the file's rows, `interfaces` and `objects` are the stack's, these by ascending id; all
    /// outlive this.
    RouteOverlay(const OwnRows& own, const RouteOrders& orders, std::span<const Interface> interfaces,
                 std::span<const NexthopObject> objects);

    using Row = FunctionRef<Next(const Route&)>;

    /// Calls back for every route that the query wants. `os` calls back for those of the operating system, in its
    /// order; the file's come among them where the kernel's dump would have them.
    Result<void> each(const RouteQuery& query, FunctionRef<Result<void>(Row)> os, Row row) const;

  private:
    class Merge;

    bool is_hidden(const Route& route, RouteHides::Reader& reader) const;
    bool is_replaced(const Route& route) const;
    bool is_lost(const std::string& device, const Route& route) const;
    bool settle(Route& route) const;
    void note_carrier(Route& route) const;
    void resolve(Route& route) const;

    const OwnRows& own_;
    const RouteOrders& orders_;
    std::span<const NexthopObject> objects_;
    std::map<std::string, std::uint32_t, std::less<>> interfaces_;  ///< and their flags
    std::set<std::string, std::less<>> lost_;                       ///< that the operating system has, or has up
    std::set<std::string, std::less<>> hidden_;                     ///< of the operating system's
    std::vector<const Hide*> hides_of_any_prefix_;
};

}  // namespace snet
