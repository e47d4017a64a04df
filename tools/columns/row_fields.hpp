#pragma once

#include "tools/cli/column.hpp"

/// A record inside another one: its columns as the fields of an object.
namespace snet::cli {

/// Passes a column's value on as a field of the open object: the key comes before the value, and not at all where there
/// is none.
class FieldSink final : public Sink {
  public:
    FieldSink(std::string_view key, Sink& to) : key_(key), to_(to) {}

    void text(std::string_view text) override { field().text(text); }
    void plain(std::string_view text) override { field().plain(text); }
    void number(std::uint64_t value) override { field().number(value); }
    void signed_number(std::int64_t value) override { field().signed_number(value); }
    void real(double value) override { field().real(value); }
    void boolean(bool value) override { field().boolean(value); }
    void begin_list() override { field().begin_list(); }
    void end_list() override { to_.end_list(); }
    void begin_object() override { field().begin_object(); }
    void key(std::string_view key) override {
        has_key_ = true;
        to_.key(key);
    }
    void end_object() override { to_.end_object(); }

  private:
    Sink& field() {
        if (!has_key_) to_.key(key_);
        has_key_ = true;
        return to_;
    }

    std::string_view key_;
    Sink& to_;
    bool has_key_ = false;
};

/// The columns of a row that JSON shows unasked, as fields of the object that is open.
template <class Row, std::size_t n>
void write_fields(const Row& row, const Column<Row> (&columns)[n], Sink& sink) {
    for (const Column<Row>& column : columns) {
        if (column.shown != Shown::always && column.shown != Shown::json) continue;
        FieldSink field(column.key, sink);
        column.write(row, field);
    }
}

}  // namespace snet::cli
