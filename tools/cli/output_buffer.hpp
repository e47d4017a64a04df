#pragma once

#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "snet/error.hpp"

namespace snet::cli {

/// Bytes on their way to a file descriptor, 64 KiB at a time. The first failed write is remembered, what follows it is
/// dropped, and `flush` tells. A closed pipe ends the process silently, as SIGPIPE does.
class OutputBuffer {
  public:
    static constexpr std::size_t capacity = 64 << 10;

    /// `subject` is what its errors speak of.
    explicit OutputBuffer(int descriptor = 1, std::string subject = "standard output");

    /// At least `size` (at most `capacity`) free bytes; `wrote` says up to where they were used.
    char* room(std::size_t size) {
        assert(size <= capacity);
        if (static_cast<std::size_t>(end_ - at_) < size) drain();
        return at_;
    }

    /// The same if so many are free now, else a null pointer: for a way that calls nothing.
    char* room_at_hand(std::size_t size) { return static_cast<std::size_t>(end_ - at_) < size ? nullptr : at_; }

    void wrote(char* end) { at_ = end; }

    void put(char byte) {
        *room(1) = byte;
        ++at_;
    }
    void put(std::string_view text) {
        if (text.size() > static_cast<std::size_t>(end_ - at_)) return put_long(text);
        if (!text.empty()) std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    void blanks(std::size_t count);

    Result<void> flush();

  private:
    void put_long(std::string_view text);
    [[gnu::cold]] void drain();

    std::unique_ptr<char[]> bytes_;
    char* at_;
    char* end_;
    int descriptor_;
    std::string subject_;
    int error_ = 0;
};

/// Writes all of `text` to a descriptor; 0 or the errno of what failed. Waits where the descriptor does not.
int write_all(int descriptor, std::string_view text);

}  // namespace snet::cli
