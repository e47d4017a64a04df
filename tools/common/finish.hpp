#pragma once

#include <utility>

#include "tools/cli/output.hpp"
#include "tools/common/open_stack.hpp"

namespace snet {

/// The end of every verb that prints rows: says what the stack has to tell, ends the output, and answers with `code`
/// unless that failed.
template <class Printer>
cli::Outcome finish(const cli::Call& call, const Stack& stack, Printer& printer,
                    cli::ExitCode code = cli::ExitCode::success) {
    report_warnings(call, stack);
    auto written = printer.finish();
    if (!written) return std::unexpected(std::move(written.error()));
    return code;
}

}  // namespace snet
