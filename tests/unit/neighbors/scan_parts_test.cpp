#include <doctest/doctest.h>

#include "lib/neighbors/found_neighbors.hpp"
#include "lib/neighbors/pace.hpp"
#include "lib/neighbors/sent_times.hpp"

using namespace snet;
using namespace std::chrono_literals;

namespace {

MacAddress mac(std::uint8_t last) {
    return MacAddress({2, 0, 0, 0, 0, last});
}

}  // namespace

TEST_CASE("a pace lets a packet out in each of its gaps, and makes up for a little only") {
    const Pace::Clock::time_point start{};
    Pace pace(1000, start);
    CHECK(pace.allowed(start, 128) == 1);
    pace.sent(1);
    CHECK(pace.allowed(start, 128) == 0);
    CHECK(pace.next() == start + 1ms);
    CHECK(pace.allowed(start + 5ms, 128) == 5);
    CHECK(pace.allowed(start + 5ms, 3) == 3);
    pace.sent(5);
    CHECK(pace.allowed(start + 5ms, 128) == 0);
    CHECK(pace.allowed(start + 10s, 128) == 11);
}

TEST_CASE("no rate is no limit") {
    Pace pace(0, Pace::Clock::time_point{});
    pace.sent(1000000);
    CHECK(pace.allowed(Pace::Clock::time_point{}, 128) == 128);
}

TEST_CASE("an address that answers once more, or otherwise") {
    using enum FoundNeighbors::News;
    FoundNeighbors found;
    const IpAddress address = *IpAddress::parse("10.0.0.2");
    CHECK(found.add(0, address, mac(1)) == first);
    CHECK(found.add(0, address, mac(1)) == none);
    CHECK(found.add(0, address, mac(2)) == another);
    CHECK(found.add(0, address, mac(2)) == none);
    CHECK(found.add(1, address, mac(2)) == first);  // another link has neighbors of its own
    CHECK(found.first(0, address) == mac(1));
    CHECK_FALSE(found.first(2, address));
    CHECK(found.size() == 2);
    for (std::uint8_t i = 3; i < 18; ++i)
        CHECK(found.add(0, address, mac(i)) == another);
    CHECK(found.add(0, address, mac(99)) == none);  // it claims too much
}

TEST_CASE("how long an answer took") {
    SentTimes times;
    const SentTimes::Time start{};
    times.add(0, 10, start);
    times.add(10, 20, start + 1ms);
    CHECK(times.since(5, start + 3ms) == 3ms);
    CHECK(times.since(10, start + 3ms) == 2ms);
    CHECK_FALSE(times.since(20, start + 3ms));
    times.add(0, 20, start + 10ms);  // once more
    CHECK(times.since(5, start + 11ms) == 1ms);
    CHECK(times.since(5, start + 9ms) == 9ms);  // an answer to the first question
    for (std::uint64_t i = 0; i < 5000; ++i)
        times.add(100 + i, 101 + i, start + 20ms);
    CHECK_FALSE(times.since(5, start + 30ms));
}
