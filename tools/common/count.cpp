#include "tools/common/count.hpp"

namespace snet {

namespace {

constexpr cli::Column<std::uint64_t> columns[] = {
    {"count", "COUNT", cli::Shown::always, "how many there are",
     [](const std::uint64_t& count, cli::Sink& sink) { sink.number(count); }}};

}  // namespace

Result<void> check_count(const cli::Call& call) {
    if (call.output.columns.empty() && call.output.format != cli::Format::pattern) return {};
    return fail(ErrorKind::invalid, "--count excludes --output and --format: it prints one number");
}

cli::Outcome print_count(const cli::Call& call, std::uint64_t count) {
    cli::OutputOptions output;
    output.format = is_json(call.output.format) ? call.output.format : cli::Format::raw;
    cli::Printer<std::uint64_t> printer(output, columns);
    printer.row(count);
    const auto written = printer.finish();
    if (!written) return std::unexpected(written.error());
    return cli::ExitCode::success;
}

}  // namespace snet
