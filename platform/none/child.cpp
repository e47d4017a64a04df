#include "platform/child.hpp"

namespace snet::platform {

struct Child::Os {};
struct Descendants::Os {};

Result<Child> Child::start(const ChildPlan& plan) {
    return fail(ErrorKind::unsupported, plan.program + ": this build of snet does not run programs");
}

Child::Child(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Child::Child(Child&&) noexcept = default;
Child& Child::operator=(Child&&) noexcept = default;
Child::~Child() = default;

int Child::ending() const {
    return -1;
}

int Child::output() const {
    return -1;
}

int Child::errors() const {
    return -1;
}

void Child::close_output() {}
void Child::close_errors() {}

std::optional<ChildEnd> Child::end() const {
    return std::nullopt;
}

void Child::send(Signal) {}

Result<Descendants> Descendants::adopt() {
    return fail(ErrorKind::unsupported, "this build of snet does not run programs");
}

Descendants::Descendants(std::unique_ptr<Os> os) : os_(std::move(os)) {}
Descendants::Descendants(Descendants&&) noexcept = default;
Descendants& Descendants::operator=(Descendants&&) noexcept = default;
Descendants::~Descendants() = default;

void Descendants::sweep() {}

}  // namespace snet::platform
