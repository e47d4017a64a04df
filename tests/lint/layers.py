#!/usr/bin/env python3
"""Which folder may include which: values <- frames, records <- platform <- lookup and stack <- neighbors, resolution, dns, capture
and extcap <- tools.

    layers.py ROOT          checks the tree
    layers.py --self-test   checks that every rule can fail"""

import pathlib
import re
import sys

VALUES = {"address_range", "address_with_length", "error", "family", "function_ref", "ip_address", "link_address", "mac_address", "names",
          "origin", "prefix", "value"}
RECORDS = {"address_label", "flow", "interface", "interface_record", "ip_command", "nameserver", "neighbor", "query", "record", "route", "rule",
           "vendors"}
STACK = {"connected_routes", "fib", "interface_edit", "ip_conversion", "learned_neighbors", "lookup", "neighbor_edit", "route_edit", "row_edit",
         "rule_edit", "stack", "stack_edit", "stack_file", "stack_namespace", "stack_place", "stack_records"}
NEIGHBORS = {"neighbor_announce", "neighbor_probe", "neighbor_resolver", "neighbor_scan", "privileges"}
SERVICES = ("dns", "capture", "extcap")  # public headers in folders of their own: snet/dns/*.hpp
CLI_MAY = {"ascii_case", "error", "family", "function_ref", "hex", "text_parts", "value"}
BELOW = {
    "values": {"values"},
    "frames": {"values", "frames"},
    "records": {"values", "records"},
    "resolution": {"values", "frames", "records", "stack-header", "neighbors-header", "platform", "stack", "resolution"},
    "platform": {"values", "records", "platform"},
    "lookup": {"values", "records", "stack-header", "platform", "lookup", "stack"},
    "stack": {"values", "records", "stack-header", "platform", "lookup", "stack"},
    "neighbors": {"values", "frames", "records", "stack-header", "neighbors-header", "platform", "neighbors"},
    "dns": {"values", "records", "stack-header", "dns-header", "platform", "dns"},
    "capture": {"values", "records", "dns-header", "capture-header", "platform", "dns", "capture"},
    "extcap": {"values", "records", "stack-header", "capture-header", "extcap-header", "platform", "extcap"},
    "cli": {"values", "cli"},
    "tools": {"values", "records", "stack-header", "neighbors-header", "cli", "tools"} | {f"{name}-header" for name in SERVICES},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CONDITION = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif)\b", re.MULTILINE)
NETLINK = re.compile(r"^(netlink/|linux/)")
# Each C library has one home.
HOMES = (
    (re.compile(r"^netlink/"), "platform/linux/", "libnl"),
    (re.compile(r"^(ares|idn2)"), "lib/dns/resolver/", "c-ares and libidn2"),
    (re.compile(r"^pcap"), "lib/capture/", "libpcap"),
    (re.compile(r"^pcre2"), "lib/extcap/", "PCRE2"),
)


def layer_of(path):
    """The layer that a file or an include belongs to; None outside of them."""
    public = re.fullmatch(r"(?:lib/include/)?snet/([\w-]+)\.hpp", path)
    if public:
        name = public[1]
        layers = (("values", VALUES), ("records", RECORDS), ("stack-header", STACK), ("neighbors-header", NEIGHBORS))
        return next((layer for layer, names in layers if name in names), "unknown")
    service = re.fullmatch(r"(?:lib/include/)?snet/(\w+)/[\w-]+\.hpp", path)
    if service:
        return f"{service[1]}-header" if service[1] in SERVICES else "unknown"
    for prefix in ("lib/values", "lib/frames", "lib/records", "lib/lookup", "lib/stack", "lib/neighbors", "lib/resolution", *(f"lib/{name}" for name in SERVICES), "platform", "tools/cli", "tools"):
        if path.startswith(prefix + "/"):
            return prefix.split("/")[-1]
    return None


