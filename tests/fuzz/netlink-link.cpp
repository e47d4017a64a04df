// RTM_NEWLINK: what a link is called does not depend on how much of it is asked for; and it is printed well.

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "platform/linux/decode.hpp"
#include "tests/fuzz/printed.hpp"
#include "tools/columns/interface_columns.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace snet;
    const std::span message(bytes, size);
    Interface full;
    Interface plain;
    const bool is_link = platform::decode_link(message, {.details = true, .statistics = true}, full);
    if (platform::decode_link(message, {}, plain) != is_link) std::abort();
    if (!is_link) return 0;
    if (full.name.empty() || full.name != plain.name || full.kind.kind != plain.kind.kind) std::abort();
    platform::InterfaceSettings settings;
    if (!platform::decode_interface_settings(message, settings) || settings.device != full.name) std::abort();
    if (!plain.kind.data.empty() || !plain.statistics.empty()) std::abort();
    platform::name_others(full, [](std::uint32_t) { return std::string("other"); });
    platform::describe_programs(full, [](std::uint32_t) { return Fields{{"name", {std::string("program")}}}; });
    if (full.master_index.has_value() == full.master.empty()) std::abort();
    static const Names names;
    fuzz::check_printing(cli::interface_columns, {.interface = full, .names = names});
    return 0;
}
