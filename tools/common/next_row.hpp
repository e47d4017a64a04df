#pragma once

#include "snet/query.hpp"
#include "tools/cli/process.hpp"

namespace snet {

/// What a verb that lists answers for every row: it goes on until Ctrl-C.
inline Next next_row() {
    return cli::interrupted() ? Next::stop : Next::go_on;
}

}  // namespace snet
