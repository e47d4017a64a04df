#include <linux/if_link.h>

#include <iterator>
#include <utility>

#include "platform/linux/decode.hpp"
#include "platform/linux/link_details.hpp"

namespace snet::platform {

namespace {

using kinds::number_value;

constexpr std::string_view program_key = "prog";

Field program(std::uint32_t id) {
    return {std::string(program_key), {.data = Fields{{"id", number_value(id)}}}};
}

void describe(Fields& program, FunctionRef<Fields(std::uint32_t)> told) {
    const auto* id = std::get_if<std::uint64_t>(&program.front().value.data);
    if (id == nullptr) return;
    Fields more = told(static_cast<std::uint32_t>(*id));
    std::ranges::move(more, std::back_inserter(program));
}

void describe_all(Fields& xdp, FunctionRef<Fields(std::uint32_t)> told) {
    for (auto& [key, value] : xdp)
        if (auto* fields = std::get_if<Fields>(&value.data); fields != nullptr && key == program_key)
            describe(*fields, told);
        else if (auto* list = std::get_if<Value::List>(&value.data))
            for (Value& one : *list)
                describe_all(std::get<Fields>(one.data), told);
}

}  // namespace

std::optional<Value> xdp_programs(Bytes nest) {
    const AttributeTable<IFLA_XDP_HW_PROG_ID> attributes(nest);
    const auto mode = u8(attributes[IFLA_XDP_ATTACHED]).value_or(XDP_ATTACHED_NONE);
    if (mode == XDP_ATTACHED_NONE) return std::nullopt;
    Value::List attached;
    const auto add = [&](std::uint8_t how, Bytes payload) {
        if (const auto id = u32(payload))
            attached.push_back({.data = Fields{{"mode", number_value(how)}, program(*id)}});
    };
    add(XDP_ATTACHED_SKB, attributes[IFLA_XDP_SKB_PROG_ID]);
    add(XDP_ATTACHED_DRV, attributes[IFLA_XDP_DRV_PROG_ID]);
    add(XDP_ATTACHED_HW, attributes[IFLA_XDP_HW_PROG_ID]);
    if (attached.empty()) add(mode, attributes[IFLA_XDP_PROG_ID]);
    Fields fields{{"mode", number_value(mode)}};
    if (const auto id = u32(attributes[IFLA_XDP_PROG_ID]); id && *id != 0) fields.push_back(program(*id));
    fields.push_back({"attached", {.data = std::move(attached)}});
    return Value{.data = std::move(fields)};
}

void describe_programs(Interface& link, FunctionRef<Fields(std::uint32_t)> told) {
    for (auto& [key, value] : link.details)
        if (key == "xdp") describe_all(std::get<Fields>(value.data), told);
}

}  // namespace snet::platform
