// A template that is understood, written again piece by piece, is understood as the same.

#include "tools/cli/pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace snet::cli;

namespace {

std::string written(const PatternPiece& piece) {
    std::string text;
    for (const char byte : piece.literal) {
        if (byte == '{' || byte == '}' || byte == '\\') text += byte;
        text += byte;
    }
    return piece.key.empty() ? text : text + "{" + piece.key + "}";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto pieces = parse_pattern({reinterpret_cast<const char*>(data), size});
    if (!pieces) return 0;
    std::string text;
    for (const PatternPiece& piece : *pieces)
        text += written(piece);
    const auto again = parse_pattern(text);
    if (!again || again->size() != pieces->size()) std::abort();
    for (std::size_t i = 0; i < pieces->size(); ++i)
        if ((*again)[i].literal != (*pieces)[i].literal || (*again)[i].key != (*pieces)[i].key) std::abort();
    return 0;
}
