// What a server sends: whatever is understood of it is printable, the same from where it stands in the message as by
// itself, and valid JSON.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "snet/dns/message.hpp"
#include "snet/dns/rfc8427.hpp"

using namespace snet::dns;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_printable(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

void check(const ResourceRecord& record) {
    std::string text = "x";
    require(append_rdata(text, record.type, record.dns_class, record.rdata) && text == 'x' + record.data());
    require(is_printable(record.to_string()));
    const auto name = DnsName::parse(record.name.to_string());
    require(name && std::ranges::equal(name->wire(), record.name.wire()));
}

// The records of a message that was found sound, as the view shows them.
void compare(const MessageView& view, const Message& message) {
    std::vector<const ResourceRecord*> records;
    for (const auto* section : {&message.answers, &message.authorities, &message.additionals})
        for (const ResourceRecord& record : *section)
            records.push_back(&record);
    std::size_t place = 0;
    const auto end = view.each_record([&](const RecordView& record) {
        if (record.type == Type::opt) return snet::Next::go_on;
        const ResourceRecord& same = *records.at(place++);
        std::string data;
        require(record.append_rdata(data) && data == same.data());
        require(record.name == same.name && record.name.to_name() == same.name);
        return snet::Next::go_on;
    });
    require(end ? *end == message.size - message.trailing && !message.is_cut : message.is_cut);
    require(place == records.size() && view.rcode() == message.rcode);
}

void check(const Message& message) {
    for (const auto* section : {&message.answers, &message.authorities, &message.additionals})
        for (const ResourceRecord& record : *section)
            check(record);
    for (const ResourceRecord* record : answer_data(message))
        require(message.questions[0].type == Type::any || record->type == message.questions[0].type);
    if (message.edns)
        for (const EdnsOption& option : message.edns->options)
            require(is_printable(option.to_string()));
    std::string json;
    append_rfc8427(json, message);
    require(nlohmann::json::accept(json));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    const auto view = MessageView::open(bytes);
    const auto message = decode(bytes);
    if (!message) require(!message.error().message.empty());
    if (message) {
        require(view.has_value());
        compare(*view, *message);
        check(*message);
    } else if (view) {
        // What is not sound as a whole is read without harm, too.
        (void)view->each_record([](const RecordView& record) {
            std::string text;
            require(record.append_rdata(text).has_value() || text.empty());
            return snet::Next::go_on;
        });
        (void)view->each_answer([](const RecordView& record) {
            (void)record.address();
            return snet::Next::go_on;
        });
    }
    return 0;
}
