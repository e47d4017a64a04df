#include "snet/neighbor_resolver.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/resolution/link.hpp"
#include "lib/resolution/system_questions.hpp"
#include "lib/resolution/wire_questions.hpp"
#include "lib/stack/tables.hpp"

namespace snet {

namespace {

using Outcome = Resolution::Outcome;
using Clock = std::chrono::steady_clock;
using Key = std::pair<std::uint32_t, IpAddress>;  // the interface's index, and the hop's address

std::optional<Clock::time_point> first_of(std::optional<Clock::time_point> a, std::optional<Clock::time_point> b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
}

}  // namespace

struct NeighborResolver::Engine {
    Engine(const Stack& stack, const LearnedNeighbors* learned, ResolutionOptions options)
        : stack_(stack), learned_(learned), options_(std::move(options)), wire_(options_), system_(options_) {}
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() { keep(); }

    std::optional<Result<Resolution>> ask(const Hop& hop);
    bool wait(FunctionRef<bool()> is_stopped);

  private:
    // What one interface is to this run; what was read of it holds for some seconds.
    struct Side {
        Result<Link> link;
        std::optional<Result<Interface>> system;
    };

    Side& side_of(const std::string& device);
    Resolution by_row(const Neighbor& row) const;
    std::optional<Result<Resolution>> put(const Hop& hop, Side& side);
    Result<void> question(const Hop& hop, const Interface& device);
    Result<void> question_of_system(const Hop& hop, const Interface& device, Error&& refusal);
    Result<Interface> system_interface(const std::string& device);
    const Stack& os() const { return os_ ? *os_ : stack_; }
    platform::Tables& system() { return os().tables_->system(); }
    void settle_wire(FunctionRef<bool()> is_stopped);
    void settle_system();
    bool are_none() const { return wire_.are_none() && system_.are_none(); }
    void forget_what_is_old();
    void keep();

