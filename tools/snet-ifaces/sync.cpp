#include "snet/interface_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [](std::string_view text, const EditScope& scope) { return drop_interfaces(text, scope); });
}

}  // namespace

const cli::Verb sync_interfaces = {
    .name = "sync",
    .subjects = "",
    .help = "back to the OS's interfaces, addresses, their routes",
    .options = options,
    .run = run,
    .has_families = false,
};

}  // namespace snet
