#include "tools/cli/pattern.hpp"

#include "tools/cli/quoted.hpp"

namespace snet::cli {

namespace {

std::unexpected<Error> wrong(std::string_view pattern, std::string_view what) {
    return fail(ErrorKind::invalid, "--format " + quoted(pattern) + ": " + std::string(what));
}

char unescaped(char letter) {
    switch (letter) {
        case 't':
            return '\t';
        case 'n':
            return '\n';
        case '\\':
            return '\\';
        default:
            return 0;
    }
}

}  // namespace

Result<std::vector<PatternPiece>> parse_pattern(std::string_view pattern) {
    std::vector<PatternPiece> pieces(1);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char byte = pattern[i];
        const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        if (byte == '\\') {
            const char meant = unescaped(next);
            if (meant == 0) return wrong(pattern, "after a backslash stands t, n or another backslash");
            pieces.back().literal += meant;
            ++i;
        } else if ((byte == '{' || byte == '}') && next == byte) {
            pieces.back().literal += byte;
            ++i;
        } else if (byte == '}') {
            return wrong(pattern, "a } that closes nothing; }} prints one");
        } else if (byte == '{') {
            const std::size_t end = pattern.find('}', i);
            if (end == std::string_view::npos) return wrong(pattern, "a { that is not closed; {{ prints one");
            if (end == i + 1) return wrong(pattern, "{} names no column");
            pieces.back().key = pattern.substr(i + 1, end - i - 1);
            pieces.emplace_back();
            i = end;
        } else {
            pieces.back().literal += byte;
        }
    }
    return pieces;
}

}  // namespace snet::cli
