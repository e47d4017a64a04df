#include "lib/stack/namespace_filler.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "lib/lookup/settings.hpp"
#include "lib/stack/route_steps.hpp"
#include "lib/stack/row_steps.hpp"
#include "platform/process.hpp"

namespace snet {

namespace {

constexpr std::string_view tun_object = "tuntap";

bool is_for_all(std::string_view name) {
    return name.contains(".all.");
}

// It would give every address that manages some a temporary one.
bool makes_addresses(std::string_view name) {
    return name.ends_with(".use_tempaddr");
}

Result<std::map<std::string, std::int64_t>> settings_of(const Stack& stack) {
    const auto records = StackRecords(stack).settings();
    if (!records) return std::unexpected(records.error());
    std::map<std::string, std::int64_t> settings;
    for (const SysctlRecord& record : *records)
        settings.emplace(record.name, record.value);
    return settings;
}

bool is_tentative(const InterfaceAddress& address) {
    return address.local.is_ipv6() && (address.flags & address_tentative) != 0;
}

/// Whether the interface has come to what is wanted of it.
bool is_as_wanted(const InterfaceRecord& row, const Links& want, const Links& now) {
    const InterfaceRecord* const is = now.find(row.name);
    if (is == nullptr || !is->up.value_or(false)) return true;
    if (row.carrier && row.carrier != is->carrier) return false;
    return !is->carrier.value_or(false) || !want.has_own_link_local(row) || now.has_own_link_local(*is);
}

/// Whether its addresses are as good as they will get.
bool has_good_addresses(const InterfaceRecord& row, const Links& now) {
    return std::ranges::none_of(now.addresses_of(row.name),
                                [](const AddressRecord& one) { return is_tentative(one.address); });
}

IpCommand way_to_try(const std::string& name, std::string_view kind) {
    if (kind == "tun") return {"tuntap", "add", "dev", name, "mode", "tap"};
    IpCommand command{"link", "add", "name", name, "type", std::string(kind)};
    if (kind == "vxlan") command.insert(command.end(), {"id", "1", "dstport", "40000"});
    return command;
}

/// By a protocol and a metric that nobody else uses, so that it can be told from all others; in the table that is asked
/// first.
Record guide_to(const NextHop& hop) {
    constexpr std::uint8_t nobodys_protocol = 255;
    constexpr std::uint32_t nobodys_metric = 4294967294;
    const unsigned length = 8 * address_size(hop.gateway->family());
    Route route{.destination = Prefix::containing(*hop.gateway, length), .from = {}, .protocol = nobodys_protocol};
    route.scope = hop.gateway->is_ipv4() ? scope_link : scope_universe;
    route.metric = nobodys_metric;
    route.table = table_local;
    route.next_hops.push_back({.gateway = {}, .device = hop.device, .realms = {}, .encapsulation = {}});
    return route;
}

}  // namespace

void NamespaceFiller::refuse(std::string_view row, std::string_view reason) {
    ++refusals_;
    if (!is_quiet_) refused_(std::string(row) + ": " + std::string(reason));
}

void NamespaceFiller::make_tun(const IpCommand& command) {
    const std::string& name = command[3];
    const auto mode = command.back() == "tun" ? platform::TunMode::tun : platform::TunMode::tap;
    // `ip tuntap` would give it another index.
    const InterfaceRecord* const row = links_.find(name);
    const auto made = platform::make_tun(name, row != nullptr ? row->index.value_or(0) : 0, mode);
    if (!made) refuse("interface " + name, made.error().message);
}

Result<void> NamespaceFiller::run(Stage stage) {
    const auto now = Stack::open();
    if (!now) return std::unexpected(now.error());
    const auto refused = [this](std::string_view command, std::string_view reason) {
        refuse("ip " + std::string(command), reason);
    };
    IpBatch batch(refused, done_);
    Result<void> ran;
    const auto done = stage(*now, [&](const IpStep& step) {
        if (!step.reason.empty()) refuse(step.record, step.reason);
        if (ran && !step.command.empty()) ran = run_step(batch, step);
    });
    if (!done || !ran) return done ? ran : done;
    return batch.run();
}

// In the order of the steps: the kernel asks interfaces in that in which they were made.
Result<void> NamespaceFiller::run_step(IpBatch& batch, const IpStep& step) {
    if (step.command.front() != tun_object) {
        batch.add(step.command);
        return {};
    }
    auto done = batch.run();
    if (done) make_tun(step.command);
    return done;
}

Result<void> NamespaceFiller::set_settings(bool (*which)(std::string_view name)) {
    const auto now = Stack::open();
    if (!now) return std::unexpected(now.error());
    const auto have = settings_of(*now);
    if (!have) return std::unexpected(have.error());
    const auto want = settings_of(want_);
    if (!want) return std::unexpected(want.error());
    auto wrong = *want;
    for (const auto& [name, value] : *have)
        wrong.emplace(name, default_setting(name));
    for (const auto& [name, value] : wrong) {
        const auto is = have->find(name);
        if (!which(name) || (is != have->end() && is->second == value)) continue;
        const auto done = platform::set_sysctl(name, value);
        if (!done) refuse("sysctl " + name + ' ' + std::to_string(value), done.error().message);
    }
    return {};
}

/// Returns how many there were.
Result<std::size_t> NamespaceFiller::make_missing_links(std::size_t way) {
    std::size_t missing = 0;
    const auto done = run([&](const Stack& stack, IpSteps steps) -> Result<void> {
        const auto now = Links::read(stack);
        if (!now) return std::unexpected(now.error());
        for (const InterfaceRecord& row : links_.rows()) {
            if (now->find(row.name) != nullptr) continue;
            ++missing;
            const auto ways = ways_to_make(row, links_, kinds_);
            if (way < ways.size() && (way > 0 || !comes_with_its_peer(row, links_, *now))) steps({ways[way], {}, {}});
        }
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return missing;
}

Result<void> NamespaceFiller::try_kinds() {
    is_quiet_ = true;
    const auto name_of = [](std::string_view kind) { return "snet-" + std::string(kind); };
    auto done = run([&](const Stack&, IpSteps steps) -> Result<void> {
        for (const std::string_view kind : stand_in_kinds)
            steps({way_to_try(name_of(kind), kind), {}, {}});
        return {};
    });
    is_quiet_ = false;
    if (!done) return done;
    const auto now = Stack::open();
    const auto made = now ? Links::read(*now) : std::unexpected(now.error());
    if (!made) return std::unexpected(made.error());
    for (const std::string_view kind : stand_in_kinds)
        if (made->find(name_of(kind)) != nullptr) kinds_.emplace(kind);
    return {};
}

Result<void> NamespaceFiller::make_links() {
    constexpr std::size_t most_ways = 8;
    is_quiet_ = true;
    Result<std::size_t> missing = 1;
    for (std::size_t way = 0; way < most_ways && missing && *missing > 0; ++way)
        missing = make_missing_links(way);
    is_quiet_ = false;
    if (!missing) return std::unexpected(missing.error());
    const auto now = Stack::open();
    const auto there = now ? Links::read(*now) : std::unexpected(now.error());
    if (!there) return std::unexpected(there.error());
    for (const InterfaceRecord& row : links_.rows())
        if (there->find(row.name) == nullptr) refuse("interface " + row.name, "this system can make nothing like it");
    return {};
}

Result<bool> NamespaceFiller::is_at_rest(bool is_patient) const {
    const auto stack = Stack::open();
    const auto now = stack ? Links::read(*stack) : std::unexpected(stack.error());
    if (!now) return std::unexpected(now.error());
    return std::ranges::all_of(links_.rows(), [&](const InterfaceRecord& row) {
        return has_good_addresses(row, *now) && (!is_patient || is_as_wanted(row, links_, *now));
    });
}

// Carriers and addresses come a moment later than what they come from; routes need them. What stands for an interface
// may never come to have its carrier, while addresses only wait for a busy kernel.
Result<void> NamespaceFiller::come_to_rest() {
    constexpr std::chrono::milliseconds pause{2};
    constexpr int patient = 50, most = 1000;
    for (int i = 0; i < most; ++i) {
        const auto rests = is_at_rest(i < patient);
        if (!rests) return std::unexpected(rests.error());
        if (*rests) break;
        std::this_thread::sleep_for(pause);
    }
    return wait_for_kernel();
}

// An address is good a little before its route is there. A change of any interface waits until the kernel is done with
// the others.
Result<void> NamespaceFiller::wait_for_kernel() {
    const InterfaceRecord* const loopback = links_.find("lo");
    const std::uint32_t group = loopback != nullptr ? loopback->group.value_or(0) : 0;
    return run([&](const Stack&, IpSteps steps) -> Result<void> {
        steps({{"link", "set", "dev", "lo", "group", std::to_string(group)}, {}, {}});
        return {};
    });
}

Result<void> NamespaceFiller::change_links_and_addresses() {
    const auto with_links = [&](auto change) {
        return run([&](const Stack& stack, IpSteps steps) -> Result<void> {
            const auto now = Links::read(stack);
            if (!now) return std::unexpected(now.error());
            change(*now, steps);
            return {};
        });
    };
    const auto change = [&](const Links& now, IpSteps steps) { change_links(now, links_, steps); };
    auto done = with_links(change);
    // A bridge takes the MTU of its ports.
    if (done) done = with_links(change);
    if (done) done = with_links([&](const Links& now, IpSteps steps) { set_states(now, links_, late_, steps); });
    if (done) done = come_to_rest();
    if (done) done = with_links([&](const Links& now, IpSteps steps) { change_addresses(now, links_, late_, steps); });
    return done ? come_to_rest() : done;
}

// Gateways may have been near when their routes were added, and be so no longer: then they are for a moment.
Result<void> NamespaceFiller::change_routes() {
    is_quiet_ = true;
    refusals_ = 0;
    auto done = run([&](const Stack& now, IpSteps steps) {
        const auto deleted = delete_routes(now, want_, late_, steps);
        return deleted ? add_routes(now, want_, {}, steps) : deleted;
    });
    if (done && refusals_ > 0) {
        const auto guides = guides_to_gateways();
        if (!guides) return std::unexpected(guides.error());
        done = put_guides(IpVerb::add, *guides);
        is_quiet_ = false;
        if (done) done = run([&](const Stack& now, IpSteps steps) { return add_routes(now, want_, {}, steps); });
        is_quiet_ = true;
        if (done) done = put_guides(IpVerb::del, *guides);
    }
    is_quiet_ = false;
    return done;
}

/// A route to each gateway of what is missing.
Result<std::vector<Record>> NamespaceFiller::guides_to_gateways() const {
    const auto now = Stack::open();
    if (!now) return std::unexpected(now.error());
    std::map<std::string, Record> guides;
    const auto guide = [&](const NextHop& hop) {
        if (!hop.gateway || hop.device.empty()) return;
        Record route = guide_to(hop);
        std::string words = ip_words(route);
        guides.emplace(std::move(words), std::move(route));
    };
    const auto routes = TableDifference::read(*now, want_, RowKind::route);
    const auto objects = TableDifference::read(*now, want_, RowKind::nexthop);
    if (!routes || !objects) return std::unexpected(routes ? objects.error() : routes.error());
    auto done = routes->each_missing([&](const Record& row) {
        if (!std::get<Route>(row).nexthop_id) std::ranges::for_each(std::get<Route>(row).next_hops, guide);
    });
    if (done) done = objects->each_missing([&](const Record& row) { guide(std::get<NexthopObject>(row).hop); });
    if (!done) return std::unexpected(done.error());
    std::vector<Record> all;
    all.reserve(guides.size());
    for (auto& [words, route] : guides)
        all.push_back(std::move(route));
    return all;
}

Result<void> NamespaceFiller::put_guides(IpVerb verb, const std::vector<Record>& guides) {
    return run([&](const Stack&, IpSteps steps) -> Result<void> {
        for (const Record& route : guides)
            snet::run_step(verb, route, steps);
        return {};
    });
}

Result<void> NamespaceFiller::change_tables() {
    if (auto done = change_routes(); !done) return done;
    return run([&](const Stack& now, IpSteps steps) {
        auto done = change_labels(now, want_, steps);
        if (done) done = change_rules(now, want_, steps);
        if (done) done = change_neighbors(now, want_, steps);
        return done;
    });
}

// The first rule splits the tables, and they stay so without it.
Result<void> NamespaceFiller::split_fib4() {
    const auto want = StackRecords(want_).fib4();
    if (!want) return std::unexpected(want.error());
    if (*want == Fib4::merged) return {};
    return run([](const Stack&, IpSteps steps) -> Result<void> {
        const Rule rule{.priority = 4294967295, .action = RuleAction::nop};
        steps({*ip_command(IpVerb::add, rule), {}, {}});
        steps({*ip_command(IpVerb::del, rule), {}, {}});
        return {};
    });
}

// The kernel remembers the source of a next-hop object, as the first route that asked found it, until an address
// changes. Rows alone have no such past.
Result<void> NamespaceFiller::forget_sources() {
    const auto objects = want_.nexthop_objects();
    if (!objects || objects->empty()) return objects ? Result<void>() : std::unexpected(objects.error());
    AddressRecord passing{.device = "lo", .address = {.local = *IpAddress::parse("127.255.255.254"), .peer = {}}};
    passing.address.prefix_length = 32;
    passing.address.flags = address_permanent;
    passing.address.scope = scope_host;
    const auto is_same = [&](const AddressRecord& row) { return row.address.local == passing.address.local; };
    if (std::ranges::any_of(links_.addresses_of("lo"), is_same)) return {};
    return run([&](const Stack&, IpSteps steps) -> Result<void> {
        steps({*ip_command(IpVerb::add, passing), {}, {}});
        steps({*ip_command(IpVerb::del, passing), {}, {}});
        return {};
    });
}

Result<void> NamespaceFiller::take_down() {
    return run([&](const Stack& stack, IpSteps steps) -> Result<void> {
        const auto now = Links::read(stack);
        if (!now) return std::unexpected(now.error());
        set_states(*now, links_, {}, steps);
        add_late_addresses(links_, late_, steps);
        return {};
    });
}

Result<void> NamespaceFiller::fill() {
    auto links = Links::read(want_);
    if (!links) return std::unexpected(links.error());
    links_ = std::move(*links);
    const auto now = Stack::open();
    if (!now) return std::unexpected(now.error());
    auto late = down_in_multipath(*now, want_, links_);
    if (!late) return std::unexpected(late.error());
    late_ = std::move(*late);
    // Addresses are good at once: nobody else is on these links. Where there is no IPv6 there is no such setting.
    for (const char* const name : {"net.ipv6.conf.all.accept_dad", "net.ipv6.conf.default.accept_dad"})
        static_cast<void>(platform::set_sysctl(name, 0));
    auto done = set_settings(is_for_all);
    if (done) done = make_links();
    if (done) done = set_settings([](std::string_view name) { return !makes_addresses(name); });
    if (done) done = change_links_and_addresses();
    if (done) done = split_fib4();
    if (done) done = change_tables();
    if (done && !late_.empty()) done = take_down();
    if (done) done = come_to_rest();
    if (done) done = forget_sources();
    if (done) done = set_settings(makes_addresses);
    return done;
}

}  // namespace snet
