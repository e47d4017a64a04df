#include "platform/tables.hpp"

namespace snet::platform {

struct Tables::Os {
    std::vector<std::string> warnings;
};

namespace {

std::unexpected<Error> unsupported() {
    return fail(ErrorKind::unsupported, "this build of snet does not read the operating system's tables");
}

}  // namespace

Result<Tables> Tables::open(const std::optional<std::string>&) {
    return unsupported();
}

Tables::Tables(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Tables::Tables(Tables&&) noexcept = default;
Tables& Tables::operator=(Tables&&) noexcept = default;
Tables::~Tables() = default;

Result<std::vector<Interface>> Tables::links(const InterfaceQuery&) {
    return unsupported();
}

Result<Interface> Tables::link(std::string_view, const InterfaceQuery&) {
    return unsupported();
}

Result<Interface> Tables::link(std::uint32_t, const InterfaceQuery&) {
    return unsupported();
}

Result<std::vector<InterfaceAddress>> Tables::addresses(std::optional<std::uint32_t>) {
    return unsupported();
}

Result<void> Tables::routes(const RouteQuery&, FunctionRef<Next(const Route&)>) {
    return unsupported();
}

Result<void> Tables::neighbors(const NeighborQuery&, FunctionRef<Next(const Neighbor&)>) {
    return unsupported();
}

Result<std::optional<Route>> Tables::route_of(const Flow&) {
    return unsupported();
}

Result<std::optional<Route>> Tables::route_for(const Flow&) {
    return unsupported();
}

Result<std::vector<NexthopObject>> Tables::nexthop_objects() {
    return unsupported();
}

Result<std::vector<Rule>> Tables::rules(Family) {
    return unsupported();
}

Result<std::vector<AddressLabel>> Tables::address_labels() {
    return unsupported();
}

Result<std::optional<std::string>> Tables::sysctl(std::string_view) {
    return unsupported();
}

Result<std::vector<InterfaceSettings>> Tables::interface_settings() {
    return unsupported();
}

std::optional<std::string> Tables::identity() {
    return std::nullopt;
}

Result<bool> Tables::have_resolved(const IpAddress&, std::uint32_t) {
    return unsupported();
}

const std::vector<std::string>& Tables::warnings() const {
    return os_->warnings;
}

}  // namespace snet::platform
