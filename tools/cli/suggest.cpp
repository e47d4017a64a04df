#include "tools/cli/suggest.hpp"

#include <algorithm>
#include <vector>

#include "tools/cli/quoted.hpp"

namespace snet::cli {
namespace {

constexpr std::size_t longest_word = 40;

/// How many letters must be inserted, deleted, changed or swapped with their neighbor (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
    }
    return last[b.size()];
}

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.empty() || word.size() > longest_word) return "";
    std::string_view best;
    std::size_t best_distance = word.size() / 3 + 1;
    for (const std::string_view candidate : candidates) {
        const bool is_start = word.size() >= 2 && candidate.starts_with(word);
        const std::size_t d = is_start ? 1 : distance(word, candidate);
        if (d > best_distance || (d == best_distance && !best.empty())) continue;
        best = candidate;
        best_distance = d;
    }
    return best.empty() ? "" : "; did you mean " + quoted(best) + "?";
}

}  // namespace snet::cli
