#pragma once

#include <cstdint>
#include <string>

#include "lib/records/word_reader.hpp"
#include "snet/ip_address.hpp"
#include "snet/names.hpp"

/// The values of keywords that several records have, each taken from where the keyword was.
namespace snet {

/// The name of an interface, or an alternative name that may stand for it.
Result<std::string> read_device(WordReader& words);

Result<std::uint32_t> read_table(WordReader& words, const Names& names);
Result<std::uint8_t> read_protocol(WordReader& words, const Names& names);
Result<std::uint8_t> read_scope(WordReader& words, const Names& names);
Result<std::uint8_t> read_dsfield(WordReader& words, const Names& names);
Result<std::uint32_t> read_group(WordReader& words, const Names& names);

/// `[FROM/]TO`, as from << 16 | to.
Result<std::uint32_t> read_realms(WordReader& words, const Names& names);

/// What stands behind `via`: an address, which may be of another family than the route if `inet` or `inet6` says so.
struct GatewayWords {
    IpAddress address;
    bool tells_family = false;
};
Result<GatewayWords> read_gateway(WordReader& words);

}  // namespace snet
