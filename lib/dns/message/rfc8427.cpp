#include "snet/dns/rfc8427.hpp"

#include <string_view>
#include <utility>

#include "lib/dns/message/rdata_fields.hpp"
#include "lib/dns/message/text_forms.hpp"

namespace snet::dns {
namespace {

/// The members of one object. All text is printable ASCII: names and data in presentation form.
class JsonObject {
  public:
    explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
    void end() { out_ += '}'; }

    void number(std::string_view key, std::uint64_t value) {
        begin(key);
        append_number(out_, value);
    }

    void text(std::string_view key, std::string_view value) {
        begin(key);
        out_ += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') out_ += '\\';
            out_ += c;
        }
        out_ += '"';
    }

    /// Calls `element` for each, which appends it.
    template <class Elements, class Element>
    void list(std::string_view key, const Elements& elements, Element&& element) {
        begin(key);
        char before = '[';
        for (const auto& each : elements) {
            out_ += before;
            before = ',';
            element(each);
        }
        out_ += ']';
    }

    /// The comma, and the key with its colon; what follows is its value.
    void begin(std::string_view key) {
        if (!is_first_) out_ += ',';
        is_first_ = false;
        out_.append("\"").append(key).append("\":");
    }

  private:
    std::string& out_;
    bool is_first_ = true;
};

void put_type_and_class(JsonObject& object, std::string_view prefix, Type type, Class dns_class) {
    const std::string begin(prefix);
    object.number(begin + "TYPE", std::to_underlying(type));
    object.text(begin + "TYPEname", to_string(type));
    object.number(begin + "CLASS", std::to_underlying(dns_class));
    object.text(begin + "CLASSname", to_string(dns_class));
}

void put_data(JsonObject& object, std::span<const std::uint8_t> rdata) {
    std::string hex;
    append_hex(hex, rdata);
    object.number("RDLENGTH", rdata.size());
    if (!rdata.empty()) object.text("RDATAHEX", hex);
}

void append_record(std::string& out, const ResourceRecord& record) {
    JsonObject object(out);
    object.text("NAME", record.name.to_string());
    put_type_and_class(object, "", record.type, record.dns_class);
    object.number("TTL", record.ttl);
    if (find_layout(record.type, record.dns_class) != nullptr)
        object.text("rdata" + to_string(record.type), record.data());
    put_data(object, record.rdata);
    object.end();
}

void append_opt(std::string& out, const Message& message) {
    const Edns& edns = *message.edns;
    std::vector<std::uint8_t> rdata;
    for (const auto& [code, data] : edns.options) {
        for (const std::size_t number : {std::size_t{code}, data.size()}) {
            rdata.push_back(static_cast<std::uint8_t>(number >> 8));
            rdata.push_back(static_cast<std::uint8_t>(number));
        }
        rdata.insert(rdata.end(), data.begin(), data.end());
    }
    JsonObject object(out);
    object.text("NAME", ".");
    object.number("TYPE", std::to_underlying(Type::opt));
    object.text("TYPEname", "OPT");
    object.number("CLASS", edns.payload_size);
    const std::uint64_t upper_rcode = static_cast<unsigned>(message.rcode) >> 4;
    object.number("TTL", upper_rcode << 24 | static_cast<std::uint64_t>(edns.version) << 16 | edns.flags);
    put_data(object, rdata);
    object.end();
}

void put_time(JsonObject& object, std::chrono::sys_seconds when) {
    std::string digits;  // YYYYMMDDHHMMSS
    const std::int64_t seconds = when.time_since_epoch().count();
    append_time(digits, static_cast<std::uint32_t>(seconds));
    const std::string_view text = digits;
    std::string date;
    date.append(text.substr(0, 4)).append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
    date.append("T").append(text.substr(8, 2)).append(":").append(text.substr(10, 2));
    date.append(":").append(text.substr(12, 2)).append("Z");
    object.text("dateString", date);
    object.number("dateSeconds", static_cast<std::uint64_t>(seconds));
}

void put_header(JsonObject& object, const Message& message) {
    const Header& header = message.header;
    object.number("msgLength", message.size);
    object.number("ID", header.id);
    object.number("QR", header.is_response() ? 1 : 0);
    object.number("Opcode", std::to_underlying(header.opcode()));
    object.number("AA", header.is_authoritative() ? 1 : 0);
    object.number("TC", header.is_truncated() ? 1 : 0);
    object.number("RD", header.recursion_desired() ? 1 : 0);
    object.number("RA", header.recursion_available() ? 1 : 0);
    object.number("AD", header.is_authentic() ? 1 : 0);
    object.number("CD", header.is_checking_disabled() ? 1 : 0);
    object.number("RCODE", std::to_underlying(message.rcode));
    object.number("QDCOUNT", header.questions);
    object.number("ANCOUNT", header.answers);
    object.number("NSCOUNT", header.authorities);
    object.number("ARCOUNT", header.additionals);
}

void put_questions(JsonObject& object, std::string& out, const std::vector<Question>& questions) {
    if (questions.size() == 1) {
        object.text("QNAME", questions[0].name.to_string());
        put_type_and_class(object, "Q", questions[0].type, questions[0].dns_class);
    } else if (!questions.empty()) {
        object.list("questionRRs", questions, [&](const Question& question) {
            JsonObject each(out);
            each.text("NAME", question.name.to_string());
            put_type_and_class(each, "", question.type, question.dns_class);
            each.end();
        });
    }
}

void put_records(JsonObject& object, std::string& out, std::string_view key,
                 const std::vector<ResourceRecord>& records) {
    if (records.empty()) return;
    object.list(key, records, [&](const ResourceRecord& record) { append_record(out, record); });
}

// The OPT record is the last of the additional ones.
void put_additionals(JsonObject& object, std::string& out, const Message& message) {
    if (!message.edns) return put_records(object, out, "additionalRRs", message.additionals);
    object.begin("additionalRRs");
    out += '[';
    for (const ResourceRecord& record : message.additionals) {
        append_record(out, record);
        out += ',';
    }
    append_opt(out, message);
    out += ']';
}

}  // namespace

void append_rfc8427(std::string& out, const Message& message, std::optional<std::chrono::sys_seconds> when) {
    JsonObject object(out);
    if (when) put_time(object, *when);
    put_header(object, message);
    put_questions(object, out, message.questions);
    put_records(object, out, "answerRRs", message.answers);
    put_records(object, out, "authorityRRs", message.authorities);
    put_additionals(object, out, message);
    object.end();
}

}  // namespace snet::dns
