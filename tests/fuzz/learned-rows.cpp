#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lib/stack/learned_rows.hpp"

// What is read of any file is written back as a text that says the same, and adding to it loses nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::uint64_t now = 100'000;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto rows = snet::LearnedRows::parse(text, now);
    if (snet::LearnedRows::parse(rows.to_string(), now).rows() != rows.rows()) std::abort();
    const auto again = snet::LearnedRows::parse(snet::LearnedRows::with(std::string(text), rows, now), now);
    if (again.rows() != rows.rows()) std::abort();
    return 0;
}
