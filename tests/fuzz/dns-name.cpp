// Whatever is read as a name is printed so that it is read as the same name, to the byte; and stands where it belongs
// among others.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "snet/dns/name.hpp"

using snet::dns::DnsName;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

void check(const DnsName& name) {
    const std::string text = name.to_string();
    require(text.size() <= DnsName::max_text && text.ends_with('.') && DnsName::is_absolute(text));
    require(std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; }));
    require(name.is_root() || DnsName::dots(text) + 1 == name.label_count());
    const auto again = DnsName::parse(text);
    require(again && std::ranges::equal(again->wire(), name.wire()));
    const auto wire = DnsName::from_wire(name.wire());
    require(wire && *wire == name && wire->hash() == name.hash());
    const DnsName parent = name.parent();
    require(name.is_in(parent) && name.is_in(DnsName()) && (name.is_root() || parent < name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = std::min(text.find('\n'), size);
    const auto one = DnsName::parse(text.substr(0, middle));
    const auto other = DnsName::parse(text.substr(std::min(middle + 1, size)));
    if (!one) require(!one.error().message.empty());
    if (one) check(*one);
    if (!one || !other) return 0;
    require((*one == *other) == (*one <=> *other == 0));
    require(!(*one == *other) || one->hash() == other->hash());
    if (const auto joined = one->under(*other)) {
        check(*joined);
        require(joined->is_in(*other) && joined->label_count() == one->label_count() + other->label_count());
    }
    return 0;
}
