#include "snet/vendors.hpp"

#include "lib/lookup/vendor_registry.hpp"

namespace snet {

struct Vendors::Registry {
    VendorRegistry registry;
};

Vendors::Vendors(std::unique_ptr<Registry> registry) : registry_(std::move(registry)) {}
Vendors::Vendors(Vendors&&) noexcept = default;
Vendors& Vendors::operator=(Vendors&&) noexcept = default;
Vendors::~Vendors() = default;

Result<Vendors> Vendors::open() {
    auto registry = VendorRegistry::open();
    if (!registry) return std::unexpected(registry.error());
    return Vendors(std::make_unique<Registry>(std::move(*registry)));
}

std::optional<std::string> Vendors::name(const MacAddress& mac) const {
    auto owner = registry_->registry.owner(mac);
    if (!owner) return std::nullopt;
    return std::move(owner->name);
}

std::optional<std::string> Vendors::short_name(const MacAddress& mac) const {
    auto owner = registry_->registry.owner(mac);
    if (!owner) return std::nullopt;
    return owner->short_name.empty() ? short_vendor_name(owner->name) : owner->short_name;
}

}  // namespace snet
