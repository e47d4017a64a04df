#include <limits>

#include "snet/address_with_length.hpp"
#include "snet/interface_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-ifaces/verbs.hpp"

namespace snet {
namespace {

constexpr cli::Option options[] = {force_option};

cli::Outcome run(const cli::Call& call) {
    const bool is_address = call.subjects.size() > 1 && AddressWithLength::parse(call.subjects[1]);
    return put_words(call, is_address ? put_address : add_interface);
}

}  // namespace

const cli::Verb add_interface_or_address = {
    .name = "add",
    .subjects = "NAME [WORD...]",
    .help = "an interface; ADDR/LEN [WORD...]: an address of it",
    .options = options,
    .run = run,
    .min_subjects = 1,
    .max_subjects = std::numeric_limits<std::size_t>::max(),
    .has_families = false,
};

}  // namespace snet
