#include "snet/origin.hpp"

namespace snet {

std::string_view to_string(Origin origin) {
    switch (origin) {
        case Origin::os:
            return "os";
        case Origin::stack:
            return "stack";
        case Origin::learned:
            return "learned";
        case Origin::extcap:
            return "extcap";
    }
    return "os";
}

}  // namespace snet
