#include "snet/privileges.hpp"

#include "platform/packets.hpp"

namespace snet {

void drop_privileges() {
    platform::drop_privileges();
}

}  // namespace snet
