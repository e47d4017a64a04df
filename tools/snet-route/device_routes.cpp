#include <limits>

#include "snet/route_edit.hpp"
#include "tools/common/edit.hpp"
#include "tools/snet-route/verbs.hpp"

namespace snet::route {

namespace {

constexpr cli::Option options[] = {force_option};

}  // namespace

constexpr cli::Verb ifadd{.name = "ifadd",
                          .subjects = "IFACE ADDR/LEN",
                          .help = "the routes that the address would bring",
                          .options = options,
                          .run = [](const cli::Call& call) { return put_words(call, add_device_routes); },
                          .min_subjects = 2,
                          .max_subjects = 2,
                          .has_families = false};

constexpr cli::Verb ifdel{.name = "ifdel",
                          .subjects = "IFACE",
                          .help = "no routes through it",
                          .options = options,
                          .run = [](const cli::Call& call) { return put_words(call, remove_device_routes); },
                          .min_subjects = 1,
                          .max_subjects = 1,
                          .has_families = false};

constexpr cli::Verb ifchange{.name = "ifchange",
                             .subjects = "IFACE ADDR/LEN",
                             .help = "those of the address for those of its addresses",
                             .options = options,
                             .run = [](const cli::Call& call) { return put_words(call, change_device_routes); },
                             .min_subjects = 2,
                             .max_subjects = 2,
                             .has_families = false};

}  // namespace snet::route
