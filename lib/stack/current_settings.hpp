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

    /// By the dotted name; none if the kernel has no such setting, which reads as its own default, or it was not read.
    std::optional<int> value(const std::string& name);

    /// What kept the first of the values that were asked for from being read.
    const std::optional<Error>& error() const { return error_; }

  private:
    struct OfInterfaces {
        std::set<std::string> kinds;         ///< "net.ipv4.conf.*.forwarding": what is known of every interface
        std::map<std::string, int> unusual;  ///< those that are not as in a new namespace
    };

    void note(const Error& error);
    OfInterfaces read_interfaces();
    std::optional<int> value_in_file(const std::string& name);

    const OwnRows* own_;
    platform::Tables* os_;
    std::optional<OfInterfaces> of_interfaces_;
    std::map<std::string, std::optional<int>> in_files_;
    std::optional<Error> error_;
};

}  // namespace snet
