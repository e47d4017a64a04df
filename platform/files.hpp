#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"
#include "snet/query.hpp"

/// The files that a user owns and edits.
namespace snet::platform {

/// Calls back for every piece of the file as it is read, so that none is held; a piece is valid during the call only.
/// `not_found` if there is no such file; a directory is `invalid`.
Result<void> read_file(const std::string& path, FunctionRef<Next(std::string_view piece)> take);

/// The same of standard input.
Result<void> read_input(FunctionRef<Next(std::string_view piece)> take);

struct EditOptions {
    std::size_t max_size = std::size_t{1} << 30;  ///< of the file, in bytes
    bool create_folders = false;                  ///< the file's folder and those above it, for the user alone
    bool force = false;                           ///< as root: follow links, write into another user's folder
};

/// Gives a file a new text as a whole: a reader sees the old file or the new one, and of the edits of several processes
/// none is lost.
///
/// `change` makes the new text of the old one, or of none if there is no file; its error is passed on and nothing is
/// written, nor is an unchanged text. It runs under a lock of the file's folder, which leaves nothing behind. The
/// target of a symbolic link is edited; owner and mode are kept. On any error the old file is as it was.
Result<void> edit_file(const std::string& path, const EditOptions& options,
                       FunctionRef<Result<std::string>(const std::optional<std::string>& old)> change);

}  // namespace snet::platform
