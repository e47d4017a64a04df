#include "tests/unit/cli/toy_tool.hpp"

int main(int argc, char** argv) {
    return snet::cli::run(toy::tool, argc, argv);
}
