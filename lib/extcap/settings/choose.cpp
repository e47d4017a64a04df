#include "lib/extcap/settings/choose.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "lib/values/text_parts.hpp"
#include "snet/extcap/settings.hpp"

namespace snet::extcap {

namespace {

constexpr std::size_t most_listed = 20;

std::string listed(const Option& option) {
    std::string list;
    std::size_t count = 0;
    for (const Choice& choice : option.choices) {
        if (!choice.is_enabled) continue;
        if (++count > most_listed) return list + ", ...";
        list += (list.empty() ? "" : ", ") + choice.value;
    }
    return list.empty() ? "nothing" : list;
}

const Choice* find(const Option& option, std::string_view text) {
    const auto by_value = std::ranges::find(option.choices, text, &Choice::value);
    if (by_value != option.choices.end()) return &*by_value;
    const auto by_display = std::ranges::find(option.choices, text, &Choice::display);
    if (by_display == option.choices.end()) return nullptr;
    const bool is_unique = std::find_if(by_display + 1, option.choices.end(), [&](const Choice& choice) {
                               return choice.display == text;
                           }) == option.choices.end();
    return is_unique ? &*by_display : nullptr;
}

/// Walks a tree of choices without going deep: a plug-in may have nested them ten thousand times.
class TreeWalk {
  public:
    explicit TreeWalk(const Option& option) {
        std::unordered_set<std::string_view> values;
        for (const Choice& choice : option.choices)
            values.insert(choice.value);
        for (const Choice& choice : option.choices) {
            if (choice.parent && values.contains(*choice.parent) && *choice.parent != choice.value)
                below_[*choice.parent].push_back(&choice);
            else
                tops_.push_back(&choice);
        }
        walk(tops_);
        // Those in a circle were not reached from any top.
        for (const Choice& choice : option.choices)
            if (!seen_.contains(&choice)) walk({&choice});
    }

    std::vector<const Choice*> order;

  private:
    void walk(std::vector<const Choice*> from) {
        std::ranges::reverse(from);
        for (std::vector<const Choice*> open = std::move(from); !open.empty();) {
            const Choice* const choice = open.back();
            open.pop_back();
            if (!seen_.insert(choice).second) continue;
            order.push_back(choice);
            const auto found = below_.find(choice->value);
            if (found != below_.end()) open.insert(open.end(), found->second.rbegin(), found->second.rend());
        }
    }

    std::unordered_map<std::string_view, std::vector<const Choice*>> below_;
    std::vector<const Choice*> tops_;
    std::unordered_set<const Choice*> seen_;
};

}  // namespace

Result<std::string> choose(const Option& option, std::string_view text) {
    const Choice* const choice = find(option, text);
    if (!choice)
        return fail(ErrorKind::invalid,
                    "'" + std::string(text) + "' is none of its values, which are " + listed(option));
    if (!choice->is_enabled)
        return fail(ErrorKind::invalid, "'" + choice->value + "' is a heading that cannot be chosen");
    return choice->value;
}

Result<std::string> choose_several(const Option& option, std::string_view list) {
    std::unordered_set<std::string> chosen;
    // A value may have a comma itself.
    for (const std::string_view part : find(option, list) ? std::vector{list} : split(list, ',')) {
        if (part.empty()) continue;
        const auto value = choose(option, part);
        if (!value) return value;
        chosen.insert(*value);
    }
    std::string text;
    for (const Choice* const choice : in_tree_order(option))
        if (chosen.contains(choice->value)) text += (text.empty() ? "" : ",") + choice->value;
    return text;
}

std::optional<std::string> default_choice(const Option& option) {
    if (option.type == OptionType::multicheck) {
        std::string text;
        for (const Choice* const choice : in_tree_order(option))
            if (choice->is_default && choice->is_enabled) text += (text.empty() ? "" : ",") + choice->value;
        return text.empty() ? std::nullopt : std::optional(text);
    }
    const auto marked = std::ranges::find(option.choices, true, &Choice::is_default);
    if (marked != option.choices.end()) return marked->value;
    if (option.default_value) {
        // Some plug-ins name it at the option instead.
        const Choice* const named = find(option, *option.default_value);
        if (named) return named->value;
        if (option.type == OptionType::editselector) return option.default_value;
    }
    if (option.type == OptionType::radio && !option.choices.empty()) return option.choices.front().value;
    return std::nullopt;
}

std::vector<const Choice*> in_tree_order(const Option& option) {
    return std::move(TreeWalk(option).order);
}

}  // namespace snet::extcap
