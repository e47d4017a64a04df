#include "lib/extcap/settings/time_value.hpp"

#include <ctime>

#include "lib/values/number_text.hpp"

namespace snet::extcap {

namespace {

constexpr std::int64_t most_seconds = std::int64_t{1} << 40;  // some 34,000 years

/// Reads what a text begins with.
class Reading {
  public:
    explicit Reading(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }

    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly so many digits, as a number up to `most`.
    std::optional<int> digits(std::size_t count, std::uint64_t most) {
        if (rest_.size() < count) return std::nullopt;
        const auto number = parse_digits(rest_.substr(0, count), 10, most);
        if (!number) return std::nullopt;
        rest_.remove_prefix(count);
        return static_cast<int>(*number);
    }

    std::optional<std::int64_t> number() {
        const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const auto number = parse_digits(rest_.substr(0, count), 10, static_cast<std::uint64_t>(most_seconds));
        rest_.remove_prefix(count);
        if (!number) return std::nullopt;
        return static_cast<std::int64_t>(*number);
    }

    char next() {
        if (rest_.empty()) return 0;
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

  private:
    std::string_view rest_;
};

std::optional<std::int64_t> seconds_of_unit(char unit) {
    switch (unit) {
        case 's':
            return 1;
        case 'm':
            return 60;
        case 'h':
            return 3600;
        case 'd':
            return 86400;
        default:
            return std::nullopt;
    }
}

/// `now`, `now-1h`, `now+90s`.
std::optional<std::int64_t> relative(std::string_view text, std::chrono::system_clock::time_point now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    if (text.empty()) return seconds;
    Reading reading(text);
    const char sign = reading.next();
    const auto count = reading.number();
    const auto unit = seconds_of_unit(reading.next());
    if ((sign != '+' && sign != '-') || !count || !unit || !reading.at_end()) return std::nullopt;
    if (*count > most_seconds / *unit) return std::nullopt;
    return sign == '-' ? seconds - *count * *unit : seconds + *count * *unit;
}

struct Clock {
    int hour = 0, minute = 0, second = 0;
};

/// `09:00`, `09:00:00`, `09:00:00.25`; parts of a second are dropped.
std::optional<Clock> clock_time(Reading& reading) {
    Clock clock;
    const auto hour = reading.digits(2, 23);
    if (!hour || !reading.take(':')) return std::nullopt;
    const auto minute = reading.digits(2, 59);
    if (!minute) return std::nullopt;
    clock = {*hour, *minute, 0};
    if (!reading.take(':')) return clock;
    const auto second = reading.digits(2, 60);
    if (!second) return std::nullopt;
    clock.second = *second;
    if (reading.take('.') && !reading.number()) return std::nullopt;
    return clock;
}

/// `Z`, `+01:00`, `+0100`: seconds east of Greenwich.
std::optional<std::int64_t> offset(Reading& reading) {
    if (reading.take('Z') || reading.take('z')) return 0;
    const bool east = reading.take('+');
    if (!east && !reading.take('-')) return std::nullopt;
    const auto hours = reading.digits(2, 23);
    (void)reading.take(':');
    const auto minutes = reading.digits(2, 59);
    if (!hours || !minutes) return std::nullopt;
    const std::int64_t seconds = *hours * 3600 + *minutes * 60;
    return east ? seconds : -seconds;
}

std::optional<std::int64_t> local_time(const std::chrono::year_month_day& date, const Clock& clock) {
    std::tm parts{};
    parts.tm_year = static_cast<int>(date.year()) - 1900;
    parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    parts.tm_hour = clock.hour;
    parts.tm_min = clock.minute;
    parts.tm_sec = clock.second;
    parts.tm_isdst = -1;
    const std::time_t time = std::mktime(&parts);
    if (time == -1) return std::nullopt;
    return time;
}

std::optional<std::int64_t> iso_time(std::string_view text) {
    Reading reading(text);
    const auto year = reading.digits(4, 9999);
    const auto month = year && reading.take('-') ? reading.digits(2, 12) : std::nullopt;
    const auto day = month && reading.take('-') ? reading.digits(2, 31) : std::nullopt;
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    if (reading.at_end()) return local_time(date, {});
    if (!reading.take('T') && !reading.take('t') && !reading.take(' ')) return std::nullopt;
    const auto clock = clock_time(reading);
    if (!clock) return std::nullopt;
    if (reading.at_end()) return local_time(date, *clock);
    const auto east = offset(reading);
    if (!east || !reading.at_end()) return std::nullopt;
    const std::chrono::seconds days = std::chrono::sys_days(date).time_since_epoch();
    return days.count() + clock->hour * 3600 + clock->minute * 60 + clock->second - *east;
}

std::optional<std::int64_t> epoch_time(std::string_view text) {
    Reading reading(text);
    const bool is_before = reading.take('-');
    const auto seconds = reading.number();
    if (!seconds || !reading.at_end()) return std::nullopt;
    return is_before ? -*seconds : *seconds;
}

}  // namespace

std::optional<std::int64_t> parse_time_value(std::string_view text, std::chrono::system_clock::time_point now) {
    if (text.starts_with("now")) return relative(text.substr(3), now);
    if (text.starts_with('@')) return epoch_time(text.substr(1));
    return iso_time(text);
}

}  // namespace snet::extcap