def problems(path, text):
    """What is wrong with a file of the tree, named by its path from the root."""
    layer = layer_of(path)
    allowed = BELOW.get(layer, BELOW["records"] | {"stack-header", "neighbors-header"} | {f"{name}-header" for name in SERVICES})
    found = []
    for quote, name in INCLUDE.findall(text):
        target = layer_of(name)
        if target and target not in allowed:
            found.append(f"{path}: {layer} may not include {name} ({target})")
        if layer == "cli" and name.startswith(("snet/", "lib/")) and pathlib.Path(name).stem not in CLI_MAY:
            found.append(f"{path}: tools/cli knows nothing of {name}")
        for library, home, known_as in HOMES:
            if library.match(name) and not path.startswith(home):
                found.append(f"{path}: {known_as} belongs into {home} only")
        if path.startswith("lib/") and name.startswith(("linux/", "net/", "sys/")):
            found.append(f"{path}: {name} belongs into platform")
        if path.startswith("lib/include/") and (NETLINK.match(name) or (quote == "<" and "/" in name)):
            found.append(f"{path}: a public header includes {name}")
    if path.startswith(("lib/", "tools/")) and CONDITION.search(text):
        found.append(f"{path}: conditional compilation in shared code")
    if path.startswith("lib/include/") and 'gnu::visibility("default")' in text:
        found.append(f"{path}: clang hides what is defined outside of such a namespace: push the visibility")
    if path.endswith(".hpp") and "#pragma once" not in text:
        found.append(f"{path}: no #pragma once")
    return found


def self_test():
    once = "#pragma once\n"
    for path, text in (
        ("lib/values/a.cpp", '#include "snet/route.hpp"'),
        ("lib/records/a.cpp", '#include "platform/tables.hpp"'),
        ("lib/frames/a.cpp", '#include "platform/packets.hpp"'),
        ("platform/linux/a.cpp", '#include "lib/stack/subject.hpp"'),
        ("lib/stack/a.cpp", '#include "lib/resolution/link.hpp"'),
        ("lib/stack/a.cpp", '#include "snet/neighbor_resolver.hpp"'),
        ("lib/stack/a.cpp", '#include "tools/cli/sink.hpp"'),
        ("lib/stack/a.cpp", '#include "snet/neighbor_scan.hpp"'),
        ("tools/cli/a.cpp", '#include "snet/ip_address.hpp"'),
        ("tools/cli/a.cpp", '#include "lib/values/name_file.hpp"'),
        ("tools/a.cpp", '#include "platform/tables.hpp"'),
        ("lib/records/a.cpp", "#include <netlink/msg.h>"),
        ("lib/include/snet/route.hpp", once + "#include <netlink/msg.h>"),
        ("lib/include/snet/route.hpp", once + 'namespace [[gnu::visibility("default")]] snet {'),
        ("lib/values/a.cpp", "#ifdef X"),
        ("lib/lookup/a.cpp", "#include <linux/if_addr.h>"),
        ("platform/linux/a.cpp", '#include "snet/stack.hpp"'),
        ("lib/stack/a.cpp", '#include "snet/nobody-knows-me.hpp"'),
        ("lib/values/a.hpp", ""),
        ("lib/dns/message/a.cpp", "#include <ares.h>"),
        ("lib/dns/a.cpp", '#include "lib/capture/stream.hpp"'),
        ("lib/stack/a.cpp", '#include "snet/dns/message.hpp"'),
        ("lib/extcap/a.cpp", '#include "snet/dns/message.hpp"'),
        ("lib/extcap/a.cpp", "#include <pcap/pcap.h>"),
        ("tools/a.cpp", '#include "lib/dns/message/name.hpp"'),
    ):
        assert problems(path, text), f"not found: {path}: {text}"
    assert not problems("tools/a.cpp", '#include "snet/route.hpp"\n#include "tools/cli/sink.hpp"')


def main(argument):
    if argument == "--self-test":
        self_test()
        return 0
    root = pathlib.Path(argument)
    files = [p for folder in ("lib", "platform", "tools") for p in sorted((root / folder).rglob("*.[ch]pp"))]
    found = [line for p in files for line in problems(str(p.relative_to(root)), p.read_text())]
    print("\n".join(found) or f"{len(files)} files")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
