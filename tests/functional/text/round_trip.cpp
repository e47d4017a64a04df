// Reads lines of `ip route` or `ip rule` on standard input and prints each as it was understood.
//
//   round_trip route|rule 4|6 [details]
//
// A line that is not understood is printed as "error: MESSAGE", one that does not read back equal as "unequal: LINE".

#include <cstdio>
#include <cstring>
#include <string>

#include "snet/route.hpp"
#include "snet/rule.hpp"

namespace {

std::string read_back(const snet::Result<snet::Route>& route, snet::Family family, const snet::Names& names, bool) {
    if (!route) return "error: " + route.error().message;
    std::string text = route->to_string(names);
    return snet::Route::parse(text, family, names) == *route ? text : "unequal: " + text;
}

std::string read_back(const snet::Result<snet::Rule>& rule, snet::Family family, const snet::Names& names,
                      bool details) {
    if (!rule) return "error: " + rule.error().message;
    const auto again = snet::Rule::parse(rule->to_string(names, true), family, names);
    const std::string text = rule->to_string(names, details);
    return again == *rule ? text : "unequal: " + text;
}

template <class Record>
void answer_lines(snet::Family family, bool details) {
    const snet::Names names;
    char line[4096];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        line[std::strcspn(line, "\n")] = '\0';
        std::puts(read_back(Record::parse(line, family, names), family, names, details).c_str());
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return 2;
    const auto family = *arguments[2] == '6' ? snet::Family::ipv6 : snet::Family::ipv4;
    if (std::strcmp(arguments[1], "route") == 0)
        answer_lines<snet::Route>(family, false);
    else
        answer_lines<snet::Rule>(family, count > 3);
}
