#include "platform/process.hpp"

namespace snet::platform {

namespace {

std::unexpected<Error> unsupported(const char* what) {
    return fail(ErrorKind::unsupported, std::string("this build of snet does not ") + what);
}

}  // namespace

Result<int> run(const std::vector<std::string>&, FunctionRef<std::optional<std::string_view>()>,
                FunctionRef<void(std::string_view)>) {
    return unsupported("run commands");
}

Result<void> enter_new_network() {
    return unsupported("make network namespaces");
}

Result<void> cover_file(const std::string&, std::string_view) {
    return unsupported("make network namespaces");
}

Result<void> set_sysctl(std::string_view, std::int64_t) {
    return unsupported("change settings");
}

Result<void> make_tun(const std::string&, std::uint32_t, TunMode) {
    return unsupported("make interfaces");
}

}  // namespace snet::platform
