#include "snet/capture/stream_copy.hpp"

#include <algorithm>
#include <cstring>

namespace snet::capture {

StreamCopy::StreamCopy(std::size_t size)
    : size_(std::max<std::size_t>(size, 1)), buffer_(std::make_unique_for_overwrite<std::uint8_t[]>(size_)) {}

std::span<std::uint8_t> StreamCopy::room() {
    const std::size_t left = end_ - whole_;
    if (left == size_) {
        size_ *= 2;
        auto larger = std::make_unique_for_overwrite<std::uint8_t[]>(size_);
        std::memcpy(larger.get(), buffer_.get(), left);
        buffer_ = std::move(larger);
    } else if (whole_ != 0) {
        std::memmove(buffer_.get(), buffer_.get() + whole_, left);
    }
    whole_ = 0;
    end_ = left;
    return {buffer_.get() + end_, size_ - end_};
}

Scan StreamCopy::filled(std::size_t count, std::uint64_t at_most) {
    end_ += count;
    const Scan scan = scanner_.scan({buffer_.get() + whole_, end_ - whole_}, at_most);
    whole_ += scan.whole;
    return scan;
}

}  // namespace snet::capture
