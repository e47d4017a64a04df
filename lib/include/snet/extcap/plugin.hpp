#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snet/extcap/option.hpp"

#pragma GCC visibility push(default)
namespace snet::extcap {

/// An interface that a plug-in offers.
struct CaptureInterface {
    std::string value;    ///< what it is called by
    std::string display;  ///< for people
};

enum class ControlType : std::uint8_t { boolean, button, selector, string };

/// The protocol's word for a type of controls.
std::string_view to_string(ControlType type);

/// What can be changed while packets are captured, and where the plug-in shows texts.
struct Control {
    std::uint8_t number = 0;
    ControlType type = ControlType::string;
    std::string display;
    std::string default_value;
    std::string role;  ///< of a button: control, help, logger or restore; empty: control
    std::string tooltip;
    std::string placeholder;
    std::string validation;
    std::optional<Range> range;
    std::vector<Choice> choices;
};

/// What a plug-in says of itself and its interfaces.
struct Introduction {
    std::string version;
    std::string help;     ///< an address of a page
    std::string display;  ///< its name for people
    std::vector<CaptureInterface> interfaces;
    std::vector<Control> controls;
    std::vector<std::string> warnings;
};

/// Reads the answer to `--extcap-interfaces`. Never fails: what is no sentence is not there.
Introduction read_introduction(std::string_view text);

/// A link type that an interface promises; what its packets really have stands in the stream.
struct LinkTypeName {
    std::uint32_t number = 0;
    std::string name;
    std::string display;
};

struct LinkTypes {
    std::vector<LinkTypeName> types;
    std::vector<std::string> warnings;
};

/// Reads the answer to `--extcap-dlts`.
LinkTypes read_link_types(std::string_view text);

/// A program that was asked what it offers.
struct Plugin {
    std::string name;  ///< the file's name
    std::string path;
    Introduction introduction;
};

}  // namespace snet::extcap
#pragma GCC visibility pop
