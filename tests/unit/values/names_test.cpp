#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "lib/values/name_file.hpp"
#include "snet/names.hpp"

using namespace snet;

namespace {

/// A folder that stands for `/`, and goes with the test.
class Root {
  public:
    Root() {
        char path[] = "/tmp/snet-names-XXXXXX";
        path_ = ::mkdtemp(path);
    }
    ~Root() { std::filesystem::remove_all(path_); }
    Root(const Root&) = delete;
    Root& operator=(const Root&) = delete;

    void write(const std::string& path, std::string_view text) const {
        std::filesystem::create_directories(std::filesystem::path(path_ + path).parent_path());
        std::ofstream(path_ + path) << text;
    }

    Names names(bool numeric = false) const { return Names(numeric, path_); }

  private:
    std::string path_;
};

}  // namespace

TEST_CASE("without any file there are the names that ip is built with") {
    const Root root;
    const Names names = root.names();
    CHECK(names.table(254) == "main");
    CHECK(names.table(100) == "100");
    CHECK(names.table(4294967295) == "4294967295");
    CHECK(names.protocol(2) == "kernel");
    CHECK(names.protocol(99) == "99");
    CHECK(names.scope(0) == "global");
    CHECK(names.scope(253) == "link");
    CHECK(names.scope(7) == "7");
    CHECK(names.group(0) == "default");
    CHECK(names.dsfield(8) == "0x08");
    CHECK(names.parse_table("local") == 255U);
    CHECK(names.parse_scope("host") == 254);
}

// As ip 6.1 named tables with the same file in place of its own.
TEST_CASE("the file of tables is read as ip reads it") {
    const Root root;
    root.write("/etc/iproute2/rt_tables",
               "10 ten\n11\televen # c\n0x0c twelve\n 13 thirteen\n14 same\n300 same\n15 fifteen\n15 again\n12abc x\n"
               "254 haupt\n4294967295 max\n");
    root.write("/etc/iproute2/rt_tables.d/a.conf", "20 confd\n");
    root.write("/etc/iproute2/rt_tables.d/a.txt", "21 notconf\n");
    const Names names = root.names();
    struct {
        std::uint32_t number;
        const char* name;
    } const expected[] = {{10, "ten"},    {11, "eleven"},
                          {12, "abc"},    {13, "thirteen"},
                          {14, "same"},   {15, "again"},
                          {20, "confd"},  {21, "21"},
                          {77, "77"},     {253, "default"},
                          {254, "haupt"}, {255, "local"},
                          {300, "same"},  {4294967295, "4294967295"}};
    for (const auto& [number, name] : expected)
        CHECK(names.table(number) == name);
    CHECK(names.parse_table("twelve") == 12U);
    CHECK(names.parse_table("fifteen") == 15U);
    CHECK(names.parse_table("main") == 254U);
    CHECK(names.parse_table("haupt") == 254U);
    CHECK(names.parse_table("same") == 14U);
    CHECK(names.parse_table("confd") == 20U);
    for (const char* text : {"x", "max", "notconf", "08", "", "-1", "1 ", "0x", "4294967296"}) {
        CAPTURE(text);
        CHECK(!names.parse_table(text));
    }
}

TEST_CASE("numbers are decimal, octal or hexadecimal as C writes them, dsfields always hexadecimal") {
    const Root root;
    const Names names = root.names();
    CHECK(names.parse_table("0x10") == 16U);
    CHECK(names.parse_table("010") == 8U);
    CHECK(names.parse_protocol("0x20") == 32);
    CHECK(names.parse_protocol("020") == 16);
    CHECK(!names.parse_protocol("256"));
    CHECK(names.parse_dsfield("20") == 0x20);
    CHECK(names.parse_dsfield("0x20") == 0x20);
    CHECK(names.parse_group("011") == 9U);
}

TEST_CASE("a name that is not there is an error that says what it should have been") {
    const Root root;
    const auto table = root.names().parse_table("blue");
    REQUIRE(!table);
    CHECK(table.error().kind == ErrorKind::invalid);
    CHECK(table.error().message == "blue: not a routing table");
}

TEST_CASE("numeric names print numbers and still read names") {
    const Root root;
    root.write("/etc/iproute2/rt_tables", "100 blue\n");
    root.write("/etc/iproute2/rt_dsfield", "0x20 CS1\n");
    const Names names = root.names(true);
    CHECK(names.table(254) == "254");
    CHECK(names.protocol(2) == "2");
    CHECK(names.scope(253) == "253");
    CHECK(names.group(0) == "0");
    CHECK(names.dsfield(0x20) == "0x20");
    CHECK(names.parse_table("blue") == 100U);
    CHECK(names.parse_dsfield("CS1") == 0x20);
    CHECK(root.names().dsfield(0x20) == "CS1");
}

// A number that is built in is printed before the file has been read, and by the file's name after.
TEST_CASE("protocols are read when a number is asked for that is not built in") {
    const Root root;
    root.write("/etc/iproute2/rt_protos", "2 kern\n200 mine\n");
    const Names names = root.names();
    CHECK(names.protocol(2) == "kernel");
    CHECK(names.protocol(200) == "mine");
    CHECK(names.protocol(2) == "kern");
    CHECK(names.parse_protocol("kern") == 2);
}

TEST_CASE("files in /usr/share stand in for those in /etc") {
    const Root root;
    root.write("/usr/share/iproute2/rt_tables", "100 shared\n");
    CHECK(root.names().table(100) == "shared");
    root.write("/usr/share/iproute2/rt_tables.d/a.conf", "101 hidden\n");
    root.write("/usr/share/iproute2/rt_tables.d/b.conf", "102 seen\n");
    root.write("/etc/iproute2/rt_tables", "100 ours\n");
    root.write("/etc/iproute2/rt_tables.d/a.conf", "103 a\n");
    const Names names = root.names();
    CHECK(names.table(100) == "ours");
    CHECK(names.table(101) == "101");
    CHECK(names.table(102) == "seen");
    CHECK(names.table(103) == "a");
}

TEST_CASE("a line that is none ends the reading") {
    CHECK(parse_name_file("1 a\n\n # c\nnonsense\n2 b\n", 255) == std::vector<NumberName>{{1, "a"}});
    CHECK(parse_name_file("1 a\n2\n3 c\n", 255) == std::vector<NumberName>{{1, "a"}});
    CHECK(parse_name_file("256 a\n-1 b\n4294967296 c\n5 d", 255) == std::vector<NumberName>{{0, "c"}, {5, "d"}});
    CHECK(parse_name_file("99999999999999999999 a\n7 b\r\n", 255) == std::vector<NumberName>{{7, "b"}});
}
