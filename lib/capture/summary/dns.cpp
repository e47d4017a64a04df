#include "lib/capture/summary/look.hpp"
#include "snet/dns/message_view.hpp"

namespace snet::capture {

namespace {

struct Service {
    std::uint16_t port;
    std::string_view name;
};

// The protocols whose ports nothing else uses, and DNS with its relatives.
constexpr Service dns_services[] = {{53, "DNS"}, {5353, "MDNS"}, {5355, "LLMNR"}};
constexpr Service others[] = {{67, "DHCP"},    {68, "DHCP"},   {123, "NTP"},    {137, "NBNS"},
                              {161, "SNMP"},   {162, "SNMP"},  {514, "Syslog"}, {546, "DHCPv6"},
                              {547, "DHCPv6"}, {1900, "SSDP"}, {4789, "VXLAN"}, {6081, "Geneve"}};

template <std::size_t size>
std::string_view service_of(const Service (&services)[size], const PacketSummary& summary) {
    for (const auto& [port, name] : services)
        if (summary.source_port == port || summary.destination_port == port) return name;
    return {};
}

void tell_rcode(dns::Rcode rcode, Look& look) {
    if (rcode == dns::Rcode::noerror) return;
    look << " " << dns::to_string(rcode);
}

}  // namespace

bool look_at_dns(Bytes message, std::string_view name, Look& look) {
    const auto view = dns::MessageView::open(message);
    if (!view) return false;
    look.summary.protocol = name;
    const auto& header = view->header();
    look << (header.is_response() ? "response " : "query ");
    look.hex(header.id);
    if (header.is_response()) tell_rcode(header.low_rcode(), look);
    if (const auto question = view->question()) {
        look << " ";
        dns::append(look.summary.info, question->type);
        look << " ";
        question->name.append_to(look.summary.info);
    }
    if (header.is_response()) look << ", " << header.answers << " answers";
    if (header.is_truncated()) look << ", truncated";
    return true;
}

void look_at_datagram(Bytes payload, Look& look) {
    if (const auto name = service_of(dns_services, look.summary); !name.empty()) {
        if (look_at_dns(payload, name, look) || look.complete) return;
        look.summary.protocol = name;
        return look.ends_early();
    }
    if (const auto name = service_of(others, look.summary); !name.empty()) {
        look.summary.protocol = name;
        look << "length " << payload.size();
    }
}

}  // namespace snet::capture
