#pragma once

#include <vector>

#include "lib/stack/link_steps.hpp"

namespace snet {

/// The addresses that the kernel gives an interface when it comes up: loopback its own, others a link-local one.
std::vector<AddressRecord> kernel_addresses(const InterfaceRecord& row);

/// The routes that it adds for an address of an interface. Those of an interface that is down are few.
std::vector<Record> kernel_routes(const InterfaceRecord& row, const AddressRecord& address, bool up,
                                  const std::vector<AddressRecord>& all);

/// The route that it adds when an interface comes up.
std::vector<Record> kernel_routes(const InterfaceRecord& row);

}  // namespace snet
