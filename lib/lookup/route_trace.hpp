#pragma once

#include "lib/lookup/route_table.hpp"
#include "snet/lookup.hpp"

namespace snet {

/// Writes down what becomes of the routes of a table, if anybody wants to know.
class RouteTrace {
  public:
    RouteTrace(Trace* trace, const RouteTable& table) : trace_(trace), table_(table) {}

    void note(const Route& route, Trace::RouteFate fate) {
        if (trace_) trace_->routes.push_back({&route, fate});
    }

    void throws(const Route& route) { note(route, Trace::RouteFate::throws); }

    /// The route answers, and those of its prefix after it and of shorter ones do not.
    void chosen(const RouteTable::Node& node, const Route& route) {
        if (!trace_) return;
        note(route, Trace::RouteFate::chosen);
        const auto all = table_.routes(node);
        for (const Route& other : all.subspan(static_cast<std::size_t>(&route - all.data()) + 1))
            note(other, Trace::RouteFate::metric);
        for (const auto* next = table_.shorter(node); next; next = table_.shorter(*next))
            for (const Route& other : table_.routes(*next))
                note(other, Trace::RouteFate::shorter);
    }

  private:
    Trace* trace_;
    const RouteTable& table_;
};

}  // namespace snet
