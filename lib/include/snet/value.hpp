#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#pragma GCC visibility push(default)
namespace snet {

struct Field;

/// Named values in the order they are printed.
using Fields = std::vector<Field>;

/// One value of a tree whose shape only the kernel knows: what a link kind, a tunnel encapsulation or a route's metrics
/// tell. Keys and values are those of `ip -j -d`.
struct Value {
    using List = std::vector<Value>;
    std::variant<bool, std::int64_t, std::uint64_t, double, std::string, Fields, List> data;

    bool operator==(const Value&) const = default;
};

struct Field {
    std::string key;
    Value value;

    bool operator==(const Field&) const = default;
};

}  // namespace snet
#pragma GCC visibility pop
