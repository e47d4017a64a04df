#pragma once

#include "snet/record.hpp"

namespace snet {

/// Whether the record is a row that leads to a link and does not say to which. An edit finds the interface; in a file
/// such a row would lead nowhere, and nobody would be told.
bool lacks_device(const Record& record);

/// What to say of such a record's text.
inline constexpr const char* missing_device = ": end of line: expected dev, and the interface that it leads to";

}  // namespace snet
