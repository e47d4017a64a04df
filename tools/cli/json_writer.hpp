#pragma once

#include <cstdint>
#include <span>
#include <string>
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
    void begin_cell(std::size_t column) override;
    void end_row() override;
    Result<void> flush() override { return out_.flush(); }
    Result<void> finish() override;
    void abandon() override;
    bool is_text() const override { return false; }

    void text(std::string_view text) override;
    void number(std::uint64_t value) override;
    void signed_number(std::int64_t value) override;
    void real(double value) override;
    void boolean(bool value) override;
    void begin_list() override;
    void end_list() override;
    void begin_object() override;
    void key(std::string_view key) override;
    void end_object() override;

  private:
    /// Writes the key or comma that stands before a value; room for `size` bytes of the value.
    char* value_room(std::size_t size);
    /// `to` has room for short text and its quotes.
    void quoted(char* to, std::string_view text);
    void put_escaping(std::string_view text);
    template <class Number>
    void digits(Number value);

    /// `,"key":`, followed by what fills it up, so that a copy of fixed size, which is no call, can be made.
    struct Key {
        std::string bytes;
        std::size_t size;
    };

    OutputBuffer out_;
    std::vector<Key> keys_;
    const Key* key_ = nullptr;  // of the cell, until its value comes
    bool lines_;
    bool comma_ = false;  // before the next value or key
    bool any_row_ = false;
};

}  // namespace snet::cli
