#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/error.hpp"
#include "snet/ip_address.hpp"

#pragma GCC visibility push(default)
namespace snet {

/// A DNS server: `9.9.9.9`, `fe80::53%eth0 port 5353 domain corp.example`.
struct Nameserver {
    ZonedAddress address;
    std::optional<std::uint16_t> port;  ///< none: 53
    std::optional<std::string> domain;  ///< none: asked for every name; else only for names under it

    static Result<Nameserver> parse(std::string_view text);
    std::string to_string() const;

    bool operator==(const Nameserver&) const = default;
};

/// The domains that a bare name is tried under, first to last (resolv.conf(5), `search`).
struct SearchList {
    std::vector<std::string> domains;

    static Result<SearchList> parse(std::string_view text);
    std::string to_string() const;

    bool operator==(const SearchList&) const = default;
};

/// How the resolver asks, in the words of resolv.conf(5): `ndots:2 timeout:1 rotate`.
struct ResolverOptions {
    std::vector<std::string> words;

    static Result<ResolverOptions> parse(std::string_view text);
    std::string to_string() const;

    bool operator==(const ResolverOptions&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
