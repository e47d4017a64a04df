#include "snet/dns/record.hpp"

#include "lib/dns/message/rdata_text.hpp"
#include "lib/dns/message/text_forms.hpp"

namespace snet::dns {

Result<void> append_rdata(std::string& out, Type type, Class dns_class, std::span<const std::uint8_t> rdata) {
    const std::size_t before = out.size();
    if (append_rdata_text(out, type, dns_class, WireReader(rdata))) return {};
    out.resize(before);
    return fail(ErrorKind::invalid, "not the data of a record of type " + to_string(type));
}

void append_unknown_rdata(std::string& out, std::span<const std::uint8_t> rdata) {
    out += "\\# ";
    append_number(out, rdata.size());
    if (rdata.empty()) return;
    out += ' ';
    append_hex(out, rdata);
}

std::string ResourceRecord::data() const {
    std::string text;
    if (!append_rdata(text, type, dns_class, rdata)) append_unknown_rdata(text, rdata);
    return text;
}

void ResourceRecord::append_to(std::string& out) const {
    name.append_to(out);
    out += ' ';
    append_number(out, ttl);
    out += ' ';
    append(out, dns_class);
    out += ' ';
    append(out, type);
    out += ' ';
    if (!append_rdata(out, type, dns_class, rdata)) append_unknown_rdata(out, rdata);
}

std::string ResourceRecord::to_string() const {
    std::string text;
    append_to(text);
    return text;
}

}  // namespace snet::dns
