// The table writer takes short cuts: it copies blocks, keeps blanks back and streams. A writer that takes none lays out
// the same random tables here.

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <random>

#include "tests/unit/cli/capture.hpp"
#include "tools/cli/safe_text.hpp"
#include "tools/cli/table_writer.hpp"

using namespace snet::cli;

namespace {

using Values = std::vector<std::string>;  // of a cell, a line each
using Lines = std::vector<std::string>;
using Row = std::vector<Values>;

struct Table {
    std::vector<ColumnName> columns;
    OutputOptions options;
    std::vector<Row> rows;
    std::size_t flushed = SIZE_MAX;  // after so many rows
};

std::string printed(const Table& table) {
    return captured([&] {
        TableWriter writer(table.options, table.columns);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (row == table.flushed) CHECK(writer.flush());
            writer.begin_row();
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                writer.begin_cell(i);
                for (const std::string& value : table.rows[row][i])
                    writer.text(value);
            }
            writer.end_row();
        }
        CHECK(writer.finish());
    });
}

Lines lines_of(const Values& values) {
    if (values.empty() || (values.size() == 1 && values[0].empty())) return {"-"};
    Lines lines;
    for (const std::string& value : values)
        lines.push_back(safe_text(value));
    return lines;
}

class NaiveTable {
  public:
    explicit NaiveTable(const Table& table) : table_(table) {
        const bool header = table.options.header;
        for (const ColumnName& column : table.columns)
            widths_.push_back(std::max(column.min_width, header ? display_width(column.heading) : 0));
        const std::size_t held = std::min({table.rows.size(), table.flushed, TableWriter::held_rows});
        for (std::size_t row = 0; row < held; ++row)
            for (std::size_t i = 0; i < widths_.size(); ++i)
                for (const std::string& line : lines_of(table.rows[row][i]))
                    widths_[i] = std::max(widths_[i], display_width(line));
        shorten();
    }

    std::string text() const {
        std::string text;
        if (table_.options.header) {
            std::vector<Lines> headings;
            headings.reserve(table_.columns.size());
            for (const ColumnName& column : table_.columns)
                headings.push_back({std::string(column.heading)});
            text += block(headings);
        }
        for (const Row& row : table_.rows) {
            std::vector<Lines> cells;
            for (const Values& values : row)
                cells.push_back(lines_of(values));
            text += block(cells);
        }
        return text;
    }

  private:
    void shorten() {
        std::size_t total = 2 * (widths_.size() - 1);
        for (const unsigned width : widths_)
            total += width;
        if (table_.options.width == 0 || total <= table_.options.width) return;
        const std::size_t excess = total - table_.options.width;
        std::optional<std::size_t> widest;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            if (table_.columns[i].shortens && (!widest || widths_[i] > widths_[*widest])) widest = i;
        if (!widest || widths_[*widest] < TableWriter::shortest + excess) return;
        widths_[*widest] -= static_cast<unsigned>(excess);
        shortened_ = widest;
    }

    /// The longest start that fits, and an ellipsis, if the text does not.
    std::string fitted(const std::string& text, std::size_t column) const {
        if (shortened_ != column || display_width(text) <= widths_[column]) return text;
        for (std::size_t size = text.size(); size > 0; --size) {
            const bool is_whole = (static_cast<unsigned char>(text[size]) & 0xc0) != 0x80;
            if (is_whole && display_width(text.substr(0, size)) < widths_[column]) return text.substr(0, size) + "…";
        }
        return "…";
    }

    /// A row, or the header.
    std::string block(const std::vector<Lines>& cells) const {
        std::string text;
        std::size_t lines = 1;
        for (const Lines& cell : cells)
            lines = std::max(lines, cell.size());
        for (std::size_t at = 0; at < lines; ++at) {
            std::string line;
            std::size_t end = 0;  // the padding of the last text is left out, blanks of its own are not
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const std::string part = at < cells[i].size() ? fitted(cells[i][at], i) : "";
                line += part;
                if (!part.empty()) end = line.size();
                const unsigned width = display_width(part);
                line.append(std::max(width, widths_[i]) - width + 2, ' ');
            }
            text += line.substr(0, end) + '\n';
        }
        return text;
    }

    const Table& table_;
    std::vector<unsigned> widths_;
    std::optional<std::size_t> shortened_;
};

class RandomTables {
  public:
    Table next() {
        static constexpr std::string_view headings[] = {"A", "NAME", "OUTPUT-IP", "", "日本"};
        Table table;
        for (unsigned count = 1 + below(5); count > 0; --count)
            table.columns.push_back(
                {"key", headings[below(5)], Shown::always, "", one_in(2) ? below(20) : 0, !one_in(4)});
        table.options.header = !one_in(4);
        table.options.width = one_in(4) ? 0 : 10 + below(120);
        const bool is_long = one_in(50);
        for (unsigned count = is_long ? 990 + below(20) : below(12); count > 0; --count) {
            Row row;
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                row.push_back(values());
            table.rows.push_back(std::move(row));
        }
        if (one_in(4)) table.flushed = below(static_cast<unsigned>(table.rows.size()) + 1);
        return table;
    }

  private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
    bool one_in(unsigned count) { return below(count) == 0; }

    Values values() {
        Values values(one_in(4) ? below(4) : 1);
        for (std::string& value : values)
            value = text();
        return values;
    }

    std::string text() {
        static constexpr std::string_view pieces[] = {
            "a", "eth0", "10.0.0.1", " ", "é", "日本", "e\u0301", "\33", "\n", "\xff", "\u202e", "0123456789abcdefgh"};
        if (one_in(2000)) return std::string(60'000 + below(10'000), 'x');
        std::string text;
        for (unsigned count = below(one_in(8) ? 40 : 5); count > 0; --count)
            text += pieces[below(12)];
        return text;
    }

    std::mt19937 random_{20261125};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same tables in every run
};

}  // namespace

TEST_CASE("random tables look as a writer without short cuts lays them out") {
    RandomTables tables;
    unsigned narrow = 0;
    for (int round = 0; round < 600; ++round) {
        const Table table = tables.next();
        const std::string text = printed(table);
        if (text.find("…") != text.npos) ++narrow;
        CAPTURE(round);
        REQUIRE(text == NaiveTable(table).text());
    }
    CHECK(narrow > 50);
}
