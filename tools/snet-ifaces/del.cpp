#include <limits>

#include "snet/interface_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome run(const cli::Call& call) {
    return put_words(call, call.subjects.size() == 1 ? remove_interface : remove_address);
}

}  // namespace

const cli::Verb delete_interface_or_address = {
    .name = "del",
    .subjects = "IFACE [WORD...]",
    .help = "an interface; ADDR[/LEN] [WORD...]: an address of it",
    .options = options,
    .run = run,
    .min_subjects = 1,
    .max_subjects = std::numeric_limits<std::size_t>::max(),
    .has_families = false,
};

}  // namespace snet
