#include "lib/stack/resolver_file.hpp"

#include <algorithm>

#include "lib/records/word_reader.hpp"

namespace snet {

namespace {

/// The word that the record's line begins with; empty if it is none of the file.
std::string_view resolver_word(const Record& record) {
    if (std::holds_alternative<Nameserver>(record)) return "nameserver";
    if (std::holds_alternative<SearchList>(record)) return "search";
    if (std::holds_alternative<ResolverOptions>(record)) return "options";
    return "";
}

}  // namespace

bool is_told_to_resolvers(const Record& record) {
    const auto* const server = std::get_if<Nameserver>(&record);
    if (server == nullptr) return !resolver_word(record).empty();
    return !server->domain && server->port.value_or(53) == 53;
}

std::optional<std::string> resolver_file(std::span<const Record> records, std::string_view present) {
    const auto has = [&](std::string_view word) {
        if (word == "domain") word = "search";
        return std::ranges::any_of(records, [&](const Record& record) {
            return is_told_to_resolvers(record) && resolver_word(record) == word;
        });
    };
    if (std::ranges::none_of(records, is_told_to_resolvers)) return std::nullopt;
    std::string text;
    while (!present.empty()) {
        const std::string_view line = present.substr(0, present.find('\n'));
        if (!has(WordReader(line).peek())) text.append(line).append("\n");
        present.remove_prefix(std::min(line.size() + 1, present.size()));
    }
    const Names names;
    for (const Record& record : records)
        if (is_told_to_resolvers(record)) text += to_string(record, names) + '\n';
    return text;
}

}  // namespace snet
