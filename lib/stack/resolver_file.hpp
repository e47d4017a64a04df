#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "snet/record.hpp"

namespace snet {

/// What resolv.conf(5) is with a stack's nameservers, search list and options in the place of the present ones; none if
/// the stack says nothing of them. A nameserver of a domain or another port cannot be told there.
std::optional<std::string> resolver_file(std::span<const Record> records, std::string_view present);

/// Whether the file can tell of the record.
bool is_told_to_resolvers(const Record& record);

}  // namespace snet
