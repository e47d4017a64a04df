#include <cstdlib>

#include "lib/values/text_parts.hpp"
#include "platform/program_files.hpp"
#include "snet/extcap/discovery.hpp"
#include "snet/record.hpp"

namespace snet::extcap {

namespace {

constexpr std::string_view below = "wireshark/extcap";

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value ? value : "";
}

void add_path(std::string_view list, bool is_named, std::vector<PluginFolder>& folders) {
    for (const std::string_view path : split(list, ':'))
        if (!path.empty()) folders.push_back({std::string(path), is_named});
}

void add_personal(std::vector<PluginFolder>& folders) {
    const std::string_view home = variable("HOME");
    if (!home.starts_with('/')) return;
    const std::string_view config = variable("XDG_CONFIG_HOME");
    folders.push_back({std::string(home) + "/.local/lib/" + std::string(below)});
    folders.push_back(
        {(config.starts_with('/') ? std::string(config) : std::string(home) + "/.config") + "/" + std::string(below)});
}

void add_system(std::vector<PluginFolder>& folders) {
    for (const std::string prefix : {"/usr", "/usr/local"}) {
        for (std::string& path : platform::folders_below(prefix + "/lib", below))
            folders.push_back({std::move(path)});
        for (const std::string_view part : {"/lib/", "/lib64/", "/libexec/"})
            folders.push_back({prefix + std::string(part) + std::string(below)});
    }
}

}  // namespace

std::vector<PluginFolder> plugin_folders(const std::vector<std::string>& named, const Stack* stack) {
    std::vector<PluginFolder> folders;
    for (const std::string& path : named)
        folders.push_back({path, true});
    for (const Record& record : stack ? stack->other_records() : std::vector<Record>())
        if (const auto* const directory = std::get_if<ExtcapDirectory>(&record))
            folders.push_back({directory->path, true});
    const bool sees_environment = !platform::has_raised_rights();
    if (sees_environment) {
        add_path(variable("SNET_EXTCAP_PATH"), true, folders);
        add_personal(folders);
    }
    const std::string_view instead = sees_environment ? variable("WIRESHARK_EXTCAP_DIR") : "";
    if (instead.empty())
        add_system(folders);
    else
        folders.push_back({std::string(instead), true});
    return folders;
}

}  // namespace snet::extcap
