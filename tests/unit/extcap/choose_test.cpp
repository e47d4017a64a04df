#include "lib/extcap/settings/choose.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "snet/extcap/settings.hpp"

using namespace snet;
using namespace snet::extcap;

namespace {

Option with_choices(OptionType type, std::vector<Choice> choices) {
    Option option{.call = "--a"};
    option.type = type;
    option.choices = std::move(choices);
    return option;
}

Choice choice(std::string value, std::string display, std::optional<std::string> parent = {}) {
    return {.value = std::move(value), .display = std::move(display), .parent = std::move(parent)};
}

std::string order_of(const Option& option) {
    std::string text;
    for (const Choice* const one : in_tree_order(option))
        text += one->value;
    return text;
}

}  // namespace

TEST_CASE("a choice is meant by its value, or by a display that no other has") {
    const Option option = with_choices(
        OptionType::selector, {choice("1", "One"), choice("2", "Same"), choice("3", "Same"), choice("One", "Other")});
    CHECK(choose(option, "1") == "1");
    CHECK(choose(option, "One") == "One");
    CHECK(choose(option, "Other") == "One");
    CHECK_FALSE(choose(option, "Same"));
    CHECK_FALSE(choose(option, "one"));
    CHECK_FALSE(choose(option, ""));
    CHECK(choose(option, "5").error().message == "'5' is none of its values, which are 1, 2, 3, One");
}

TEST_CASE("a heading cannot be chosen") {
    Option option = with_choices(OptionType::multicheck, {choice("h", "Heading"), choice("x", "X", "h")});
    option.choices[0].is_enabled = false;
    CHECK_FALSE(choose(option, "h"));
    CHECK(choose(option, "x") == "x");
}

TEST_CASE("several are passed once each, in the order of the tree") {
    const Option option = with_choices(
        OptionType::multicheck,
        {choice("a", "A"), choice("b", "B"), choice("c", "C", "a"), choice("d", "D", "c"), choice("e,f", "E")});
    CHECK(order_of(option) == "acdbe,f");
    CHECK(choose_several(option, "b,d,a") == "a,d,b");
    CHECK(choose_several(option, "b,b,B") == "b");
    CHECK(choose_several(option, "e,f") == "e,f");
    CHECK(choose_several(option, "").value().empty());
    CHECK_FALSE(choose_several(option, "a,x"));
}

TEST_CASE("a tree with circles and missing parents is walked once") {
    CHECK(order_of(with_choices(OptionType::multicheck, {choice("a", "A", "b"), choice("b", "B", "a")})) == "ab");
    CHECK(order_of(with_choices(OptionType::multicheck, {choice("a", "A", "a"), choice("b", "B", "nobody")})) == "ab");
    CHECK(order_of(with_choices(OptionType::multicheck, {choice("a", "A", "c"), choice("b", "B", "a"),
                                                         choice("c", "C", "b"), choice("d", "D")})) == "dabc");
}

TEST_CASE("a tree ten thousand deep is walked") {
    std::vector<Choice> choices{choice("0", "0")};
    for (int i = 1; i < 10'000; ++i)
        choices.push_back(choice(std::to_string(i), "", std::to_string(i - 1)));
    const auto order = in_tree_order(with_choices(OptionType::multicheck, choices));
    CHECK(order.size() == 10'000);
}

TEST_CASE("what is chosen unasked") {
    Option option = with_choices(OptionType::selector, {choice("1", "One"), choice("2", "Two")});
    CHECK_FALSE(default_choice(option));
    option.type = OptionType::radio;
    CHECK(default_choice(option) == "1");
    option.default_value = "Two";
    CHECK(default_choice(option) == "2");
    option.choices[0].is_default = true;
    CHECK(default_choice(option) == "1");
    option.type = OptionType::multicheck;
    option.choices[1].is_default = true;
    CHECK(default_choice(option) == "1,2");
}
