// The interfaces of capture plug-ins, and what must be set before one can be captured from. Against an installed
// libsnet:
//   c++ -std=c++23 list_plugins.cpp -o list_plugins $(pkg-config --cflags --libs snet-extcap)
//   list_plugins [FOLDER...]

#include <cstdio>
#include <snet/extcap/discovery.hpp>
#include <string>
#include <vector>

int main(int count, char** words) {
    namespace extcap = snet::extcap;
    const std::vector<std::string> folders(words + 1, words + count);
    const auto never = [] { return false; };
    const extcap::QueryLimits limits{.is_stopped = never};

    const auto files = extcap::find_plugin_files(extcap::plugin_folders(folders, nullptr), false);
    const auto found = files ? extcap::ask_introductions(files->files, limits) : std::unexpected(files.error());
    if (!found) {
        std::fprintf(stderr, "list_plugins: %s\n", found.error().message.c_str());
        return 2;
    }
    for (const extcap::Plugin& plugin : found->plugins) {
        for (const extcap::CaptureInterface& interface : plugin.introduction.interfaces) {
            std::printf("%s: %s", interface.value.c_str(), interface.display.c_str());
            const auto told = extcap::ask_options({&plugin, &interface}, limits);
            for (const extcap::Option& option : told ? told->options : std::vector<extcap::Option>())
                if (option.is_required) std::printf(" %s", option.call.c_str());
            std::puts("");
        }
    }
}
