#include "tools/snet-ifaces/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {
    &snet::list_interfaces,          &snet::show_interfaces,     &snet::interface_names,
    &snet::interface_address,        &snet::interface_mac,       &snet::default_interface,
    &snet::add_interface_or_address, &snet::set_interface_words, &snet::delete_interface_or_address,
    &snet::sync_interfaces,
};

constexpr std::string_view examples[] = {
    "snet-ifaces list --all -o +mtu,state,kind    more columns",
    "snet-ifaces add eth0 10.9.0.1/24             what if it had this one?",
    "snet-ifaces set eth0 down                    ... and if it were down?",
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
