#include "lib/records/blank_text.hpp"

#include <algorithm>
#include <iterator>

#include "lib/values/text_parts.hpp"

namespace snet {

std::string_view trimmed(std::string_view text) {
    return trimmed(text, blank_characters);
}

std::string normal_words(std::string_view text) {
    std::string words;
    while (true) {
        const std::string_view word = take_word(text, blank_characters);
        if (word.empty()) return words;
        if (!words.empty()) words += ' ';
        words += word;
    }
}

namespace {

constexpr std::string_view before_names[] = {"dev",     "iif",   "oif",       "link",   "master",
                                             "altname", "label", "interface", "address"};

// The words one by one, each with the one before it, until `meant` is true of a pair. Before what follows a scope there
// is none.
template <class Meant>
bool any_word(std::string_view words, Meant meant) {
    std::string_view before;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (meant(word, before)) return true;
        before = before == "scope" ? std::string_view() : word;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return false;
}

}  // namespace

bool has_word(std::string_view words, std::string_view word) {
    return any_word(words, [&](std::string_view one, std::string_view) { return one == word; });
}

bool has_keyword(std::string_view words, std::string_view keyword) {
    return any_word(words, [&](std::string_view one, std::string_view before) {
        return one == keyword && std::ranges::find(before_names, before) == std::end(before_names);
    });
}

}  // namespace snet
