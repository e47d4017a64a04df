#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"

/// Programs that lie in folders for others to find.
namespace snet::platform {

/// A program that may be run, by a path without links but perhaps the last.
struct ProgramFile {
    std::string name;
    std::string path;
};

struct RefusedFile {
    std::string path;
    std::string reason;
};

struct ProgramFolder {
    std::vector<ProgramFile> programs;  ///< by name
    std::vector<RefusedFile> refused;   ///< what is there and may not be run
};

enum class Trust : std::uint8_t {
    checked,    ///< only what none but root and this user could have written
    unchecked,  ///< all
};

/// The executable regular files of a folder, but hidden ones and backups; `not_found` if there is no such folder. With
/// `checked`, each must belong to root or this user, and nobody else may write to it, to its folder or to one above,
/// nor where a link leads to; the error says what a folder lacks. Folders are followed from the root on by descriptors,
/// so that what was checked is what was listed.
Result<ProgramFolder> programs_in(const std::string& folder, Trust trust);

/// The folders `PARENT/*/REST` that are there, by name.
std::vector<std::string> folders_below(const std::string& parent, std::string_view rest);

/// Whether this process has rights that its caller has not: then the environment may be a trap.
bool has_raised_rights();

}  // namespace snet::platform
