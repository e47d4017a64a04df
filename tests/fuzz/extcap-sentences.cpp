#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "lib/extcap/sentence.hpp"
#include "lib/extcap/utf8.hpp"
#include "snet/extcap/plugin.hpp"
#include "snet/extcap/settings.hpp"

namespace {

using namespace snet::extcap;

void require(bool truth) {
    if (!truth) std::abort();
}

/// Text that may be a word of a command.
bool is_word(std::string_view text) {
    return is_utf8(text) && !text.contains('\0') && !text.contains('\n');
}

/// What was read of a sentence, written again, is read alike.
void check_round_trip(std::string_view text) {
    each_sentence(
        text,
        [](const Sentence& sentence) {
            std::string again(sentence.keyword);
            again += ' ';
            for (const auto& [key, value] : sentence.tokens)
                again += "{" + std::string(key) + "=" + std::string(value) + "}";
            const auto read = parse_sentence(again);
            require(read && !read->is_damaged && read->tokens == sentence.tokens);
            for (const auto& [key, value] : sentence.tokens)
                require(is_word(key) && is_word(value));
        },
        [](std::string) {});
}

void check_options(const Options& read) {
    std::set<std::string> calls;
    std::set<std::uint32_t> numbers;
    for (const Option& option : read.options) {
        require(calls.insert(option.call).second && numbers.insert(option.number).second);
        require(!option.name().empty() && !option.call.starts_with("--extcap-"));
        std::set<std::string> values;
        for (const Choice& choice : option.choices)
            require(values.insert(choice.value).second && is_word(choice.display));
    }
}

/// Every default and every choice, as a user would give them, comes out as a word or as an error.
void check_words(const Options& read) {
    const Surroundings here{.now = {}, .folder = "/nonexistent"};
    std::vector<Setting> settings;
    for (const Option& option : read.options) {
        for (const Choice& choice : option.choices)
            if (const auto value = convert_value(option, choice.display, here)) require(is_word(*value));
        if (!option.tooltip.empty() && convert_value(option, option.tooltip, here))
            settings.push_back({&option, option.tooltip});
    }
    const auto words = partial_option_words(read, settings, here);
    require(words.has_value());
    for (const CommandWord& word : *words)
        require(is_word(word.text));
    (void)option_words(read, settings, Defaults::all, here);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_round_trip(text);
    const Options read = read_options(text);
    check_options(read);
    check_words(read);
    if (!read.options.empty()) (void)read_reloaded(text, read.options.back());
    for (const CaptureInterface& interface : read_introduction(text).interfaces)
        require(!interface.value.empty() && is_word(interface.value));
    for (const LinkTypeName& type : read_link_types(text).types)
        require(type.number <= 0xffff);
    return 0;
}
