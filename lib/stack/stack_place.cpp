#include "snet/stack_place.hpp"

#include <algorithm>
#include <cstdlib>

namespace snet {

namespace {

std::optional<std::string> variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

bool is_set(const std::optional<std::string>& value) {
    return value && !value->empty();
}

bool is_absolute(const std::optional<std::string>& value) {
    return value && value->starts_with('/');
}

/// A leading dot would hide the file.
bool is_stack_name(const std::string& name) {
    constexpr std::size_t max_size = 200;  // with ".stack" and what a temporary adds below NAME_MAX
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !name.empty() && name.size() <= max_size && name.front() != '.' && std::ranges::none_of(name, is_control);
}

Result<std::string> folder_of_stacks(const std::string& stack, const StackEnvironment& environment) {
    if (is_set(environment.folder)) return *environment.folder;
    if (is_absolute(environment.config_home)) return *environment.config_home + "/snet";
    if (is_absolute(environment.home)) return *environment.home + "/.config/snet";
    return fail(ErrorKind::invalid, stack + ": no directory for named stacks: set HOME or SNET_STACK_DIR, or name a " +
                                        "file as ./" + stack + ".stack");
}

}  // namespace

StackEnvironment StackEnvironment::current() {
    return {variable("SNET_STACK"), variable("SNET_STACK_DIR"), variable("XDG_CONFIG_HOME"), variable("HOME")};
}

Result<StackPlace> find_stack(const std::optional<std::string>& stack, const StackEnvironment& environment) {
    const std::string name = stack ? *stack : is_set(environment.stack) ? *environment.stack : "default";
    if (name == "-") return StackPlace{StackPlace::Kind::input, name};
    if (name.contains('/')) return StackPlace{StackPlace::Kind::path, name};
    if (!is_stack_name(name)) return fail(ErrorKind::invalid, '"' + name + "\": not a name for a stack");
    const auto folder = folder_of_stacks(name, environment);
    if (!folder) return std::unexpected(folder.error());
    return StackPlace{StackPlace::Kind::named, *folder + '/' + name + ".stack"};
}

}  // namespace snet
