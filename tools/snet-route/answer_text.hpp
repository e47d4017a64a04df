#pragma once

#include <string>

#include "tools/columns/answer_columns.hpp"

namespace snet::route {

/// Appends `DST [via [inet6] G] dev D src S [table T] [type X]` to the line; a table other than main and a type other
/// than unicast only.
void append_answer(std::string& line, const cli::AnswerRow& row);

/// Why there is no way, for people: "no route"; and with the destination: "10.9.9.9: no route".
std::string refusal_reason(const Flow& flow, const Answer& answer);
std::string refusal_text(const Flow& flow, const Answer& answer);

}  // namespace snet::route
