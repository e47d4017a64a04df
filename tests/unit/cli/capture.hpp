#pragma once

#include <string>

#include "snet/function_ref.hpp"

/// What `print` writes to file descriptor 1.
std::string captured(snet::FunctionRef<void()> print);
