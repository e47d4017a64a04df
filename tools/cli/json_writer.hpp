#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tools/cli/output.hpp"
#include "tools/cli/output_buffer.hpp"

namespace snet::cli {

/// JSON (one array) and JSON lines, each row written as it comes. Always valid: invalid UTF-8 becomes U+FFFD, and what
/// a terminal would obey is written as \uNNNN.
class JsonWriter final : public Writer {
  public:
    JsonWriter(std::span<const ColumnName> columns, bool lines);

    void begin_row() override;
    void end_row() override;
    Result<void> flush() override { return out_.flush(); }
    Result<void> finish() override;
    void abandon() override;
    bool is_text() const override { return false; }

    void text(std::string_view text) override;
    void plain(std::string_view text) override;
    void number(std::uint64_t value) override;
    void signed_number(std::int64_t value) override;
    void real(double value) override;
    void boolean(bool value) override;
    void begin_list() override;
    void end_list() override;
    void empty_list() override;
    void begin_object() override;
    void key(std::string_view key) override;
    void end_object() override;

  private:
    static constexpr std::size_t longest_key = longest_column_key + 4;  ///< with `,"` and `":`

    /// `,"key":` and bytes that do not count, so that the copy is one of fixed size, which is no call.
    struct Key {
        std::array<char, longest_key + 1> bytes{};
        std::size_t size = 0;
    };

    /// Room for a value of `size` bytes, behind the key or comma that stands before it.
    char* value_room(std::size_t size);
    /// Writes the key or comma that stands before a value, to where there is room for `longest_key`, and returns where
    /// the value begins.
    char* begin_value(char* to);
    /// `to` has room for text that is short, with its quotation marks.
    void put_quoted(char* to, std::string_view text);
    [[gnu::cold, gnu::noinline]] void plain_in_room_made(std::string_view text);
    [[gnu::cold]] void put_escaping(std::string_view text);
    void put_word(std::string_view word);
    template <class Number>
    void put_number(Number value);

    OutputBuffer out_;
    std::vector<Key> keys_;
    bool lines_;
    bool comma_ = false;  // before the next value or key
    bool any_row_ = false;
};

}  // namespace snet::cli
