#pragma once

#include <span>
#include <string>
#include <string_view>

#include "snet/lookup.hpp"
#include "snet/names.hpp"

namespace snet::route {

/// How many of a call's words are addresses: all before the first selector, or what looks like one.
std::size_t count_addresses(std::span<const std::string> words);

/// Reads selectors, `from A iif D oif D vrf D mark M tos T uid U ipproto P sport N dport N`, into the flow. Each may
/// stand once. Numbers are read as `ip` reads them: a tos in hexadecimal, a mark in any base.
Result<void> read_selectors(std::span<const std::string> words, Flow& flow, const Names& names);

/// Reads a question: `ADDR [from A] [iif D] ...`, or a JSON object of these keys with `dst` or `local` for ADDR, whose
/// other keys mean nothing. A zone of ADDR is the flow's oif. What the question leaves open is as in `defaults`.
///
/// A line with `dev` is an error: such a route was looked up already. An object without ADDR is `not_found`: the
/// negative answer of the tool before.
Result<Flow> read_question(std::string_view text, const Flow& defaults, const Names& names);

}  // namespace snet::route
