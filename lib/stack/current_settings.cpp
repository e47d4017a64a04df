#include "lib/stack/current_settings.hpp"

#include <cstdlib>

#include "lib/lookup/settings.hpp"

namespace snet {

namespace {

// "net.ipv4.conf.*.forwarding" of an interface's setting; empty: it is none.
std::string kind_of(std::string_view name) {
    for (const Family family : {Family::ipv4, Family::ipv6}) {
        const std::string all = setting_name(family, "all", "");
        const std::string_view group = std::string_view(all).substr(0, all.size() - 4);
        if (!name.starts_with(group) || name.starts_with(all)) continue;
        return setting_name(family, "*", name.substr(name.rfind('.') + 1));
    }
    return "";
}

}  // namespace

std::optional<int> CurrentSettings::value(const std::string& name) {
    if (own_ != nullptr)
        if (const auto found = own_->sysctls.find(name); found != own_->sysctls.end()) return found->second;
    if (os_ == nullptr) return std::nullopt;
    const std::string kind = kind_of(name);
    if (kind.empty()) return value_in_file(name);
    if (!of_interfaces_) of_interfaces_.emplace(read_interfaces());
    if (!of_interfaces_->kinds.contains(kind)) return value_in_file(name);
    const auto found = of_interfaces_->unusual.find(name);
    return found == of_interfaces_->unusual.end() ? std::nullopt : std::optional(found->second);
}

void CurrentSettings::note(const Error& error) {
    if (!error_) error_ = error;
}

CurrentSettings::OfInterfaces CurrentSettings::read_interfaces() {
    OfInterfaces read;
    const auto interfaces = os_->interface_settings();
    if (!interfaces) note(interfaces.error());
    if (!interfaces) return read;
    for (const auto& [device, settings] : *interfaces)
        for (const auto& [family, key, value] : settings) {
            read.kinds.insert(setting_name(family, "*", key));
            if (value != default_setting(key)) read.unusual.emplace(setting_name(family, device, key), value);
        }
    return read;
}

std::optional<int> CurrentSettings::value_in_file(const std::string& name) {
    const auto [found, is_new] = in_files_.try_emplace(name);
    if (!is_new) return found->second;
    const auto text = os_->sysctl(name);
    if (!text) note(text.error());
    if (text && *text) found->second = std::atoi((*text)->c_str());
    return found->second;
}

}  // namespace snet
