#include "lib/stack/line_text.hpp"
#include "lib/stack/tables.hpp"
#include "snet/stack_records.hpp"

namespace snet {

namespace {

constexpr std::size_t piece_size = 64 << 10;

// Gathers lines, and remembers the first error of writing them.
class Lines {
  public:
    explicit Lines(FunctionRef<Result<void>(std::string_view)> write) : write_(write) {}

    Next put(const Record& record) {
        const std::string line = to_string(record, names_);
        if ((doubts_routes_ || !std::holds_alternative<Route>(record)) && !is_readable(line)) {
            ++left_out_;
            doubts_routes_ = true;
            return Next::go_on;
        }
        text_.append(line).append("\n");
        return text_.size() < piece_size ? Next::go_on : flush();
    }

    Next flush() {
        if (status_) status_ = write_(text_);
        text_.clear();
        return status_ ? Next::go_on : Next::stop;
    }

    Result<std::size_t> status() const {
        return status_ ? Result<std::size_t>(left_out_) : std::unexpected(status_.error());
    }

  private:
    FunctionRef<Result<void>(std::string_view)> write_;
    // Another machine's files may give other names.
    Names names_{false, "/nonexistent"};
    std::string text_;
    Result<void> status_;
    std::size_t left_out_ = 0;
    bool doubts_routes_ = false;  // they are many, come after the interfaces, and are read if all those names are
};

}  // namespace

Result<std::size_t> StackRecords::freeze(const Taken& taken, FunctionRef<Result<void>(std::string_view)> write) const {
    Lines lines(write);
    lines.put(FormatVersion());
    lines.put(StackBase::none);
    lines.put(taken);
    if (const std::string name = stack_.tables_->default_interface(); !name.empty())
        lines.put(DefaultInterfaceRecord{name});
    const auto trie = fib4();
    if (!trie) return std::unexpected(trie.error());
    lines.put(*trie);
    const auto sysctls = settings();
    if (!sysctls) return std::unexpected(sysctls.error());
    for (const SysctlRecord& record : *sysctls)
        lines.put(record);
    for (const RowKind kind : row_kinds)
        if (auto done = each(kind, [&](const Record& record, Origin) { return lines.put(record); }); !done)
            return std::unexpected(std::move(done.error()));
    for (const Record& record : stack_.other_records())
        lines.put(record);
    lines.flush();
    return lines.status();
}

}  // namespace snet
