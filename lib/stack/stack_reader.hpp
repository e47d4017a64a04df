#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/stack/route_hides.hpp"
#include "lib/stack/route_rows.hpp"
#include "snet/stack_file.hpp"

namespace snet {

/// Reads a stack's file from pieces of any size, so that no more of its text is held than one line.
class StackReader {
  public:
    enum class Mode { to_first_error, to_the_end };

    static constexpr std::size_t max_errors = 1000;  ///< that are kept

    StackReader(std::string name, const Names& names, StackFile::Version version, Mode mode);

    /// Whether more is wanted: not after an error, unless all are.
    bool feed(std::string_view piece);
    void finish();

    StackBase base() const { return base_; }
    RouteRows& routes() { return routes_; }
    RouteHides& route_hides() { return route_hides_; }
    std::vector<NumberedRecord>& records() { return records_; }
    std::vector<Error> errors();  ///< in the order of their lines

  private:
    struct LineError {
        std::uint32_t line;
        Error error;
    };

    void read_line(std::string_view line);
    void read_record(std::string_view text);
    void take(Record&& record, std::string_view text);
    void check_version(const Record& record, bool is_first);
    void check_single(const Record& record);
    void check_name(const Record& record, std::string_view text);
    void fail(std::uint32_t line, const std::string& reason);
    void fail_hide(std::uint32_t line);
    bool wants_more() const { return errors_.size() < (mode_ == Mode::to_the_end ? max_errors + 1 : 1); }

    std::string name_;
    const Names& names_;
    Mode mode_;
    std::string rest_;  ///< of a line whose end has not come yet
    std::size_t size_ = 0;
    std::uint32_t line_ = 0;
    bool is_version_assumed_;
    bool has_record_ = false;
    StackBase base_ = StackBase::os;
    std::array<std::uint32_t, std::variant_size_v<Record>> lines_{};  ///< of the first record of each kind
    std::vector<std::uint32_t> hide_lines_;
    RouteRows routes_;
    RouteHides route_hides_;
    std::vector<NumberedRecord> records_;
    std::vector<LineError> errors_;
};

}  // namespace snet
