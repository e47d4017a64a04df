#include "platform/linux/decode.hpp"

namespace snet::platform {

std::shared_ptr<const Encapsulation> decode_encapsulation(std::uint16_t, Bytes) {
    return nullptr;
}

}  // namespace snet::platform
