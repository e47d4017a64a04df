#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "platform/linux/bpf_program.hpp"
#include "platform/linux/decode.hpp"
#include "tests/unit/platform/link_json.hpp"

// Messages of real kernels, and what `ip` 6.1 made of them: record_links.py says how they were taken.

namespace {

using namespace snet;
using snet::test::Json;

constexpr InterfaceQuery everything{.addresses = false, .details = true, .statistics = true};

std::vector<std::uint8_t> bytes_of(const std::string& hex) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

std::vector<std::vector<std::uint8_t>> messages_of(const std::filesystem::path& file) {
    std::vector<std::vector<std::uint8_t>> messages;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        messages.push_back(bytes_of(line));
    return messages;
}

std::vector<std::filesystem::path> recordings() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(SNET_TEST_DATA "/links"))
        if (entry.path().extension() == ".hex") files.push_back(entry.path());
    return files;
}

Json json_of(std::filesystem::path file) {
    std::ifstream stream(file.replace_extension(".json"));
    return Json::parse(stream);
}

// What snet means to print otherwise than `ip` does.
void map(Json& link) {
    if (link.contains("link") && link["link"].is_null()) link.erase("link");
    // Not a flag of this interface: the one below it is down.
    Json& flags = link["flags"];
    if (!flags.empty() && flags.back() == "M-DOWN") flags.erase(flags.size() - 1);
    if (!link.contains("linkinfo")) return;
    Json& info = link["linkinfo"];
    if (info.contains("info_data")) {
        Json& data = info["info_data"];
        if (data.contains("arp_validate") && data["arp_validate"].is_null()) data["arp_validate"] = "none";
        for (const char* slave : {"slave1", "slave2"})
            if (data.contains(slave) && data[slave].is_null()) data.erase(slave);
        if (data.empty()) info.erase("info_data");
    }
}

Interface decoded(const std::vector<std::uint8_t>& message, const Json& names) {
    Interface link;
    REQUIRE(platform::decode_link(message, everything, link));
    platform::name_others(link, [&](std::uint32_t index) {
        const auto found = names.find(std::to_string(index));
        return found != names.end() ? found->get<std::string>() : std::string();
    });
    return link;
}

void append(std::vector<std::uint8_t>& out, std::uint16_t type, const std::vector<std::uint8_t>& payload) {
    const auto length = static_cast<std::uint16_t>(payload.size() + 4);
    for (const unsigned half : {unsigned{length}, unsigned{type}}) {
        out.push_back(static_cast<std::uint8_t>(half & 0xff));
        out.push_back(static_cast<std::uint8_t>(half >> 8));
    }
    out.insert(out.end(), payload.begin(), payload.end());
    while (out.size() % 4 != 0)
        out.push_back(0);
}

struct Part {
    std::uint16_t type;
    std::vector<std::uint8_t> payload;
};

std::vector<std::uint8_t> nest(const std::vector<Part>& parts) {
    std::vector<std::uint8_t> out;
    for (const Part& part : parts)
        append(out, part.type, part.payload);
    return out;
}

std::vector<std::uint8_t> text(std::string_view characters) {
    std::vector<std::uint8_t> out(characters.begin(), characters.end());
    out.push_back(0);
    return out;
}

constexpr std::uint16_t ifla_ifname = 3;
constexpr std::uint16_t ifla_linkinfo = 18;

std::vector<std::uint8_t> message(std::vector<Part> parts) {
    std::vector<std::uint8_t> out(16);  // struct ifinfomsg
    out[2] = 1;                         // ARPHRD_ETHER
    out[4] = 5;
    parts.insert(parts.begin(), {ifla_ifname, text("x0")});
    const auto attributes = nest(parts);
    out.insert(out.end(), attributes.begin(), attributes.end());
    return out;
}

std::vector<std::uint8_t> message_of_kind(std::string_view kind, const std::vector<Part>& data) {
    return message({{ifla_linkinfo, nest({{1, text(kind)}, {2, nest(data)}})}});
}

Json settings(std::string_view kind, const std::vector<Part>& data) {
    const Json names{{"7", "lower"}};
    return test::to_json(decoded(message_of_kind(kind, data), names).kind.data);
}

}  // namespace

