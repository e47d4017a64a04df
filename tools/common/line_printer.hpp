#pragma once

#include <string>

#include "tools/cli/command.hpp"

namespace snet {

/// Whether the call wants answers in words, one line each, and no columns.
inline bool wants_words(const cli::Call& call) {
    return call.output.format == cli::Format::table && call.output.columns.empty();
}

inline constexpr cli::Column<std::string> line_columns[] = {
    {"line", "", cli::Shown::always, "", [](const std::string& line, cli::Sink& sink) { sink.text(line); }}};

/// Lines of text on stdout, made safe.
class LinePrinter {
  public:
    LinePrinter() : printer_(plain(), line_columns) {}

    void line(const std::string& text) { printer_.row(text); }
    Result<void> flush() { return printer_.flush(); }
    Result<void> finish() { return printer_.finish(); }

  private:
    static cli::OutputOptions plain() {
        cli::OutputOptions options;
        options.format = cli::Format::raw;
        return options;
    }

    cli::Printer<std::string> printer_;
};

}  // namespace snet
