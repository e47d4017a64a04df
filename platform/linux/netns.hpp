#pragma once

#include <optional>
#include <string>

#include "platform/linux/descriptor.hpp"
#include "snet/error.hpp"
#include "snet/function_ref.hpp"

namespace snet::platform {

/// A network namespace to read from: this process's own, or another that the calling thread enters for as long as it
/// takes to open a socket or a file. Files below /proc/sys/net show the namespace of the thread that opens them.
class NetworkNamespace {
  public:
    /// The caller's own.
    NetworkNamespace() = default;

    /// A name of `ip netns`, else a process id, else a path. Another name for the caller's own needs no privileges.
    static Result<NetworkNamespace> open(const std::string& subject);

    /// Calls `work` inside. The thread is back in its own namespace when this returns.
    Result<void> inside(FunctionRef<void()> work) const;

  private:
    NetworkNamespace(Descriptor target, Descriptor home, std::string subject)
        : target_(std::move(target)), home_(std::move(home)), subject_(std::move(subject)) {}

    Descriptor target_;  // none: the caller's own
    Descriptor home_;
    std::string subject_;
};

}  // namespace snet::platform
