#include <unistd.h>

#include <array>
#include <ctime>

#include "snet/stack_records.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/common/edit.hpp"
#include "tools/common/open_stack.hpp"
#include "tools/snet-stack/verbs.hpp"

namespace snet::stacks {

namespace {

constexpr cli::Option options[] = {force_option};

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Taken taken_now() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    return {std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)), host_name()};
}

// Until Ctrl-C.
Result<std::size_t> write_all(const StackRecords& records, FunctionRef<Result<void>(std::string_view)> write) {
    return records.freeze(taken_now(), [&](std::string_view piece) -> Result<void> {
        return cli::interrupted() ? fail(ErrorKind::system, "interrupted") : write(piece);
    });
}

Result<std::size_t> freeze_to_output(const StackRecords& records) {
    cli::OutputBuffer out;
    return write_all(records, [&](std::string_view piece) {
        out.put(piece);
        return out.flush();
    });
}

Result<std::size_t> freeze_to_file(const cli::Call& call, const StackRecords& records, const std::string& path) {
    const StackPlace place{StackPlace::Kind::path, path};
    std::size_t left_out = 0;
    auto done = edit_stack(place, call.has("force"), [&](std::string_view) -> Result<std::string> {
        std::string text;
        const auto written = write_all(records, [&](std::string_view piece) {
            text += piece;
            return Result<void>();
        });
        if (!written) return std::unexpected(written.error());
        left_out = *written;
        return text;
    });
    return done ? Result<std::size_t>(left_out) : std::unexpected(std::move(done.error()));
}

cli::Outcome run(const cli::Call& call) {
    const bool to_output = call.subjects.empty() || call.subjects.front() == "-";
    cli::Call about = call;
    about.subjects.clear();  // here `-` is where the text goes
    const auto stack = open_stack(about);
    if (!stack) return std::unexpected(stack.error());
    const StackRecords records(*stack);
    const auto done = to_output ? freeze_to_output(records) : freeze_to_file(call, records, call.subjects.front());
    if (!done) return std::unexpected(done.error());
    report_warnings(call, *stack);
    if (*done != 0)
        cli::report_warning(
            call, "rows left out: " + std::to_string(*done) + "; no file can have the name of their interface");
    return cli::ExitCode::success;
}

}  // namespace

constexpr cli::Verb freeze{.name = "freeze",
                           .subjects = "[FILE|-]",
                           .help = "all that is here now, as a file that needs no system",
                           .options = options,
                           .run = run,
                           .max_subjects = 1,
                           .has_families = false,
                           .has_numeric = false};

}  // namespace snet::stacks
