#include "snet/stack_namespace.hpp"

#include <algorithm>

#include "lib/stack/namespace_filler.hpp"
#include "lib/stack/resolver_file.hpp"
#include "platform/files.hpp"
#include "platform/process.hpp"

namespace snet {

namespace {

constexpr const char* resolver_path = "/etc/resolv.conf";

/// The stack as it is now, in how many lines of a file, on any machine: what the operating system says changes with the
/// namespace.
Result<Stack> copy_of(const Stack& stack, FunctionRef<void(std::string_view)> refused, std::size_t& lines) {
    std::string text;
    const auto frozen =
        StackRecords(stack).freeze({.time = "2000-01-01T00:00:00Z", .host = {}}, [&](std::string_view piece) {
            text += piece;
            lines += static_cast<std::size_t>(std::ranges::count(piece, '\n'));
            return Result<void>();
        });
    if (!frozen) return std::unexpected(frozen.error());
    if (*frozen != 0)
        refused("rows left out: " + std::to_string(*frozen) + "; no stack can have the name of their interface");
    auto file = StackFile::parse(text, "the stack", Names());
    if (!file) return std::unexpected(file.error());
    return Stack::open(std::move(*file));
}

std::string present_resolver_file() {
    std::string text;
    const auto read = platform::read_file(resolver_path, [&](std::string_view piece) {
        text += piece;
        return Next::go_on;
    });
    return read ? text : "";
}

void cover_resolver_file(const Stack& stack, FunctionRef<void(std::string_view)> refused) {
    const std::vector<Record> records = stack.other_records();
    for (const Record& record : records)
        if (std::holds_alternative<Nameserver>(record) && !is_told_to_resolvers(record))
            refused(to_string(record, Names()) + ": " + resolver_path + " cannot tell of a port or a domain");
    const auto text = resolver_file(records, present_resolver_file());
    if (!text) return;
    if (auto done = platform::cover_file(resolver_path, *text); !done) refused(done.error().message);
}

}  // namespace

Result<void> enter_stack(const Stack& stack, FunctionRef<void(std::string_view)> refused,
                         FunctionRef<void(std::size_t done, std::size_t total)> progress) {
    std::size_t total = 0, done_so_far = 0;
    const auto want = copy_of(stack, refused, total);
    if (!want) return std::unexpected(want.error());
    const auto count = [&] { progress(++done_so_far, total); };
    NamespaceFiller filler(*want, refused, count);
    auto done = platform::enter_new_network();
    if (done) done = filler.try_kinds();
    // Leaving a namespace is faster than deleting what is in it.
    if (done) done = platform::enter_new_network();
    if (done) done = filler.fill();
    if (!done) return done;
    cover_resolver_file(*want, refused);
    return {};
}

}  // namespace snet
