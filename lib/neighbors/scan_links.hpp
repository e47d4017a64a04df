#pragma once

#include "lib/neighbors/wire_link.hpp"
#include "snet/neighbor_scan.hpp"

namespace snet {

/// What a plan consists of.
struct ScanLinks {
    /// Addresses that are asked on one link, from one source.
    struct Part {
        AddressRange range;
        std::size_t link;
        IpAddress source;
        std::uint64_t start = 0;  ///< the number of its first address among all that are asked
    };

    std::vector<WireLink> links;
    std::vector<Part> parts;          ///< by ascending address; none has an address of another
    std::vector<std::size_t> groups;  ///< the links whose nodes are asked together
    std::vector<ScanPlan::Own> own;
    std::uint64_t size = 0;
    std::optional<std::string> netns;
};

}  // namespace snet
