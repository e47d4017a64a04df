#include <cassert>
#include <string>

#include "tools/cli/command.hpp"
#include "tools/cli/output_buffer.hpp"
#include "tools/cli/safe_text.hpp"

namespace snet::cli {
namespace {

void report(const Call& call, std::string_view message) {
    write_all(2, std::string(call.tool.name) + ": " + safe_text(message) + "\n");
}

}  // namespace

bool Call::has(std::string_view option) const {
    return value(option).has_value();
}

std::optional<std::string_view> Call::value(std::string_view option) const {
    [[maybe_unused]] bool known = false;
    for (const Option& own : verb.options)
        known = known || own.name == option;
    assert(known && "the verb has no such option");
    std::optional<std::string_view> last;
    for (const Given& one : given)
        if (one.option->name == option) last = one.value;
    return last;
}

void report_error(const Call& call, std::string_view message) {
    report(call, message);
}

void report_error(const Call& call, const Error& error) {
    report(call, error.message);
    for (const std::string& hint : error.hints)
        write_all(2, "  " + safe_text(hint) + "\n");
}

void report_warning(const Call& call, std::string_view message) {
    if (!call.quiet) report(call, message);
}

}  // namespace snet::cli
