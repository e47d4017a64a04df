// A subject is refused with a message, or names an address, or a route that the same words name again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tools/snet-arp/hop_line.hpp"

using namespace snet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto line = arp::read_hop_line({reinterpret_cast<const char*>(data), size});
    if (!line) {
        if (line.error().message.empty()) std::abort();
        return 0;
    }
    if (!line->route) return 0;
    const Hop& hop = *line->route;
    if (hop.device.empty() || hop.destination != line->address.address) std::abort();
    // A name with blanks in it is none; of words it would be two.
    if (hop.device.find_first_of(" \t\r\n\v\f") != std::string::npos) return 0;
    std::string words = hop.destination.to_string();
    if (hop.gateway) words += " via " + hop.gateway->to_string();
    words += " dev " + hop.device;
    if (hop.source) words += " src " + hop.source->to_string();
    const auto again = arp::read_hop_line(words);
    if (!again || !again->route || again->route->gateway != hop.gateway || again->route->source != hop.source ||
        again->route->device != hop.device)
        std::abort();
    return 0;
}
