#include "snet/dns/message.hpp"

#include <algorithm>

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/wire_reader.hpp"

namespace snet::dns {
namespace {

std::unexpected<Error> refuse(const std::string& what, std::size_t offset) {
    return fail(ErrorKind::invalid, "malformed DNS message: " + what + " at offset " + std::to_string(offset));
}

std::vector<Question> read_questions(const MessageView& view) {
    std::vector<Question> questions;
    const auto bytes = view.bytes();
    WireReader reader(bytes, Header::size, bytes.size());
    for (unsigned i = 0; i < view.header().questions; ++i) {
        const auto name = reader.name_view();
        const auto type = static_cast<Type>(reader.u16());
        const auto dns_class = static_cast<Class>(reader.u16());
        if (name) questions.push_back({name->to_name(), type, dns_class});
    }
    return questions;
}

/// Takes a message in, record by record.
class Decoder {
  public:
    explicit Decoder(const MessageView& view) : view_(view) {
        message_.header = view.header();
        message_.questions = read_questions(view);
        message_.size = view.bytes().size();
    }

    Result<Message> decode() {
        auto answering = view_.each_answer([this](const RecordView& record) {
            offsets_.push_back(record.offset);
            return Next::go_on;
        });
        if (!answering) return std::unexpected(std::move(answering.error()));
        Result<void> sound;
        auto end = view_.each_record([&](const RecordView& record) {
            sound = add(record);
            return sound ? Next::go_on : Next::stop;
        });
        if (!sound) return std::unexpected(std::move(sound.error()));
        message_.is_cut = !end && message_.header.is_truncated();
        if (!end && !message_.is_cut) return std::unexpected(std::move(end.error()));
        message_.trailing = end ? message_.size - *end : 0;
        const auto upper = static_cast<unsigned>(upper_rcode_) << 4;
        message_.rcode = static_cast<Rcode>(upper | static_cast<unsigned>(message_.header.low_rcode()));
        return std::move(message_);
    }

  private:
    Result<void> add(const RecordView& record) {
        if (record.type == Type::opt) return add_options(record);
        auto whole = make_record(record, scratch_);
        if (!whole) return std::unexpected(std::move(whole.error()));
        if (record.section == Section::answer && next_ < offsets_.size() && offsets_[next_] == record.offset) {
            message_.answering.push_back(message_.answers.size());
            ++next_;
        }
        records(record.section).push_back(*std::move(whole));
        return {};
    }

    std::vector<ResourceRecord>& records(Section section) {
        if (section == Section::answer) return message_.answers;
        return section == Section::authority ? message_.authorities : message_.additionals;
    }

    // RFC 6891, 6.1.2: where a record has its class is the size, and where it has its TTL are the rest.
    Result<void> add_options(const RecordView& record) {
        if (message_.edns || record.section != Section::additional || !(record.name == DnsName()))
            return refuse("an OPT record that must not be", record.offset);
        Edns edns{.payload_size = static_cast<std::uint16_t>(record.dns_class),
                  .version = static_cast<std::uint8_t>(record.ttl >> 16),
                  .flags = static_cast<std::uint16_t>(record.ttl)};
        upper_rcode_ = static_cast<std::uint8_t>(record.ttl >> 24);
        WireReader reader(record.rdata());
        while (reader.left() > 0) {
            const std::uint16_t code = reader.u16();
            const WireBytes data = reader.counted16();
            edns.options.push_back({code, {data.begin(), data.end()}});
        }
        if (!reader.is_ok()) return refuse("not the data of an OPT record", record.offset);
        message_.edns = std::move(edns);
        return {};
    }

    const MessageView& view_;
    Message message_;
    std::vector<std::size_t> offsets_;  // of the data that answers the question
    std::size_t next_ = 0;
    std::string scratch_;
    std::uint8_t upper_rcode_ = 0;
};

}  // namespace

Result<Message> decode(std::span<const std::uint8_t> bytes) {
    const auto view = MessageView::open(bytes);
    if (!view) return std::unexpected(view.error());
    return Decoder(*view).decode();
}

std::vector<std::string_view> Message::flags() const {
    const std::pair<bool, std::string_view> all[] = {
        {header.is_response(), "qr"},          {header.is_authoritative(), "aa"},    {header.is_truncated(), "tc"},
        {header.recursion_desired(), "rd"},    {header.recursion_available(), "ra"}, {header.is_authentic(), "ad"},
        {header.is_checking_disabled(), "cd"},
    };
    std::vector<std::string_view> set;
    for (const auto& [is_set, name] : all)
        if (is_set) set.push_back(name);
    return set;
}

std::vector<const ResourceRecord*> answer_data(const Message& message) {
    std::vector<const ResourceRecord*> data;
    data.reserve(message.answering.size());
    for (const std::size_t place : message.answering)
        data.push_back(&message.answers[place]);
    return data;
}

}  // namespace snet::dns
