// RTM_NEWROUTE: decoded the same whatever was decoded before, printed well, as text too.

#include "tests/fuzz/message.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/route_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    platform::Devices devices;
    const auto route = fuzz::decoded<Route>(
        {data, size}, [&](platform::Bytes bytes, Route& out) { return platform::decode_route(bytes, devices, out); });
    if (!route) return 0;
    cli::RouteListing listing(names);
    listing.details = listing.several_tables = true;
    fuzz::check_printing(cli::route_columns, {*route, listing});
    fuzz::check_text(
        route->to_string(names), [&](const std::string& text) { return Route::parse(text, route->family(), names); },
        [&](const Route& each) { return each.to_string(names); });
    return 0;
}
