#include "platform/program_files.hpp"

namespace snet::platform {

Result<ProgramFolder> programs_in(const std::string& folder, Trust) {
    return fail(ErrorKind::unsupported, folder + ": this build of snet does not run programs");
}

std::vector<std::string> folders_below(const std::string&, std::string_view) {
    return {};
}

bool has_raised_rights() {
    return false;
}

}  // namespace snet::platform
