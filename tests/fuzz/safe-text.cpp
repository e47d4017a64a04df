// Whatever the bytes, safe text is valid UTF-8, holds nothing that a terminal obeys, and is safe as it is.

#include "tools/cli/safe_text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tools/cli/utf8.hpp"

using namespace snet::cli;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string safe = safe_text(text);
    if (safe_text(safe) != safe) std::abort();
    for (std::string_view rest = safe; !rest.empty();) {
        const CodePoint point = first_code_point(rest);
        if (!point.valid || is_unsafe(point.value)) std::abort();
        rest.remove_prefix(point.size);
    }
    for (const unsigned width : {0u, 1u, 7u, 80u})
        if (display_width(fitting(safe, width)) > width) std::abort();
    if (fitting(safe, display_width(safe)) != safe) std::abort();
    return 0;
}
