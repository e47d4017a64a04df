#include "tools/snet-extcap/verbs.hpp"

namespace {

namespace plugins = snet::plugins;

constexpr const snet::cli::Verb* verbs[] = {&plugins::list, &plugins::show, &plugins::dlts, &plugins::reload};

constexpr std::string_view examples[] = {
    "snet-extcap                           what there is to capture from",
    "snet-extcap list -o +version,dlts     with versions and link types",
    "snet-extcap show sshdump              what can be set for captures over ssh",
    "snet-extcap show sshdump --json       with all that the plug-in tells",
    "snet-extcap dlts udpdump:udpdump      of two called alike, this program's",
};

constexpr snet::cli::Tool tool{"snet-extcap", "capture plug-ins of Wireshark's extcap kind", verbs, examples};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
