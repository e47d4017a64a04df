// An edit of a valid file gives a valid file that has the record, and taking it out again gives the text from before.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "snet/stack_edit.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const snet::Names names;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string_view words = input.substr(0, input.find('\n'));
    const std::string text = "snet 1\n" + std::string(input.substr(std::min(words.size() + 1, input.size())));
    const auto longer = snet::put_record(text, words, snet::Placing::add, "f", names);
    if (!longer) return 0;
    if (!longer->starts_with(text) || !snet::StackFile::check(*longer, "f", names).empty()) std::abort();
    const std::string key = snet::record_key(*snet::parse_record(words, names));
    const auto has_key = [&](const snet::Record& record) { return snet::record_key(record) == key; };
    const auto shorter = snet::delete_records(*longer, has_key, "f", names);
    // Without `base none` a hide is no error: what was valid with the record may not be without it.
    if (!shorter) return 0;
    if (shorter->deleted.size() != 1) std::abort();
    if (shorter->text != (text.ends_with('\n') ? text : text + '\n')) std::abort();
    return 0;
}
