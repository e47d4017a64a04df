#pragma once

#include <string>

#include "tools/columns/answer_columns.hpp"

namespace snet::route {

/// Appends `DST [via [inet6] G] dev D src S [table T] [type X]` to the line; a table other than main and a type other
/// than unicast only.
void append_answer(std::string& line, const cli::AnswerRow& row);

}  // namespace snet::route
