#include "lib/extcap/sentence_values.hpp"

#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"

namespace snet::extcap {

std::optional<std::uint32_t> number_in(const Sentence& sentence, std::string_view key, std::uint32_t most) {
    const auto text = sentence.value(key);
    const auto number = text ? parse_digits(trimmed(*text, all_blanks), 10, most) : std::nullopt;
    if (!number) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

bool truth_in(const Sentence& sentence, std::string_view key, bool otherwise, std::vector<std::string>& warnings) {
    const auto text = sentence.value(key);
    if (!text) return otherwise;
    const bool truth = is_true(*text);
    if (!is_plain_truth(*text))
        warnings.push_back(std::string(key) + "=" + std::string(*text) + ": taken for " + (truth ? "true" : "false"));
    return truth;
}

std::optional<Range> range_in(const Sentence& sentence, std::vector<std::string>& warnings) {
    const auto text = sentence.value("range");
    if (!text) return std::nullopt;
    const std::size_t comma = text->find(',');
    if (comma == text->npos) {
        warnings.push_back("range=" + std::string(*text) + ": not LEAST,MOST; ignored");
        return std::nullopt;
    }
    return Range{std::string(trimmed(text->substr(0, comma), all_blanks)),
                 std::string(trimmed(text->substr(comma + 1), all_blanks))};
}

std::optional<Choice> choice_in(const Sentence& sentence, std::vector<std::string>& warnings) {
    const auto value = sentence.value("value");
    if (!value) {
        warnings.emplace_back("a choice has no value");
        return std::nullopt;
    }
    Choice choice{.value = std::string(*value), .display = sentence.text("display")};
    if (choice.display.empty()) choice.display = choice.value;
    choice.is_default = truth_in(sentence, "default", false, warnings);
    choice.is_enabled = truth_in(sentence, "enabled", true, warnings);
    if (const auto parent = sentence.value("parent"); parent && !parent->empty()) choice.parent = *parent;
    return choice;
}

}  // namespace snet::extcap
