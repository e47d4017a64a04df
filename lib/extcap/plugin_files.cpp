#include <algorithm>
#include <unordered_map>

#include "platform/program_files.hpp"
#include "snet/extcap/discovery.hpp"

namespace snet::extcap {

Result<PluginFiles> find_plugin_files(const std::vector<PluginFolder>& folders, bool trusts_all) {
    PluginFiles found;
    std::unordered_map<std::string, std::string> paths;  // by name
    const auto trust = trusts_all ? platform::Trust::unchecked : platform::Trust::checked;
    for (const PluginFolder& folder : folders) {
        auto there = platform::programs_in(folder.path, trust);
        if (!there) {
            if (there.error().kind == ErrorKind::unsupported) return std::unexpected(std::move(there.error()));
            if (folder.is_named || there.error().kind != ErrorKind::not_found)
                found.skipped.push_back({folder.path, there.error().message});
            continue;
        }
        for (auto& [name, path] : there->programs) {
            const auto [first, is_new] = paths.emplace(name, path);
            if (is_new)
                found.files.push_back({std::move(name), std::move(path)});
            else if (first->second != path)
                found.skipped.push_back({path, first->second + " comes before it"});
        }
        for (auto& [path, reason] : there->refused)
            found.skipped.push_back({std::move(path), std::move(reason)});
    }
    std::ranges::sort(found.files, {}, &PluginFile::name);
    return found;
}

}  // namespace snet::extcap
