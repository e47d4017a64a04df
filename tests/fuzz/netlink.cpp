#include "platform/linux/decode.hpp"

// Every decoder of kernel messages but that of links. The first byte chooses; none may read past the end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace snet;
    using namespace snet::platform;
    if (size == 0) return 0;
    const Bytes message(data + 1, size - 1);
    Devices devices;
    InterfaceAddress address;
    Route route;
    Neighbor neighbor;
    NexthopObject nexthop;
    Rule rule;
    AddressLabel label;
    switch (data[0] % 7) {
        case 0:
            decode_address(message, address);
            break;
        case 1:
            decode_route(message, devices, route);
            break;
        case 2:
            decode_neighbor(message, devices, neighbor);
            break;
        case 3:
            decode_nexthop(message, devices, nexthop);
            break;
        case 4:
            decode_rule(message, rule);
            break;
        case 5:
            decode_label(message, label);
            break;
        default:
            decode_encapsulation(data[0] / 7, message, devices);
            break;
    }
    return 0;
}
