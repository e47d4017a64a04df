#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "lib/lookup/vendor_registry.hpp"
#include "snet/vendors.hpp"

using namespace snet;

namespace {

/// A folder that stands for `/`, and goes with the test.
class Root {
  public:
    Root() {
        char path[] = "/tmp/snet-vendors-XXXXXX";
        path_ = ::mkdtemp(path);
    }
    ~Root() { std::filesystem::remove_all(path_); }
    Root(const Root&) = delete;
    Root& operator=(const Root&) = delete;

    void write(const std::string& path, std::string_view text) const {
        std::filesystem::create_directories(std::filesystem::path(under(path)).parent_path());
        std::ofstream(under(path)) << text;
    }

    void make_longer(const std::string& path, std::uintmax_t size) const {
        std::filesystem::resize_file(under(path), size);
    }

    void make_folder(const std::string& path) const { std::filesystem::create_directories(under(path)); }

    Result<VendorRegistry> open() const { return VendorRegistry::open(path_); }

  private:
    // Not the `/` of std::filesystem: that would leave the folder for a path that begins with a slash.
    std::string under(const std::string& path) const { return path_ + path; }

    std::string path_;
};

std::string name(const VendorRegistry& registry, std::string_view mac) {
    const auto owner = registry.owner(*MacAddress::parse(mac));
    return owner ? owner->name : "nobody";
}

constexpr const char* oui = "/usr/share/ieee-data/oui.csv";
constexpr std::string_view oui_text =
    "Registry,Assignment,Organization Name,Organization Address\r\n"
    "MA-L,0050C2,IEEE Registration Authority,445 Hoes Lane Piscataway NJ US 08554 \r\n"
    "MA-L,001EFC,\"JSC \"\"MASSA-K\"\"\",\"15, A, Pirogovskaya nab.\n"
    "Saint-Petersburg RU 194044 \"\r\n"
    "MA-L,00155D,Microsoft Corp.,One Microsoft Way\r\n"
    "MA-L,080030,First,\r\nMA-L,080030,Second,\r\n"
    "MA-L,000000,XEROX CORPORATION,M/S 105-50C\r\n"
    "MA-L,026086,Odd,\r\nMA-L,741AE0,IEEE Registration Authority,\r\n"
    "MA-L,12345,Short,\r\nMA-L,12345G,Bad,\r\nCID,0ADA01,Not a block,\r\nMA-L,00AABB";

}  // namespace

TEST_CASE("the longest block that holds the address decides") {
    const Root root;
    root.write(oui, oui_text);
    root.write("/usr/share/ieee-data/mam.csv", "MA-M,741AE09,Private,\r\n");
    root.write("/usr/share/ieee-data/oui36.csv", "MA-S,741AE0912,Longer,\r\n");
    root.write("/usr/share/ieee-data/iab.csv", "IAB,0050C27D5,DEUTA-WERKE GmbH,Paffrather Strasse\r\n");
    const auto registry = root.open();
    REQUIRE(registry);
    CHECK(registry->size() == 10);
    CHECK(name(*registry, "74:1a:e0:91:2f:ff") == "Longer");
    CHECK(name(*registry, "74:1a:e0:91:3f:ff") == "Private");
    CHECK(name(*registry, "74:1a:e0:81:2f:ff") == "IEEE Registration Authority");
    CHECK(name(*registry, "00:50:c2:7d:5f:ff") == "DEUTA-WERKE GmbH");
    CHECK(name(*registry, "00:50:c2:7d:60:00") == "IEEE Registration Authority");
    CHECK(name(*registry, "00:50:c3:7d:50:00") == "nobody");
}

TEST_CASE("fields in quotes, lines in two and lines twice") {
    const Root root;
    root.write(oui, oui_text);
    const auto registry = root.open();
    REQUIRE(registry);
    CHECK(name(*registry, "00:1e:fc:00:00:00") == "JSC \"MASSA-K\"");
    CHECK(name(*registry, "08:00:30:00:00:00") == "First");
    CHECK(name(*registry, "00:aa:bb:00:00:01") == "nobody");
}

TEST_CASE("group, locally administered and all-zero addresses have no vendor") {
    const Root root;
    root.write(oui, oui_text);
    const auto registry = root.open();
    REQUIRE(registry);
    CHECK(name(*registry, "00:15:5d:00:00:01") == "Microsoft Corp.");
    CHECK(name(*registry, "01:15:5d:00:00:01") == "nobody");
    CHECK(name(*registry, "02:60:86:00:00:01") == "nobody");
    CHECK(name(*registry, "00:00:00:00:00:00") == "nobody");
    CHECK(name(*registry, "00:00:00:00:00:01") == "XEROX CORPORATION");
}

