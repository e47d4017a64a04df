#include "snet/neighbor_edit.hpp"

#include <algorithm>

#include "lib/records/blank_text.hpp"

namespace snet {

namespace {

// NUD_VALID of net/neighbour.h: all of them know where the neighbor is.
bool needs_link_address(NeighborState state) {
    constexpr std::uint16_t unknown =
        static_cast<std::uint16_t>(NeighborState::incomplete) | static_cast<std::uint16_t>(NeighborState::failed);
    return state != NeighborState::none && (static_cast<std::uint16_t>(state) & unknown) == 0;
}

Result<void> check_link_address(const Neighbor& neighbor, const Interface& device) {
    const std::string who = neighbor.address.to_string();
    if (!neighbor.mac) {
        if (!needs_link_address(neighbor.state)) return {};
        return fail(ErrorKind::invalid, who + ": a neighbor has a link-layer address: lladdr MAC");
    }
    if (!device.address || neighbor.mac->bytes().size() >= device.address->bytes().size()) return {};
    return fail(ErrorKind::invalid, who + ": link-layer addresses on " + device.name + " have " +
                                        std::to_string(device.address->bytes().size()) + " bytes");
}

}  // namespace

Result<Neighbor> neighbor_to_add(std::string_view words, const Stack& stack, const Names& names) {
    const std::string normal = normal_words(words);
    auto record = parse_record(normal, names);
    if (!record) return std::unexpected(std::move(record.error()));
    auto* const neighbor = std::get_if<Neighbor>(&*record);
    if (neighbor == nullptr) return fail(ErrorKind::invalid, "not a neighbor's words");
    if (neighbor->device.empty())
        return fail(ErrorKind::invalid, neighbor->address.to_string() + ": a neighbor is behind a device: dev D");
    const auto device = stack.interface(neighbor->device, {.addresses = false});
    if (!device) return fail(ErrorKind::invalid, device.error().message);
    neighbor->device = device->name;
    if (neighbor->is_proxy()) return *neighbor;
    const bool has_state = has_keyword(normal, "nud") || neighbor->state != NeighborState::none;
    if (!has_state) neighbor->state = NeighborState::permanent;
    if (auto good = check_link_address(*neighbor, *device); !good) return std::unexpected(std::move(good.error()));
    return *neighbor;
}

Result<std::string> put_neighbor(std::string_view text, std::string_view words, Placing placing,
                                 const EditScope& scope) {
    const auto stack = stack_of(text, scope);
    if (!stack) return std::unexpected(stack.error());
    const auto neighbor = neighbor_to_add(words, *stack, scope.names);
    if (!neighbor) return std::unexpected(neighbor.error());
    // Of an address that is answered for, the kernel takes the second as the first.
    const Placing place = neighbor->is_proxy() ? Placing::replace : placing;
    return add_row(text, to_string(Record(*neighbor), scope.names), place, scope);
}

Result<Removal> flush_neighbors(std::string_view text, const NeighborQuery& query, const EditScope& scope) {
    const auto is_own = [&](const Record& record) {
        const auto* const neighbor = std::get_if<Neighbor>(&record);
        return neighbor != nullptr && neighbor->is_proxy() == query.proxies &&
               (!query.family || neighbor->address.family() == *query.family);
    };
    auto own = delete_records(text, is_own, scope.name, scope.names);
    if (!own) return std::unexpected(own.error());
    Removal removal{std::move(own->text), {}, {}};
    for (NumberedRecord& one : own->deleted)
        removal.deleted.push_back(std::move(one.record));
    const auto stack = stack_of(removal.text, scope);
    if (!stack) return std::unexpected(stack.error());
    if (stack->base() == StackBase::none) return removal;
    if (!removal.text.ends_with('\n')) removal.text += '\n';
    const auto done = stack->each_neighbor(query, [&](const Neighbor& neighbor) {
        removal.text += "hide neighbor " + neighbor.address.to_string() + " dev " + neighbor.device + '\n';
        removal.hidden.emplace_back(neighbor);
        return Next::go_on;
    });
    if (!done) return std::unexpected(done.error());
    if (const auto valid = stack_of(removal.text, scope); !valid) return std::unexpected(valid.error());
    return removal;
}

}  // namespace snet