TEST_CASE("a recorded link is what ip printed of it") {
    std::size_t keys = 0;
    for (const auto& file : recordings()) {
        const Json record = json_of(file);
        const auto messages = messages_of(file);
        REQUIRE(messages.size() == record["links"].size());
        for (std::size_t i = 0; i < messages.size(); ++i) {
            Json expected = record["links"][i];
            map(expected);
            const Json actual = test::to_json(decoded(messages[i], record["names"]));
            CAPTURE(file.stem().string());
            CAPTURE(actual.value("ifname", ""));
            const nlohmann::json difference = nlohmann::json::diff(nlohmann::json(expected), nlohmann::json(actual));
            CHECK_MESSAGE(difference.empty(), difference.dump(1));
            keys += nlohmann::json(expected).flatten().size();
        }
    }
    MESSAGE("keys compared: ", keys);
    CHECK(keys > 4000);
}

TEST_CASE("a link's key order is that of ip") {
    for (const auto& file : recordings()) {
        const Json record = json_of(file);
        const auto messages = messages_of(file);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            Json expected = record["links"][i];
            map(expected);
            if (!expected.contains("linkinfo")) continue;
            const Json actual = test::to_json(decoded(messages[i], record["names"]));
            CAPTURE(file.stem().string());
            CHECK(actual["linkinfo"].dump() == expected["linkinfo"].dump());
        }
    }
}

TEST_CASE("without details or statistics a link has neither") {
    for (const auto& file : recordings())
        for (const auto& bytes : messages_of(file)) {
            Interface link;
            REQUIRE(platform::decode_link(bytes, {}, link));
            CHECK(link.statistics.empty());
            CHECK(link.kind.data.empty());
            CHECK(link.kind.counters.empty());
            CHECK(link.kind.slave_data.empty());
            for (const Field& field : link.details)
                CHECK(field.key != "promiscuity");
        }
}

TEST_CASE("a message cut short at any byte is read no further") {
    for (const auto& file : recordings())
        for (const auto& bytes : messages_of(file))
            for (std::size_t size = 0; size <= bytes.size(); ++size) {
                const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
                Interface link;
                const bool is_link = platform::decode_link(cut, everything, link);
                if (size < 16) REQUIRE_FALSE(is_link);
                if (is_link) REQUIRE_FALSE(link.name.empty());
            }
}

TEST_CASE("an attribute cut short in place is read no further") {
    // The same, but each length field says what is there, so that the attribute itself and not the walk finds the end.
    using Count = std::pair<const char*, std::uint16_t>;
    for (const auto& [kind, count] : {Count{"can", 20}, {"bridge", 50}, {"bond", 34}, {"vlan", 6}, {"vxlan", 34}})
        for (std::uint16_t type = 0; type < count; ++type)
            for (std::size_t size = 0; size < 40; ++size)
                settings(kind, {{type, std::vector<std::uint8_t>(size, 0xff)}});
}

TEST_CASE("kinds that no recording has") {
    CHECK(settings("wireguard", {}).empty());
    CHECK(settings("no such kind", {{1, {1, 2, 3, 4}}}).empty());

    CHECK(settings("xfrm", {{1, {7, 0, 0, 0}}, {2, {0x1f, 0, 0, 0}}}).dump() == R"({"if_id":"0x1f"})");
    CHECK(settings("xfrm", {{2, {0x1f, 0, 0, 0}}, {3, {}}}).dump() == R"({"external":true})");
    CHECK(settings("bareudp", {{1, {0x19, 0xeb}}, {2, {0x88, 0x47}}, {3, {1, 0}}}).dump() ==
          R"({"dstport":6635,"ethertype":"mpls_uc","srcportmin":1,"multiproto":false})");
    CHECK(settings("bareudp", {{4, {}}}).dump() == R"({"multiproto":true})");
    CHECK(settings("amt", {{1, {1, 0, 0, 0}}, {2, {0x08, 0xe4}}, {4, {7, 0, 0, 0}}, {5, {10, 0, 0, 1}}}).dump() ==
          R"({"mode":"relay","relay_port":2276,"local":"10.0.0.1","link":"lower"})");
    CHECK(settings("ipoib", {{1, {0xff, 0x7f}}, {2, {1, 0}}, {3, {1, 0}}}).dump() ==
          R"({"key":"0x7fff","mode":"connected","umcast":"0001"})");
    CHECK(settings("rmnet", {{1, {9, 0}}}).dump() == R"({"mux_id":9})");
    CHECK(settings("wwan", {{1, {9, 0, 0, 0}}}).dump() == R"({"linkid":9})");
    CHECK(settings("dsa", {{1, {7, 0, 0, 0}}}).dump() == R"({"conduit":"lower"})");
    CHECK(settings("dsa", {{1, {8, 0, 0, 0}}}).dump() == R"({"conduit":"if8"})");
    CHECK(settings("dsa", {{1, {0, 0, 0, 0}}}).dump() == R"({"conduit":"*"})");
}

