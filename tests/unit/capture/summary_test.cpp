#include "snet/capture/summary.hpp"

#include <doctest/doctest.h>

#include "tests/unit/capture/packets.hpp"

using namespace snet;
using namespace snet::capture;
using namespace snet::capture::testing;

namespace {

PacketSummary look(LinkType type, const std::string& bytes, std::uint32_t original = 0) {
    const std::vector<std::uint8_t> packet(bytes.begin(), bytes.end());
    return summarize(type, packet, std::max(original, static_cast<std::uint32_t>(packet.size())));
}

// All but the time and the length.
std::string line(LinkType type, const std::string& bytes, std::uint32_t original = 0) {
    std::string out;
    append_line(out, Packet{}, look(type, bytes, original));
    return out.substr(4);
}

std::string on_ethernet(unsigned type, const std::string& payload) {
    return line(link_type_ethernet, ethernet(type, payload));
}

std::string over_ipv4(unsigned protocol, const std::string& payload, unsigned fragment = 0) {
    return line(link_type_raw, ipv4(protocol, payload, fragment));
}

std::string over_ipv6(unsigned next, const std::string& payload) {
    return line(link_type_raw, ipv6(next, payload));
}

const std::string ends = "02:00:00:00:00:01 > 02:00:00:00:00:02 ";
const std::string hosts = "10.0.0.1 > 10.0.0.2 ";
const std::string hosts6 = "2001:db8::1 > 2001:db8::2 ";

std::string arp(unsigned operation, std::uint32_t sender, std::uint32_t target) {
    const std::string mac = "\x02" + zeros(4) + "\x07";
    return be16(1) + be16(0x0800) + "\6\4" + be16(operation) + mac + be32(sender) + zeros(6) + be32(target);
}

}  // namespace

TEST_CASE("a packet's fields") {
    const auto summary = look(1, ethernet(0x8100, be16(0xe005) + be16(0x0800) + ipv4(17, udp(40000, 9, "abc"))));
    CHECK(summary.link_type == 1);
    CHECK(summary.source_mac == MacAddress::parse("02:00:00:00:00:01").value());
    CHECK(summary.destination_mac == MacAddress::parse("02:00:00:00:00:02").value());
    CHECK(summary.vlan == 5);
    CHECK(summary.source == IpAddress::parse("10.0.0.1").value());
    CHECK(summary.destination == IpAddress::parse("10.0.0.2").value());
    CHECK(summary.source_port == 40000);
    CHECK(summary.destination_port == 9);
    CHECK(summary.protocol == "UDP");
    CHECK(summary.info == "length 3");
    CHECK_FALSE(summary.cut);
    CHECK_FALSE(summary.odd);
}

TEST_CASE("an older summary's memory tells nothing of the next packet") {
    PacketSummary summary = look(1, ethernet(0x0800, ipv4(17, udp(40000, 9, "abc"))));
    summarize(147, {}, 0, summary);
    CHECK(summary.link_type == 147);
    CHECK(summary.protocol == "USER0");
    CHECK(summary.info == "length 0");
    CHECK_FALSE((summary.source || summary.source_port || summary.source_mac || summary.vlan));
}

TEST_CASE("a line") {
    const std::string bytes = ethernet(0x0800, ipv4(17, udp(40000, 53, dns_message(0x1a2b, 0x0100))));
    const std::vector<std::uint8_t> packet(bytes.begin(), bytes.end());
    const PacketTime time(std::chrono::seconds(1796134168) + std::chrono::nanoseconds(123456789));
    std::string out = "before ";
    append_line(out, {.time = time, .original_length = 74, .bytes = packet}, summarize(1, packet, 74));
    CHECK(out == "before 2026-12-01T14:09:28.123456789Z 74 10.0.0.1:40000 > 10.0.0.2:53 DNS query 1a2b A example.com.");
    out.clear();
    append_time(out, PacketTime(std::chrono::seconds(-1)));
    CHECK(out == "1969-12-31T23:59:59.000000000Z");
}

