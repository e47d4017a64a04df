#include "lib/stack/address_label_overlay.hpp"

#include <algorithm>

namespace snet {

namespace {

bool is_hidden(const AddressLabel& label, const OwnRows& own, std::span<const Interface> interfaces) {
    AddressLabelRecord record{label.prefix, label.label, ""};
    if (label.index != 0) {
        const auto device = std::ranges::find(interfaces, label.index, &Interface::index);
        if (device == interfaces.end()) return true;
        record.device = device->name;
    }
    return own.hides.hide<AddressLabelRecord>(record);
}

void put(const AddressLabelRecord& record, std::span<const Interface> interfaces, std::vector<AddressLabel>& labels) {
    AddressLabel label{.prefix = record.prefix, .label = record.label, .origin = Origin::stack};
    if (!record.device.empty()) {
        const auto device = std::ranges::find(interfaces, record.device, &Interface::name);
        if (device == interfaces.end()) return;
        label.index = device->index;
    }
    std::erase_if(
        labels, [&](const AddressLabel& other) { return other.prefix == label.prefix && other.index == label.index; });
    labels.push_back(label);
}

}  // namespace

void lay_address_labels(const OwnRows& own, std::span<const Interface> interfaces, std::vector<AddressLabel>& labels) {
    std::erase_if(labels, [&](const AddressLabel& label) { return is_hidden(label, own, interfaces); });
    for (const AddressLabelRecord& record : own.address_labels)
        put(record, interfaces, labels);
}

}  // namespace snet
