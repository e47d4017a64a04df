#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "snet/interface.hpp"

/// An interface as `ip -d -s -j link` prints it, for comparison with that. Only what the decoder decides is here; the
/// tools have their own writer.
namespace snet::test {

using Json = nlohmann::ordered_json;

inline Json to_json(const Value& value);

inline Json to_json(const Fields& fields) {
    Json object = Json::object();
    for (const Field& field : fields)
        object[field.key] = to_json(field.value);
    return object;
}

inline Json to_json(const Value& value) {
    return std::visit(
        [](const auto& data) -> Json {
            using Data = std::remove_cvref_t<decltype(data)>;
            if constexpr (std::is_same_v<Data, Fields>) {
                return to_json(data);
            } else if constexpr (std::is_same_v<Data, Value::List>) {
                Json list = Json::array();
                for (const Value& one : data)
                    list.push_back(to_json(one));
                return list;
            } else {
                return data;
            }
        },
        value.data);
}

template <class Optional>
void put(Json& object, std::string_view key, const Optional& value) {
    if (value) object[std::string(key)] = *value;
}

inline Json kind_json(const LinkKind& kind) {
    Json object = Json::object();
    if (!kind.kind.empty()) object["info_kind"] = kind.kind;
    if (!kind.data.empty()) object["info_data"] = to_json(kind.data);
    if (!kind.counters.empty()) object["info_xstats"] = to_json(kind.counters);
    if (!kind.slave_kind.empty()) object["info_slave_kind"] = kind.slave_kind;
    if (!kind.slave_data.empty()) object["info_slave_data"] = to_json(kind.slave_data);
    return object;
}

inline Json to_json(const Interface& link) {
    constexpr std::uint32_t point_to_point = 0x10;
    Json object{{"ifindex", link.index}, {"ifname", link.name}};
    if (link.link_netns_id) put(object, "link_index", link.link_index);
    if (!link.link.empty()) object["link"] = link.link;
    object["flags"] = interface_flag_names(link.flags);
    put(object, "mtu", link.mtu);
    if (!link.qdisc.empty()) object["qdisc"] = link.qdisc;
    if (!link.master.empty()) object["master"] = link.master;
    if (link.operstate) object["operstate"] = operstate_name(*link.operstate);
    if (link.linkmode) object["linkmode"] = *link.linkmode == 0 ? "DEFAULT" : "DORMANT";
    object["group"] = link.group == 0 ? "default" : std::to_string(link.group);
    if (link.txqlen.value_or(0) != 0) object["txqlen"] = *link.txqlen;
    object["link_type"] = link_type_name(link.link_type);
    if (link.address) object["address"] = link.address->to_string(link.link_type);
    if (link.broadcast) {
        if ((link.flags & point_to_point) != 0) object["link_pointtopoint"] = true;
        object["broadcast"] = link.broadcast->to_string(link.link_type);
    }
    put(object, "link_netnsid", link.link_netns_id);
    object.update(to_json(link.details));
    if (Json kind = kind_json(link.kind); !kind.empty()) object["linkinfo"] = std::move(kind);
    if (!link.statistics.empty()) object["stats64"] = to_json(link.statistics);
    if (!link.altnames.empty()) object["altnames"] = link.altnames;
    return object;
}

}  // namespace snet::test
