#include "snet/address_label.hpp"

#include "lib/records/named_values.hpp"
#include "lib/records/word_reader.hpp"
#include "lib/records/word_writer.hpp"

namespace snet {

Result<AddressLabelRecord> AddressLabelRecord::parse(std::string_view text) {
    WordReader words(text);
    AddressLabelRecord record;
    words.accept("prefix");
    if (auto read = store(words.value_by("an IPv6 prefix", Prefix::parse), record.prefix); !read)
        return std::unexpected(read.error());
    if (record.prefix.family() != Family::ipv6) return words.fail_expecting("an IPv6 prefix");
    words.accept("label");
    // 0xffffffff is the kernel's "none".
    if (auto read = store(words.number("a label, a number to 4294967294", 0xfffffffe), record.label); !read)
        return std::unexpected(read.error());
    if (words.accept("dev"))
        if (auto read = store(read_device(words), record.device); !read) return std::unexpected(read.error());
    if (!words.at_end()) return words.fail_at_next("dev, or nothing more");
    return record;
}

std::string AddressLabelRecord::to_string() const {
    WordWriter out;
    out.word(prefix.to_string()).word(std::to_string(label));
    if (!device.empty()) out.pair("dev", device);
    return out.take();
}

}  // namespace snet
