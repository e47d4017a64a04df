#pragma once

#include <vector>

#include "snet/address_range.hpp"

namespace snet {

/// The ranges in order, without the addresses that one before has already.
std::vector<AddressRange> united(std::vector<AddressRange> ranges);

/// What of `range` none of the others has, which are `united`; in order.
std::vector<AddressRange> without(const AddressRange& range, const std::vector<AddressRange>& others);

}  // namespace snet
