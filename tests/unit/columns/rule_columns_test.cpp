#include "tools/columns/rule_columns.hpp"

#include <doctest/doctest.h>

#include "tests/unit/columns/printed.hpp"

using namespace snet;
using cli::Format;

namespace {

std::string print(Format format, std::string_view text, Family family = Family::ipv4, bool details = false) {
    const Names names(false, "/nonexistent");
    const auto rule = Rule::parse(text, family, names);
    if (!rule) throw std::runtime_error(rule.error().message);
    const cli::OutputOptions output{.format = format, .columns = {}, .pattern = {}};
    return printed<cli::RuleRow>(output, cli::rule_columns, {{*rule, names, details}});
}

// What `ip rule` prints, and what `ip -j rule` prints of the same rule after our `family`, before our `origin`.
struct Golden {
    std::string_view text;
    std::string_view json;
};

constexpr Golden goldens[] = {
    {"0: from all lookup local", R"("priority":0,"src":"all","table":"local")"},
    {"5: not from 10.0.0.0/8 to 10.1.0.0/16 tos 0x10 fwmark 0x1/0xff iif lo oif nosuch [detached] uidrange 1-5 ipproto "
     "tcp sport 5 dport 7-9 lookup 100 suppress_prefixlength 3",
     R"("priority":5,"not":true,"src":"10.0.0.0","srclen":8,"dst":"10.1.0.0","dstlen":16,"tos":"0x10","fwmark":"0x1",)"
     R"("fwmask":"0xff","iif":"lo","oif":"nosuch","oif_detached":true,"uid_start":1,"uid_end":5,"ipproto":"tcp",)"
     R"("sport":5,"dport_start":7,"dport_end":9,"table":"100","suppress_prefixlen":3)"},
    {"6: from all to 10.1.1.1 fwmark 0/0xff ipproto ipproto-200 goto 9 [unresolved]",
     R"("priority":6,"src":"all","dst":"10.1.1.1","fwmark":"0","fwmask":"0xff","ipproto":"ipproto-200","goto":9,"unresolved":true)"},
    {"60: from all nop", R"("priority":60,"src":"all","nop":true)"},
    {"61: from all lookup main masquerade", R"("priority":61,"src":"all","table":"main","masquerade":true)"},
    {"62: from all throw", R"("priority":62,"src":"all","action":"throw")"},
    {"70: from all iif nosuch [detached] sport 5 lookup 100 realms 4",
     R"("priority":70,"src":"all","iif":"nosuch","iif_detached":true,"sport":5,"table":"100","flow_to":"4")"},
    {"70: from 10.1.2.3/16 to 10.1.2.3/8 lookup main",
     R"("priority":70,"src":"10.1.2.3","srclen":16,"dst":"10.1.2.3","dstlen":8,"table":"main")"},
    {"71: from 1.2.3.4 unreachable", R"("priority":71,"src":"1.2.3.4","action":"unreachable")"},
    {"72: from all lookup [l3mdev-table]", R"("priority":72,"src":"all","l3mdev":true)"},
    {"73: from all fwmark 0x7 lookup main suppress_ifgroup 3 realms 1/2 proto static",
     R"("priority":73,"src":"all","fwmark":"0x7","table":"main","suppress_ifgroup":"3","flow_from":"1","flow_to":"2","protocol":"static")"},
    {"74: from all tun_id 4 prohibit", R"("priority":74,"src":"all","tun_id":4,"action":"prohibit")"},
};

TEST_CASE("JSON is that of ip -j rule") {
    for (const Golden& golden : goldens) {
        CAPTURE(golden.text);
        CHECK(print(Format::jsonl, golden.text) ==
              R"({"family":"inet",)" + std::string(golden.json) + R"(,"origin":"os"})" + "\n");
    }
}

TEST_CASE("a raw line is the rule in ip's words") {
    CHECK(print(Format::raw, "75: from 2001:db8::/32 lookup main", Family::ipv6) ==
          "inet6\t75\tfrom 2001:db8::/32 lookup main\tos\n");
    CHECK(print(Format::raw, "60: from all nop", Family::ipv4, true) == "inet\t60\tfrom all nop proto unspec\tos\n");
}

}  // namespace
