#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "lib/extcap/sentence.hpp"
#include "lib/extcap/sentence_values.hpp"
#include "snet/extcap/plugin.hpp"

namespace snet::extcap {

namespace {

constexpr std::string_view control_words[] = {"boolean", "button", "selector", "string"};
constexpr std::uint32_t greatest_control = 255;  // a number is one byte on the pipe

std::optional<ControlType> parse_control_type(std::string_view word) {
    const auto found = std::ranges::find(control_words, word);
    if (found == std::end(control_words)) return std::nullopt;
    return static_cast<ControlType>(found - std::begin(control_words));
}

/// Collects what a plug-in says of itself.
class Reader {
  public:
    void read(const Sentence& sentence) {
        if (sentence.keyword == "extcap") read_program(sentence);
        if (sentence.keyword == "interface") read_interface(sentence);
        if (sentence.keyword == "control") read_control(sentence);
        if (sentence.keyword == "value") read_choice(sentence);
    }

    void warn(std::string text) { read_.warnings.push_back(std::move(text)); }

    Introduction finish() && { return std::move(read_); }

  private:
    void read_program(const Sentence& sentence) {
        read_.version = sentence.text("version");
        read_.help = sentence.text("help");
        read_.display = sentence.text("display");
    }

    void read_interface(const Sentence& sentence) {
        const std::string value = sentence.text("value"), display = sentence.text("display");
        if (value.empty() || !sentence.value("display"))
            return warn("an interface is left out: it lacks value or display");
        if (!interfaces_.insert(value).second) return warn("interface " + value + " is there twice; the first counts");
        read_.interfaces.push_back({value, display});
    }

    void read_control(const Sentence& sentence) {
        const auto number = number_in(sentence, "number", greatest_control);
        const auto type = parse_control_type(sentence.text("type"));
        if (!number || !type || !sentence.value("display"))
            return warn("a control is left out: it lacks number, type or display");
        if (find(*number)) return warn("control " + std::to_string(*number) + " is there twice; the first counts");
        Control control{.number = static_cast<std::uint8_t>(*number), .type = *type};
        control.display = sentence.text("display");
        control.default_value = sentence.text("default");
        control.role = sentence.text("role");
        control.tooltip = sentence.text("tooltip");
        control.placeholder = sentence.text("placeholder");
        control.validation = sentence.text("validation");
        control.range = range_in(sentence, read_.warnings);
        read_.controls.push_back(std::move(control));
    }

    void read_choice(const Sentence& sentence) {
        const auto number = number_in(sentence, "control", greatest_control);
        Control* const control = number ? find(*number) : nullptr;
        if (!control) return warn("a choice is left out: there is no such control before it");
        if (auto choice = choice_in(sentence, read_.warnings)) control->choices.push_back(std::move(*choice));
    }

    Control* find(std::uint32_t number) {
        const auto found = std::ranges::find(read_.controls, number, &Control::number);
        return found == read_.controls.end() ? nullptr : &*found;
    }

    Introduction read_;
    std::unordered_set<std::string> interfaces_;
};

}  // namespace

std::string_view to_string(ControlType type) {
    return control_words[static_cast<std::size_t>(type)];
}

Introduction read_introduction(std::string_view text) {
    Reader reader;
    each_sentence(
        text, [&](const Sentence& sentence) { reader.read(sentence); },
        [&](std::string warning) { reader.warn(std::move(warning)); });
    return std::move(reader).finish();
}

LinkTypes read_link_types(std::string_view text) {
    LinkTypes read;
    constexpr std::uint32_t most = 0xffff;  // LINKTYPE_ numbers have 16 bits
    each_sentence(
        text,
        [&](const Sentence& sentence) {
            if (sentence.keyword != "dlt") return;
            const auto number = number_in(sentence, "number", most);
            if (!number) return read.warnings.emplace_back("a link type is left out: it has no number"), void();
            read.types.push_back({*number, sentence.text("name"), sentence.text("display")});
        },
        [&](std::string warning) { read.warnings.push_back(std::move(warning)); });
    return read;
}

}  // namespace snet::extcap
