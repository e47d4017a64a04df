#include "tools/snet-arp/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {&snet::arp::list,  &snet::arp::get,      &snet::arp::scan,
                                            &snet::arp::probe, &snet::arp::announce, &snet::arp::vendor,
                                            &snet::arp::add,   &snet::arp::replace,  &snet::arp::del,
                                            &snet::arp::flush, &snet::arp::sync};

constexpr std::string_view examples[] = {
    "snet-arp                                  the neighbors that were resolved",
    "snet-arp get 10.1.2.3                     the MAC that packets to it go to",
    "snet-arp list --dev eth0 -o +vendor       those behind eth0, and who made them",
    "snet-arp list --state failed --json       who did not answer, as ip -j neigh",
    "snet-arp scan 10.0.0.0/24                 who is there",
    "snet-arp probe 10.0.0.9                   whether nobody has this address",
    "snet-arp add 10.0.0.1 lladdr 00:00:0c:12:34:56 dev eth0",
    "snet-arp vendor 00:00:0c:12:34:56         who registered this address",
};

constexpr snet::cli::Tool tool{"snet-arp", "the neighbor cache: ARP and IPv6 neighbor discovery", verbs, examples};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
