#include "snet/nameserver.hpp"

#include <algorithm>

#include "lib/records/keywords.hpp"
#include "lib/records/name_text.hpp"
#include "lib/records/word_writer.hpp"
#include "lib/values/number_text.hpp"

namespace snet {

namespace {

std::optional<std::string> parse_domain(std::string_view word) {
    return is_domain_name(word) ? std::optional(std::string(word)) : std::nullopt;
}

std::optional<std::uint64_t> parse_port(std::string_view word) {
    const auto port = parse_digits(word, 10, 65535);
    return port && *port != 0 ? port : std::nullopt;
}

std::optional<std::string> parse_option(std::string_view word) {
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
    };
    return std::ranges::all_of(word, is_good) ? std::optional(std::string(word)) : std::nullopt;
}

constexpr Keyword<Nameserver> keywords[] = {
    {"port", [](WordReader& words,
                Nameserver& server) { return store(words.value_if("a port of 1 to 65535", parse_port), server.port); }},
    {"domain", [](WordReader& words,
                  Nameserver& server) { return store(words.value_if("a domain", parse_domain), server.domain); }},
};

/// All words of the text, at least one, each read by `read`.
template <class Read>
Result<std::vector<std::string>> read_list(std::string_view text, std::string_view expected, Read read) {
    WordReader words(text);
    std::vector<std::string> list;
    do {
        auto word = words.value_if(expected, read);
        if (!word) return std::unexpected(word.error());
        list.push_back(std::move(*word));
    } while (!words.at_end());
    return list;
}

std::string joined(const std::vector<std::string>& words) {
    WordWriter out;
    for (const std::string& word : words)
        out.word(word);
    return out.take();
}

}  // namespace

Result<Nameserver> Nameserver::parse(std::string_view text) {
    WordReader words(text);
    Nameserver server;
    if (auto read = store(words.value_by("the address of a server", ZonedAddress::parse), server.address); !read)
        return std::unexpected(read.error());
    auto read = read_keywords<Nameserver>(words, server, keywords, "port or domain");
    if (!read) return std::unexpected(read.error());
    return server;
}

std::string Nameserver::to_string() const {
    WordWriter out;
    out.word(address.to_string());
    if (port) out.pair("port", *port);
    if (domain) out.pair("domain", *domain);
    return out.take();
}

Result<SearchList> SearchList::parse(std::string_view text) {
    auto domains = read_list(text, "a domain", parse_domain);
    if (!domains) return std::unexpected(domains.error());
    return SearchList{std::move(*domains)};
}

std::string SearchList::to_string() const {
    return joined(domains);
}

Result<ResolverOptions> ResolverOptions::parse(std::string_view text) {
    auto words = read_list(text, "an option such as ndots:2", parse_option);
    if (!words) return std::unexpected(words.error());
    return ResolverOptions{std::move(*words)};
}

std::string ResolverOptions::to_string() const {
    return joined(words);
}

}  // namespace snet
