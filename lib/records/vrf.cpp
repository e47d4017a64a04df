#include "lib/records/vrf.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace snet {

bool is_vrf(const Interface& interface) {
    return interface.kind.kind == "vrf";
}

std::optional<std::uint32_t> vrf_table(const Interface& interface) {
    if (!is_vrf(interface)) return std::nullopt;
    const auto found = std::ranges::find(interface.kind.data, "table", &Field::key);
    if (found == interface.kind.data.end()) return std::nullopt;
    const auto* const table = std::get_if<std::uint64_t>(&found->value.data);
    return table ? std::optional(static_cast<std::uint32_t>(*table)) : std::nullopt;
}

VrfMembers::VrfMembers(std::span<const Interface> interfaces) {
    std::map<std::string_view, std::uint32_t> vrfs;
    for (const Interface& one : interfaces)
        if (is_vrf(one)) vrfs.emplace(one.name, one.index);
    if (vrfs.empty()) return;
    for (const Interface& one : interfaces)
        if (const auto vrf = vrfs.find(is_vrf(one) ? one.name : one.master); vrf != vrfs.end())
            vrfs_.emplace_back(one.index, vrf->second);
    std::ranges::sort(vrfs_);
}

std::uint32_t VrfMembers::vrf_of(std::uint32_t index) const {
    const auto found = std::ranges::lower_bound(vrfs_, index, {}, [](const auto& entry) { return entry.first; });
    return found == vrfs_.end() || found->first != index ? 0 : found->second;
}

}  // namespace snet
