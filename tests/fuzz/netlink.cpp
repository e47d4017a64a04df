#include <cstdlib>

#include "platform/linux/decode.hpp"

namespace {

using namespace snet;
using namespace snet::platform;

// A message gives the same row, or none, into a new record and into one that another message has filled.
template <class Row, class Decode>
void check(Bytes first, Bytes message, Decode decode) {
    Row fresh;
    Row used;
    decode(first, used);
    const bool is_row = decode(message, fresh);
    if (decode(message, used) != is_row) std::abort();
    if (is_row && !(used == fresh)) std::abort();
}

}  // namespace

// Every decoder of kernel messages but that of links. The first byte chooses, the second one halves what follows into
// the message before and the message; none may read past the end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const Bytes rest(data + 2, size - 2);
    const std::size_t half = rest.size() * data[1] / 256;
    const Bytes first = rest.first(half);
    const Bytes message = rest.subspan(half);
    Devices devices;
    switch (data[0] % 7) {
        case 0:
            check<InterfaceAddress>(first, message, decode_address);
            break;
        case 1:
            check<Route>(first, message, [&](Bytes b, Route& out) { return decode_route(b, devices, out); });
            break;
        case 2:
            check<Neighbor>(first, message, [&](Bytes b, Neighbor& out) { return decode_neighbor(b, devices, out); });
            break;
        case 3:
            check<NexthopObject>(first, message,
                                 [&](Bytes b, NexthopObject& out) { return decode_nexthop(b, devices, out); });
            break;
        case 4:
            check<Rule>(first, message, decode_rule);
            break;
        case 5:
            check<AddressLabel>(first, message, decode_label);
            break;
        default:
            decode_encapsulation(data[0] / 7, message, devices);
            break;
    }
    return 0;
}