TEST_CASE("tags, lengths and labels of Ethernet") {
    CHECK(on_ethernet(0x88a8, be16(7) + be16(0x8100) + be16(8) + be16(0x0806) + arp(2, 1, 2)) ==
          "0.0.0.1 > 0.0.0.2 ARP 0.0.0.1 is at 02:00:00:00:00:07");
    CHECK(look(1, ethernet(0x88a8, be16(7) + be16(0x8100) + be16(8) + be16(0x9999))).vlan == 7);
    CHECK(on_ethernet(0x88b5, "abc") == ends + "Ethernet type 0x88b5 length 3");
    CHECK(on_ethernet(0x88cc, "abc") == ends + "LLDP length 3");
    CHECK(on_ethernet(38, "\x42\x42\x03" + zeros(60)) == ends + "STP length 35");
    CHECK(on_ethernet(8, "\xaa\xaa\x03" + zeros(3) + be16(0x0806)) == ends + "ARP (malformed)");
    CHECK(on_ethernet(8, "\xaa\xaa\x03\x01\x02\x03" + be16(0x0806)) ==
          ends + "LLC organization 10203 type 2054 length 0");
    CHECK(on_ethernet(10, "\xaa\xaa\x03" + zeros(2) + "\x0c" + be16(0x2000) + "xx") == ends + "CDP length 2");
    CHECK(on_ethernet(0x8847, be32(0x00010000) + be32(0x00011100) + ipv4(6, tcp(1, 2, 2))) ==
          "10.0.0.1:1 > 10.0.0.2:2 TCP SYN seq 1000 win 64240 length 0");
    CHECK(on_ethernet(0x8847, be32(0x00011100) + "!bc") == ends + "MPLS label 17 length 3");
    CHECK(on_ethernet(0x8864, zeros(0) + "\x11" + zeros(1) + be16(1) + be16(42) + be16(0x21) +
                                  ipv4(1, "\x08" + zeros(19)) + "padding") ==
          hosts + "ICMP echo request id 0 seq 0 length 12");
    CHECK(line(1, ethernet(0x0800, "").substr(0, 13)) == "- > - Ethernet (malformed)");
    CHECK(line(1, ethernet(0x0800, "").substr(0, 13), 60) == "- > - Ethernet (cut off)");
    std::string tags;
    for (int i = 0; i < 20; ++i)
        tags += be16(1) + be16(0x8100);
    CHECK(on_ethernet(0x8100, tags).starts_with(ends + "VLAN"));
}

TEST_CASE("what ARP says") {
    CHECK(on_ethernet(0x0806, arp(1, 0x0a000001, 0x0a000002)) ==
          "10.0.0.1 > 10.0.0.2 ARP who has 10.0.0.2? tell 10.0.0.1");
    CHECK(on_ethernet(0x0806, arp(1, 0, 0x0a000002)) ==
          "0.0.0.0 > 10.0.0.2 ARP who has 10.0.0.2? probed by 02:00:00:00:00:07");
    CHECK(on_ethernet(0x0806, arp(1, 0x0a000002, 0x0a000002)).ends_with("ARP announces 10.0.0.2 at 02:00:00:00:00:07"));
    CHECK(on_ethernet(0x0806, arp(9, 1, 2)).ends_with("ARP operation 9"));
    CHECK(on_ethernet(0x8035, arp(3, 0, 0)).ends_with("RARP who is 00:00:00:00:00:00? tell 02:00:00:00:00:07"));
    CHECK(on_ethernet(0x0806, be16(6) + be16(0x0800) + "\2\4" + be16(1)) ==
          ends + "ARP operation 1 hardware 6 length 8");
}

