#pragma once

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

namespace snet::platform {

/// Calls `work` with CAP_NET_RAW in force, if this thread may have it, and takes it out of force again.
void with_raw_packets(FunctionRef<void()> work);

/// That it is missing, and how the program that runs gets it.
std::unexpected<Error> raw_packets_refused();

}  // namespace snet::platform
