#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "lib/stack/own_rows.hpp"
#include "platform/tables.hpp"

namespace snet {

/// The settings of a stack at one time, for a reader of many: those of the operating system's interfaces that look-up
/// reads are read all at once with the first of them, others one by one and once each.
class CurrentSettings {
  public:
    /// No `own`: the stack has no file; no `os`: it is frozen. Both outlive this.
    CurrentSettings(const OwnRows* own, platform::Tables* os) : own_(own), os_(os) {}

    /// By the dotted name; none if there is none or the operating system cannot tell, which reads as the kernel's own
    /// default.
    std::optional<int> value(const std::string& name);

  private:
    struct OfInterfaces {
        std::set<std::string> kinds;         ///< "net.ipv4.conf.*.forwarding": what is known of every interface
        std::map<std::string, int> unusual;  ///< those that are not as in a new namespace
    };

    OfInterfaces read_interfaces();
    std::optional<int> value_in_file(const std::string& name);

    const OwnRows* own_;
    platform::Tables* os_;
    std::optional<OfInterfaces> of_interfaces_;
    std::map<std::string, std::optional<int>> in_files_;
};

}  // namespace snet
