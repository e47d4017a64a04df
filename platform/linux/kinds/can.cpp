#include <linux/can/netlink.h>
#include <linux/if_link.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "platform/linux/kinds/kinds.hpp"

namespace snet::platform::kinds {
namespace {

constexpr BitWord mode_words[] = {
    {CAN_CTRLMODE_LOOPBACK, "LOOPBACK"},
    {CAN_CTRLMODE_LISTENONLY, "LISTEN-ONLY"},
    {CAN_CTRLMODE_3_SAMPLES, "TRIPLE-SAMPLING"},
    {CAN_CTRLMODE_ONE_SHOT, "ONE-SHOT"},
    {CAN_CTRLMODE_BERR_REPORTING, "BERR-REPORTING"},
    {CAN_CTRLMODE_FD, "FD"},
    {CAN_CTRLMODE_FD_NON_ISO, "FD-NON-ISO"},
    {CAN_CTRLMODE_PRESUME_ACK, "PRESUME-ACK"},
    {CAN_CTRLMODE_CC_LEN8_DLC, "CC-LEN8-DLC"},
    {CAN_CTRLMODE_TDC_AUTO, "TDC-AUTO"},
    {CAN_CTRLMODE_TDC_MANUAL, "TDC-MANUAL"},
};

constexpr std::string_view states[] = {"ERROR-ACTIVE", "ERROR-WARNING", "ERROR-PASSIVE",
                                       "BUS-OFF",      "STOPPED",       "SLEEPING"};

std::optional<Value> mode_list(std::uint32_t bits) {
    return bits == 0 ? std::nullopt : std::optional(Value{.data = bit_words(bits, mode_words)});
}

std::optional<Value> modes(const LinkAttributes& attributes, const Setting& setting) {
    const auto mode = structure<can_ctrlmode>(attributes[setting.attribute]);
    return mode ? mode_list(mode->flags) : std::nullopt;
}

std::optional<std::uint32_t> supported_modes(const LinkAttributes& attributes) {
    const AttributeTable<IFLA_CAN_CTRLMODE_SUPPORTED> extension(attributes[IFLA_CAN_CTRLMODE_EXT]);
    return u32(extension[IFLA_CAN_CTRLMODE_SUPPORTED]);
}

std::optional<Value> supported(const LinkAttributes& attributes, const Setting&) {
    const auto bits = supported_modes(attributes);
    return bits && attributes.has(IFLA_CAN_CTRLMODE) ? mode_list(*bits) : std::nullopt;
}

// Set, and not among those that can be changed.
std::optional<Value> fixed(const LinkAttributes& attributes, const Setting&) {
    const auto mode = structure<can_ctrlmode>(attributes[IFLA_CAN_CTRLMODE]);
    const auto changeable = supported_modes(attributes);
    return mode && changeable ? mode_list(mode->flags & ~*changeable) : std::nullopt;
}

std::optional<Value> error_counters(const LinkAttributes& attributes, const Setting& setting) {
    const auto counters = structure<can_berr_counter>(attributes[setting.attribute]);
    if (!counters) return std::nullopt;
    return Value{.data = Fields{{"tx", number_value(counters->txerr)}, {"rx", number_value(counters->rxerr)}}};
}

struct TimingAttributes {
    std::uint16_t timing;
    std::uint16_t limits;
    std::uint16_t rates;
    bool with_delay;  ///< whether the transmitter's delay compensation belongs to it
};
constexpr TimingAttributes arbitration{IFLA_CAN_BITTIMING, IFLA_CAN_BITTIMING_CONST, IFLA_CAN_BITRATE_CONST, false};
constexpr TimingAttributes data_phase{IFLA_CAN_DATA_BITTIMING, IFLA_CAN_DATA_BITTIMING_CONST,
                                      IFLA_CAN_DATA_BITRATE_CONST, true};

constexpr Setting delay[] = {
    {IFLA_CAN_TDC_TDCV, "tdcv", whole<std::uint32_t>},
    {IFLA_CAN_TDC_TDCO, "tdco", whole<std::uint32_t>},
    {IFLA_CAN_TDC_TDCF, "tdcf", whole<std::uint32_t>},
};

Value range(std::uint32_t least, std::uint32_t most) {
    return {.data = Fields{{"min", number_value(least)}, {"max", number_value(most)}}};
}

void add_range(Fields& fields, const char* key, Bytes least, Bytes most) {
    if (u32(least) && u32(most)) fields.push_back({key, range(*u32(least), *u32(most))});
}

Fields delay_limits(const LinkAttributes& delays) {
    Fields fields;
    add_range(fields, "tdcv", delays[IFLA_CAN_TDC_TDCV_MIN], delays[IFLA_CAN_TDC_TDCV_MAX]);
    add_range(fields, "tdco", delays[IFLA_CAN_TDC_TDCO_MIN], delays[IFLA_CAN_TDC_TDCO_MAX]);
    add_range(fields, "tdcf", delays[IFLA_CAN_TDC_TDCF_MIN], delays[IFLA_CAN_TDC_TDCF_MAX]);
    return fields;
}

// A controller with a list of rates has no timing to show.
template <const TimingAttributes& of>
std::optional<Value> timing(const LinkAttributes& attributes, const Setting&) {
    const auto timing = structure<can_bittiming>(attributes[of.timing]);
    if (!timing || attributes.has(of.rates)) return std::nullopt;
    // printf's %.3f, but with a decimal point in every locale; and as many characters as iproute2 has room for.
    std::array<char, 32> digits{};
    std::to_chars(digits.begin(), digits.end(), timing->sample_point / 1000.0, std::chars_format::fixed, 3);
    const std::string sample_point(digits.data(), std::min<std::size_t>(5, std::strlen(digits.data())));
    Fields fields{{"bitrate", number_value(timing->bitrate)},
                  {"sample_point", text_value(sample_point)},
                  {"tq", number_value(timing->tq)},
                  {"prop_seg", number_value(timing->prop_seg)},
                  {"phase_seg1", number_value(timing->phase_seg1)},
                  {"phase_seg2", number_value(timing->phase_seg2)},
                  {"sjw", number_value(timing->sjw)},
                  {"brp", number_value(timing->brp)}};
    if (of.with_delay)
        if (Fields delays = decode_settings(delay, LinkAttributes(attributes[IFLA_CAN_TDC])); !delays.empty())
            fields.push_back({"tdc", {.data = std::move(delays)}});
    return Value{.data = std::move(fields)};
}

template <const TimingAttributes& of>
std::optional<Value> limits(const LinkAttributes& attributes, const Setting&) {
    const auto limits = structure<can_bittiming_const>(attributes[of.limits]);
    if (!limits || attributes.has(of.rates)) return std::nullopt;
    const std::string_view name(limits->name, sizeof limits->name);
    Fields fields{{"name", text_value(std::string(name.substr(0, name.find('\0'))))},
                  {"tseg1", range(limits->tseg1_min, limits->tseg1_max)},
                  {"tseg2", range(limits->tseg2_min, limits->tseg2_max)},
                  {"sjw", range(1, limits->sjw_max)},
                  {"brp", range(limits->brp_min, limits->brp_max)},
                  {"brp_inc", number_value(limits->brp_inc)}};
    if (of.with_delay && attributes.has(IFLA_CAN_TDC))
        fields.push_back({"tdc", {.data = delay_limits(LinkAttributes(attributes[IFLA_CAN_TDC]))}});
    return Value{.data = std::move(fields)};
}

// The rate in use, of those on the list.
template <const TimingAttributes& of>
std::optional<Value> rate(const LinkAttributes& attributes, const Setting&) {
    if (!attributes.has(of.rates)) return std::nullopt;
    const auto timing = structure<can_bittiming>(attributes[of.timing]);
    return number_value(timing ? timing->bitrate : std::uint32_t{0});
}

template <class Number>
Value::List numbers(Bytes bytes) {
    Value::List list;
    for (; bytes.size() >= sizeof(Number); bytes = bytes.subspan(sizeof(Number)))
        list.push_back(number_value(*number<Number>(bytes.first(sizeof(Number)))));
    return list;
}

template <class Number>
std::optional<Value> number_list(const LinkAttributes& attributes, const Setting& setting) {
    if (!attributes.has(setting.attribute)) return std::nullopt;
    return Value{.data = numbers<Number>(attributes[setting.attribute])};
}

std::optional<Value> termination(const LinkAttributes& attributes, const Setting& setting) {
    return attributes.has(IFLA_CAN_TERMINATION_CONST) ? whole<std::uint16_t>(attributes, setting) : std::nullopt;
}

std::optional<Value> terminations(const LinkAttributes& attributes, const Setting& setting) {
    return attributes.has(IFLA_CAN_TERMINATION) ? number_list<std::uint16_t>(attributes, setting) : std::nullopt;
}

std::optional<Value> clock_frequency(const LinkAttributes& attributes, const Setting& setting) {
    const auto clock = structure<can_clock>(attributes[setting.attribute]);
    return clock ? std::optional(number_value(clock->freq)) : std::nullopt;
}

constexpr Setting can[] = {
    {IFLA_CAN_CTRLMODE, "ctrlmode", modes},
    {IFLA_CAN_CTRLMODE_EXT, "ctrlmode_supported", supported},
    {IFLA_CAN_CTRLMODE_EXT, "ctrlmode_static", fixed},
    {IFLA_CAN_STATE, "state", word<std::uint32_t>, states, "UNKNOWN"},
    {IFLA_CAN_BERR_COUNTER, "berr_counter", error_counters},
    {IFLA_CAN_RESTART_MS, "restart_ms", whole<std::uint32_t>},
    {IFLA_CAN_BITTIMING, "bittiming", timing<arbitration>},
    {IFLA_CAN_BITTIMING_CONST, "bittiming_const", limits<arbitration>},
    {IFLA_CAN_BITRATE_CONST, "bittiming_bitrate", rate<arbitration>},
    {IFLA_CAN_BITRATE_CONST, "bitrate_const", number_list<std::uint32_t>},
    {IFLA_CAN_DATA_BITTIMING, "data_bittiming", timing<data_phase>},
    {IFLA_CAN_DATA_BITTIMING_CONST, "data_bittiming_const", limits<data_phase>},
    {IFLA_CAN_DATA_BITRATE_CONST, "data_bittiming_bitrate", rate<data_phase>},
    {IFLA_CAN_DATA_BITRATE_CONST, "data_bitrate_const", number_list<std::uint32_t>},
    {IFLA_CAN_TERMINATION, "termination", termination},
    {IFLA_CAN_TERMINATION_CONST, "termination_const", terminations},
    {IFLA_CAN_CLOCK, "clock", clock_frequency},
};

Fields counters(Bytes statistics) {
    const auto stats = structure<can_device_stats>(statistics);
    if (!stats) return {};
    return {{"restarts", number_value(stats->restarts)},
            {"bus_error", number_value(stats->bus_error)},
            {"arbitration_lost", number_value(stats->arbitration_lost)},
            {"error_warning", number_value(stats->error_warning)},
            {"error_passive", number_value(stats->error_passive)},
            {"bus_off", number_value(stats->bus_off)}};
}

constexpr Kind kinds[] = {{"can", can, counters}};

}  // namespace

constinit const std::span<const Kind> cans = kinds;

}  // namespace snet::platform::kinds
