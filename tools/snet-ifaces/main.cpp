#include "tools/snet-ifaces/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {
    &snet::list_interfaces,   &snet::show_interfaces, &snet::interface_names,
    &snet::interface_address, &snet::interface_mac,   &snet::default_interface,
};

constexpr std::string_view examples[] = {
    "snet-ifaces                                  what is up, and its addresses",
    "snet-ifaces list --all -o +mtu,state,kind    more columns",
    "snet-ifaces show eth0                        everything about one",
    "snet-ifaces -6 addr eth0                     its main IPv6 address",
    "snet-ifaces -j list | jq -r '.[].ifname'     the keys are those of ip -j",
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