TEST_CASE("Wireshark's registry comes next, then nmap's") {
    const Root root;
    root.write("/usr/share/nmap/nmap-mac-prefixes", "# $Id$\n00155D Microsoft\n001BC5000 Converging Systems\n");
    const auto nmap = root.open();
    REQUIRE(nmap);
    CHECK(name(*nmap, "00:15:5d:00:00:01") == "Microsoft");
    CHECK(name(*nmap, "00:1b:c5:00:0f:ff") == "Converging Systems");
    root.write("/usr/share/wireshark/manuf",
               "# a comment\n00:15:5D\tMicrosof\tMicrosoft Corporation\n00:1B:C5:00:00:00/36\tConvergi\tConverging "
               "Systems Inc.\n"
               "00:1B:C5\tIEEERegi\tIEEE Registration Authority\n00:55:DA:F0:00:00/28\tPrivate\n"
               "01-80-C2-00-00-00/48\tBridge\n00:11:22/99\tBad\n00:11:22:33:44:55:66\tBad\n");
    const auto wireshark = root.open();
    REQUIRE(wireshark);
    CHECK(wireshark->size() == 4);
    CHECK(name(*wireshark, "00:15:5d:00:00:01") == "Microsoft Corporation");
    CHECK(name(*wireshark, "00:1b:c5:00:0f:ff") == "Converging Systems Inc.");
    CHECK(name(*wireshark, "00:1b:c5:00:1f:ff") == "IEEE Registration Authority");
    CHECK(name(*wireshark, "00:55:da:f1:00:00") == "Private");
    CHECK(wireshark->owner(*MacAddress::parse("00:15:5d:00:00:01"))->short_name == "Microsof");
    root.write(oui, oui_text);
    CHECK(name(*root.open(), "00:15:5d:00:00:01") == "Microsoft Corp.");
}

TEST_CASE("no registry is not found, one that cannot be read is an error") {
    const Root root;
    const auto none = root.open();
    REQUIRE(!none);
    CHECK(none.error().kind == ErrorKind::not_found);
    CHECK(none.error().message.find("ieee-data") != std::string::npos);
    root.make_folder(oui);
    const auto unreadable = root.open();
    REQUIRE(!unreadable);
    CHECK(unreadable.error().kind != ErrorKind::not_found);
    CHECK(unreadable.error().message.find(oui) != std::string::npos);
}

TEST_CASE("an empty registry has nobody, one of absurd size is refused") {
    const Root root;
    root.write(oui, "");
    const auto empty = root.open();
    REQUIRE(empty);
    CHECK(empty->size() == 0);
    CHECK(name(*empty, "00:15:5d:00:00:01") == "nobody");
    root.write("/usr/share/ieee-data/mam.csv", "MA-M,741AE09,Private,\r\n");
    root.make_longer(oui, (std::uintmax_t{128} << 20) - 20);
    const auto huge = root.open();
    REQUIRE(!huge);
    CHECK(huge.error().kind == ErrorKind::invalid);
    CHECK(huge.error().message.find("mam.csv") != std::string::npos);
}

TEST_CASE("a file that is cut anywhere is read as far as it goes") {
    for (std::size_t size = 1; size < oui_text.size(); ++size) {
        const Root root;
        root.write(oui, oui_text.substr(0, size));
        const auto registry = root.open();
        REQUIRE(registry);
        const std::string found = name(*registry, "00:50:c2:00:00:01");
        REQUIRE((found == "nobody" || std::string_view("IEEE Registration Authority").starts_with(found)));
    }
}

TEST_CASE("all of many lines are found") {
    const Root root;
    std::string text;
    for (unsigned i = 0; i < 20000; ++i) {
        char line[64];
        const int size = std::snprintf(line, sizeof line, "MA-L,%06X,Owner %u of many,Street\n", i << 2, i);
        text.append(line, static_cast<std::size_t>(size));
        if (i == 10000) text += std::string(200000, 'x') + "\n";
    }
    root.write(oui, text);
    const auto registry = root.open();
    REQUIRE(registry);
    CHECK(registry->size() == 20000);
    for (unsigned i = 0; i < 20000; ++i) {
        const unsigned bits = i << 2;
        const MacAddress mac({static_cast<std::uint8_t>(bits >> 16), static_cast<std::uint8_t>(bits >> 8),
                              static_cast<std::uint8_t>(bits), 1, 2, 3});
        if (mac.is_group() || (mac.bytes()[0] & 2) != 0) continue;
        REQUIRE(registry->owner(mac)->name == "Owner " + std::to_string(i) + " of many");
    }
}

TEST_CASE("short names are 8 characters of the words that tell companies apart") {
    CHECK(short_vendor_name("Microsoft Corp.") == "Microsof");
    CHECK(short_vendor_name("Cisco Systems, Inc") == "CiscoSys");
    CHECK(short_vendor_name("VMware, Inc.") == "VMware");
    CHECK(short_vendor_name("XEROX CORPORATION") == "Xerox");
    CHECK(short_vendor_name("IBM Corp") == "IBM");
    CHECK(short_vendor_name("DEUTA-WERKE GmbH") == "DeutaWer");
    CHECK(short_vendor_name("The Co., Ltd.") == "TheCoLtd");
    CHECK(short_vendor_name("Åäöåäöåäöåäö AB") == "Åäöåäöåä");
    CHECK(short_vendor_name(" , - ").empty());
    CHECK(short_vendor_name("").empty());
}

TEST_CASE("the registry of this system names what everyone knows") {
    const auto vendors = Vendors::open();
    if (!vendors) {
        CHECK(vendors.error().kind == ErrorKind::not_found);
        return;
    }
    const MacAddress hyper_v = *MacAddress::parse("00:15:5d:12:cb:ef");
    REQUIRE(vendors->name(hyper_v));
    CHECK(vendors->name(hyper_v)->starts_with("Microsoft"));
    CHECK(vendors->short_name(hyper_v) == "Microsof");
    CHECK(!vendors->name(*MacAddress::parse("02:00:00:00:00:01")));
    CHECK(!vendors->short_name(*MacAddress::parse("ff:ff:ff:ff:ff:ff")));
}
