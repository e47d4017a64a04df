#include "lib/records/blank_text.hpp"

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

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

}  // namespace snet
