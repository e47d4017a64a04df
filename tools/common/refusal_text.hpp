#pragma once

#include <string>

#include "snet/lookup.hpp"

namespace snet {

/// Why there is no way, for people: "no route"; and with the destination: "10.9.9.9: no route".
std::string refusal_reason(const Flow& flow, const Answer& answer);
std::string refusal_text(const Flow& flow, const Answer& answer);

}  // namespace snet
