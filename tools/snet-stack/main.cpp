#include "tools/snet-stack/verbs.hpp"

namespace {

namespace stacks = snet::stacks;

constexpr const snet::cli::Verb* verbs[] = {&stacks::show, &stacks::list, &stacks::path,  &stacks::add,
                                            &stacks::del,  &stacks::edit, &stacks::check, &stacks::freeze,
                                            &stacks::diff, &stacks::exec, &stacks::reset};

constexpr std::string_view examples[] = {
    "snet-stack exec ip route get 10.1.2.3                 the kernel's own answer",
    "ssh router snet-stack freeze | snet-route --stack -   another host's routes",
};

constexpr snet::cli::Tool tool{"snet-stack", "private network stacks: their files as a whole", verbs, examples};

}  // namespace

int main(int argc, char** argv) {
    return snet::cli::run(tool, argc, argv);
}
