#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "snet/error.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// The names that iproute2's files give to numbers: routing tables, protocols, scopes, dsfields and interface groups.
///
/// Read where `ip` reads them: `/etc/iproute2/FILE`, else `/usr/share/iproute2/FILE`, then the `.conf` files of
/// `FILE.d` beside each (tables and protocols only). The files of tables, groups and realms are read when the first is
/// asked for, since they may rename what is built in; the others when the first number that is not built in, or a name,
/// is asked for. A missing or unreadable file means the built-in names alone. Not for several threads at once.
class Names {
  public:
    /// `numeric` prints every number as a number (`ip -N`); names are still read. `root` is put before the paths of all
    /// files.
    explicit Names(bool numeric = false, std::string root = {});
    Names(Names&&) noexcept;
    Names& operator=(Names&&) noexcept;
    ~Names();

    std::string table(std::uint32_t table) const;       ///< "main"
    std::string protocol(std::uint8_t protocol) const;  ///< "kernel"
    std::string scope(std::uint8_t scope) const;        ///< "link"
    std::string dsfield(std::uint8_t tos) const;        ///< "CS1"; 0x10 if it has none
    std::string group(std::uint32_t group) const;       ///< "default"
    std::string realm(std::uint16_t realm) const;       ///< "cosmos"

    /// The reverse: a name, or a number in decimal, octal or 0x hexadecimal; a dsfield's is always hexadecimal.
    Result<std::uint32_t> parse_table(std::string_view text) const;
    Result<std::uint8_t> parse_protocol(std::string_view text) const;
    Result<std::uint8_t> parse_scope(std::string_view text) const;
    Result<std::uint8_t> parse_dsfield(std::string_view text) const;
    Result<std::uint32_t> parse_group(std::string_view text) const;
    Result<std::uint16_t> parse_realm(std::string_view text) const;

    bool numeric() const { return numeric_; }

  private:
    struct [[gnu::visibility("hidden")]] Files;
    bool numeric_;
    std::unique_ptr<Files> files_;
};

}  // namespace snet
#pragma GCC visibility pop
