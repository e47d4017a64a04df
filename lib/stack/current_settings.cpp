#include "lib/stack/current_settings.hpp"

#include <cstdlib>

#include "lib/lookup/settings.hpp"

namespace snet {

namespace {

bool is_of_interface(std::string_view name) {
    for (const std::string_view group : {"net.ipv4.conf.", "net.ipv6.conf."})
        if (name.starts_with(group)) {
            const std::string_view rest = name.substr(group.size());
            return !rest.starts_with("all.") && !rest.starts_with("default.");
        }
    return false;
}

}  // namespace

std::optional<int> CurrentSettings::value(const std::string& name) {
    if (own_ != nullptr)
        if (const auto found = own_->sysctls.find(name); found != own_->sysctls.end()) return found->second;
    if (os_ == nullptr) return std::nullopt;
    return is_of_interface(name) ? value_of_interface(name) : value_in_file(name);
}

std::optional<int> CurrentSettings::value_in_file(const std::string& name) {
    const auto [found, is_new] = in_files_.try_emplace(name);
    if (is_new)
        if (const auto text = os_->sysctl(name); text && *text) found->second = std::atoi((*text)->c_str());
    return found->second;
}

std::optional<int> CurrentSettings::value_of_interface(const std::string& name) {
    if (!of_interfaces_) {
        of_interfaces_.emplace();
        const auto interfaces = os_->interface_settings();
        if (!interfaces) return std::nullopt;
        for (const auto& [device, settings] : *interfaces)
            for (const auto& [family, key, value] : settings)
                if (value != default_setting(key)) of_interfaces_->emplace(setting_name(family, device, key), value);
    }
    const auto found = of_interfaces_->find(name);
    return found == of_interfaces_->end() ? std::nullopt : std::optional(found->second);
}

}  // namespace snet
