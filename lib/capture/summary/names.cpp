#include "lib/capture/summary/names.hpp"

#include <algorithm>
#include <cstddef>

namespace snet::capture {

namespace {

template <class Number>
struct Name {
    Number number;
    std::string_view name;
};

// In a table by ascending numbers.
template <class Number, std::size_t size>
std::string_view find(const Name<Number> (&names)[size], Number number) {
    const auto* const found = std::ranges::lower_bound(names, number, {}, &Name<Number>::number);
    return found != std::end(names) && found->number == number ? found->name : std::string_view();
}

template <class Number, std::size_t size>
consteval bool is_sorted(const Name<Number> (&names)[size]) {
    return std::ranges::is_sorted(names, {}, &Name<Number>::number);
}

constexpr Name<std::uint16_t> ethertypes[] = {
    {0x0800, "IPv4"},   {0x0806, "ARP"},       {0x0842, "WoL"},      {0x22ea, "SRP"},         {0x22f0, "AVTP"},
    {0x22f3, "TRILL"},  {0x4305, "BATADV"},    {0x6002, "MOP RC"},   {0x6003, "DECnet"},      {0x6558, "TEB"},
    {0x8035, "RARP"},   {0x809b, "AppleTalk"}, {0x80f3, "AARP"},     {0x8100, "VLAN"},        {0x8137, "IPX"},
    {0x86dd, "IPv6"},   {0x8808, "MAC CTRL"},  {0x8809, "SLOW"},     {0x8847, "MPLS"},        {0x8848, "MPLS"},
    {0x8863, "PPPoED"}, {0x8864, "PPPoES"},    {0x887b, "HomePlug"}, {0x888e, "EAPOL"},       {0x8892, "PROFINET"},
    {0x88a2, "AoE"},    {0x88a4, "EtherCAT"},  {0x88a8, "VLAN"},     {0x88ab, "POWERLINK"},   {0x88b8, "GOOSE"},
    {0x88ba, "SV"},     {0x88cc, "LLDP"},      {0x88cd, "SERCOS"},   {0x88e1, "HomePlug AV"}, {0x88e3, "MRP"},
    {0x88e5, "MACsec"}, {0x88e7, "PBB"},       {0x88f7, "PTP"},      {0x88fb, "PRP"},         {0x8902, "CFM"},
    {0x8906, "FCoE"},   {0x8914, "FIP"},       {0x8915, "RoCE"},     {0x892f, "HSR"},         {0x893a, "IEEE 1905"},
    {0x894f, "NSH"},    {0x9000, "LOOP"},      {0x9100, "VLAN"},
};
static_assert(is_sorted(ethertypes));

constexpr Name<std::uint16_t> ppp_protocols[] = {
    {0x0021, "IPv4"},   {0x0057, "IPv6"}, {0x0281, "MPLS"}, {0x8021, "IPCP"}, {0x8057, "IPv6CP"}, {0x80fd, "CCP"},
    {0x8281, "MPLSCP"}, {0xc021, "LCP"},  {0xc023, "PAP"},  {0xc025, "LQR"},  {0xc223, "CHAP"},   {0xc227, "EAP"},
};
static_assert(is_sorted(ppp_protocols));

constexpr Name<std::uint8_t> service_access_points[] = {
    {0x04, "SNA"},  {0x06, "IPv4"}, {0x42, "STP"},     {0x7e, "X.25"}, {0x98, "ARP"},
    {0xaa, "SNAP"}, {0xe0, "IPX"},  {0xf0, "NetBIOS"}, {0xfe, "OSI"},
};
static_assert(is_sorted(service_access_points));

// As IANA's registry has them.
constexpr Name<std::uint8_t> ip_protocols[] = {
    {0, "HOPOPT"},     {1, "ICMP"},       {2, "IGMP"},       {3, "GGP"},        {4, "IPv4"},   {5, "ST"},
    {6, "TCP"},        {8, "EGP"},        {9, "IGP"},        {12, "PUP"},       {17, "UDP"},   {22, "XNS-IDP"},
    {27, "RDP"},       {29, "ISO-TP4"},   {33, "DCCP"},      {36, "XTP"},       {37, "DDP"},   {41, "IPv6"},
    {45, "IDRP"},      {46, "RSVP"},      {47, "GRE"},       {48, "DSR"},       {50, "ESP"},   {51, "AH"},
    {55, "MOBILE"},    {57, "SKIP"},      {58, "ICMPv6"},    {60, "IPv6-Opts"}, {73, "CPHB"},  {88, "EIGRP"},
    {89, "OSPF"},      {94, "IPIP"},      {97, "EtherIP"},   {98, "ENCAP"},     {103, "PIM"},  {108, "IPComp"},
    {112, "VRRP"},     {113, "PGM"},      {115, "L2TP"},     {124, "IS-IS"},    {132, "SCTP"}, {133, "FC"},
    {135, "Mobility"}, {136, "UDP-Lite"}, {137, "MPLS"},     {138, "MANET"},    {139, "HIP"},  {140, "Shim6"},
    {141, "WESP"},     {142, "ROHC"},     {143, "Ethernet"},
};
static_assert(is_sorted(ip_protocols));

constexpr Name<std::uint8_t> icmp_types[] = {
    {0, "echo reply"},           {3, "unreachable"},
    {4, "source quench"},        {5, "redirect"},
    {8, "echo request"},         {9, "router advertisement"},
    {10, "router solicitation"}, {11, "time exceeded"},
    {12, "parameter problem"},   {13, "timestamp request"},
    {14, "timestamp reply"},     {15, "information request"},
    {16, "information reply"},   {17, "mask request"},
    {18, "mask reply"},          {42, "extended echo request"},
    {43, "extended echo reply"},
};
static_assert(is_sorted(icmp_types));

constexpr Name<std::uint8_t> icmp_unreachables[] = {
    {0, "net"},          {1, "host"},        {2, "protocol"},     {3, "port"},           {4, "too big"},
    {5, "source route"}, {6, "net unknown"}, {7, "host unknown"}, {9, "net prohibited"}, {10, "host prohibited"},
    {13, "filtered"},
};
static_assert(is_sorted(icmp_unreachables));

constexpr Name<std::uint8_t> icmpv6_types[] = {
    {1, "unreachable"},
    {2, "packet too big"},
    {3, "time exceeded"},
    {4, "parameter problem"},
    {128, "echo request"},
    {129, "echo reply"},
    {130, "listener query"},
    {131, "listener report"},
    {132, "listener done"},
    {133, "router solicitation"},
    {134, "router advertisement"},
    {135, "neighbor solicitation"},
    {136, "neighbor advertisement"},
    {137, "redirect"},
    {138, "router renumbering"},
    {139, "node information query"},
    {140, "node information reply"},
    {141, "inverse neighbor solicitation"},
    {142, "inverse neighbor advertisement"},
    {143, "listener report v2"},
    {151, "multicast router advertisement"},
    {152, "multicast router solicitation"},
    {153, "multicast router termination"},
    {155, "RPL"},
    {157, "duplicate address request"},
    {158, "duplicate address confirmation"},
    {160, "extended echo request"},
    {161, "extended echo reply"},
};
static_assert(is_sorted(icmpv6_types));

constexpr Name<std::uint8_t> icmpv6_unreachables[] = {
    {0, "no route"}, {1, "prohibited"},    {2, "beyond scope"}, {3, "address"},
    {4, "port"},     {5, "source policy"}, {6, "rejected"},
};
static_assert(is_sorted(icmpv6_unreachables));

constexpr Name<std::uint8_t> igmp_types[] = {
    {0x11, "query"},     {0x12, "report v1"}, {0x13, "DVMRP"},     {0x14, "PIM v1"},
    {0x16, "report v2"}, {0x17, "leave"},     {0x22, "report v3"},
};
static_assert(is_sorted(igmp_types));

}  // namespace

std::string_view ethertype_name(std::uint16_t type) {
    return find(ethertypes, type);
}

std::string_view ppp_protocol_name(std::uint16_t protocol) {
    return find(ppp_protocols, protocol);
}

std::string_view service_access_point_name(std::uint8_t point) {
    return find(service_access_points, point);
}

std::string_view ip_protocol_name(std::uint8_t protocol) {
    return find(ip_protocols, protocol);
}

std::string_view icmp_type_name(std::uint8_t type) {
    return find(icmp_types, type);
}

std::string_view icmp_unreachable_name(std::uint8_t code) {
    return find(icmp_unreachables, code);
}

std::string_view icmpv6_type_name(std::uint8_t type) {
    return find(icmpv6_types, type);
}

std::string_view icmpv6_unreachable_name(std::uint8_t code) {
    return find(icmpv6_unreachables, code);
}

std::string_view igmp_type_name(std::uint8_t type) {
    return find(igmp_types, type);
}

}  // namespace snet::capture
