#include "platform/packets.hpp"

namespace snet::platform {

struct Channel::Os {};

namespace {

std::unexpected<Error> unsupported() {
    return fail(ErrorKind::unsupported, "this build of snet sends no packets");
}

}  // namespace

Result<Channel> Channel::open_frames(const ChannelOptions&) {
    return unsupported();
}

Result<Channel> Channel::open_icmpv6(const ChannelOptions&) {
    return unsupported();
}

Channel::Channel(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Channel::Channel(Channel&&) noexcept = default;
Channel& Channel::operator=(Channel&&) noexcept = default;
Channel::~Channel() = default;

Result<std::size_t> Channel::send(std::span<const Packet>) {
    return unsupported();
}

Result<std::size_t> Channel::receive(FunctionRef<void(const Packet&)>) {
    return unsupported();
}

std::uint64_t Channel::lost() {
    return 0;
}

Result<Wait::Ready> Wait::until() const {
    return unsupported();
}

void drop_privileges() {}

}  // namespace snet::platform
