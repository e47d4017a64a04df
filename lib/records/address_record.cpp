#include <algorithm>

#include "lib/records/keywords.hpp"
#include "lib/records/name_text.hpp"
#include "lib/records/usual_scope.hpp"
#include "lib/records/word_writer.hpp"
#include "lib/values/number_text.hpp"
#include "snet/address_with_length.hpp"
#include "snet/interface_record.hpp"
#include "snet/route.hpp"

namespace snet {

namespace {

class AddressReader {
  public:
    AddressReader(std::string_view text, const Names& names) : words_(text), names_(names) {}

    Result<AddressRecord> read();

  private:
    Result<void> read_device();
    Result<void> read_address();
    Result<void> read_word();
    Result<void> read_peer();
    Result<void> read_other_end(std::optional<IpAddress>& target, std::string_view expected);
    Result<void> read_lifetime(std::uint32_t& target);
    Result<void> read_flag(std::string_view word);
    Result<void> read_setting(std::string_view word);
    InterfaceAddress& address() { return record_.address; }

    WordReader words_;
    const Names& names_;
    AddressRecord record_;
    std::optional<std::uint8_t> scope_;
    bool has_length_ = false;
};

Result<void> AddressReader::read_device() {
    const auto is_name = [](std::string_view word) -> std::optional<std::string> {
        if (!is_interface_name(word)) return std::nullopt;
        return std::string(word);
    };
    return store(words_.value_if("the name of an interface", is_name), record_.device);
}

Result<void> AddressReader::read_address() {
    const auto word = words_.value("an address");
    if (!word) return std::unexpected(word.error());
    const auto local = AddressWithLength::parse(*word);
    if (!local) return words_.fail(local.error().message);
    has_length_ = word->contains('/');
    address().local = local->address;
    address().prefix_length = local->length;
    address().flags = address_permanent;
    return {};
}

/// `ip addr` prints the length behind the peer, whose network it is.
Result<void> AddressReader::read_peer() {
    const auto word = words_.value("the address of the other end");
    if (!word) return std::unexpected(word.error());
    const auto peer = AddressWithLength::parse(*word);
    if (!peer) return words_.fail(peer.error().message);
    if (peer->family() != address().family()) return words_.fail_expecting("an address of the same family");
    if (address().peer) return words_.fail("peer: given twice");
    const bool has_length = word->contains('/');
    if (has_length && has_length_) return words_.fail_expecting("one prefix length only");
    if (has_length) address().prefix_length = peer->length;
    address().peer = peer->address;
    return {};
}

Result<void> AddressReader::read_other_end(std::optional<IpAddress>& target, std::string_view expected) {
    const auto other = words_.value_by(expected, IpAddress::parse);
    if (!other) return std::unexpected(other.error());
    if (other->family() != address().family()) return words_.fail_expecting("an address of the same family");
    if (target) return words_.fail(std::string(expected) + ": given twice");
    target = *other;
    return {};
}

Result<void> AddressReader::read_lifetime(std::uint32_t& target) {
    const auto seconds = [](std::string_view word) -> std::optional<std::uint64_t> {
        if (word == "forever") return InterfaceAddress::forever;
        if (word.ends_with("sec")) word.remove_suffix(3);
        return parse_number(word, InterfaceAddress::forever);
    };
    return store(words_.value_if("seconds or forever", seconds), target);
}

Result<void> AddressReader::read_flag(std::string_view word) {
    for (const AddressFlagName& name : address_flag_names()) {
        if (word != (address().local.is_ipv4() ? name.ipv4 : name.ipv6)) continue;
        if (name.flag == address_permanent)
            address().flags &= ~name.flag;
        else
            address().flags |= name.flag;
        return {};
    }
    return words_.fail_expecting("a word of an address");
}

Result<void> AddressReader::read_setting(std::string_view word) {
    if (word == "scope") {
        return store(words_.value_by("a scope", [this](std::string_view w) { return names_.parse_scope(w); }), scope_);
    }
    if (word == "label") return store(words_.value("a label"), address().label);
    if (word == "metric") return store(words_.number("a metric", max32), address().metric);
    if (word == "proto" || word == "protocol") return store(words_.number("a number to 255", max8), address().protocol);
    if (word == "valid_lft") return read_lifetime(address().valid_lifetime);
    if (word == "preferred_lft") return read_lifetime(address().preferred_lifetime);
    return read_flag(word);
}

Result<void> AddressReader::read_word() {
    const std::string_view word = words_.take();
    if (word == "peer") return read_peer();
    if (word == "broadcast" || word == "brd") return read_other_end(address().broadcast, "a broadcast address");
    if (word == "anycast" || word == "any") return read_other_end(address().anycast, "an anycast address");
    return read_setting(word);
}

Result<AddressRecord> AddressReader::read() {
    if (auto done = read_device(); !done) return std::unexpected(done.error());
    if (auto done = read_address(); !done) return std::unexpected(done.error());
    while (!words_.at_end())
        if (auto done = read_word(); !done) return std::unexpected(done.error());
    address().scope = scope_.value_or(usual_scope(address().local));
    if (address().local.is_ipv4() && address().label.empty()) address().label = record_.device;
    return std::move(record_);
}

void write_lifetime(WordWriter& out, std::string_view word, std::uint32_t seconds) {
    if (seconds != InterfaceAddress::forever) out.pair(word, std::to_string(seconds) + "sec");
}

}  // namespace

Result<AddressRecord> AddressRecord::parse(std::string_view text, const Names& names) {
    return AddressReader(text, names).read();
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
