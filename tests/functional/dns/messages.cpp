// Prints DNS messages from standard input, each behind its length in two bytes as over TCP.
//
//   messages records    a line for each record: SECTION NAME TTL CLASS TYPE DATA, TAB-separated; then an empty line
//   messages answers    a line for each record that answers the question: its data; then an empty line
//   messages options    a line for each option of the OPT record; then an empty line
//   messages json       an object each, as RFC 8427 has it
//   messages samples    reads nothing, and prints data of every type: TYPENUMBER HEX
//
// A message that is refused is "refused: WHY".

#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "snet/dns/message.hpp"
#include "snet/dns/rfc8427.hpp"
#include "tests/unit/dns_message/message_bytes.hpp"

using namespace snet::dns;

namespace {

bool read_message(std::vector<std::uint8_t>& message) {
    std::uint8_t length[2];
    if (std::fread(length, 1, sizeof length, stdin) != sizeof length) return false;
    message.resize(std::size_t{length[0]} << 8 | length[1]);
    return std::fread(message.data(), 1, message.size(), stdin) == message.size();
}

void append_records(std::string& out, std::string_view section, const std::vector<ResourceRecord>& records) {
    for (const ResourceRecord& record : records) {
        out.append(section).append("\t").append(record.name.to_string()).append("\t");
        out.append(std::to_string(record.ttl)).append("\t").append(to_string(record.dns_class)).append("\t");
        out.append(to_string(record.type)).append("\t").append(record.data()).append("\n");
    }
}

// The same data from where it stands in the message: it must not differ.
bool views_agree(std::span<const std::uint8_t> bytes, const Message& message) {
    std::string one;
    std::string other;
    for (const auto* records : {&message.answers, &message.authorities, &message.additionals})
        for (const ResourceRecord& record : *records)
            one += record.to_string() + '\n';
    const auto end = MessageView::open(bytes)->each_record([&](const RecordView& record) {
        if (record.type == Type::opt) return snet::Next::go_on;
        record.name.append_to(other);
        other +=
            ' ' + std::to_string(record.ttl) + ' ' + to_string(record.dns_class) + ' ' + to_string(record.type) + ' ';
        if (!record.append_rdata(other)) other += "refused";
        other += '\n';
        return snet::Next::go_on;
    });
    return end && one == other;
}

std::string text_of(std::string_view form, std::span<const std::uint8_t> bytes) {
    const auto message = decode(bytes);
    if (!message) return "refused: " + message.error().message + '\n';
    if (!views_agree(bytes, *message)) return "the view differs\n";
    std::string out;
    if (form == "json") {
        append_rfc8427(out, *message);
    } else if (form == "answers") {
        for (const ResourceRecord* record : answer_data(*message))
            out += record->data() + '\n';
    } else if (form == "options") {
        if (message->edns)
            for (const EdnsOption& option : message->edns->options)
                out += option.to_string() + '\n';
    } else {
        append_records(out, "answer", message->answers);
        append_records(out, "authority", message->authorities);
        append_records(out, "additional", message->additionals);
    }
    return out += '\n';
}

int print_samples() {
    for (const RdataSample& sample : rdata_samples())
        std::printf("%u %s\n", static_cast<unsigned>(sample.type), std::string(sample.hex).c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    if (argv[1] == std::string_view("samples")) return print_samples();
    std::vector<std::uint8_t> message;
    while (read_message(message)) {
        const std::string text = text_of(argv[1], message);
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
    return 0;
}
