#pragma once

#include <doctest/doctest.h>
#include <sched.h>

#include <exception>
#include <functional>
#include <thread>

namespace snet::test {

/// Calls `work` in a new network namespace; not at all without the right to make one.
inline void in_new_namespace(const std::function<void()>& work) {
    bool may = false;
    std::exception_ptr failed;  // a REQUIRE
    std::thread([&] {
        may = unshare(CLONE_NEWNET) == 0;
        try {
            if (may) work();
        } catch (...) {
            failed = std::current_exception();
        }
    }).join();
    if (failed) std::rethrow_exception(failed);
    if (!may) MESSAGE("skipped: no right to make a network namespace");
}

}  // namespace snet::test