TEST_CASE("flags, numbers and messages of TCP") {
    const std::string ports = "10.0.0.1:1 > 10.0.0.2:2 ";
    CHECK(over_ipv4(6, tcp(1, 2, 0x12)) == ports + "TCP SYN,ACK seq 1000 ack 2000 win 64240 length 0");
    CHECK(over_ipv4(6, tcp(1, 2, 0xff, "ab")) ==
          ports + "TCP FIN,SYN,RST,PSH,ACK,URG,ECE,CWR seq 1000 ack 2000 win 64240 length 2");
    CHECK(over_ipv4(6, tcp(1, 2, 0)) == ports + "TCP no flags seq 1000 win 64240 length 0");
    const auto message = dns_message(7, 0x8183);
    CHECK(over_ipv4(6, tcp(53, 2, 0x18, be16(static_cast<unsigned>(message.size())) + message)) ==
          "10.0.0.1:53 > 10.0.0.2:2 DNS PSH,ACK seq 1000 ack 2000 win 64240 length 31 "
          "response 7 NXDOMAIN A example.com., 0 answers");
    CHECK(over_ipv4(6, tcp(53, 2, 0x18, "xyz")).ends_with("length 3"));
    CHECK(over_ipv4(6, tcp(1, 2, 2).substr(0, 12)) == ports + "TCP (malformed)");
    CHECK(over_ipv4(6, tcp(1, 2, 2).replace(12, 1, "\x40")) == ports + "TCP SYN seq 1000 win 64240 (malformed)");
    CHECK(over_ipv4(6, tcp(1, 2, 2).replace(12, 1, "\x60")) == ports + "TCP SYN seq 1000 win 64240 (malformed)");
    CHECK(over_ipv4(6, tcp(1, 2, 2, "abc").replace(12, 1, "\x60")).ends_with("(malformed)"));
    CHECK(over_ipv4(6, tcp(1, 2, 2, "abcd").replace(12, 1, "\x60")).ends_with("length 0"));
    CHECK(over_ipv4(6, "abc") == hosts + "TCP (malformed)");
}

TEST_CASE("datagrams") {
    CHECK(over_ipv4(17, udp(5353, 5353, dns_message(0, 0x8400))) ==
          "10.0.0.1:5353 > 10.0.0.2:5353 MDNS response 0 A example.com., 0 answers");
    CHECK(over_ipv4(17, udp(1, 53, "junk")) == "10.0.0.1:1 > 10.0.0.2:53 UDP length 4");
    CHECK(over_ipv4(17, udp(68, 67, zeros(240))) == "10.0.0.1:68 > 10.0.0.2:67 DHCP length 240");
    CHECK(over_ipv4(17, udp(1, 2, "x").replace(4, 2, be16(3))).ends_with("UDP length 1 (malformed)"));
    CHECK(over_ipv4(17, udp(1, 2, "x").replace(4, 2, be16(10))).ends_with("UDP length 2 (malformed)"));
    CHECK(over_ipv4(17, udp(1, 2, "x").replace(4, 2, be16(10)), 0x2000).ends_with("UDP first fragment, length 2"));
    CHECK(line(101, ipv4(17, udp(1, 2, "xyz")).substr(0, 29), 31).ends_with("UDP length 3"));
    CHECK(over_ipv4(17, udp(1, 2, "x").replace(4, 2, be16(0))).ends_with("UDP length 1"));
    CHECK(over_ipv4(17, udp(1, 53, dns_message(1, 0x7a00))).contains(", truncated"));
    CHECK(line(101, ipv4(17, udp(1, 53, dns_message(1, 0))).substr(0, 40), 57).ends_with("DNS (cut off)"));
    CHECK(over_ipv4(132, be16(1) + be16(2) + zeros(8)) == "10.0.0.1:1 > 10.0.0.2:2 SCTP length 12");
    CHECK(over_ipv4(253, "abc") == hosts + "IPv4 protocol 253 length 3");
    CHECK(over_ipv4(51, "\x11\4" + zeros(22) + udp(1, 2, "x")) == "10.0.0.1:1 > 10.0.0.2:2 UDP length 1");
    CHECK(over_ipv4(51, "\x11\4" + zeros(2)) == hosts + "AH (malformed)");
    CHECK(over_ipv4(50, be32(0xabcdef) + "abc") == hosts + "ESP SPI 0xabcdef length 7");
}

TEST_CASE("names of DNS cannot do harm") {
    std::string evil = dns_message(1, 0);
    evil.replace(13, 7, std::string("\x1b[31m\0\xff", 7));
    const auto told = over_ipv4(17, udp(1, 53, evil));
    CHECK(told.ends_with("DNS query 1 A \\027[31m\\000\\255.com."));
}