    const Stack& stack_;
    const LearnedNeighbors* learned_;
    ResolutionOptions options_;
    std::optional<Stack> os_;  // the operating system's tables, if the stack's are others
    std::map<std::string, Side, std::less<>> sides_;
    std::map<Key, Result<Resolution>> known_;
    std::map<Key, std::string> asked_;  // with the names of the interfaces
    std::vector<Neighbor> fresh_;       // answers that are not kept so far
    WireQuestions wire_;
    SystemQuestions system_;
    Clock::time_point read_ = Clock::now();
    bool has_news_ = false;
};

std::optional<Result<Resolution>> NeighborResolver::Engine::ask(const Hop& hop) {
    if (hop.type == RouteType::local) return own_resolution(stack_, hop);
    if (hop.device.empty()) {
        if (auto group = group_without_link(hop)) return *group;
        return fail(ErrorKind::invalid, hop.destination.to_string() + ": on which interface?");
    }
    forget_what_is_old();
    Side& side = side_of(hop.device);
    if (!side.link) return std::unexpected(side.link.error());
    if (auto known = side.link->without_row(hop)) return *known;
    const Key key{side.link->device().index, hop.address()};
    if (asked_.contains(key)) return std::nullopt;
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const Neighbor* const row = side.link->row(hop.address());
    if (row != nullptr && (!options_.refreshes || row->origin == Origin::stack)) return by_row(*row);
    return put(hop, side);
}

NeighborResolver::Engine::Side& NeighborResolver::Engine::side_of(const std::string& device) {
    const auto found = sides_.find(device);
    if (found != sides_.end()) return found->second;
    Side side{Link::read(stack_, device, learned_, options_.max_age), std::nullopt};
    return sides_.emplace(device, std::move(side)).first->second;
}

Resolution NeighborResolver::Engine::by_row(const Neighbor& row) const {
    return {.outcome = Outcome::cached, .neighbor = row};
}

// A question, unless none is wanted or possible.
std::optional<Result<Resolution>> NeighborResolver::Engine::put(const Hop& hop, Side& side) {
    const Interface& device = side.link->device();
    const Key key{device.index, hop.address()};
    if (!options_.asks || (stack_.base() == StackBase::none && !options_.asks_frozen))
        return Resolution{.outcome = Outcome::not_cached,
                          .neighbor = {.address = hop.address(), .device = device.name, .mac = {}}};
    if (!side.system)
        side.system = stack_.tables_->is_plain() ? Result<Interface>(device) : system_interface(device.name);
    if (!*side.system) return std::unexpected(side.system->error());
    if (auto asked = question(hop, **side.system); !asked) return std::unexpected(std::move(asked.error()));
    asked_.emplace(key, device.name);
    return std::nullopt;
}

Result<Interface> NeighborResolver::Engine::system_interface(const std::string& device) {
    if (!os_) {
        auto opened = Stack::open(options_.netns);
        if (!opened) return std::unexpected(std::move(opened.error()));
        os_.emplace(std::move(*opened));
    }
    auto found = os_->interface(device);
    if (!found && found.error().kind == ErrorKind::not_found)
        return fail(ErrorKind::invalid, device + ": an interface of the stack alone: nothing can be asked there");
    return found;
}

Result<void> NeighborResolver::Engine::question(const Hop& hop, const Interface& device) {
    auto made = LinkQuestion::make(hop, device, options_.source);
    if (!made) return std::unexpected(std::move(made.error()));
    auto asked = wire_.ask({device.index, hop.address()}, std::move(*made));
    if (asked || asked.error().kind != ErrorKind::permission) return asked;
    return question_of_system(hop, device, std::move(asked.error()));
}

// Without the right to ask, the operating system is made to: where its own route leads there, and it does not think
// that it knows.
Result<void> NeighborResolver::Engine::question_of_system(const Hop& hop, const Interface& device, Error&& refusal) {
    const std::string zone = hop.address().is_link_local() && hop.address().is_ipv6() ? device.name : "";
    const auto answer = Answer::of_system(os(), {.destination = hop.address(), .iif = {}, .oif = zone, .vrf = {}});
    if (!answer) return std::unexpected(answer.error());
    const std::optional<Answer>& way = *answer;
    if (options_.source) {
        refusal.message += "; only so can a source be chosen";
    } else if (options_.refreshes) {
        refusal.message += "; only so are neighbors asked that the system knows";
    } else if (!way || way->gateway || way->device != device.name) {
        refusal.message +=
            "; the system's own routes do not lead to " + hop.address().to_string() + " on " + device.name;
    } else {
        system_.ask(device, hop.address());
        return {};
    }
    return std::unexpected(std::move(refusal));
}

bool NeighborResolver::Engine::wait(FunctionRef<bool()> is_stopped) {
    has_news_ = false;
    while (!are_none() && !is_stopped()) {
        wire_.send();
        wire_.receive();
        settle_wire(is_stopped);
        settle_system();
        if (has_news_) break;
        const auto channels = wire_.channels();
        const platform::Wait wait{
            .channels = channels, .deadline = first_of(wire_.deadline(), system_.deadline()), .is_stopped = is_stopped};
        if (!wait.until()) break;
    }
    constexpr std::size_t many = 1024;
    if (are_none() || fresh_.size() >= many) keep();
    return !is_stopped();
}

void NeighborResolver::Engine::settle_wire(FunctionRef<bool()> is_stopped) {
    for (auto& [key, macs] : wire_.settled(is_stopped)) {
        auto asked = asked_.extract(key);
        has_news_ = true;
        if (!macs) {
            known_.insert_or_assign(key, std::unexpected(std::move(macs.error())));
            continue;
        }
        Resolution answer{.neighbor = {.address = key.second, .device = asked.mapped(), .mac = {}}};
        if (!macs->empty()) {
            answer.outcome = Outcome::answered;
            answer.neighbor.mac = LinkAddress(macs->front());
            answer.neighbor.state = NeighborState::reachable;
            answer.neighbor.confirmed_ago = 0;
            answer.neighbor.origin = Origin::learned;
            answer.others.assign(macs->begin() + 1, macs->end());
        }
        // Of two that answer one may lie: whoever asks again shall hear of both.
        if (macs->size() == 1) fresh_.push_back(answer.neighbor);
        known_.insert_or_assign(key, std::move(answer));
    }
}

void NeighborResolver::Engine::settle_system() {
    if (system_.are_none()) return;
    for (auto& [key, row] : system_.settled(system())) {
        auto asked = asked_.extract(key);
        has_news_ = true;
        if (!row) {
            known_.insert_or_assign(key, std::unexpected(std::move(row.error())));
            continue;
        }
        Resolution answer{.neighbor = {.address = key.second, .device = asked.mapped(), .mac = {}}};
        if (*row) answer = {.outcome = Outcome::answered, .neighbor = std::move(**row)};
        known_.insert_or_assign(key, std::move(answer));
    }
}

// A stream of subjects may last for days.
void NeighborResolver::Engine::forget_what_is_old() {
    constexpr std::size_t many = 65536;
    constexpr std::chrono::seconds long_ago(5);
    const bool is_old = asked_.empty() && Clock::now() - read_ > long_ago;
    if (!is_old && known_.size() < many) return;
    known_.clear();
    if (!asked_.empty()) return;
    sides_.clear();
    read_ = Clock::now();
}

// Losing them costs only time.
void NeighborResolver::Engine::keep() {
    if (learned_ != nullptr && !fresh_.empty()) (void)learned_->add(fresh_);
    fresh_.clear();
}

NeighborResolver::NeighborResolver(const Stack& stack, const LearnedNeighbors* learned, ResolutionOptions options)
    : engine_(std::make_unique<Engine>(stack, learned, std::move(options))) {}
NeighborResolver::NeighborResolver(NeighborResolver&&) noexcept = default;
NeighborResolver& NeighborResolver::operator=(NeighborResolver&&) noexcept = default;
NeighborResolver::~NeighborResolver() = default;

std::optional<Result<Resolution>> NeighborResolver::ask(const Hop& hop) {
    return engine_->ask(hop);
}

bool NeighborResolver::wait(FunctionRef<bool()> is_stopped) {
    return engine_->wait(is_stopped);
}

}  // namespace snet
