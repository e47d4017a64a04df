#include "lib/extcap/settings/pattern.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace snet::extcap {

namespace {

// Enough for every honest pattern; a catastrophic one is given up within milliseconds.
constexpr std::uint32_t most_matches = 200'000;
constexpr std::uint32_t deepest = 10'000;
constexpr std::uint32_t most_memory = 16'384;  // KiB
constexpr std::size_t longest_pattern = 16'384;

struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};
using Code = std::unique_ptr<pcre2_code, Free>;

PCRE2_SPTR units(std::string_view text) {
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

Result<Code> compile(std::string_view pattern) {
    const std::unique_ptr<pcre2_compile_context, Free> context(pcre2_compile_context_create(nullptr));
    pcre2_set_max_pattern_length(context.get(), longest_pattern);
    int error = 0;
    PCRE2_SIZE at = 0;
    Code code(
        pcre2_compile(units(pattern), pattern.size(), PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &at, context.get()));
    if (code) return code;
    std::array<PCRE2_UCHAR, 256> text{};
    pcre2_get_error_message(error, text.data(), text.size());
    return fail(ErrorKind::invalid, "not a pattern: " + std::string(reinterpret_cast<const char*>(text.data())));
}

}  // namespace

Result<void> check_pattern(std::string_view pattern) {
    auto code = compile(pattern);
    if (!code) return std::unexpected(std::move(code.error()));
    return {};
}

Result<bool> is_found(std::string_view pattern, std::string_view text) {
    const auto code = compile(pattern);
    if (!code) return std::unexpected(code.error());
    const std::unique_ptr<pcre2_match_context, Free> context(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context.get(), most_matches);
    pcre2_set_depth_limit(context.get(), deepest);
    pcre2_set_heap_limit(context.get(), most_memory);
    const std::unique_ptr<pcre2_match_data, Free> data(pcre2_match_data_create_from_pattern(code->get(), nullptr));
    const int found = pcre2_match(code->get(), units(text), text.size(), 0, 0, data.get(), context.get());
    if (found >= 0) return true;
    if (found == PCRE2_ERROR_NOMATCH) return false;
    // Also what is no UTF-8 ends here.
    return fail(ErrorKind::invalid, "it cannot be told in reasonable time whether the value has the form " +
                                        std::string(pattern.substr(0, 100)));
}

}  // namespace snet::extcap
