// No number above the maximum and no name that is empty or has a blank comes out of a name file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "lib/values/name_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::uint32_t maximum : {255U, UINT32_MAX})
        for (const auto& [number, name] : snet::parse_name_file(text, maximum))
            if (number > maximum || name.empty() || name.find_first_of(" \t\n") != name.npos) std::abort();
    return 0;
}
