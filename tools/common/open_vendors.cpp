#include "tools/common/open_vendors.hpp"

#include <utility>

namespace snet {

std::optional<Vendors> open_vendors(const cli::Call& call) {
    auto vendors = Vendors::open();
    if (vendors) return std::move(*vendors);
    if (call.verbose) cli::report_warning(call, vendors.error().message);
    return std::nullopt;
}

}  // namespace snet
