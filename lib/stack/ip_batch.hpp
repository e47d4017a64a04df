#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/ip_command.hpp"

namespace snet {

/// Runs commands of iproute2, many by one process.
class IpBatch {
  public:
    using Refused = FunctionRef<void(std::string_view command, std::string_view reason)>;

    /// `refused` gets each command that the kernel or `ip` did not take, and why. `done` is called after each command.
    IpBatch(Refused refused, FunctionRef<void()> done) : refused_(refused), done_(done) {}

    void add(const IpCommand& command);

    /// Runs what was added so far. An error if `ip` cannot be run at all, or was stopped.
    Result<void> run();

  private:
    Result<std::size_t> run_from(std::size_t start);

    Refused refused_;
    FunctionRef<void()> done_;
    std::vector<std::string> lines_;  // all of one family, or of none
    std::string family_;
    Result<void> status_;
};

}  // namespace snet
