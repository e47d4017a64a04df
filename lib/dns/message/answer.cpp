// Which records answer a question.

#include "lib/dns/message/wire_reader.hpp"
#include "snet/dns/message.hpp"

namespace snet::dns {
namespace {

// A chain that goes on from pass to pass is one whose records are not in order. Nobody sends such on purpose.
constexpr int most_passes = 16;

/// A name that a chain has come to. It stands in the message, or was put together by a DNAME record.
class Owner {
  public:
    explicit Owner(NameView name) : name_(name) {}

    const NameView& name() const { return name_; }
    void move_to(NameView name) { name_ = name; }
    void move_to(DnsName name) {
        made_ = std::move(name);
        name_ = *WireReader(made_.wire(), 0, made_.wire().size()).name_view();
    }

  private:
    NameView name_;
    DnsName made_;
};

std::optional<NameView> target(const RecordView& record) {
    WireReader reader(record.message, record.offset, record.offset + record.length);
    const auto name = reader.name_view();
    return reader.left() == 0 ? name : std::nullopt;
}

/// RFC 6672, 2.2: the labels of `owner` in front of the name of the DNAME record go before its target.
std::optional<DnsName> substitute(const NameView& owner, const RecordView& record) {
    const auto new_end = target(record);
    const DnsName old = owner.to_name();
    const DnsName old_end = record.name.to_name();
    if (!new_end || !old.is_in(old_end) || old == old_end) return std::nullopt;
    const auto wire = old.wire();
    std::vector<std::uint8_t> front(wire.begin(), wire.end() - static_cast<std::ptrdiff_t>(old_end.wire().size()));
    front.push_back(0);
    const auto labels = DnsName::from_wire(front);
    auto made = labels ? labels->under(new_end->to_name()) : labels;
    return made ? std::optional(*std::move(made)) : std::nullopt;
}

/// One way through the answers. Whether the chain went on; `steps` are those that it may still take.
Result<bool> follow(const MessageView& message, Owner& owner, Class dns_class, unsigned& steps) {
    bool moved = false;
    std::optional<RecordView> redirection;
    const auto end = message.each_record([&](const RecordView& record) {
        if (record.section != Section::answer || steps == 0) return Next::stop;
        if (record.dns_class != dns_class) return Next::go_on;
        if (record.type == Type::dname && !redirection) redirection = record;
        if (record.type != Type::cname || !(record.name == owner.name())) return Next::go_on;
        const auto next = target(record);
        if (!next) return Next::go_on;
        owner.move_to(*next);
        moved = true;
        --steps;
        return Next::go_on;
    });
    if (!end && !message.header().is_truncated()) return std::unexpected(end.error());
    if (moved || !redirection || steps == 0) return moved;
    auto made = substitute(owner.name(), *redirection);
    if (!made) return false;
    owner.move_to(*std::move(made));
    --steps;
    return true;
}

Result<void> show_answers(const MessageView& message, const NameView& name, Type type, Class dns_class,
                          FunctionRef<Next(const RecordView&)> answer) {
    Owner owner(name);
    unsigned steps = message.header().answers;
    const bool has_chain = type != Type::cname && type != Type::any;
    for (int pass = 0; has_chain && pass < most_passes; ++pass) {
        const auto moved = follow(message, owner, dns_class, steps);
        if (!moved) return std::unexpected(moved.error());
        if (!*moved) break;
    }
    const auto end = message.each_record([&](const RecordView& record) {
        if (record.section != Section::answer) return Next::stop;
        const bool is_asked = (record.type == type || type == Type::any) && record.dns_class == dns_class;
        return is_asked && record.name == owner.name() ? answer(record) : Next::go_on;
    });
    if (end || message.header().is_truncated()) return {};
    return std::unexpected(end.error());
}

}  // namespace

Result<void> MessageView::each_answer(FunctionRef<Next(const RecordView&)> answer) const {
    const auto asked = question();
    if (!asked) return {};
    return show_answers(*this, asked->name, asked->type, asked->dns_class, answer);
}

Result<void> MessageView::each_answer(const Question& question, FunctionRef<Next(const RecordView&)> answer) const {
    const auto wire = question.name.wire();
    const auto name = WireReader(wire, 0, wire.size()).name_view();
    return name ? show_answers(*this, *name, question.type, question.dns_class, answer) : Result<void>();
}

}  // namespace snet::dns
