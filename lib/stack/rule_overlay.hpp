#pragma once

#include <span>
#include <vector>

#include "lib/stack/own_rows.hpp"
#include "snet/rule.hpp"

namespace snet {

/// Makes the operating system's rules of a family those of the stack, by ascending priority; at one priority the
/// operating system's come first. A family without any has the kernel's own rules.
void lay_rules(const OwnRows& own, Family family, std::vector<Rule>& rules);

/// Whether these are the rules of a namespace where nobody touched IPv4's.
bool are_untouched(std::span<const Rule> rules);

}  // namespace snet
