#include "lib/lookup/vendor_registry.hpp"

#include <bit>
#include <utility>

namespace snet {
namespace {

constexpr unsigned position_bits = 27;
constexpr std::size_t max_length = std::size_t{1} << position_bits;

/// A registry that a distribution may have: the files that hold its blocks, of which the first must be there.
struct Source {
    std::span<const char* const> files;
    const VendorFormat& format;
};

// The IEEE keeps blocks of 24, 28 and 36 bits apart, and those of 36 bits that it once called IAB too.
constexpr const char* ieee_files[] = {"/usr/share/ieee-data/oui.csv", "/usr/share/ieee-data/mam.csv",
                                      "/usr/share/ieee-data/oui36.csv", "/usr/share/ieee-data/iab.csv"};
constexpr const char* wireshark_files[] = {"/usr/share/wireshark/manuf"};
constexpr const char* nmap_files[] = {"/usr/share/nmap/nmap-mac-prefixes"};

const Source sources[] = {{ieee_files, ieee_csv}, {wireshark_files, manuf_text}, {nmap_files, manuf_text}};

// The line that a text begins with.
std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

std::string_view without_return(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// Its bits behind a 1, so that blocks of different lengths have different keys: 37 bits at the most.
std::uint64_t key_of(const VendorBlock& block) {
    return std::uint64_t{1} << block.length | block.bits;
}

VendorBlock block_of(const MacAddress& mac, unsigned length) {
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : mac.bytes())
        bits = bits << 8 | byte;
    return {bits >> (48 - length), length};
}

bool is_locally_administered(const MacAddress& mac) {
    return (mac.bytes()[0] & 2) != 0;
}

}  // namespace

VendorRegistry::VendorRegistry(const VendorFormat& format) : format_(&format), slots_(64) {}

Result<void> VendorRegistry::add(std::string_view text) {
    if (text.size() > max_length - length_) return fail(ErrorKind::invalid, "too large for a registry of MAC vendors");
    // Hardly a registry's lines are shorter: room for all saves moving them.
    if (text.size() / 72 > slots_.size()) resize(std::bit_ceil(text.size() / 72));
    for (std::size_t start = 0; start < text.size();) {
        const std::string_view line = first_line(text.substr(start));
        if (const auto found = format_->line(without_return(line)))
            insert(key_of(found->block) << position_bits | (length_ + start));
        start += line.size() + 1;
    }
    texts_.push_back(text);
    length_ += text.size();
    return {};
}

Result<VendorRegistry> VendorRegistry::open(const std::string& root) {
    for (const Source& source : sources) {
        VendorRegistry registry(source.format);
        const auto found = registry.add_files(source.files, root);
        if (!found) return std::unexpected(found.error());
        if (*found) return registry;
    }
    return fail(ErrorKind::not_found, "no registry of MAC vendors: install the package ieee-data");
}

std::optional<VendorOwner> VendorRegistry::owner(const MacAddress& mac) const {
    if (mac.is_group() || is_locally_administered(mac) || mac == MacAddress()) return std::nullopt;
    for (const unsigned length : {36U, 28U, 24U})
        if (const Slot slot = slots_[find(key_of(block_of(mac, length)))]; slot != 0)
            if (const auto line = format_->line(line_at(slot % max_length))) return format_->owner(line->owner);
    return std::nullopt;
}

Result<bool> VendorRegistry::add_files(std::span<const char* const> files, const std::string& root) {
    for (const char* const path : files) {
        auto file = platform::MappedFile::open(root + path);
        if (!file) return std::unexpected(std::move(file.error()));
        if (!*file && path == files.front()) return false;
        if (!*file) continue;
        if (const auto added = add((*file)->text()); !added)
            return fail(added.error().kind, root + path + ": " + added.error().message);
        files_.push_back(std::move(**file));
    }
    return true;
}

void VendorRegistry::insert(Slot slot) {
    Slot& place = slots_[find(slot >> position_bits)];
    if (place != 0) return;
    place = slot;
    if (++count_ * 5 > slots_.size() * 4) resize(slots_.size() * 2);
}

void VendorRegistry::resize(std::size_t slots) {
    for (const Slot slot : std::exchange(slots_, std::vector<Slot>(slots)))
        if (slot != 0) slots_[find(slot >> position_bits)] = slot;
}

// The slot that holds the block, or else the one where it belongs.
std::size_t VendorRegistry::find(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = static_cast<std::size_t>(key * 0x9e3779b97f4a7c15 >> 32) & mask;
    while (slots_[slot] != 0 && slots_[slot] >> position_bits != key)
        slot = (slot + 1) & mask;
    return slot;
}

std::string_view VendorRegistry::line_at(std::size_t position) const {
    auto text = texts_.begin();
    for (; position >= text->size(); ++text)
        position -= text->size();
    return without_return(first_line(text->substr(position)));
}

}  // namespace snet
