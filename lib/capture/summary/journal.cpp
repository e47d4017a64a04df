#include "lib/capture/journal_entry.hpp"
#include "lib/capture/summary/look.hpp"
#include "lib/capture/summary/safe_text.hpp"

namespace snet::capture {

void look_at_journal_entry(Bytes bytes, Look& look) {
    constexpr std::size_t longest_name = 64, longest_message = 256;
    look.summary.protocol = "Journal";
    const auto entry = read_journal_entry(bytes);
    if (entry.host) {
        append_safe(look.summary.info, entry.host->substr(0, longest_name));
        look << " ";
    }
    if (entry.identifier) {
        append_safe(look.summary.info, entry.identifier->substr(0, longest_name));
        look << ": ";
    }
    if (!entry.message) return look.ends_early();
    append_safe(look.summary.info, entry.message->substr(0, longest_message));
    if (entry.message->size() > longest_message) look << "...";
}

}  // namespace snet::capture
