#pragma once

#include "snet/capture/link_type.hpp"

namespace snet::capture {

/// The number that libpcap has for a link type on this system.
int dlt_of(LinkType type);

}  // namespace snet::capture
