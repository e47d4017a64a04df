// Where would packets go if there were one route more? Asks a stack before and after, and once more frozen: as any
// machine would answer that was given its text. The system's own tables stay as they are.
//   what_if 192.0.2.7 192.0.2.0/24 via 10.0.0.1
#include <cstdio>
#include <snet/lookup.hpp>
#include <snet/route_edit.hpp>
#include <snet/stack_records.hpp>
#include <string>

namespace {

// The way to the address in words; throws what keeps the stack from being read.
std::string way(const snet::Result<snet::Stack>& stack, const snet::Flow& flow) {
    auto tables = snet::LookupTables::read(stack.value(), &flow);
    const snet::Lookup lookup(std::move(tables).value());
    const snet::Answer answer = lookup.answer(flow);
    if (!answer.is_found()) return "no way";
    return (answer.gateway ? "via " + answer.gateway->to_string() + " " : "") + "dev " + answer.device;
}

std::string frozen(const snet::Result<snet::Stack>& stack) {
    std::string text;
    const auto written =
        snet::StackRecords(stack.value()).freeze({.time = "2026-11-29T12:00:00Z", .host = "here"}, [&](auto piece) {
            text += piece;
            return snet::Result<void>();
        });
    written.value();
    return text;
}

void compare(const snet::Flow& flow, const std::string& route) {
    const snet::Names names;
    const snet::EditScope scope{.name = "what_if", .names = names, .netns = {}};
    const auto edited = snet::put_route(snet::new_stack_text, "route " + route, snet::Placing::replace, scope);
    const auto after = snet::stack_of(edited.value(), scope);
    std::printf("now: %s\n", way(snet::Stack::open(), flow).c_str());
    std::printf("then: %s\n", way(after, flow).c_str());
    std::printf("frozen: %s\n", way(snet::stack_of(frozen(after), scope), flow).c_str());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fputs("usage: what_if ADDRESS ROUTE...\n", stderr), 2;
    std::string route;
    for (int i = 2; i < argc; ++i)
        route += std::string(i > 2 ? " " : "") + argv[i];
    try {
        snet::Flow flow;
        flow.destination = snet::IpAddress::parse(argv[1]).value();
        compare(flow, route);
    } catch (const std::bad_expected_access<snet::Error>& failed) {
        return std::fprintf(stderr, "what_if: %s\n", failed.error().message.c_str()), 2;
    }
}
