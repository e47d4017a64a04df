#include <limits>

#include "snet/interface_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome run(const cli::Call& call) {
    return put_words(call, set_interface);
}

}  // namespace

const cli::Verb set_interface_words = {
    .name = "set",
    .subjects = "IFACE WORD...",
    .help = "what it is: up, down, mtu N, address MAC, ...",
    .options = options,
    .run = run,
    .min_subjects = 2,
    .max_subjects = std::numeric_limits<std::size_t>::max(),
    .has_families = false,
};

}  // namespace snet
