#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lib/stack/ip_batch.hpp"
#include "lib/stack/link_steps.hpp"

namespace snet {

/// Gives a new network namespace, in which this process is, the tables of a stack. What the kernel adds by itself on
/// the way is not foreseen but looked at.
class NamespaceFiller {
  public:
    /// `done` is called after each command that is run.
    NamespaceFiller(const Stack& want, FunctionRef<void(std::string_view)> refused, FunctionRef<void()> done)
        : want_(want), refused_(refused), done_(done) {}

    /// Finds out what interfaces this system can make. That leaves some behind: `fill` wants another namespace.
    Result<void> try_kinds();

    Result<void> fill();

  private:
    using Stage = FunctionRef<Result<void>(const Stack& now, IpSteps steps)>;

    void refuse(std::string_view row, std::string_view reason);
    Result<void> run_step(IpBatch& batch, const IpStep& step);
    void make_tun(const IpCommand& command);
    Result<void> run(Stage stage);
    Result<void> set_settings(bool (*which)(std::string_view name));
    Result<void> make_links();
    Result<std::size_t> make_missing_links(std::size_t way);
    Result<void> change_links_and_addresses();
    Result<bool> is_at_rest(bool is_patient) const;
    Result<void> come_to_rest();
    Result<void> wait_for_kernel();
    Result<void> change_routes();
    Result<std::vector<Record>> guides_to_gateways() const;
    Result<void> put_guides(IpVerb verb, const std::vector<Record>& guides);
    Result<void> change_tables();
    Result<void> split_fib4();
    Result<void> forget_sources();
    Result<void> take_down();

    const Stack& want_;
    FunctionRef<void(std::string_view)> refused_;
    FunctionRef<void()> done_;
    Links links_;                  // that are wanted
    std::set<std::string> late_;   // of them, those that go down last
    std::set<std::string> kinds_;  // that this system can make for others
    std::size_t refusals_ = 0;
    bool is_quiet_ = false;  // while there are other ways left
};

}  // namespace snet
