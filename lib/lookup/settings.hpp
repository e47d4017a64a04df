#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/lookup/source_address.hpp"
#include "snet/flow.hpp"
#include "snet/function_ref.hpp"
#include "snet/interface.hpp"

namespace snet {

/// What a setting is in a new Linux namespace: one that look-up reads, by its dotted name or the end of that.
int default_setting(std::string_view name);

/// "net.ipv4.conf.eth0.forwarding": the dotted name of an interface's setting, or of that for `all`. A dot in an
/// interface's name is written as `/`, as sysctl(8) does.
std::string setting_name(Family family, std::string_view part, std::string_view key);

/// Whether a setting that look-up reads can matter to a flow: it is of its family, and not about forwarding alone.
bool is_setting_for(const Flow& flow, std::string_view name);

/// The settings of interfaces by name (net.ipv4.conf.*, net.ipv6.conf.*), wherever they come from. What has no value is
/// as the kernel's own defaults are.
class Settings {
  public:
    using Ask = FunctionRef<std::optional<int>(const std::string&)>;

    /// `ask` gives a setting's value by its dotted name.
    explicit Settings(Ask ask) : ask_(ask) {}

    /// Of an interface, or of `all`.
    int value(Family family, std::string_view part, std::string_view setting) const;

    bool is_set(Family family, std::string_view part, std::string_view setting) const {
        return value(family, part, setting) >= 1;
    }
    bool is_set_here_or_for_all(Family family, std::string_view part, std::string_view setting) const {
        return is_set(family, part, setting) || is_set(family, "all", setting);
    }

  private:
    Ask ask_;
};

Ipv4Policy read_ipv4_policy(const Settings& settings, std::span<const Interface> interfaces);

/// All but the labels.
Ipv6Policy read_ipv6_policy(const Settings& settings, std::span<const Interface> interfaces);

/// An interface and what look-up reads of its settings, those for `all` already counted in.
struct Device {
    const Interface* interface = nullptr;
    const Interface* vrf = nullptr;    ///< that it belongs to, or is; null: none
    bool forwards = false;             ///< IPv4
    bool forwards_broadcasts = false;  ///< IPv4
    int reverse_path_filter = 0;       ///< 0 off, 1 strict, 2 loose
    bool accepts_local = false;        ///< packets from our own addresses
    bool routes_localnet = false;
    bool marks_reverse_path = false;
    bool sends_redirects = true;
    bool ignores_linkdown_ipv4 = false;
    bool ignores_linkdown_ipv6 = false;
};

/// All settings that look-up reads.
struct LookupSettings {
    std::map<std::string, Device, std::less<>> devices;
    Ipv4Policy ipv4;
    Ipv6Policy ipv6;  ///< without the labels
    bool forwards_ipv6 = false;
};

/// The interfaces must outlive what is returned.
LookupSettings read_lookup_settings(const Settings& settings, std::span<const Interface> interfaces);

}  // namespace snet
