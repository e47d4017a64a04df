#include "snet/capture/link_type.hpp"

#include <doctest/doctest.h>
#include <pcap/pcap.h>

#include <cstdio>
#include <memory>

#include "tests/unit/capture/stream_bytes.hpp"

using namespace snet::capture;
using namespace snet::capture::testing;

namespace {

// What libpcap takes a file's link type for; none if it refuses the file.
std::optional<int> in_libpcap(LinkType type) {
    auto file = StreamBytes().pcap(0xa1b2c3d4, type).buffer;
    char error[PCAP_ERRBUF_SIZE];
    const std::unique_ptr<pcap_t, decltype(&pcap_close)> opened(
        pcap_fopen_offline(fmemopen(file.data(), file.size(), "r"), error), pcap_close);
    if (!opened) return std::nullopt;
    return pcap_datalink(opened.get());
}

std::optional<std::string_view> text(const char* found) {
    if (found == nullptr) return std::nullopt;
    return found;
}

}  // namespace

TEST_CASE("every number of a file is called as libpcap calls what it reads there") {
    int named = 0;
    for (LinkType type = 0; type <= 0xffff; ++type) {
        if (type >= DLT_USER0 && type <= DLT_USER15) continue;
        const auto dlt = in_libpcap(type);
        REQUIRE(dlt);
        const auto name = link_type_name(type);
        CHECK(name == text(pcap_datalink_val_to_name(*dlt)));
        CHECK(link_type_description(type) == text(pcap_datalink_val_to_description(*dlt)));
        named += name ? 1 : 0;
    }
    CHECK(named > 150);
    CHECK(link_type_name(1) == "EN10MB");
    CHECK(link_type_name(101) == "RAW");
    CHECK(link_type_name(12) == "RAW");
    CHECK(link_type_description(276) == "Linux cooked v2");
    CHECK(link_type_name(DLT_USER0) == "USER0");
    CHECK(link_type_name(DLT_USER15) == "USER15");
    CHECK(link_type_name(DLT_USER15 + 1) == text(pcap_datalink_val_to_name(DLT_USER15 + 1)));
}

TEST_CASE("a name is read as the number of files") {
    for (LinkType type = 0; type <= 0xffff; ++type) {
        const auto name = link_type_name(type);
        if (!name) continue;
        const auto parsed = parse_link_type(*name);
        REQUIRE(parsed);
        CHECK(link_type_name(*parsed) == name);
    }
    CHECK(parse_link_type("raw") == 101U);
    CHECK(parse_link_type("DLT_EN10MB") == 1U);
    CHECK(parse_link_type("dlt_user3") == 150U);
    CHECK(parse_link_type("147") == 147U);
    CHECK(parse_link_type("4294967296") == std::nullopt);
    CHECK(parse_link_type("nonsense") == std::nullopt);
    CHECK(parse_link_type("xyz_EN10MB") == std::nullopt);
    CHECK(parse_link_type("") == std::nullopt);
}
