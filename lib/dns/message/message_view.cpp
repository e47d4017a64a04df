#include "snet/dns/message_view.hpp"

#include <array>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/wire_reader.hpp"

namespace snet::dns {
namespace {

constexpr std::size_t longest_message = 65535;

std::unexpected<Error> refuse(const std::string& what, std::size_t offset) {
    return fail(ErrorKind::invalid, "malformed DNS message: " + what + " at offset " + std::to_string(offset));
}

Header read_header(WireReader& reader) {
    Header header;
    header.id = reader.u16();
    header.bits = reader.u16();
    header.questions = reader.u16();
    header.answers = reader.u16();
    header.authorities = reader.u16();
    header.additionals = reader.u16();
    return header;
}

// Reads one record; false if it does not end within the message.
std::optional<RecordView> read_record(WireReader& reader, Section section) {
    const auto name = reader.name_view();
    if (!name) return std::nullopt;
    const auto type = static_cast<Type>(reader.u16());
    const auto dns_class = static_cast<Class>(reader.u16());
    const std::uint32_t ttl = reader.u32();
    const std::uint16_t length = reader.u16();
    const std::size_t offset = reader.offset();
    reader.take(length);
    if (!reader.is_ok()) return std::nullopt;
    return RecordView{*name, type, dns_class, ttl, section, reader.message(), offset, length};
}

bool equal_names(WireBytes one, std::size_t at, WireBytes other, std::size_t other_at) {
    for (;;) {
        at = first_label(one, at);
        other_at = first_label(other, other_at);
        if (one.data() + at == other.data() + other_at) return true;
        const std::size_t size = 1U + one[at];
        if (one[at] != other[other_at] || !equal_bytes_in_any_case(&one[at], &other[other_at], size)) return false;
        if (size == 1) return true;
        at += size;
        other_at += size;
    }
}

}  // namespace

DnsName NameView::to_name() const {
    std::array<std::uint8_t, DnsName::max_wire> wire;
    const std::uint8_t* const end = copy_name(message_, offset_, wire.data());
    return DnsName(
        std::string(reinterpret_cast<const char*>(wire.data()), static_cast<std::size_t>(end - wire.data())));
}

void NameView::append_to(std::string& out) const {
    append_name(out, message_, offset_);
}

std::string NameView::to_string() const {
    std::string text;
    append_to(text);
    return text;
}

bool NameView::operator==(const NameView& other) const {
    return equal_names(message_, offset_, other.message_, other.offset_);
}

bool NameView::operator==(const DnsName& other) const {
    return equal_names(message_, offset_, other.wire(), 0);
}

Result<void> RecordView::append_rdata(std::string& out) const {
    const std::size_t before = out.size();
    if (append_rdata_text(out, type, dns_class, WireReader(message, offset, offset + length))) return {};
    out.resize(before);
    return refuse("not the data of a record of type " + dns::to_string(type), offset);
}

std::optional<IpAddress> RecordView::address() const {
    if (dns_class != Class::in) return std::nullopt;
    if (type == Type::a && length == 4) return IpAddress::from_bytes(Family::ipv4, &message[offset]);
    if (type == Type::aaaa && length == 16) return IpAddress::from_bytes(Family::ipv6, &message[offset]);
    return std::nullopt;
}

Result<ResourceRecord> RecordView::to_record() const {
    std::string text;
    return make_record(*this, text);
}

Result<ResourceRecord> make_record(const RecordView& view, std::string& scratch) {
    ResourceRecord record{view.name.to_name(), view.type, view.dns_class, view.ttl, {}};
    record.rdata.reserve(view.length);
    scratch.clear();
    const WireReader reader(view.message, view.offset, view.offset + view.length);
    if (view.address()) {
        const auto rdata = view.rdata();
        record.rdata.assign(rdata.begin(), rdata.end());
    } else if (!append_rdata_text(scratch, view.type, view.dns_class, reader, &record.rdata)) {
        return refuse("not the data of a record of type " + dns::to_string(view.type), view.offset);
    }
    return record;
}

Result<MessageView> MessageView::open(std::span<const std::uint8_t> message) {
    if (message.size() > longest_message)
        return fail(ErrorKind::invalid, "malformed DNS message: longer than 65535 bytes");
    WireReader reader(message, 0, message.size());
    const Header header = read_header(reader);
    if (!reader.is_ok()) return refuse("no whole header", 0);
    for (unsigned i = 0; i < header.questions; ++i) {
        const std::size_t begin = reader.offset();
        reader.name(Compression::allowed);
        reader.u32();
        if (!reader.is_ok()) return refuse("no whole question", begin);
    }
    return MessageView(message, header, reader.offset());
}

std::optional<MessageView::QuestionView> MessageView::question() const {
    if (header_.questions == 0) return std::nullopt;
    WireReader reader(message_, Header::size, records_);
    const auto name = reader.name_view();
    const auto type = static_cast<Type>(reader.u16());
    const auto dns_class = static_cast<Class>(reader.u16());
    return name ? std::optional(QuestionView{*name, type, dns_class}) : std::nullopt;
}

bool MessageView::is_answer_to(std::uint16_t id, const Question& asked) const {
    if (header_.id != id || !header_.is_response() || header_.questions != 1) return false;
    const auto ours = question();
    return ours && ours->type == asked.type && ours->dns_class == asked.dns_class && ours->name == asked.name;
}

Result<std::size_t> MessageView::each_record(FunctionRef<Next(const RecordView&)> record) const {
    WireReader reader(message_, records_, message_.size());
    const std::pair<Section, std::uint16_t> sections[] = {{Section::answer, header_.answers},
                                                          {Section::authority, header_.authorities},
                                                          {Section::additional, header_.additionals}};
    for (const auto& [section, count] : sections) {
        for (unsigned i = 0; i < count; ++i) {
            const std::size_t begin = reader.offset();
            const auto found = read_record(reader, section);
            if (!found) return refuse("no whole record", begin);
            if (record(*found) == Next::stop) return reader.offset();
        }
    }
    return reader.offset();
}

Rcode MessageView::rcode() const {
    auto code = static_cast<std::uint16_t>(header_.low_rcode());
    (void)each_record([&](const RecordView& record) {
        if (record.type != Type::opt) return Next::go_on;
        code = static_cast<std::uint16_t>(record.ttl >> 24 << 4 | code);
        return Next::stop;
    });
    return static_cast<Rcode>(code);
}

}  // namespace snet::dns
