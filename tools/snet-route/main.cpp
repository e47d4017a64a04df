#include "tools/snet-route/verbs.hpp"

namespace {

constexpr const snet::cli::Verb* verbs[] = {
    &snet::route::list,  &snet::route::get,    &snet::route::explain, &snet::route::default_, &snet::route::rules,
    &snet::route::add,   &snet::route::append, &snet::route::replace, &snet::route::del,      &snet::route::diff,
    &snet::route::flush, &snet::route::ifadd,  &snet::route::ifdel,   &snet::route::ifchange, &snet::route::sync};

constexpr std::string_view examples[] = {
    "snet-route add 10.1.0.0/16 via 10.0.0.1     in the stack alone, as ip would",
};

constexpr snet::cli::Tool tool{"snet-route", "routes, policy rules and the default gateway", verbs, examples};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
