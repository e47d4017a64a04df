#pragma once

#include <vector>

#include "lib/stack/route_hides.hpp"
#include "lib/stack/route_rows.hpp"
#include "snet/stack_file.hpp"

namespace snet {

/// What a stack's file says.
struct StackFile::Contents {
    StackBase base;
    RouteRows routes;
    RouteHides route_hides;
    std::vector<NumberedRecord> records;  ///< all others
};

}  // namespace snet