TEST_CASE("a tunnel inside UDP") {
    CHECK(settings("ipip", {{15, {2, 0}}, {16, {5, 0}}, {17, {0, 9}}, {18, {0x15, 0xb3}}}).at("encap").dump() ==
          R"({"type":"gue","sport":9,"dport":5555,"csum":true,"csum6":false,"remcsum":true})");
    CHECK(settings("gre", {{14, {1, 0}}, {15, {2, 0}}, {17, {0x15, 0xb3}}}).at("encap").dump() ==
          R"({"type":"fou","sport":0,"dport":5555,"csum":false,"csum6":true,"remcsum":false})");
    CHECK_FALSE(settings("gre", {{14, {0, 0}}}).contains("encap"));
}

TEST_CASE("bridge timers are seconds") {
    CHECK(settings("bridge", {{19, {0x3f, 1, 0, 0, 0, 0, 0, 0}}}).at("gc_timer") == 3.19);
}

TEST_CASE("a bridge's root is the root's, where ip 6.1 repeats the bridge") {
    const auto bridge = settings("bridge", {{11, {0x10, 0, 2, 0, 0, 0, 0, 0x1a}}, {10, {0x80, 0, 0, 0, 0, 0, 0, 1}}});
    CHECK(bridge.at("bridge_id") == "1000.2:0:0:0:0:1a");
    CHECK(bridge.at("root_id") == "8000.0:0:0:0:0:1");
}

TEST_CASE("numbers without a word") {
    const auto port = message({{ifla_linkinfo, nest({{4, text("bridge")}, {5, nest({{1, {9}}})}})}});
    CHECK(test::to_json(decoded(port, Json::object()).kind.slave_data).dump() == R"({"state_index":9})");
    CHECK(settings("bond", {{1, {9}}}).dump() == R"({"mode":"UNKNOWN"})");
    CHECK(settings("vlan", {{1, {1, 0}}, {5, {0x12, 0x34}}}).dump() == R"({"protocol":"[4660]","id":1})");
    CHECK(settings("vlan", {{1, {1, 0}}, {2, {0xa1, 0, 0, 0, 0xff, 0, 0, 0}}}).dump() ==
          R"({"protocol":"802.1q","id":1,"flags":["REORDER_HDR","a0"]})");
}

TEST_CASE("what ip adds only where there is something to tell") {
    const std::vector<std::uint8_t> mac{2, 0, 0, 0, 0, 1};
    const std::vector<std::uint8_t> other{2, 0, 0, 0, 0, 2};
    const auto details = [](std::vector<Part> parts) {
        Interface link;
        REQUIRE(platform::decode_link(message(std::move(parts)), {}, link));
        return test::to_json(link.details).dump();
    };
    CHECK(details({{1, mac}, {54, mac}}) == "{}");
    CHECK(details({{1, mac}, {54, other}}) == R"({"permaddr":"02:00:00:00:00:02"})");
    CHECK(details({{20, text("up\"link")}}) == R"({"ifalias":"up\"link"})");
    CHECK(details({{43, nest({{2, {2}}, {4, {9, 0, 0, 0}}, {6, {9, 0, 0, 0}}})}}) ==
          R"({"xdp":{"mode":2,"prog":{"id":9},"attached":[{"mode":2,"prog":{"id":9}}]}})");
    CHECK(details({{43, nest({{2, {4}}, {5, {8, 0, 0, 0}}, {6, {7, 0, 0, 0}}, {7, {9, 0, 0, 0}}})}}) ==
          R"({"xdp":{"mode":4,"attached":[{"mode":2,"prog":{"id":7}},{"mode":1,"prog":{"id":8}},)"
          R"({"mode":3,"prog":{"id":9}}]}})");
    CHECK(details({{43, nest({{2, {1}}})}}) == R"({"xdp":{"mode":1,"attached":[]}})");
    CHECK(details({{43, nest({{2, {0}}})}}) == "{}");
}

