// Answers questions on standard input by the private engine, from the tables of this network namespace or of a stack's
// file.
//
//   answers [alone|system|FILE]
//
// A question is a line of blank-separated words: ADDRESS [from A] [iif D] [oif D] [mark N] [tos N] [uid N] [ipproto N]
// [sport N] [dport N]. An answer is a line of TAB-separated fields: type, refusal, gateway, device, source, table,
// rule, prefix, next-hop object, and every hop as GATEWAY@DEVICE; "-" for what is absent. `alone` reads the tables for
// each question; `system` asks the operating system, and prints `-` alone where that knows no way.

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

void print(const snet::Answer& answer) {
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
    std::puts(out.str().c_str());
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

int main(int count, char** words) {
    const std::string_view word = count > 1 ? words[1] : "";
    const bool alone = word == "alone", system = word == "system";
    const snet::Stack stack = or_exit(word.empty() || alone || system ? snet::Stack::open() : open_file(words[1]));
    const snet::Lookup lookup(alone || system ? snet::LookupTables() : or_exit(snet::LookupTables::read(stack)));
    for (std::string line; std::getline(std::cin, line);) {
        const snet::Flow flow = read_flow(line);
        snet::Trace trace;  // whoever asks why gets the same answer
        if (system) {
            const auto answer = snet::Answer::of_system(stack, flow);
            answer ? print(*answer) : void(std::puts("-"));
        } else if (alone) {
            print(snet::Lookup(or_exit(snet::LookupTables::read(stack, &flow))).answer(flow));
        } else {
            print(lookup.answer(flow, &trace));
        }
    }
}
