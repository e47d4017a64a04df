#include "lib/neighbors/range_list.hpp"

#include <algorithm>

namespace snet {

std::vector<AddressRange> united(std::vector<AddressRange> ranges) {
    std::ranges::sort(ranges);
    std::vector<AddressRange> result;
    for (const AddressRange& one : ranges) {
        if (result.empty() || !result.back().contains(one.first()))
            result.push_back(one);
        else if (result.back().last() < one.last())
            // The rest of it, so that none gets longer than a range may be.
            result.push_back(*AddressRange::between(one.at(one.offset(result.back().last()) + 1), one.last()));
    }
    return result;
}

std::vector<AddressRange> without(const AddressRange& range, const std::vector<AddressRange>& others) {
    std::vector<AddressRange> result;
    std::uint64_t at = 0;
    const auto first = std::ranges::lower_bound(others, range.first(), {}, &AddressRange::last);
    for (auto other = first; other != others.end(); ++other) {
        const auto common = range.common(*other);
        if (!common) break;
        const std::uint64_t begin = range.offset(common->first());
        if (begin > at) result.push_back(*AddressRange::between(range.at(at), range.at(begin - 1)));
        at = range.offset(common->last()) + 1;
    }
    if (at < range.size()) result.push_back(*AddressRange::between(range.at(at), range.last()));
    return result;
}

}  // namespace snet
