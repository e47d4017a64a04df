#include <doctest/doctest.h>

#include "snet/extcap/plugin.hpp"

using namespace snet::extcap;

TEST_CASE("a plug-in tells its version and its interfaces") {
    const Introduction read = read_introduction(
        "extcap {version=1.2}{help=file:///x.html}{display=Tool}\n"
        "interface {value=a}{display=The first}\n"
        "interface {value=/dev/ttyACM0-None}{display=}\n");
    CHECK(read.version == "1.2");
    CHECK(read.help == "file:///x.html");
    CHECK(read.display == "Tool");
    REQUIRE(read.interfaces.size() == 2);
    CHECK(read.interfaces[0].value == "a");
    CHECK(read.interfaces[0].display == "The first");
    CHECK(read.interfaces[1].value == "/dev/ttyACM0-None");
    CHECK(read.warnings.empty());
}

TEST_CASE("an interface needs both of its parts, and a value once") {
    const Introduction read = read_introduction(
        "interface {value=a}\ninterface {display=b}\ninterface {value=}{display=c}\n"
        "interface {value=d}{display=1}\ninterface {value=d}{display=2}\n");
    REQUIRE(read.interfaces.size() == 1);
    CHECK(read.interfaces[0].display == "1");
    CHECK(read.warnings.size() == 4);
}

TEST_CASE("controls have the choices that follow them") {
    const Introduction read = read_introduction(
        "value {control=1}{value=early}{display=Early}\n"
        "control {number=1}{type=selector}{display=Delay}{tooltip=Tip}\n"
        "value {control=1}{value=5}{display=5s}{default=true}\n"
        "control {number=2}{type=button}{role=logger}{display=Log}\n"
        "control {number=2}{type=string}{display=Twice}\n"
        "control {number=256}{type=string}{display=Far}\n"
        "control {number=3}{type=lever}{display=Unknown}\n");
    REQUIRE(read.controls.size() == 2);
    CHECK(read.controls[0].type == ControlType::selector);
    CHECK(read.controls[0].tooltip == "Tip");
    REQUIRE(read.controls[0].choices.size() == 1);
    CHECK(read.controls[0].choices[0].is_default);
    CHECK(read.controls[1].role == "logger");
    CHECK(to_string(read.controls[1].type) == "button");
    CHECK(read.warnings.size() == 4);
}

TEST_CASE("link types have numbers") {
    const LinkTypes read = read_link_types(
        "dlt {number=147}{name=USER0}{display=Demo}\ndlt {number=x}{name=a}\ndlt {name=b}\ndlt {number=65536}\n"
        "dlt {number=1}\n");
    REQUIRE(read.types.size() == 2);
    CHECK(read.types[0].number == 147);
    CHECK(read.types[0].name == "USER0");
    CHECK(read.types[0].display == "Demo");
    CHECK(read.types[1].number == 1);
    CHECK(read.warnings.size() == 3);
}
