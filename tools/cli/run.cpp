#include <cstdlib>
#include <string>
#include <vector>

#include "config.hpp"
#include "tools/cli/command_line.hpp"
#include "tools/cli/help.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/process.hpp"
#include "tools/cli/safe_text.hpp"

namespace snet::cli {
namespace {

int code(ExitCode exit) {
    return static_cast<int>(exit);
}

int refuse(const Tool& tool, const std::string& message) {
    write_all(2, std::string(tool.name) + ": " + safe_text(message) + "\n");
    return code(ExitCode::failure);
}

int print(const Tool& tool, std::string_view text) {
    OutputBuffer out;
    out.put(text);
    const auto flushed = out.flush();
    return flushed ? code(ExitCode::success) : refuse(tool, flushed.error().message);
}

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool wants_color(std::string_view when) {
    if (!when.empty() && when != "auto") return when == "always";
    return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && is_terminal(1);
}

int answer(CommandLine& line) {
    Call& call = line.call;
    call.output.color = wants_color(line.color);
    call.output.width = is_terminal(1) ? terminal_width() : 0;
    watch_interrupts();
    const Outcome outcome = call.verb.run(call);
    if (outcome) return code(interrupted() ? ExitCode::interrupted : *outcome);
    if (interrupted()) return code(ExitCode::interrupted);
    report_error(call, outcome.error());
    return code(outcome.error().kind == ErrorKind::not_found ? ExitCode::not_found : ExitCode::failure);
}

}  // namespace

int run(const Tool& tool, int argc, char** argv) {
    fill_standard_streams();
    const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    auto line = read_command_line(tool, words);
    if (!line) return refuse(tool, line.error().message + " (" + line.error().hints.front() + " lists what there is)");
    switch (line->wants) {
        case CommandLine::Wants::tool_help:
            return print(tool, tool_help(tool));
        case CommandLine::Wants::verb_help:
            return print(tool, verb_help(tool, line->call.verb));
        case CommandLine::Wants::version:
            return print(tool, std::string(tool.name) + " " SNET_VERSION "\n");
        case CommandLine::Wants::answer:
            break;
    }
    return answer(*line);
}

}  // namespace snet::cli
