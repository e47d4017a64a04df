// RTM_NEWNEXTHOP: decoded the same whatever was decoded before, and printed well beside a route that uses the object.

#include "tests/fuzz/message.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/route_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    platform::Devices devices;
    const auto object = fuzz::decoded<NexthopObject>({data, size}, [&](platform::Bytes bytes, NexthopObject& out) {
        return platform::decode_nexthop(bytes, devices, out);
    });
    if (!object) return 0;
    cli::RouteListing listing(names);
    listing.details = true;
    listing.nexthops.emplace(object->id, nexthop_object_fields(*object, names));
    Route route;
    route.nexthop_id = object->id;
    fuzz::check_printing(cli::route_columns, {route, listing});
    return 0;
}
