#include "tools/common/edit.hpp"
#include "tools/snet-arp/verbs.hpp"

namespace snet::arp {

namespace {

constexpr cli::Option options[] = {force_option};

constexpr RowKind kinds[] = {RowKind::neighbor};

cli::Outcome run(const cli::Call& call) {
    return remove(call, [](std::string_view text, const EditScope& scope) { return drop_rows(text, kinds, scope); });
}

}  // namespace

constexpr cli::Verb sync{
    .name = "sync", .help = "back to the OS's neighbors", .options = options, .run = run, .has_families = false};

}  // namespace snet::arp
