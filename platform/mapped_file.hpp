#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "snet/error.hpp"

namespace snet::platform {

/// The bytes of a file where the OS keeps them: nothing is copied, and only what is looked at costs.
///
/// As with a program's libraries, cutting the file short while it is mapped ends the process: for files that the system
/// installs and replaces as a whole, not for a user's.
class MappedFile {
  public:
    /// None if there is no such file; what is no regular file is an error.
    static Result<std::optional<MappedFile>> open(const std::string& path);

    MappedFile(MappedFile&& other) noexcept : text_(std::exchange(other.text_, {})) {}
    MappedFile& operator=(MappedFile&& other) noexcept {
        std::swap(text_, other.text_);
        return *this;
    }
    ~MappedFile();

    /// Valid as long as this, wherever it is moved.
    std::string_view text() const { return text_; }

  private:
    explicit MappedFile(std::string_view text) : text_(text) {}

    std::string_view text_;
};

}  // namespace snet::platform