TEST_CASE("fragments, options and padding of IPv4") {
    CHECK(over_ipv4(17, udp(1, 2, "x"), 0x2000) == "10.0.0.1:1 > 10.0.0.2:2 UDP first fragment, length 1");
    CHECK(over_ipv4(17, "12345678", 185) == hosts + "UDP fragment at 1480 length 8");
    CHECK(over_ipv4(253, "12345678", 185) == hosts + "IPv4 fragment at 1480 length 8");
    CHECK(on_ethernet(0x0800, ipv4(17, udp(1, 2, "")) + "padding").ends_with("UDP length 0"));
    CHECK(line(1, ethernet(0x0800, ipv4(17, udp(1, 2, "")).replace(2, 2, zeros(2)))).ends_with("UDP length 0"));
    CHECK(line(101, ipv4(17, "").replace(0, 1, "\x44")) == "- > - IPv4 (malformed)");
    CHECK(line(101, ipv4(17, "").replace(0, 1, "\x4f")) == "- > - IPv4 (malformed)");
    CHECK(line(101, ipv4(17, "").replace(2, 2, be16(19))) == "- > - IPv4 (malformed)");
    CHECK(line(101, "\x77") == "- > - IP version 7 length 1 (malformed)");
    CHECK(line(101, "") == "- > - IP (malformed)");
    // What was cut off on the way is not the packet's fault; what ends within its own length is.
    CHECK(line(101, ipv4(6, tcp(1, 2, 2)).substr(0, 30), 40).ends_with("TCP (cut off)"));
    CHECK(line(1, ethernet(0x0800, ipv4(6, "123")) + "padding", 100).ends_with("TCP (malformed)"));
}

TEST_CASE("extension headers of IPv6") {
    const std::string options = "\x3c" + zeros(7);  // destination options follow
    const std::string more = "\x11\1" + zeros(14);  // UDP follows
    CHECK(over_ipv6(0, options + more + udp(1, 2, "x")) == "[2001:db8::1]:1 > [2001:db8::2]:2 UDP length 1");
    CHECK(over_ipv6(44, "\x11" + zeros(1) + be16(1) + zeros(4) + udp(1, 2, "x"))
              .ends_with("UDP first fragment, length 1"));
    CHECK(over_ipv6(44, "\x11" + zeros(1) + be16(1448) + zeros(4) + "abcdefgh") ==
          hosts6 + "UDP fragment at 1448 length 8");
    CHECK(over_ipv6(51, "\x06\4" + zeros(22) + tcp(1, 2, 16)).contains("TCP ACK"));
    CHECK(over_ipv6(59, "abc") == hosts6 + "IPv6 no next header, length 3");
    CHECK(over_ipv6(0, "\x3b" + zeros(7)) == hosts6 + "IPv6 no next header, length 0");
    CHECK(over_ipv6(0, "\x11") == hosts6 + "IPv6 (malformed)");
    CHECK(over_ipv6(0, "\x11\2" + zeros(6)) == hosts6 + "IPv6 (malformed)");
    CHECK(over_ipv6(254, "abc") == hosts6 + "IPv6 protocol 254 length 3");
    std::string endless;
    for (int i = 0; i < 100; ++i)
        endless += "\x3c" + zeros(7);
    CHECK(over_ipv6(60, endless).starts_with(hosts6));
    CHECK(line(229, ipv4(6, tcp(1, 2, 2)) + zeros(20)) == "- > - IPv6 (malformed)");
}

TEST_CASE("messages of ICMP, ICMPv6 and IGMP") {
    CHECK(over_ipv4(1, "\x08" + zeros(3) + be16(7) + be16(3) + "data") ==
          hosts + "ICMP echo request id 7 seq 3 length 4");
    CHECK(over_ipv4(1, "\3\3" + zeros(6)) == hosts + "ICMP port unreachable");
    CHECK(over_ipv4(1, "\3\x4d" + zeros(6)) == hosts + "ICMP unreachable code 77");
    CHECK(over_ipv4(1, "\5\1" + zeros(2) + be32(0x0a000009)) == hosts + "ICMP redirect code 1 to 10.0.0.9");
    CHECK(over_ipv4(1, "\x63\1" + zeros(2)) == hosts + "ICMP type 99 code 1");
    CHECK(over_ipv4(1, "\x08" + zeros(3)) == hosts + "ICMP echo request (malformed)");
    CHECK(over_ipv6(58, "\x87" + zeros(7) + be32(0xfe800000) + zeros(11) + "\1") ==
          hosts6 + "ICMPv6 neighbor solicitation of fe80::1");
    CHECK(over_ipv6(58, "\2" + zeros(3) + be32(1280)) == hosts6 + "ICMPv6 packet too big, MTU 1280");
    CHECK(over_ipv6(58, "\1\4" + zeros(6)) == hosts6 + "ICMPv6 port unreachable");
    CHECK(over_ipv4(2, "\x16" + zeros(3) + be32(0xe0000005)) == hosts + "IGMP report v2 224.0.0.5");
    CHECK(over_ipv4(2, "\x11" + zeros(7)) == hosts + "IGMP query");
    CHECK(over_ipv4(2, "\x22" + zeros(5) + be16(2)) == hosts + "IGMP report v3, 2 groups");
}

