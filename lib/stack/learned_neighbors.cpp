#include "snet/learned_neighbors.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

#include "lib/stack/learned_rows.hpp"
#include "lib/stack/tables.hpp"
#include "platform/cache_file.hpp"

namespace snet {

namespace {

constexpr std::string_view suffix = ".neighbors";

std::optional<std::string> cache_folder() {
    const auto absolute = [](const char* name) -> std::optional<std::string> {
        const char* const value = std::getenv(name);
        return value != nullptr && *value == '/' ? std::optional<std::string>(value) : std::nullopt;
    };
    if (const auto cache = absolute("XDG_CACHE_HOME")) return *cache + "/snet";
    if (const auto home = absolute("HOME")) return *home + "/.cache/snet";
    return std::nullopt;
}

// FNV-1a: the same text has the same name in every run.
std::string hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return std::to_string(hash);
}

std::string absolute_path(const std::string& path) {
    std::error_code error;
    const auto whole = std::filesystem::weakly_canonical(path, error);
    return error ? path : whole.string();
}

/// The interfaces of rows, each asked for once.
class Devices {
  public:
    explicit Devices(const Stack& stack) : stack_(stack) {}

    bool has(const std::string& name, std::uint32_t index) {
        const auto [found, is_new] = indexes_.try_emplace(name, 0U);
        if (is_new) {
            const auto device = stack_.interface(name, {.addresses = false});
            if (device && device->name == name) found->second = device->index;
        }
        return found->second != 0 && found->second == index;
    }

  private:
    const Stack& stack_;
    std::map<std::string, std::uint32_t> indexes_;
};

bool is_wanted(const NeighborQuery& query, const LearnedRows::Key& key, const LearnedRows::Row& row) {
    return !query.proxies && (!query.family || key.second.family() == *query.family) &&
           (query.device.empty() || query.device == row.device);
}

Neighbor neighbor_of(const LearnedRows::Key& key, const LearnedRows::Row& row, std::uint64_t now) {
    Neighbor neighbor{.address = key.second, .device = row.device, .mac = LinkAddress(row.mac)};
    const auto age = static_cast<std::uint32_t>(now - row.when);
    neighbor.state = age < LearnedNeighbors::reachable_seconds ? NeighborState::reachable : NeighborState::stale;
    neighbor.confirmed_ago = age;
    neighbor.origin = Origin::learned;
    return neighbor;
}

bool tells_address(const Neighbor& neighbor) {
    return neighbor.mac && neighbor.state != NeighborState::failed && neighbor.state != NeighborState::incomplete;
}

// The files of a time before the machine was started anew, and those in which nothing is young enough.
void sweep(const std::filesystem::path& file) {
    const std::string name = file.filename();
    const std::string_view start = std::string_view(name).substr(0, name.find('-') + 1);
    platform::sweep_caches(file.parent_path(), [&](std::string_view other, std::int64_t age) {
        if (!other.ends_with(suffix)) return false;
        return !other.starts_with(start) || age > static_cast<std::int64_t>(LearnedRows::max_age);
    });
}

}  // namespace

std::optional<LearnedNeighbors> LearnedNeighbors::of(const Stack& stack, const std::optional<StackPlace>& place) {
    if (stack.base() == StackBase::none || (place && place->kind == StackPlace::Kind::input)) return std::nullopt;
    const auto folder = cache_folder();
    const auto identity = stack.tables_->system().identity();
    if (!folder || !identity) return std::nullopt;
    const std::string which = place ? absolute_path(place->path) : "";
    return LearnedNeighbors(stack, *folder + '/' + *identity + '-' + hash_of(which) + std::string(suffix));
}

Result<void> LearnedNeighbors::each(const NeighborQuery& query, FunctionRef<Next(const Neighbor&)> row) const {
    const std::uint64_t now = platform::seconds_since_start();
    const auto learned = LearnedRows::parse(platform::read_cache(path_, LearnedRows::max_text), now);
    Devices devices(*stack_);
    for (const auto& [key, one] : learned.rows()) {
        if (!is_wanted(query, key, one) || !devices.has(one.device, key.first)) continue;
        if (row(neighbor_of(key, one, now)) == Next::stop) break;
    }
    return {};
}

Result<void> LearnedNeighbors::each_with_stack(const NeighborQuery& query,
                                               FunctionRef<Next(const Neighbor&)> row) const {
    std::map<std::pair<std::string, IpAddress>, Neighbor> learned;
    auto read = each(query, [&](const Neighbor& one) {
        learned.emplace(std::pair(one.device, one.address), one);
        return Next::go_on;
    });
    if (!read) return read;
    Next next = Next::go_on;
    read = stack_->each_neighbor(query, [&](const Neighbor& one) {
        if (!learned.empty() && (one.origin == Origin::stack || tells_address(one)))
            learned.erase(std::pair(one.device, one.address));
        return next = row(one);
    });
    if (!read) return read;
    for (auto one = learned.begin(); next == Next::go_on && one != learned.end(); ++one)
        next = row(one->second);
    return {};
}

Result<void> LearnedNeighbors::add(std::span<const Neighbor> answers) const {
    const std::uint64_t now = platform::seconds_since_start();
    LearnedRows rows;
    std::map<std::string, std::uint32_t> indexes;
    for (const Neighbor& one : answers) {
        const auto mac = one.mac ? one.mac->mac() : std::nullopt;
        const auto [index, is_new] = indexes.try_emplace(one.device, 0U);
        if (is_new)
            if (const auto device = stack_->interface(one.device, {.addresses = false})) index->second = device->index;
        if (mac && index->second != 0) rows.put({index->second, one.address}, {one.device, *mac, now});
    }
    if (rows.rows().empty()) return {};
    bool is_new_file = false;
    auto done = platform::edit_cache(path_, LearnedRows::max_text, [&](std::string&& present) {
        is_new_file = present.empty();
        return LearnedRows::with(std::move(present), rows, now);
    });
    if (done && is_new_file) sweep(path_);
    return done;
}

Result<std::size_t> LearnedNeighbors::forget(const NeighborQuery& query) const {
    std::size_t count = 0;
    if (platform::read_cache(path_, LearnedRows::max_text).empty()) return count;
    const auto done = platform::edit_cache(path_, LearnedRows::max_text, [&](std::string&& present) {
        auto rows = LearnedRows::parse(present, platform::seconds_since_start());
        count = std::erase_if(rows.rows(), [&](const auto& one) { return is_wanted(query, one.first, one.second); });
        return rows.to_string();
    });
    if (!done) return std::unexpected(done.error());
    return count;
}

}  // namespace snet
