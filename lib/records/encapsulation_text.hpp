#pragma once

#include <string>

#include "lib/records/word_reader.hpp"
#include "snet/route.hpp"

namespace snet {

/// Reads what stands after `encap`: the type and its own words, up to the first that is none of them. Words the type
/// is not known to have are kept, up to one that a next hop goes on with.
Result<Encapsulation> parse_encapsulation(WordReader& words, const Names& names);

/// Appends what `ip route` prints from " encap " on, with its double blanks.
void append_encapsulation(std::string& out, const Encapsulation& encapsulation, const Names& names);

}  // namespace snet
