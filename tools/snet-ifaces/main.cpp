#include "tools/snet-ifaces/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {&snet::list_interfaces};

constexpr std::string_view examples[] = {
    "snet-ifaces                          what is up, and its addresses",
    "snet-ifaces list --all -o +mtu,state,kind",
};

constexpr snet::cli::Tool tool = {
    .name = "snet-ifaces",
    .summary = "network interfaces and their addresses",
    .verbs = verbs,
    .examples = examples,
};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
