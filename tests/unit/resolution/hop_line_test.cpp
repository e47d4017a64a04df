#include "tools/snet-arp/hop_line.hpp"

#include <doctest/doctest.h>

using namespace snet;

namespace {

// "ADDRESS", or of a route "ADDRESS via G dev D src S".
std::string read(std::string_view text) {
    const auto line = arp::read_hop_line(text);
    if (!line) return line.error().kind == ErrorKind::not_found ? "none" : "bad";
    std::string shown = line->address.to_string();
    if (!line->route) return shown;
    if (line->route->gateway) shown += " via " + line->route->gateway->to_string();
    shown += " dev " + line->route->device;
    if (line->route->source) shown += " src " + line->route->source->to_string();
    return shown;
}

}  // namespace

TEST_CASE("a bare address is to be looked up") {
    CHECK(read("10.0.0.1") == "10.0.0.1");
    CHECK(read("fe80::1%eth0") == "fe80::1%eth0");
    CHECK(read(R"({"dst":"10.0.0.1"})") == "10.0.0.1");
    CHECK(read(R"({"local":"10.0.0.1","mtu":1500})") == "10.0.0.1");
}

TEST_CASE("what has a device is a route") {
    CHECK(read("10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.2 table 7") == "10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.2");
    CHECK(read("10.9.0.1 via inet6 fe80::1 dev eth0") == "10.9.0.1 via fe80::1 dev eth0");
    CHECK(read("127.0.0.1 dev lo src 127.0.0.1 table local type local") == "127.0.0.1 dev lo src 127.0.0.1");
    CHECK(read(R"({"dst":"10.9.0.1","gateway":"10.0.0.1","dev":"eth0","prefsrc":"10.0.0.2","flags":[],"uid":0})") ==
          "10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.2");
    CHECK(read(R"({"dst":"10.9.0.1","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0"})") ==
          "10.9.0.1 via fe80::1 dev eth0");
}

TEST_CASE("a negative answer stays one") {
    CHECK(read(R"({"dst":"10.9.0.1","type":"none"})") == "none");
    CHECK(read(R"({"dst":"10.9.0.1","type":"blackhole"})") == "none");
    CHECK(read(R"({"name":"example.com"})") == "none");
}

TEST_CASE("what is neither is refused") {
    for (const char* const line :
         {"-", "nonsense", "10.0.0.1 de eth0", "10.0.0.1 dev", "10.0.0.1 via 10.0.0.2", "10.0.0.1 dev eth0 src",
          "fe80::1%eth0 dev eth1", "10.0.0.1 dev eth0 type nonsense", R"({"dst":7})", R"({"dst":"10.0.0.1","dev":""})",
          R"({"dst":"10.0.0.1","dev":7})", R"({"dst":"10.0.0.1","via":"fe80::1","dev":"eth0"})", "{"}) {
        CAPTURE(line);
        CHECK(read(line) == "bad");
    }
}
