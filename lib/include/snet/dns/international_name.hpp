#pragma once

#include <string>
#include <string_view>

#include "snet/dns/name.hpp"
#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet::dns {

/// As DnsName::parse, but a label with characters beyond ASCII, in UTF-8, becomes an A-label (`xn--mnchen-3ya`,
/// IDNA2008 with the mappings of UTS 46, non-transitional). The full stops of East Asia separate labels, too.
/// `invalid`, naming the label: it is no international one.
Result<DnsName> parse_international(std::string_view text);

/// The name as DnsName::to_string prints it, but each A-label that stands for a valid U-label is this, in UTF-8.
std::string to_international(const DnsName& name);

}  // namespace snet::dns
#pragma GCC visibility pop
