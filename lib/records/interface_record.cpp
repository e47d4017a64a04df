#include "snet/interface_record.hpp"

#include "lib/records/interface_flags.hpp"
#include "lib/records/keywords.hpp"
#include "lib/records/name_text.hpp"
#include "lib/records/named_values.hpp"
#include "lib/records/vrf.hpp"
#include "lib/records/word_writer.hpp"
#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"

namespace snet {

namespace {

// Flags that `up` and `carrier` tell.
constexpr std::uint32_t told_otherwise = interface_up | interface_running | interface_lower_up;

/// A record being read, with what its readers need.
struct Draft {
    InterfaceRecord record;
    const Names& names;
};

std::optional<std::string> parse_alternative_name(std::string_view word) {
    return is_alternative_name(word) ? std::optional(std::string(word)) : std::nullopt;
}

std::optional<std::uint32_t> parse_flags(std::string_view words) {
    std::uint32_t flags = 0;
    if (words == "none") return flags;
    for (const std::string_view word : split(words, ',')) {
        const auto flag = parse_interface_flag(word);
        if (!flag || (*flag & told_otherwise) != 0) return std::nullopt;
        flags |= *flag;
    }
    return flags;
}

std::string flags_text(std::uint32_t flags) {
    std::string text;
    for (const std::string& name : interface_flag_names(flags))
        text += (text.empty() ? "" : ",") + name;
    return text.empty() ? "none" : text;
}

std::optional<bool> parse_switch(std::string_view word) {
    if (word == "on") return true;
    if (word == "off") return false;
    return std::nullopt;
}

Result<void> read_state(WordReader& words, Draft& draft, bool up) {
    if (draft.record.up) return words.fail("up or down: given twice");
    draft.record.up = up;
    return {};
}

Result<void> read_altname(WordReader& words, Draft& draft) {
    auto name = words.value_if("an alternative name of an interface", parse_alternative_name);
    if (!name) return std::unexpected(name.error());
    draft.record.altnames.push_back(std::move(*name));
    return {};
}

Result<void> read_master(WordReader& words, Draft& draft) {
    return store(read_device(words), draft.record.master);
}

Result<void> read_no_master(WordReader& words, Draft& draft) {
    if (draft.record.master) return words.fail("nomaster: the record names one");
    draft.record.master = "";
    return {};
}

using Word = Keyword<Draft>;

constexpr Word keywords[] = {
    {"index",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("an index from 1",
                                     [](std::string_view word) {
                                         const auto index = parse_number(word, 0x7fffffff);
                                         return index && *index != 0 ? index : std::nullopt;
                                     }),
                      draft.record.index);
     }},
    {"address",
     [](WordReader& words, Draft& draft) {
         return store(words.value_by("a link-layer address", LinkAddress::parse), draft.record.address);
     }},
    {"broadcast",
     [](WordReader& words, Draft& draft) {
         return store(words.value_by("a link-layer address", LinkAddress::parse), draft.record.broadcast);
     }},
    {"mtu", [](WordReader& words, Draft& draft) { return store(words.number("an MTU", max32), draft.record.mtu); }},
    {"up", [](WordReader& words, Draft& draft) { return read_state(words, draft, true); }},
    {"down", [](WordReader& words, Draft& draft) { return read_state(words, draft, false); }},
    {"carrier", [](WordReader& words,
                   Draft& draft) { return store(words.value_if("on or off", parse_switch), draft.record.carrier); }},
    {"flags",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("flags such as BROADCAST,MULTICAST, or none", parse_flags), draft.record.flags);
     }},
    {"type",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("a link type such as ether", parse_link_type), draft.record.link_type);
     }},
    {"kind",
     [](WordReader& words, Draft& draft) { return store(words.value("a kind such as vrf"), draft.record.kind); }},
    {"vrf-table",
     [](WordReader& words, Draft& draft) { return store(read_table(words, draft.names), draft.record.vrf_table); }},
    {"master", read_master},
    {"nomaster", read_no_master},
    {"altname", read_altname, true},
    {"group",
     [](WordReader& words, Draft& draft) { return store(read_group(words, draft.names), draft.record.group); }},
    {"link", [](WordReader& words, Draft& draft) { return store(read_device(words), draft.record.link); }},
};

void write_settings(WordWriter& out, const InterfaceRecord& record) {
    const std::uint16_t link_type = record.link_type.value_or(1);
    if (record.index) out.pair("index", *record.index);
    if (record.address) out.pair("address", record.address->to_string(link_type));
    if (record.broadcast) out.pair("broadcast", record.broadcast->to_string(link_type));
    if (record.mtu) out.pair("mtu", *record.mtu);
    if (record.up) out.word(*record.up ? "up" : "down");
    if (record.carrier) out.pair("carrier", *record.carrier ? "on" : "off");
    if (record.flags) out.pair("flags", flags_text(*record.flags));
    if (record.link_type) out.pair("type", link_type_name(*record.link_type));
    if (record.kind) out.pair("kind", *record.kind);
}

template <class T>
std::optional<T> unless(const T& value, const T& usual) {
    return value == usual ? std::nullopt : std::optional(value);
}

}  // namespace

Result<InterfaceRecord> InterfaceRecord::parse(std::string_view text, const Names& names) {
    WordReader words(text);
    Draft draft{{}, names};
    if (auto name = store(read_device(words), draft.record.name); !name) return std::unexpected(name.error());
    const auto read = read_keywords<Draft>(words, draft, keywords, "a word of an interface");
    if (!read) return std::unexpected(read.error());
    return std::move(draft.record);
}

std::string InterfaceRecord::to_string(const Names& names) const {
    WordWriter out;
    out.word(name);
    write_settings(out, *this);
    if (vrf_table) out.pair("vrf-table", names.table(*vrf_table));
    if (master && master->empty()) out.word("nomaster");
    if (master && !master->empty()) out.pair("master", *master);
    for (const std::string& altname : altnames)
        out.pair("altname", altname);
    if (group) out.pair("group", names.group(*group));
    if (link) out.pair("link", *link);
    return out.take();
}

InterfaceRecord InterfaceRecord::of(const Interface& interface) {
    InterfaceRecord record;
    record.name = interface.name;
    record.index = interface.index;
    record.address = interface.address;
    record.broadcast = interface.broadcast;
    record.mtu = interface.mtu;
    record.up = interface.is_up();
    if (interface.is_up()) record.carrier = (interface.flags & interface_running) != 0;
    record.flags = interface.flags & ~told_otherwise;
    record.link_type = interface.link_type;
    record.kind = unless(interface.kind.kind, std::string());
    record.vrf_table = snet::vrf_table(interface);
    record.master = unless(interface.master, std::string());
    record.altnames = interface.altnames;
    record.group = unless(interface.group, std::uint32_t{0});
    record.link = unless(interface.link, std::string());
    return record;
}

}  // namespace snet
