#include "tools/snet-route/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {&snet::route::list, &snet::route::get, &snet::route::explain,
                                            &snet::route::default_, &snet::route::rules};

constexpr std::string_view examples[] = {
    "snet-route                                  the routes of table main",
    "snet-route list --table all -6              every IPv6 route",
    "snet-route list --match 10.1.2.3            those that could lead there",
    "snet-route get 10.1.2.3                     the way of a packet",
    "snet-route list --json | jq '.[].gateway'   with the keys of ip -j route",
};

constexpr snet::cli::Tool tool{"snet-route", "routes, policy rules and the default gateway", verbs, examples};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
