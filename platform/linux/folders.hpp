#pragma once

#include <filesystem>

#include "snet/error.hpp"

namespace snet::platform {

/// Makes the folder and those above it that are not there, for the user alone.
Result<void> create_folders(const std::filesystem::path& folder);

}  // namespace snet::platform
