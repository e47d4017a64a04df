#pragma once

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "platform/child.hpp"
#include "platform/descriptors.hpp"

namespace snet::platform {

/// A shell of its own that runs a script.
inline ChildPlan shell(std::string script) {
    return {
        .program = "/bin/sh", .words = {"-c", std::move(script)}, .has_output = true, .has_errors = true, .kept = {}};
}

inline constexpr auto never = [] { return false; };

/// All that comes from a descriptor until its end, for at most 10 seconds.
inline std::string read_all(int descriptor) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::string text;
    std::array<char, 4096> buffer{};
    while (std::chrono::steady_clock::now() < deadline) {
        std::array<Watched, 1> watched{{{.descriptor = descriptor}}};
        REQUIRE(wait_for(watched, deadline, never));
        const auto size = read_some(descriptor, buffer);
        REQUIRE(size);
        if (*size && **size == 0) return text;
        if (*size) text.append(buffer.data(), **size);
    }
    FAIL("the output did not end");
    return text;
}

inline ChildEnd end_of(const Child& child) {
    std::array<Watched, 1> watched{{{.descriptor = child.ending()}}};
    REQUIRE(wait_for(watched, std::chrono::steady_clock::now() + std::chrono::seconds(10), never));
    const auto end = child.end();
    REQUIRE(end);
    return *end;
}

}  // namespace snet::platform
