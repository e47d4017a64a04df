#include "tools/common/open_stack.hpp"

namespace snet {

Result<Stack> open_stack(const cli::Call& call) {
    return Stack::open(call.netns);
}

void report_warnings(const cli::Call& call, const Stack& stack) {
    for (const std::string& warning : stack.warnings())
        cli::report_warning(call, warning);
}

}  // namespace snet
