#include "lib/records/vendor_registry.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <span>

namespace snet {
namespace {

constexpr std::size_t max_file_size = 64 << 20;

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

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

// Adds the file's lines. Says whether there is one.
Result<bool> add_file(const std::string& path, VendorRegistry& registry) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return false;
    if (!file) return fail_errno(path, errno);
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    char buffer[64 << 10];
    std::size_t size = 0, total = 0;
    while (const std::size_t more = std::fread(buffer + size, 1, sizeof buffer - size, file.get())) {
        if ((total += more) > max_file_size)
            return fail(ErrorKind::invalid, path + ": too large for a vendor registry");
        std::string_view text(buffer, size + more);
        for (std::size_t end; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1))
            registry.add_line(text.substr(0, end));
        size = text.size() < sizeof buffer ? text.size() : 0;  // a line that fills the buffer is not one of ours
        std::copy_n(text.end() - static_cast<std::ptrdiff_t>(size), size, buffer);
    }
    if (std::ferror(file.get()) != 0) return fail_errno(path, errno);
    registry.add_line({buffer, size});
    return true;
}

// Says whether the registry is there, that is its first file.
Result<bool> add_files(const Source& source, const std::string& root, VendorRegistry& registry) {
    for (const char* const path : source.files) {
        const auto found = add_file(root + path, registry);
        if (!found) return found;
        if (!*found && path == source.files.front()) return false;
    }
    return true;
}

std::size_t hash(const VendorBlock& block) {
    return static_cast<std::size_t>((block.bits << 6 | block.length) * 0x9e3779b97f4a7c15 >> 32);
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

VendorRegistry::VendorRegistry(const VendorFormat& format) : format_(&format) {}

void VendorRegistry::add_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto found = format_->line(line);
    if (!found || found->owner.empty()) return;
    const std::size_t start = owners_.size();
    owners_ += found->owner;
    entries_.push_back(
        {found->block, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(found->owner.size())});
}

void VendorRegistry::index() {
    slots_.assign(std::bit_ceil(entries_.size() * 5 / 4 + 1), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (auto& slot = slots_[find(entries_[i].block)]; slot == 0) slot = static_cast<std::uint32_t>(i + 1);
}

Result<VendorRegistry> VendorRegistry::open(const std::string& root) {
    for (const Source& source : sources) {
        VendorRegistry registry(source.format);
        // Room for all that the IEEE has given away and more; what is not used of it is never touched.
        registry.owners_.reserve(4 << 20);
        registry.entries_.reserve(1 << 17);
        const auto found = add_files(source, root, registry);
        if (!found) return std::unexpected(found.error());
        if (!*found) continue;
        registry.index();
        return registry;
    }
    return fail(ErrorKind::not_found, "no registry of MAC vendors: install the package ieee-data");
}

std::optional<VendorOwner> VendorRegistry::owner(const MacAddress& mac) const {
    if (mac.is_group() || is_locally_administered(mac) || mac == MacAddress()) return std::nullopt;
    for (const unsigned length : {36U, 28U, 24U})
        if (const std::uint32_t found = slots_[find(block_of(mac, length))]; found != 0) {
            const Entry& entry = entries_[found - 1];
            return format_->owner(std::string_view(owners_).substr(entry.start, entry.size));
        }
    return std::nullopt;
}

// The slot that holds the block, or else the one where it belongs.
std::size_t VendorRegistry::find(const VendorBlock& block) const {
    std::size_t slot = hash(block) % slots_.size();
    while (slots_[slot] != 0 && entries_[slots_[slot] - 1].block != block)
        slot = (slot + 1) % slots_.size();
    return slot;
}

}  // namespace snet
