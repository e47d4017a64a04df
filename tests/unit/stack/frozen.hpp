#pragma once

#include <doctest/doctest.h>

#include <string>

#include "snet/stack.hpp"

/// The stack of a file that has these records and no operating system beneath.
inline snet::Stack frozen(const std::string& records) {
    auto file = snet::StackFile::parse("snet 1\nbase none\n" + records, "f", snet::Names());
    REQUIRE_MESSAGE(file, (file ? "" : file.error().message));
    auto stack = snet::Stack::open(std::move(*file));
    REQUIRE(stack);
    return std::move(*stack);
}
