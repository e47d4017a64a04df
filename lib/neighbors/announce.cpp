#include <algorithm>

#include "lib/frames/arp.hpp"
#include "lib/frames/neighbor_discovery.hpp"
#include "lib/neighbors/scan_questions.hpp"
#include "lib/neighbors/wait_for_packets.hpp"
#include "lib/neighbors/wire_link.hpp"
#include "snet/neighbor_announce.hpp"

namespace snet {

namespace {

bool has(const WireLink& link, const IpAddress& address) {
    return std::ranges::find(link.addresses, address, &InterfaceAddress::local) != link.addresses.end();
}

// The link to tell it on.
Result<WireLink> link_of(platform::Tables& os, const Announcement& what) {
    const std::string address = what.address.to_string();
    if (!what.device.empty()) {
        auto link = WireLink::read(os, what.device);
        if (link && !what.force && !has(*link, what.address))
            return fail(ErrorKind::not_found, address + ": not an address of " + what.device);
        return link;
    }
    const auto addresses = os.addresses();
    if (!addresses) return std::unexpected(addresses.error());
    const auto own = std::ranges::find(*addresses, what.address, &InterfaceAddress::local);
    if (own == addresses->end()) return fail(ErrorKind::not_found, address + ": not an address of this host");
    const auto interface = os.link(own->index, {.addresses = false});
    if (!interface) return std::unexpected(interface.error());
    return WireLink::read(os, interface->name);
}

// Routers say so of themselves: who took one for a host would leave it.
bool is_router(platform::Tables& os, std::string name) {
    std::ranges::replace(name, '.', '/');
    const auto value = os.sysctl("net.ipv6.conf." + name + ".forwarding");
    return value && *value && **value != "0";
}

QuestionFrame frame_of(platform::Tables& os, const WireLink& link, const IpAddress& address) {
    using namespace frames;
    if (address.is_ipv4()) return QuestionFrame(arp_announcement(link.mac, address).to_bytes());
    const auto packet = neighbor_announcement(link.mac, address, is_router(os, link.name)).to_bytes();
    return QuestionFrame(ethernet_frame(multicast_mac(all_nodes), link.mac, ethertype_ipv6, packet));
}

}  // namespace

Result<void> announce_address(const Announcement& announcement, FunctionRef<void()> opened,
                              FunctionRef<bool()> is_stopped) {
    auto os = platform::Tables::open(announcement.netns);
    if (!os) return std::unexpected(std::move(os.error()));
    const auto link = link_of(*os, announcement);
    if (!link) return std::unexpected(link.error());
    const QuestionFrame frame = frame_of(*os, *link, announcement.address);
    auto channel =
        platform::Channel::open_frames({.heard = {}, .interfaces = {link->index}, .netns = announcement.netns});
    if (!channel) return std::unexpected(std::move(channel.error()));
    opened();
    for (unsigned i = 0; i < announcement.count && !is_stopped(); ++i) {
        if (i > 0) {
            const auto next = platform::Wait::Clock::now() + announcement.interval;
            if (auto done = hear_until(*channel, next, is_stopped, [](const platform::Packet&) {}); !done) return done;
            if (is_stopped()) break;
        }
        if (auto sent = send_one(*channel, {.interface = link->index, .bytes = frame.bytes()}); !sent) return sent;
    }
    return {};
}

}  // namespace snet