TEST_CASE("other links") {
    const std::string packet = ipv4(17, udp(1, 2, "x"));
    const std::string told = "10.0.0.1:1 > 10.0.0.2:2 UDP length 1";
    const std::string cooked =
        be16(0) + be16(1) + be16(6) + "\x02" + zeros(4) + "\x09" + zeros(2) + be16(0x0800) + packet;
    CHECK(line(113, cooked) == told);
    CHECK(look(113, cooked).source_mac == MacAddress::parse("02:00:00:00:00:09").value());
    const std::string cooked2 =
        be16(0x0800) + zeros(2) + be32(3) + be16(1) + zeros(1) + "\6\x02" + zeros(4) + "\x09" + zeros(2) + packet;
    CHECK(line(276, cooked2) == told);
    CHECK(look(276, cooked2).source_mac == MacAddress::parse("02:00:00:00:00:09").value());
    CHECK(line(113, be16(4) + be16(824) + zeros(10) + be16(16) + "x") == "- > - netlink protocol 16 length 1");
    CHECK(line(0, be32(2) + packet) == told);
    CHECK(line(0, be32(0x02000000) + packet) == told);
    CHECK(line(108, be32(30) + ipv6(17, udp(1, 2, "x"))) == "[2001:db8::1]:1 > [2001:db8::2]:2 UDP length 1");
    CHECK(line(0, be32(99) + packet) == "- > - NULL family 99 length 29");
    CHECK(line(228, packet) == told);
    CHECK(line(12, packet) == told);
    CHECK(line(9, "\xff\3" + be16(0x21) + packet) == told);
    CHECK(line(9, "\x21" + packet) == told);
    CHECK(line(9, be16(0xc021) + "abc") == "- > - LCP length 3");
    CHECK(line(104, "\x0f" + zeros(1) + be16(0x0800) + packet) == told);
    CHECK(line(147, packet) == "- > - USER0 length 29");
    CHECK(line(60000, packet) == "- > - unknown length 29");
}

TEST_CASE("frames of 802.11") {
    const std::string a = "\x02" + zeros(4) + "\x0a";
    const std::string b = "\x02" + zeros(4) + "\x0b";
    const std::string c = "\x02" + zeros(4) + "\x0c";
    const std::string snap = "\xaa\xaa\x03" + zeros(3) + be16(0x0800) + ipv4(17, udp(1, 2, "x"));
    const auto macs = [](const PacketSummary& summary) {
        return summary.source_mac->to_string().substr(16) + ">" + summary.destination_mac->to_string().substr(16);
    };
    const auto to_point = look(105, "\x08\x01" + zeros(2) + a + b + c + zeros(2) + snap);
    CHECK(macs(to_point) == "b>c");
    CHECK(to_point.protocol == "UDP");
    CHECK(macs(look(105, "\x88\x02" + zeros(2) + a + b + c + zeros(4) + snap)) == "c>a");
    CHECK(look(105, "\x88\x02" + zeros(2) + a + b + c + zeros(4) + snap).protocol == "UDP");
    CHECK(macs(look(105, "\x08\x03" + zeros(2) + a + b + c + zeros(2) + b + snap)) == "b>c");
    CHECK(look(105, "\x08\x42" + zeros(2) + a + b + c + zeros(2) + snap).info == "encrypted length 37");
    const std::string beacon = "\x80" + zeros(3) + a + b + c + zeros(2);
    CHECK(line(127, zeros(2) + "\x08" + zeros(5) + beacon) ==
          b.substr(0, 0) + "02:00:00:00:00:0b > 02:00:00:00:00:0a 802.11 beacon length 24");
    CHECK(line(127, zeros(2) + "\x07" + zeros(5) + beacon) == "- > - 802.11 (malformed)");
    CHECK(line(105, "\xd4" + zeros(3) + a) == "- > 02:00:00:00:00:0a 802.11 ack");
}

