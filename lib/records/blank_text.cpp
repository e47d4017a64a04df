#include "lib/records/blank_text.hpp"

#include <algorithm>
#include <iterator>

namespace snet {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blank_characters);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blank_characters) - begin + 1);
}

std::string normal_words(std::string_view text) {
    std::string words;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        const std::string_view word = text.substr(0, text.find_first_of(blank_characters));
        if (!words.empty()) words += ' ';
        words += word;
        text.remove_prefix(word.size());
    }
    return words;
}

namespace {

constexpr std::string_view before_names[] = {"dev",     "iif",   "oif",       "link",   "master",
                                             "altname", "label", "interface", "address"};

// The words one by one, each with the one before it, until `meant` is true of a pair.
template <class Meant>
bool any_word(std::string_view words, Meant meant) {
    std::string_view before;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (meant(word, before)) return true;
        before = word;
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
