#include <utility>

#include "snet/route.hpp"

namespace snet {

namespace {

Value text(std::string_view text) {
    return {std::string(text)};
}

Value seconds(std::uint64_t hundredths) {
    return {static_cast<double>(hundredths) / 100};
}

Value group_value(const std::vector<NexthopObject::Member>& group) {
    Value::List members;
    for (const NexthopObject::Member& member : group) {
        Fields fields = {{"id", {std::uint64_t{member.id}}}};
        if (member.weight != 1) fields.push_back({"weight", {std::uint64_t{member.weight}}});
        members.push_back({std::move(fields)});
    }
    return {std::move(members)};
}

Value resilience_value(const NexthopObject::Resilience& resilience) {
    return {Fields{{"buckets", {std::uint64_t{resilience.buckets}}},
                   {"idle_timer", seconds(resilience.idle_timer)},
                   {"unbalanced_timer", seconds(resilience.unbalanced_timer)},
                   {"unbalanced_time", seconds(resilience.unbalanced_time)}}};
}

Value encapsulation_value(const Encapsulation& encapsulation, const Names& names) {
    Fields fields = encapsulation_fields(encapsulation, names);
    fields.insert(fields.begin(), {"type", text(encapsulation.type)});
    return {std::move(fields)};
}

Value flags_value(std::uint32_t flags) {
    Value::List words;
    for (const std::string& name : route_flag_names(flags))
        words.push_back(text(name));
    return {std::move(words)};
}

}  // namespace

Fields nexthop_object_fields(const NexthopObject& object, const Names& names) {
    Fields fields = {{"id", {std::uint64_t{object.id}}}};
    const auto add = [&fields](std::string_view key, Value value) {
        fields.push_back({std::string(key), std::move(value)});
    };
    if (!object.group.empty()) add("group", group_value(object.group));
    if (object.resilience) {
        add("type", text("resilient"));
        add("resilient_args", resilience_value(*object.resilience));
    }
    if (object.hop.encapsulation) add("encap", encapsulation_value(*object.hop.encapsulation, names));
    if (object.hop.gateway) add("gateway", text(object.hop.gateway->to_string()));
    if (!object.hop.device.empty()) add("dev", text(object.hop.device));
    add("scope", text(names.scope(object.scope)));
    if (object.blackhole) add("blackhole", {true});
    add("protocol", text(names.protocol(object.protocol)));
    add("flags", flags_value(object.hop.flags));
    if (object.fdb) add("fdb", {true});
    return fields;
}

}  // namespace snet
