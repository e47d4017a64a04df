// A question is refused with a message, or names a packet that the same words name again; defaults stay where it is
// silent.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tools/snet-route/question.hpp"

using namespace snet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Names names(false, "/nonexistent");
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const Flow defaults{.destination = {}, .from = {}, .iif = "eth0", .oif = {}, .mark = 5};
    const auto flow = route::read_question(line, defaults, names);
    if (!flow) {
        if (flow.error().message.empty()) std::abort();
        return 0;
    }
    if (flow->from && flow->from->family() != flow->destination.family()) std::abort();
    if (line.find("mark") == line.npos && line.find('\\') == line.npos && flow->mark != 5) std::abort();
    // What was read is a question by itself, as words.
    std::string again = flow->destination.to_string() + " mark " + std::to_string(flow->mark);
    if (flow->from) again += " from " + flow->from->to_string();
    if (flow->uid) again += " uid " + std::to_string(*flow->uid);
    const auto once_more = route::read_question(again, *flow, names);
    if (!once_more || *once_more != *flow) std::abort();
    return 0;
}