TEST_CASE("an express data path's programs are described where they stand") {
    Interface link;
    REQUIRE(platform::decode_link(message({{43, nest({{2, {2}}, {4, {9, 0, 0, 0}}, {6, {9, 0, 0, 0}}})}}), {}, link));
    platform::describe_programs(
        link, [](std::uint32_t id) { return id == 9 ? Fields{{"name", {std::string("pass")}}} : Fields(); });
    CHECK(test::to_json(link.details).dump() ==
          R"({"xdp":{"mode":2,"prog":{"id":9,"name":"pass"},"attached":[{"mode":2,"prog":{"id":9,"name":"pass"}}]}})");
}

TEST_CASE("what the kernel says of a program") {
    bpf_prog_info program{.tag = {0x61, 0x4b, 0x43, 0x4c, 0xd8, 0x32, 0x4e, 0xcc}, .jited_prog_len = 40};
    CHECK(test::to_json(platform::bpf_program_fields(program, true)).dump() ==
          R"({"name":"","tag":"614b434cd8324ecc","jited":1})");
    program = {.load_time = 3132711798659, .created_by_uid = 5, .name = {}, .btf_id = 708};
    std::memset(program.name, 'x', sizeof program.name);  // not terminated
    CHECK(test::to_json(platform::bpf_program_fields(program, true)).dump() ==
          R"({"name":"xxxxxxxxxxxxxxxx","tag":"0000000000000000","jited":0,"load_time":3132711798659,)"
          R"("created_by_uid":5,"btf_id":708})");
    CHECK(platform::bpf_program_fields(program, false).size() == 3);
}

TEST_CASE("virtual functions") {
    std::vector<std::uint8_t> mac(36);
    mac[0] = 3;
    mac[4] = 2;
    mac[9] = 9;
    const auto function = nest({{1, mac},
                                {2, {3, 0, 0, 0, 100, 0, 0, 0, 5, 0, 0, 0}},
                                {3, {3, 0, 0, 0, 10, 0, 0, 0}},
                                {4, {3, 0, 0, 0, 1, 0, 0, 0}},
                                {5, {3, 0, 0, 0, 2, 0, 0, 0}},
                                {9, {3, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}}});
    Interface link;
    REQUIRE(platform::decode_link(message({{21, {1, 0, 0, 0}}, {22, nest({{1, function}})}}), {}, link));
    CHECK(
        test::to_json(link.details).dump() ==
        R"({"vfinfo_list":[{"vf":3,"link_type":"ether","address":"02:00:00:00:00:09","vlan":100,"qos":5,"tx_rate":10,)"
        R"("spoofchk":true,"link_state":"disable"}]})");
}

TEST_CASE("statistics of a kernel that counts in 32 bits") {
    std::vector<std::uint8_t> narrow(92);
    narrow[8] = 5;   // bytes received
    narrow[84] = 1;  // compressed packets received
    Interface link;
    REQUIRE(platform::decode_link(message({{7, narrow}}), everything, link));
    const Json statistics = test::to_json(link.statistics);
    CHECK(statistics["rx"]["bytes"] == 5);
    CHECK(statistics["rx"]["compressed"] == 1);
    CHECK_FALSE(statistics["tx"].contains("compressed"));
}

TEST_CASE("a message without a name is no link") {
    Interface link;
    CHECK_FALSE(platform::decode_link(std::vector<std::uint8_t>(16), everything, link));
    CHECK_FALSE(platform::decode_link(std::vector<std::uint8_t>(15), everything, link));
}
