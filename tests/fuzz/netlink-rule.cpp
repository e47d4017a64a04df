// RTM_NEWRULE: decoded the same whatever was decoded before, printed well, as text too.

#include "tests/fuzz/message.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/rule_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    static const Names names;
    const auto rule = fuzz::decoded<Rule>({data, size}, platform::decode_rule);
    if (!rule) return 0;
    fuzz::check_printing(cli::rule_columns, {*rule, names, true});
    fuzz::check_text(
        rule->to_string(names, true), [&](const std::string& text) { return Rule::parse(text, rule->family, names); },
        [&](const Rule& each) { return each.to_string(names, true); });
    return 0;
}
