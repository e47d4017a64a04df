#include "tools/common/open_stack.hpp"

namespace snet {

Result<Stack> open_stack(const cli::Call& call) {
    auto stack = Stack::open(call.netns);
    // Nothing was asked yet, so this is no answer: exit 2, not 1.
    if (!stack && stack.error().kind == ErrorKind::not_found) stack.error().kind = ErrorKind::invalid;
    return stack;
}

void report_warnings(const cli::Call& call, const Stack& stack) {
    for (const std::string& warning : stack.warnings())
        cli::report_warning(call, warning);
}

}  // namespace snet
