#include "platform/linux/sysctl.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <string>

#include "lib/lookup/settings.hpp"
#include "platform/tables.hpp"
#include "snet/interface_record.hpp"
#include "tests/unit/platform/new_namespace.hpp"

using namespace snet;
using namespace snet::platform;
using snet::test::in_new_namespace;

namespace {

constexpr const char* setting = "net.ipv4.ip_default_ttl";

void set(const std::string& value) {
    std::ofstream("/proc/sys/net/ipv4/ip_default_ttl") << value;
}

std::optional<std::string> value_in(const std::optional<std::string>& netns) {
    auto tables = Tables::open(netns);
    REQUIRE(tables);
    const auto value = tables->sysctl(setting);
    REQUIRE(value);
    return *value;
}

}  // namespace

TEST_CASE("a setting is read in the namespace that was asked for") {
    in_new_namespace([] {
        set("77");
        const std::string there = "/proc/self/task/" + std::to_string(gettid()) + "/ns/net";
        in_new_namespace([&] {
            set("99");
            CHECK(value_in(there) == "77");
            CHECK(value_in(std::nullopt) == "99");  // and this thread is at home again
        });
    });
}

TEST_CASE("the settings of interfaces in one answer are those of their files") {
    in_new_namespace([] {
        auto tables = Tables::open(std::nullopt);
        REQUIRE(tables);
        const auto settings_of_lo = [&] {
            auto all = tables->interface_settings();
            REQUIRE(all);
            REQUIRE(all->size() == 1);
            CHECK(all->front().device == "lo");
            return std::move(all->front().settings);
        };
        int value = 0;
        for (const auto& one : settings_of_lo()) {
            value = value % 2 + 1;
            std::ofstream("/proc/sys/" + sysctl_path(setting_name(one.family, "lo", one.key)).value()) << value;
        }
        unsigned changed = 0;
        for (const auto& one : settings_of_lo()) {
            const std::string name = setting_name(one.family, "lo", one.key);
            const auto in_file = tables->sysctl(name);
            REQUIRE(in_file);
            CHECK_MESSAGE(*in_file == std::to_string(one.value), name);
            changed += one.value == 0 ? 0 : 1;
        }
        CHECK(changed >= 12);
    });
}

TEST_CASE("the settings of interfaces in one answer are all that look-up reads") {
    in_new_namespace([] {
        auto tables = Tables::open(std::nullopt);
        REQUIRE(tables);
        const auto all = tables->interface_settings();
        REQUIRE(all);
        std::set<std::string> known;
        for (const auto& one : all->front().settings)
            known.insert(setting_name(one.family, "lo", one.key));
        Interface lo;
        lo.name = "lo";
        for (const char* text : {"127.0.0.1/8", "::1/128"}) {
            const auto address = AddressRecord::parse("lo " + std::string(text) + " optimistic scope global", Names());
            REQUIRE(address);
            lo.addresses.push_back(address->address);
        }
        std::set<std::string> asked;
        const auto ask = [&](const std::string& name) {
            if (name.contains(".lo.")) asked.insert(name);
            return std::optional<int>(1);
        };
        read_lookup_settings(Settings(ask), std::vector{lo});
        CHECK(asked == known);
    });
}

TEST_CASE("a setting's name is a path below /proc/sys") {
    CHECK(sysctl_path("net.ipv4.ip_forward").value() == "net/ipv4/ip_forward");
    CHECK(sysctl_path("net.ipv6.conf.eth0/1.forwarding").value() == "net/ipv6/conf/eth0.1/forwarding");
    for (const char* name : {"", ".", "net..ipv4", "net.ipv4.", ".net", "net.//.kernel", "net.//"})
        CHECK_MESSAGE(!sysctl_path(name), name);
    CHECK_FALSE(sysctl_path(std::string_view("net\0ipv4", 8)));
    CHECK_FALSE(sysctl_path(std::string(300, 'a')));
}

TEST_CASE("a setting that does not exist, and a folder of settings") {
    CHECK(read_sysctl("net/ipv4/ip_forward")->value_or("").size() == 1);
    CHECK_FALSE(read_sysctl("net/ipv4/nosuch").value().has_value());
    CHECK_FALSE(read_sysctl("net/ipv4/ip_forward/nosuch").value().has_value());
    CHECK_FALSE(read_sysctl("net/ipv4").value().has_value());
}
