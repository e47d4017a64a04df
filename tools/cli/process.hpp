#pragma once

#include <string>
#include <vector>

#include "snet/error.hpp"
#include "snet/function_ref.hpp"

namespace snet::cli {

/// Whether the user pressed Ctrl-C since `watch_interrupts`: a verb that streams stops then, prints what it has and
/// exits 130.
bool interrupted();

/// From now on Ctrl-C only sets `interrupted`; a second one ends the process. Where it was ignored (nohup, a script's
/// background job) it stays so.
void watch_interrupts();

/// While it lives Ctrl-C ends the process at once, as if it had been interrupted: for long work of which nothing is
/// printed yet, and that leaves nothing half done.
class QuickInterrupts {
  public:
    QuickInterrupts();
    ~QuickInterrupts();
    QuickInterrupts(const QuickInterrupts&) = delete;
    QuickInterrupts& operator=(const QuickInterrupts&) = delete;
};

/// Waits until a read from `descriptor` would not block; `before` is called first if it would. False after Ctrl-C,
/// which is never missed.
bool wait_to_read(int descriptor, FunctionRef<void()> before);

/// Opens /dev/null where stdin, stdout or stderr is closed, read-only where it would be written, so that no file of
/// ours lands on their numbers and writing to them fails as it should.
void fill_standard_streams();

/// Runs a command, looked for in PATH, with our streams and terminal, to its end. Returns its exit status: 128 and the
/// signal's number if it was killed. Ctrl-C meanwhile is its own.
Result<int> run_command(const std::vector<std::string>& words);

/// This process gives its place to the command, and keeps its number, streams and terminal. Returns only an error:
/// there is no such program (`not_found`), or it may not be run.
Error become_command(const std::vector<std::string>& words);

bool is_terminal(int descriptor);

/// Columns of the terminal that stdout is, at least 1; 0 if it is none or does not say.
unsigned terminal_width();

}  // namespace snet::cli
