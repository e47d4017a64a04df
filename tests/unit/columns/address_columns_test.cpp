#include "tools/columns/address_columns.hpp"

#include <doctest/doctest.h>

#include "tests/unit/columns/printed.hpp"

using namespace snet;

namespace {

constexpr std::uint32_t permanent = 0x80;

// A list of its own: addr_info is a column of interfaces.
struct One {
    const InterfaceAddress& address;
    const Names& names;
};

constexpr cli::Column<One> columns[] = {
    {"a", "A", cli::Shown::always, "",
     [](const One& one, cli::Sink& sink) { cli::write_address_info(one.address, one.names, sink); },
     [](const One& one, cli::Sink& sink) { sink.text(cli::address_line(one.address, one.names)); }},
};

std::string in(cli::Format format, const InterfaceAddress& address) {
    const Names names(false, "/nonexistent");
    return printed<One>({.format = format, .columns = {}, .pattern = {}}, columns, {{address, names}});
}

InterfaceAddress address(std::string_view local, std::uint8_t length, std::uint32_t flags) {
    InterfaceAddress made;
    made.local = IpAddress::parse(local).value();
    made.prefix_length = length;
    made.flags = flags;
    return made;
}

}  // namespace

TEST_CASE("an IPv4 address has the keys of ip -j") {
    auto one = address("10.9.9.1", 32, permanent | 0x01);
    one.peer = IpAddress::parse("10.9.9.2").value();
    one.broadcast = IpAddress::parse("10.9.9.255").value();
    one.metric = 77;
    one.label = "eth0:1";
    CHECK(in(cli::Format::jsonl, one) ==
          R"({"a":{"family":"inet","local":"10.9.9.1","address":"10.9.9.2","prefixlen":32,"metric":77,)"
          R"("broadcast":"10.9.9.255","scope":"global","secondary":true,"label":"eth0:1",)"
          R"("valid_life_time":4294967295,"preferred_life_time":4294967295}})"
          "\n");
    CHECK(in(cli::Format::raw, one) ==
          "10.9.9.1 peer 10.9.9.2/32 metric 77 brd 10.9.9.255 scope global secondary label eth0:1\n");
}

TEST_CASE("an IPv6 address that is not permanent is dynamic, one that is secondary temporary") {
    auto one = address("2001:db8::5", 64, 0x01 | 0x02 | 0x04 | 0x08 | 0x10 | 0x20 | 0x40 | 0x100 | 0x200 | 0x800);
    one.scope = 253;
    one.valid_lifetime = 600;
    one.preferred_lifetime = 0;
    CHECK(in(cli::Format::jsonl, one) ==
          R"({"a":{"family":"inet6","local":"2001:db8::5","prefixlen":64,"scope":"link","temporary":true,"nodad":true,)"
          R"("optimistic":true,"dadfailed":true,"home":true,"deprecated":true,"tentative":true,"dynamic":true,)"
          R"("mngtmpaddr":true,"noprefixroute":true,"stable-privacy":true,)"
          R"("valid_life_time":600,"preferred_life_time":0}})"
          "\n");
    CHECK(in(cli::Format::raw, address("::1", 128, 0)) == "::1/128 scope global dynamic\n");
    one.flags = permanent;
    CHECK(in(cli::Format::raw, one) == "2001:db8::5/64 scope link valid_lft 600sec preferred_lft 0sec\n");
}

TEST_CASE("a flag without a name is shown in hexadecimal") {
    const auto one = address("10.0.0.1", 8, permanent | 0x10000);
    CHECK(in(cli::Format::jsonl, one).find(R"("ifa_flags":"10000")") != std::string::npos);
    CHECK(in(cli::Format::raw, one) == "10.0.0.1/8 scope global flags 10000\n");
}

TEST_CASE("an interface without an address answers with a dash") {
    const Names names(false, "/nonexistent");
    const Interface interface{.name = "eth0"};
    const cli::OutputOptions raw{.format = cli::Format::raw, .columns = {}, .pattern = {}};
    CHECK(printed<cli::AddressRow>(raw, cli::address_columns, {{interface, nullptr, names}}) == "-\n");
    const auto one = address("10.0.0.1", 8, permanent);
    CHECK(printed<cli::AddressRow>(raw, cli::address_columns, {{interface, &one, names}}) == "10.0.0.1\n");
}
