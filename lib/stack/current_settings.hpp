#pragma once

#include <map>
#include <optional>
#include <string>

#include "lib/stack/own_rows.hpp"
#include "platform/tables.hpp"

namespace snet {

/// The settings of a stack at one time, for a reader of many: the operating system's of interfaces are read all at once
/// with the first of them.
class CurrentSettings {
  public:
    /// No `own`: the stack has no file; no `os`: it is frozen. Both outlive this.
    CurrentSettings(const OwnRows* own, platform::Tables* os) : own_(own), os_(os) {}

    /// By the dotted name; none if there is none or the operating system cannot tell, which reads as the kernel's own
    /// default. Of an interface: of those that look-up reads.
    std::optional<int> value(const std::string& name);

  private:
    std::optional<int> value_of_interface(const std::string& name);
    std::optional<int> value_in_file(const std::string& name);

    const OwnRows* own_;
    platform::Tables* os_;
    std::optional<std::map<std::string, int>> of_interfaces_;  // but those that are as in a new namespace
    std::map<std::string, std::optional<int>> in_files_;       // those that were asked for
};

}  // namespace snet