TEST_CASE("rings") {
    const std::string macs = zeros(5) + "\x02" + "\x02" + zeros(4) + "\x01";
    const std::string snap = "\xaa\xaa\x03" + zeros(3) + be16(0x0800) + ipv4(17, udp(1, 2, "x"));
    const std::string told = "10.0.0.1:1 > 10.0.0.2:2 UDP length 1";
    CHECK(line(10, "\x50" + macs + snap) == told);
    CHECK(line(10, "\x01" + macs + snap) == "02:00:00:00:00:01 > 00:00:00:00:00:02 FDDI frame control 0x1 length 37");
    CHECK(line(6, "\x10\x40" + macs + snap) == told);
    std::string routed = "\x10\x40" + macs + "\x06" + zeros(5) + snap;
    routed[8] = '\x82';
    CHECK(line(6, routed) == told);
    CHECK(look(6, routed).source_mac == MacAddress::parse("02:00:00:00:00:01").value());
    CHECK(line(6, "\x10" + zeros(1) + macs) ==
          "02:00:00:00:00:01 > 00:00:00:00:00:02 Token Ring frame control 0x0 length 0");
    routed.resize(16);
    CHECK(line(6, routed).ends_with("(malformed)"));
}

TEST_CASE("a payload that a plug-in took out of its packet") {
    const auto tag = [](unsigned number, const std::string& value) {
        return be16(number) + be16(static_cast<unsigned>(value.size())) + value;
    };
    // As udpdump writes it.
    const std::string tags = tag(12, "dns" + zeros(1)) + tag(20, be32(0x7f000001)) + tag(21, be32(0x7f000002)) +
                             tag(25, be32(53)) + tag(26, be32(5555));
    CHECK(line(252, tags + tag(0, "") + "hello") == "127.0.0.1:53 > 127.0.0.2:5555 PDU dns length 5");
    CHECK(line(252, tags + tag(0, "") + dns_message(5, 0x100)) ==
          "127.0.0.1:53 > 127.0.0.2:5555 DNS query 5 A example.com.");
    CHECK(line(252, tag(22, ipv6(0, "").substr(8, 16)) + tag(12, "\x1b[0m\\") + tag(0, "")) ==
          "2001:db8::1 > - PDU \\027[0m\\\\ length 0");
    CHECK(line(252, tag(20, "abc") + tag(25, be32(65536)) + tag(0, "")) == "- > - PDU length 0");
    CHECK(line(252, tag(26, be32(99)) + tag(0, "")) == "- > -:99 PDU length 0");
    CHECK(line(252, tags) == "127.0.0.1:53 > 127.0.0.2:5555 PDU (malformed)");
    CHECK(line(252, tags + be16(12) + be16(5) + "dns").ends_with("PDU (malformed)"));
}

TEST_CASE("entries of the journal") {
    const std::string head = "__REALTIME_TIMESTAMP=1700000000123456\n_HOSTNAME=box\nSYSLOG_IDENTIFIER=su\n";
    CHECK(line(link_type_journal_entry, head + "MESSAGE=hello \x1b[1m\n\n") == "- > - Journal box su: hello \\027[1m");
    const std::string binary = "MESSAGE\n" + std::string("\5") + zeros(7) + "a\nb=c\n";
    CHECK(line(link_type_journal_entry, binary + head) == "- > - Journal box su: a\\010b=c");
    CHECK(line(link_type_journal_entry, head + "MESSAGE\n" + std::string("\xff") + zeros(7) + "short\n")
              .ends_with("(malformed)"));
    CHECK(line(link_type_journal_entry, "MESSAGE\n\5" + zeros(7) + "12345").ends_with("(malformed)"));
    CHECK(line(link_type_journal_entry, "MESSAGE=" + std::string(1000, 'x') + "\n").size() == 14 + 256 + 3);
}
