#pragma once

#include <cstdint>
#include <string_view>

#include "snet/value.hpp"

namespace snet::cli {

/// Where a column puts its value for one row. A column that calls nothing has no value there: the key is absent from
/// JSON, and a text cell shows `-`.
///
/// In JSON a cell is one value. In a text cell several top-level values are several lines of the cell, the elements of
/// a list are joined by commas, and an object's fields are `key value` pairs joined by blanks.
///
/// A column's `write` may also put fields beside the other columns' keys: `key` outside of any object, then the value.
/// Such a column needs a `show`.
class Sink {
  public:
    virtual ~Sink() = default;

    /// Any bytes: the format makes them safe.
    virtual void text(std::string_view text) = 0;

    /// Printable ASCII without quotation marks and backslashes, which no format has to look at: an address, a word of
    /// our own. Never what somebody else has named.
    virtual void plain(std::string_view text) = 0;

    virtual void number(std::uint64_t value) = 0;
    virtual void signed_number(std::int64_t value) = 0;
    virtual void real(double value) = 0;
    virtual void boolean(bool value) = 0;

    virtual void begin_list() = 0;
    virtual void end_list() = 0;
    virtual void empty_list() {
        begin_list();
        end_list();
    }
    virtual void begin_object() = 0;
    virtual void key(std::string_view key) = 0;
    virtual void end_object() = 0;

    void value(const Value& value);
    void object(const Fields& fields);

  protected:
    Sink() = default;
    Sink(const Sink&) = default;
    Sink& operator=(const Sink&) = default;
};

}  // namespace snet::cli
