#pragma once

#include "snet/row_edit.hpp"

namespace snet {

/// Refuses (`exists`) a record whose key a row of the stack has, the operating system's included.
Result<void> refuse_existing(const Record& record, const Stack& stack, const EditScope& scope);

}  // namespace snet
