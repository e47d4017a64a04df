// A line is refused with a message, skipped, or names a subject; a plain subject names itself.

#include "tools/cli/subject_line.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace snet::cli;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::string_view keys[] = {"dst", "local", "address"};
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto subject = subject_of_line(line, keys);
    if (!subject) {
        if (subject.error().message.empty()) std::abort();
        return 0;
    }
    if (!*subject) return 0;
    if ((*subject)->empty()) std::abort();
    const bool is_plain = line.find('{') == line.npos;
    if (!is_plain) return 0;
    const auto again = subject_of_line(**subject, keys);
    if (!again || *again != *subject) std::abort();
    return 0;
}
