#include <algorithm>

#include "lib/records/encapsulation_text.hpp"
#include "lib/records/keywords.hpp"
#include "lib/records/named_values.hpp"
#include "lib/records/route_words.hpp"
#include "lib/records/word_writer.hpp"
#include "lib/values/number_text.hpp"
#include "lib/values/text_parts.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

/// An object being read, with what its readers need.
struct Draft {
    NexthopObject object;
    const Names& names;
};

std::optional<NexthopObject::Member> parse_member(std::string_view text) {
    const std::size_t comma = text.find(',');
    const auto id = parse_number(text.substr(0, comma), max32);
    const auto weight = comma == text.npos ? 1 : parse_number(text.substr(comma + 1), 256);
    if (!id || !weight || *id == 0 || *weight == 0) return std::nullopt;
    return NexthopObject::Member{static_cast<std::uint32_t>(*id), static_cast<std::uint16_t>(*weight)};
}

std::optional<std::vector<NexthopObject::Member>> parse_group(std::string_view text) {
    std::vector<NexthopObject::Member> group;
    for (const std::string_view word : split(text, '/')) {
        const auto member = parse_member(word);
        if (!member) return std::nullopt;
        group.push_back(*member);
    }
    return group;
}

/// Seconds with at most two decimals, in hundredths.
std::optional<std::uint64_t> parse_hundredths(std::string_view text) {
    const std::size_t dot = text.find('.');
    const auto seconds = parse_digits(text.substr(0, dot), 10, max32);
    if (!seconds) return std::nullopt;
    if (dot == text.npos) return *seconds * 100;
    const std::string_view decimals = text.substr(dot + 1);
    const auto rest = parse_digits(decimals, 10, 99);
    if (!rest || decimals.size() > 2) return std::nullopt;
    return *seconds * 100 + *rest * (decimals.size() == 1 ? 10 : 1);
}

std::optional<std::uint64_t> parse_timer(std::string_view text) {
    const auto hundredths = parse_hundredths(text);
    return hundredths && *hundredths <= max32 ? hundredths : std::nullopt;
}

std::string hundredths_text(std::uint64_t hundredths) {
    std::string text = std::to_string(hundredths / 100);
    const std::uint64_t rest = hundredths % 100;
    if (rest != 0) text += (rest < 10 ? ".0" : ".") + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
    return text;
}

NexthopObject::Resilience& resilience(Draft& draft) {
    if (!draft.object.resilience) draft.object.resilience = NexthopObject::Resilience{};
    return *draft.object.resilience;
}

Result<void> read_id(WordReader& words, Draft& draft) {
    const auto id = words.number("an id from 1", max32);
    if (id && *id == 0) return words.fail_expecting("an id from 1");
    return store(id, draft.object.id);
}

Result<void> read_via(WordReader& words, Draft& draft) {
    const auto gateway = read_gateway(words);
    if (!gateway) return std::unexpected(gateway.error());
    draft.object.hop.gateway = gateway->address;
    return {};
}

Result<void> read_type(WordReader& words, Draft& draft) {
    const auto type = words.value("mpath or resilient");
    if (!type) return std::unexpected(type.error());
    if (*type != "mpath" && *type != "resilient") return words.fail_expecting("mpath or resilient");
    if (*type == "resilient") resilience(draft);
    return {};
}

Result<void> read_encapsulation(WordReader& words, Draft& draft) {
    auto encapsulation = parse_encapsulation(words, draft.names);
    if (!encapsulation) return std::unexpected(encapsulation.error());
    draft.object.hop.encapsulation = std::make_shared<const Encapsulation>(std::move(*encapsulation));
    return {};
}

Result<void> read_object_protocol(WordReader& words, Draft& draft) {
    return store(read_protocol(words, draft.names), draft.object.protocol);
}

using Word = Keyword<Draft>;

