#include <utility>

#include "lib/records/keywords.hpp"
#include "lib/records/named_values.hpp"
#include "lib/records/usual_scope.hpp"
#include "lib/records/word_writer.hpp"
#include "lib/values/number_text.hpp"
#include "snet/address_with_length.hpp"
#include "snet/interface_record.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

/// An address being read, with what its readers need.
struct Draft {
    const Names& names;
    AddressRecord record{};
    std::optional<std::uint8_t> scope;
    bool has_length = false;

    InterfaceAddress& address() { return record.address; }
};

Result<void> read_local(WordReader& words, Draft& draft) {
    const auto word = words.value("an address");
    if (!word) return std::unexpected(word.error());
    const auto local = AddressWithLength::parse(*word);
    if (!local) return words.fail(local.error().message);
    draft.has_length = word->contains('/');
    draft.address().local = local->address;
    draft.address().prefix_length = local->length;
    draft.address().flags = address_permanent;
    return {};
}

constexpr std::string_view same_family = "an address of the same family";

/// `ip addr` prints the length behind the peer, whose network it is.
Result<void> read_peer(WordReader& words, Draft& draft) {
    const auto word = words.value("the address of the other end");
    if (!word) return std::unexpected(word.error());
    const auto peer = AddressWithLength::parse(*word);
    if (!peer) return words.fail(peer.error().message);
    if (peer->family() != draft.address().family()) return words.fail_expecting(same_family);
    const bool has_length = word->contains('/');
    if (has_length && draft.has_length) return words.fail_expecting("one prefix length only");
    if (has_length) draft.address().prefix_length = peer->length;
    draft.address().peer = peer->address;
    return {};
}

Result<void> read_other(WordReader& words, Draft& draft, std::string_view expected, std::optional<IpAddress>& target) {
    const auto other = words.value_by(expected, IpAddress::parse);
    if (!other) return std::unexpected(other.error());
    if (other->family() != draft.address().family()) return words.fail_expecting(same_family);
    target = *other;
    return {};
}

Result<void> read_broadcast(WordReader& words, Draft& draft) {
    return read_other(words, draft, "a broadcast address", draft.address().broadcast);
}

Result<void> read_anycast(WordReader& words, Draft& draft) {
    return read_other(words, draft, "an anycast address", draft.address().anycast);
}

Result<void> read_lifetime(WordReader& words, std::uint32_t& target) {
    const auto seconds = [](std::string_view word) -> std::optional<std::uint64_t> {
        if (word == "forever") return InterfaceAddress::forever;
        if (word.ends_with("sec")) word.remove_suffix(3);
        return parse_number(word, InterfaceAddress::forever);
    };
    return store(words.value_if("seconds or forever", seconds), target);
}

Result<void> read_address_protocol(WordReader& words, Draft& draft) {
    return store(words.number("a number to 255", max8), draft.address().protocol);
}

constexpr Keyword<Draft> keywords[] = {
    {"peer", read_peer},
    {"broadcast", read_broadcast},
    {"brd", read_broadcast},
    {"anycast", read_anycast},
    {"any", read_anycast},
    {"scope", [](WordReader& words, Draft& draft) { return store(read_scope(words, draft.names), draft.scope); }},
    {"label", [](WordReader& words, Draft& draft) { return store(words.value("a label"), draft.address().label); }},
    {"metric",
     [](WordReader& words, Draft& draft) { return store(words.number("a metric", max32), draft.address().metric); }},
    {"proto", read_address_protocol},
    {"protocol", read_address_protocol},
    {"valid_lft", [](WordReader& words, Draft& draft) { return read_lifetime(words, draft.address().valid_lifetime); }},
    {"preferred_lft",
     [](WordReader& words, Draft& draft) { return read_lifetime(words, draft.address().preferred_lifetime); }},
};

// Permanent is the rule: its word, "dynamic", takes the flag away.
Result<bool> accept_flag(WordReader& words, Draft& draft) {
    InterfaceAddress& address = draft.address();
    for (const AddressFlagName& name : address_flag_names()) {
        if (!words.accept(address.local.is_ipv4() ? name.ipv4 : name.ipv6)) continue;
        if (((address.flags ^ address_permanent) & name.flag) != 0) return words.fail_given_twice();
        address.flags ^= name.flag;
        return true;
    }
    return false;
}

void write_lifetime(WordWriter& out, std::string_view word, std::uint32_t seconds) {
    if (seconds != InterfaceAddress::forever) out.pair(word, std::to_string(seconds) + "sec");
}

}  // namespace

Result<AddressRecord> AddressRecord::parse(std::string_view text, const Names& names) {
    WordReader words(text);
    Draft draft{names};
    AddressRecord& record = draft.record;
    auto read = store(read_device(words), record.device);
    if (read) read = read_local(words, draft);
    if (read) read = read_keywords<Draft>(words, draft, keywords, "a word of an address", accept_flag);
    if (!read) return std::unexpected(std::move(read.error()));
    InterfaceAddress& address = record.address;
    address.scope = draft.scope.value_or(usual_scope(address.local));
    if (address.local.is_ipv4() && address.label.empty()) address.label = record.device;
    return std::move(record);
}

std::string AddressRecord::to_string(const Names& names) const {
    WordWriter out;
    out.word(device).word(address.local.to_string() + '/' + std::to_string(address.prefix_length));
    if (address.peer) out.pair("peer", address.peer->to_string());
    if (address.broadcast) out.pair("broadcast", address.broadcast->to_string());
    if (address.anycast) out.pair("anycast", address.anycast->to_string());
    if (address.scope != usual_scope(address.local)) out.pair("scope", names.scope(address.scope));
    for (const AddressFlagName& name : address_flag_names())
        if (((address.flags ^ address_permanent) & name.flag) != 0)
            out.word(address.local.is_ipv4() ? name.ipv4 : name.ipv6);
    if (address.metric) out.pair("metric", *address.metric);
    if (address.protocol) out.pair("proto", *address.protocol);
    if (!address.label.empty() && address.label != device) out.pair("label", address.label);
    write_lifetime(out, "valid_lft", address.valid_lifetime);
    write_lifetime(out, "preferred_lft", address.preferred_lifetime);
    return out.take();
}

}  // namespace snet
