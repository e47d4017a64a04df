#include "lib/extcap/settings/time_value.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

using namespace snet::extcap;

namespace {

const std::chrono::system_clock::time_point now{std::chrono::seconds(1'000'000)};

std::optional<std::int64_t> seconds(std::string_view text) {
    return parse_time_value(text, now);
}

}  // namespace

TEST_CASE("ISO 8601 with a zone") {
    CHECK(seconds("1970-01-01T00:00:00Z") == 0);
    CHECK(seconds("2026-11-23T09:00:00Z") == 1795424400);
    CHECK(seconds("2026-11-23T10:00:00+01:00") == 1795424400);
    CHECK(seconds("2026-11-23T04:30:00-0430") == 1795424400);
    CHECK(seconds("2026-11-23 09:00Z") == 1795424400);
    CHECK(seconds("2026-11-23T09:00:00.999Z") == 1795424400);
    CHECK(seconds("2024-02-29T00:00:00Z") == 1709164800);
    CHECK(seconds("1969-12-31T23:59:59Z") == -1);
}

TEST_CASE("without a zone it is local time") {
    ::setenv("TZ", "XYZ-2", 1);
    ::tzset();
    CHECK(seconds("1970-01-01T02:00:00") == 0);
    CHECK(seconds("1970-01-02") == 86400 - 7200);
    ::unsetenv("TZ");
    ::tzset();
}

TEST_CASE("seconds since 1970, and from now") {
    CHECK(seconds("@0") == 0);
    CHECK(seconds("@-5") == -5);
    CHECK(seconds("now") == 1'000'000);
    CHECK(seconds("now+90s") == 1'000'090);
    CHECK(seconds("now-2m") == 999'880);
    CHECK(seconds("now-1h") == 996'400);
    CHECK(seconds("now-1d") == 913'600);
}

TEST_CASE("what is no time is none") {
    for (const std::string_view bad : {"",
                                       "@",
                                       "@x",
                                       "@1.5",
                                       "@99999999999999999999",
                                       "now-",
                                       "now-1",
                                       "now-1w",
                                       "now1h",
                                       "now-1hx",
                                       "nower",
                                       "2026",
                                       "2026-13-01",
                                       "2026-00-01",
                                       "2026-02-30",
                                       "2026-1-1",
                                       "2026-11-23T",
                                       "2026-11-23T9:00",
                                       "2026-11-23T24:00",
                                       "2026-11-23T09:60",
                                       "2026-11-23T09:00:61Z",
                                       "2026-11-23T09:00:00.Z",
                                       "2026-11-23T09:00:00Zx",
                                       "2026-11-23T09:00:00+1",
                                       "2026-11-23T09",
                                       "now-9999999999999999d",
                                       "20261123T090000Z"}) {
        CAPTURE(bad);
        CHECK_FALSE(seconds(bad));
    }
}