constexpr Word keywords[] = {
    {"id", read_id},
    {"group",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("ids and weights such as 20/21,2", parse_group), draft.object.group);
     }},
    {"type", read_type},
    {"buckets",
     [](WordReader& words, Draft& draft) {
         return store(words.number("a number to 65535", max16), resilience(draft).buckets);
     }},
    {"idle_timer",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("seconds", parse_timer), resilience(draft).idle_timer);
     }},
    {"unbalanced_timer",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("seconds", parse_timer), resilience(draft).unbalanced_timer);
     }},
    {"unbalanced_time",
     [](WordReader& words, Draft& draft) {
         return store(words.value_if("seconds", parse_hundredths), resilience(draft).unbalanced_time);
     }},
    {"encap", read_encapsulation},
    {"via", read_via},
    {"dev", [](WordReader& words, Draft& draft) { return store(read_device(words), draft.object.hop.device); }},
    {"scope",
     [](WordReader& words, Draft& draft) { return store(read_scope(words, draft.names), draft.object.scope); }},
    {"blackhole",
     [](WordReader&, Draft& draft) {
         draft.object.blackhole = true;
         return Result<void>();
     }},
    {"proto", read_object_protocol},
    {"protocol", read_object_protocol},
    {"fdb",
     [](WordReader&, Draft& draft) {
         draft.object.fdb = true;
         return Result<void>();
     }},
};

Result<bool> accept_flag(WordReader& words, Draft& draft) {
    for (const FlagWord& flag : flag_words())
        if ((flag.flag & hop_flags) != 0 && words.accept(flag.word)) {
            draft.object.hop.flags |= flag.flag;
            return true;
        }
    return false;
}

void write_group(WordWriter& out, const NexthopObject& object) {
    std::string members;
    for (const NexthopObject::Member& member : object.group) {
        members += (members.empty() ? "" : "/") + std::to_string(member.id);
        if (member.weight != 1) members += ',' + std::to_string(member.weight);
    }
    if (!members.empty()) out.pair("group", members);
    if (!object.resilience) return;
    out.pair("type", "resilient").pair("buckets", object.resilience->buckets);
    out.pair("idle_timer", hundredths_text(object.resilience->idle_timer));
    out.pair("unbalanced_timer", hundredths_text(object.resilience->unbalanced_timer));
    out.pair("unbalanced_time", hundredths_text(object.resilience->unbalanced_time));
}

void write_hop(WordWriter& out, const NextHop& hop, const Names& names) {
    if (hop.encapsulation) {
        std::string text;
        append_encapsulation(text, *hop.encapsulation, names);
        text.erase(0, text.find_first_not_of(' '));
        text.erase(text.find_last_not_of(' ') + 1);
        out.word(text);
    }
    if (hop.gateway) out.pair("via", hop.gateway->to_string());
    if (!hop.device.empty()) out.pair("dev", hop.device);
}

}  // namespace

Result<NexthopObject> NexthopObject::parse(std::string_view text, const Names& names) {
    WordReader words(text);
    Draft draft{{}, names};
    if (auto read = read_keywords<Draft>(words, draft, keywords, "a word of a next hop", accept_flag); !read)
        return std::unexpected(read.error());
    const NexthopObject& object = draft.object;
    if (object.id == 0) return words.fail_at_next("id and a number");
    const bool has_hop = object.hop.gateway || !object.hop.device.empty() || object.hop.encapsulation;
    if (has_hop + object.blackhole + !object.group.empty() != 1)
        return words.fail_at_next("either via or dev, or group, or blackhole");
    return std::move(draft.object);
}

std::string NexthopObject::to_string(const Names& names) const {
    WordWriter out;
    out.pair("id", id);
    write_group(out, *this);
    write_hop(out, hop, names);
    if (scope != scope_universe) out.pair("scope", names.scope(scope));
    if (blackhole) out.word("blackhole");
    if (protocol != 0) out.pair("proto", names.protocol(protocol));
    for (const FlagWord& flag : flag_words())
        if ((hop.flags & hop_flags & flag.flag) != 0) out.word(flag.word);
    if (fdb) out.word("fdb");
    return out.take();
}

}  // namespace snet
