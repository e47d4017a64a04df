#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "snet/error.hpp"

namespace snet::platform {

/// Where `net.ipv4.conf.eth0/1.forwarding` is found below /proc/sys: "net/ipv4/conf/eth0.1/forwarding". `invalid` for
/// a name that could lead anywhere else.
Result<std::string> sysctl_path(std::string_view name);

/// Its value without the last newline; none if there is no such setting, which a directory is not either.
Result<std::optional<std::string>> read_sysctl(const std::string& path);

}  // namespace snet::platform
