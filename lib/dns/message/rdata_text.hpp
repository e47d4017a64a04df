#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/dns/message/rdata_fields.hpp"
#include "lib/dns/message/wire_reader.hpp"
#include "snet/dns/record.hpp"

namespace snet::dns {

/// Appends the presentation form of what the reader is at, up to its end, and if `flat` is given, its bytes with names
/// completed to that. False, with half of it appended: the bytes do not fit the type.
bool append_rdata_text(std::string& out, Type type, Class dns_class, WireReader reader,
                       std::vector<std::uint8_t>* flat = nullptr);

/// A record by itself. Whether its data fits its type is found out by printing it, to what is then of no use.
Result<ResourceRecord> make_record(const RecordView& view, std::string& scratch);

/// Appends what the reader is at, and takes it off; makes the reader fail where it is not such a field.
void append_field(std::string& out, Field field, WireReader& reader);

// The fields that have a form of their own. Each takes what it knows of off the reader, or makes it fail.
void append_type_bits(std::string& out, WireReader& reader);
void append_location(std::string& out, WireReader& reader);
void append_prefixes(std::string& out, WireReader& reader);
void append_prefixed_address(std::string& out, WireReader& reader);
void append_gateway(std::string& out, WireReader& reader);
void append_relay(std::string& out, WireReader& reader);
void append_host_identity(std::string& out, WireReader& reader);
void append_services(std::string& out, WireReader& reader);
void append_parameters(std::string& out, WireReader& reader);
void append_options(std::string& out, WireReader& reader);

/// "CODE: DATA" of an EDNS option.
void append_option(std::string& out, std::uint16_t code, WireBytes data);

void append_address4(std::string& out, WireReader& reader);
void append_address6(std::string& out, WireReader& reader);

/// The mnemonic of a signing algorithm (RFC 8624), or its number.
void append_algorithm(std::string& out, std::uint8_t algorithm);

}  // namespace snet::dns
