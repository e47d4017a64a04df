#include "platform/linux/devices.hpp"

#include <net/if.h>
#include <sys/ioctl.h>

#include <cstring>

#include "lib/records/name_text.hpp"

namespace snet::platform {

void Devices::add(std::uint32_t index, std::string_view name, std::uint16_t type) {
    devices_[index] = {.name = std::string(name), .type = type, .has_type = true};
}

Devices::Device& Devices::find(std::uint32_t index) {
    const auto [place, is_new] = devices_.try_emplace(index);
    Device& device = place->second;
    if (is_new) {
        ifreq request{};
        request.ifr_ifindex = static_cast<int>(index);
        device.name = socket_ >= 0 && ioctl(socket_, SIOCGIFNAME, &request) == 0
                          ? std::string(request.ifr_name, strnlen(request.ifr_name, IFNAMSIZ))
                          : nameless_interface(index);
    }
    recent_[index % recent_.size()] = {.index = index, .device = &device};
    return device;
}

std::uint16_t Devices::type(std::uint32_t index) {
    Device& device = find(index);
    if (device.has_type) return device.type;
    device.has_type = true;
    ifreq request{};
    device.name.copy(request.ifr_name, IFNAMSIZ - 1);
    if (socket_ >= 0 && ioctl(socket_, SIOCGIFHWADDR, &request) == 0) device.type = request.ifr_hwaddr.sa_family;
    return device.type;
}

}  // namespace snet::platform
