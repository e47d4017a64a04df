#pragma once

#include <array>

#include "snet/interface.hpp"
#include "tools/cli/output.hpp"

namespace snet {

/// What a verb prints that answers with a name; JSON has the index too.
inline constexpr cli::Column<Interface> name_columns[] = {
    {"ifname", "NAME", cli::Shown::always, "its name",
     [](const Interface& one, cli::Sink& sink) { sink.text(one.name); }},
    {"ifindex", "INDEX", cli::Shown::json, "the kernel's number for it",
     [](const Interface& one, cli::Sink& sink) { sink.number(one.index); }},
};
inline constexpr auto name_column_names = cli::names_of(name_columns);

}  // namespace snet
