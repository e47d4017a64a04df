#pragma once

#include <vector>

#include "lib/stack/route_rows.hpp"
#include "snet/stack_file.hpp"

namespace snet {

/// What a stack's file says.
struct StackFile::Contents {
    StackBase base;
    RouteRows routes;
    std::vector<NumberedRecord> records;  ///< all but routes
};

}  // namespace snet
