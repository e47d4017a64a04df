#include "snet/names.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "lib/values/hex.hpp"
#include "lib/values/name_file.hpp"
#include "lib/values/number_text.hpp"

namespace snet {
namespace {

struct BuiltIn {
    std::uint32_t number;
    std::string_view name;
};

// RT_TABLE_*, RTPROT_* and RT_SCOPE_* of linux/rtnetlink.h, with the names that `ip` has without any file. Ascending.
constexpr BuiltIn built_in_tables[] = {{253, "default"}, {254, "main"}, {255, "local"}};
constexpr BuiltIn built_in_protocols[] = {
    {0, "unspec"},      {1, "redirect"}, {2, "kernel"}, {3, "boot"},      {4, "static"}, {8, "gated"}, {9, "ra"},
    {10, "mrt"},        {11, "zebra"},   {12, "bird"},  {13, "dnrouted"}, {14, "xorp"},  {15, "ntk"},  {16, "dhcp"},
    {18, "keepalived"}, {42, "babel"},   {186, "bgp"},  {187, "isis"},    {188, "ospf"}, {189, "rip"}, {192, "eigrp"}};
constexpr BuiltIn built_in_scopes[] = {{0, "global"}, {200, "site"}, {253, "link"}, {254, "host"}, {255, "nowhere"}};
constexpr BuiltIn built_in_dsfields[] = {{0, "0"}};
constexpr BuiltIn built_in_groups[] = {{0, "default"}};

/// What `ip` knows of one file.
struct NameSet {
    const char* what;
    const char* file;
    std::span<const BuiltIn> built_in;
    std::uint32_t maximum;
    bool folder;               ///< whether FILE.d is read
    bool file_first;           ///< whether the file may rename what is built in from the first look-up on
    bool hexadecimal = false;  ///< whether a number in text is, with or without `0x`
};

constexpr NameSet tables{"routing table", "rt_tables", built_in_tables, max32, true, true};
constexpr NameSet protocols{"routing protocol", "rt_protos", built_in_protocols, max8, true, false};
constexpr NameSet scopes{"scope", "rt_scopes", built_in_scopes, max8, false, false};
constexpr NameSet dsfields{"dsfield", "rt_dsfield", built_in_dsfields, max8, false, false, true};
constexpr NameSet realms{"realm", "rt_realms", {}, max16, false, true};
constexpr NameSet groups{"interface group", "group", built_in_groups, max32, false, true};

std::optional<std::uint32_t> number_of(std::string_view text, const NameSet& set) {
    const bool has_mark = text.starts_with("0x") || text.starts_with("0X");
    const auto number =
        set.hexadecimal && !has_mark ? parse_digits(text, 16, set.maximum) : parse_number(text, set.maximum);
    return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

class NameTable {
  public:
    explicit NameTable(const NameSet& set) : set_(set) {
        for (const BuiltIn& name : set.built_in)
            names_.push_back({name.number, std::string(name.name)});
    }

    const std::string* name(std::uint32_t number, const std::string& root) {
        if (set_.file_first) load(root);
        const std::string* found = find(number);
        if (found || loaded_) return found;
        load(root);
        return find(number);
    }

    /// A name that stands for several numbers stands for the first in the order in which `ip` searches its hash table.
    std::optional<std::uint32_t> number(std::string_view text, const std::string& root) {
        load(root);
        const NumberName* best = nullptr;
        for (const NumberName& name : names_)
            if (name.name == text && (!best || name.number % 256 <= best->number % 256)) best = &name;
        return best ? best->number : number_of(text, set_);
    }

    const char* what() const { return set_.what; }

  private:
    // Of several names for a number the last counts.
    const std::string* find(std::uint32_t number) const {
        const auto after = std::ranges::upper_bound(names_, number, {}, &NumberName::number);
        if (after == names_.begin() || std::prev(after)->number != number) return nullptr;
        return &std::prev(after)->name;
    }

    void load(const std::string& root) {
        if (loaded_) return;
        loaded_ = true;
        for (NumberName& name : read_name_files(root, set_.file, set_.folder, set_.maximum))
            names_.push_back(std::move(name));
        std::ranges::stable_sort(names_, {}, &NumberName::number);
    }

    const NameSet& set_;
    std::vector<NumberName> names_;  // by number
    bool loaded_ = false;
};

}  // namespace

struct Names::Files {
    explicit Files(std::string root_path) : root(std::move(root_path)) {}

    std::string root;
    NameTable table{tables}, protocol{protocols}, scope{scopes}, dsfield{dsfields}, group{groups}, realm{realms};

    const std::string* name(NameTable& names, std::uint32_t number) { return names.name(number, root); }

    template <class Number>
    Result<Number> parse(NameTable& names, std::string_view text) {
        if (const auto number = names.number(text, root)) return static_cast<Number>(*number);
        return fail(ErrorKind::invalid, std::string(text) + ": not a " + names.what());
    }
};

Names::Names(bool numeric, std::string root) : numeric_(numeric), files_(std::make_unique<Files>(std::move(root))) {}
Names::Names(Names&&) noexcept = default;
Names& Names::operator=(Names&&) noexcept = default;
Names::~Names() = default;

std::string Names::table(std::uint32_t table) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->table, table);
    return name ? *name : std::to_string(table);
}

std::string Names::protocol(std::uint8_t protocol) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->protocol, protocol);
    return name ? *name : std::to_string(protocol);
}

std::string Names::scope(std::uint8_t scope) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->scope, scope);
    return name ? *name : std::to_string(scope);
}

std::string Names::dsfield(std::uint8_t tos) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->dsfield, tos);
    return name ? *name : to_hexadecimal(tos, 2);
}

std::string Names::group(std::uint32_t group) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->group, group);
    return name ? *name : std::to_string(group);
}

std::string Names::realm(std::uint16_t realm) const {
    const std::string* name = numeric_ ? nullptr : files_->name(files_->realm, realm);
    return name ? *name : std::to_string(realm);
}

Result<std::uint32_t> Names::parse_table(std::string_view text) const {
    return files_->parse<std::uint32_t>(files_->table, text);
}

Result<std::uint8_t> Names::parse_protocol(std::string_view text) const {
    return files_->parse<std::uint8_t>(files_->protocol, text);
}

Result<std::uint8_t> Names::parse_scope(std::string_view text) const {
    return files_->parse<std::uint8_t>(files_->scope, text);
}

Result<std::uint8_t> Names::parse_dsfield(std::string_view text) const {
    return files_->parse<std::uint8_t>(files_->dsfield, text);
}

Result<std::uint32_t> Names::parse_group(std::string_view text) const {
    return files_->parse<std::uint32_t>(files_->group, text);
}

Result<std::uint16_t> Names::parse_realm(std::string_view text) const {
    return files_->parse<std::uint16_t>(files_->realm, text);
}

}  // namespace snet
