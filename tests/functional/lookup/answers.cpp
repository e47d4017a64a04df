// Answers questions on standard input by the private engine, from the tables of this network namespace or of a stack's
// file.
//
//   answers [alone|system|FILE]
//   answers way|match FILE
//
// A question is a line of blank-separated words: ADDRESS [from A] [iif D] [oif D] [mark N] [tos N] [uid N] [ipproto N]
// [sport N] [dport N]. An answer is a line of TAB-separated fields: type, refusal, gateway, device, source, table,
// rule, prefix, next-hop object, and every hop as GATEWAY@DEVICE; "-" for what is absent. `alone` reads the tables for
// each question; `system` asks the operating system, and prints `-` alone where that knows no way. With `way` and
// `match` no more is read for each question than these need, as snet-route does; a last field tells of how many routes.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>

#include "snet/lookup.hpp"

namespace {

unsigned long number(const std::string& text) {
    return std::strtoul(text.c_str(), nullptr, 0);
}

bool set(snet::Flow& flow, const std::string& word, const std::string& value) {
    if (word == "from")
        flow.from = snet::IpAddress::parse(value).value();
    else if (word == "iif")
        flow.iif = value;
    else if (word == "oif")
        flow.oif = value;
    else if (word == "mark")
        flow.mark = static_cast<std::uint32_t>(number(value));
    else if (word == "tos")
        flow.tos = static_cast<std::uint8_t>(number(value));
    else if (word == "uid")
        flow.uid = static_cast<std::uint32_t>(number(value));
    else if (word == "ipproto")
        flow.ip_protocol = static_cast<std::uint8_t>(number(value));
    else if (word == "sport")
        flow.source_port = static_cast<std::uint16_t>(number(value));
    else if (word == "dport")
        flow.destination_port = static_cast<std::uint16_t>(number(value));
    else
        return false;
    return true;
}

snet::Flow read_flow(const std::string& line) {
    std::istringstream words(line);
    std::string word, value;
    words >> word;
    snet::Flow flow;
    flow.destination = snet::IpAddress::parse(word).value();
    while (words >> word >> value)
        if (!set(flow, word, value)) {
            std::fprintf(stderr, "%s: no such word\n", word.c_str());
            std::exit(2);
        }
    // As the kernel does for `ip`, which runs as root here.
    if (!flow.uid && flow.iif.empty()) flow.uid = 0;
    return flow;
}

std::string text(const std::optional<snet::IpAddress>& address) {
    return address ? address->to_string() : "-";
}

std::string text(const std::string& name) {
    return name.empty() ? "-" : name;
}

void print(const snet::Answer& answer, const std::string& rest = "") {
    std::ostringstream out;
    out << (answer.type == snet::RouteType::unspecified ? "none" : to_string(answer.type)) << '\t'
        << static_cast<int>(answer.refusal) << '\t' << text(answer.gateway) << '\t' << text(answer.device) << '\t'
        << text(answer.source) << '\t' << (answer.table ? std::to_string(*answer.table) : "-") << '\t'
        << (answer.rule ? std::to_string(answer.rule->priority.value_or(0)) : "-") << '\t'
        << (answer.route ? answer.route->destination.to_string() : "-") << '\t'
        << (answer.route && answer.route->nexthop_id ? std::to_string(*answer.route->nexthop_id) : "-");
    if (answer.route)
        for (const snet::NextHop& hop : answer.route->next_hops)
            out << '\t' << text(hop.gateway) << '@' << text(hop.device);
    std::puts((out.str() + rest).c_str());
}

snet::Result<snet::Stack> open_file(const std::string& path) {
    auto file = snet::StackFile::read(path, snet::Names());
    if (!file) return std::unexpected(std::move(file.error()));
    return snet::Stack::open(std::move(*file));
}

template <class T>
T or_exit(snet::Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(2);
}

}  // namespace

// As a single question is answered.
void answer_alone(const snet::Stack& stack, const snet::Flow& flow, bool only_way) {
    if (only_way)
        if (const auto answer = or_exit(snet::Answer::of_system(stack, flow))) return print(*answer, "\t0");
    auto tables = or_exit(snet::LookupTables::read_for_answer(stack, flow));
    const std::string routes = '\t' + std::to_string(tables.routes.size());
    print(snet::Lookup(std::move(tables)).answer(flow), routes);
}

int main(int count, char** words) {
    const std::string_view word = count > 1 ? words[1] : "";
    const bool alone = word == "alone", system = word == "system", single = count > 2;
    const bool has_file = !word.empty() && !alone && !system;
    const snet::Stack stack = or_exit(has_file ? open_file(words[count - 1]) : snet::Stack::open());
    const bool needs_all = !alone && !system && !single;
    const snet::Lookup lookup(needs_all ? or_exit(snet::LookupTables::read(stack)) : snet::LookupTables());
    for (std::string line; std::getline(std::cin, line);) {
        const snet::Flow flow = read_flow(line);
        snet::Trace trace;  // whoever asks why gets the same answer
        if (single) {
            answer_alone(stack, flow, word == "way");
        } else if (system) {
            const auto answer = or_exit(snet::Answer::of_system(stack, flow));
            answer ? print(*answer) : void(std::puts("-"));
        } else if (alone) {
            print(snet::Lookup(or_exit(snet::LookupTables::read(stack, &flow))).answer(flow));
        } else {
            print(lookup.answer(flow, &trace));
        }
    }
}
