#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace snet::platform {

/// The devices that messages refer to by index. Each is asked for when it is first needed and then remembered: cheaper
/// than a dump of all of them, be they few or many. Lives as long as one query.
class Devices {
  public:
    struct Device {
        std::string name;        ///< `if7`, as iproute2 has it, for an index that nothing has now
        std::uint16_t type = 0;  ///< ARPHRD_*; asked for only by `typed`
        bool has_type = false;
    };

    /// `socket` is any socket in the namespace; -1: only what was added is known.
    explicit Devices(int socket = -1) : socket_(socket) {}

    void add(std::uint32_t index, std::string_view name, std::uint16_t type = 0);

    const std::string& name(std::uint32_t index) {
        const Recent& recent = recent_[index % recent_.size()];
        return recent.device != nullptr && recent.index == index ? recent.device->name : find(index).name;
    }
    std::uint16_t type(std::uint32_t index);

  private:
    // Where the last device of each of a few indexes is, so that a row costs no look-up; the map keeps it there.
    struct Recent {
        std::uint32_t index = 0;
        Device* device = nullptr;
    };
    Device& find(std::uint32_t index);

    int socket_;
    std::unordered_map<std::uint32_t, Device> devices_;
    std::array<Recent, 16> recent_{};
};

}  // namespace snet::platform
