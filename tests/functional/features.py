"""What the random networks must show, so that comparing them with `ip` means something: by kind of record, what a row of
`ip -d -j` has, and all that has to occur."""

LINKS = {"veth", "bridge", "macvlan", "macvtap", "vxlan", "tun", "tap", "ifb", "port of a bridge", "the other end elsewhere",
         "altnames", "alias", "down", "no carrier", "protodown"}
ADDRESSES = {"secondary", "label", "broadcast", "peer", "peer of IPv6", "noprefixroute", "metric", "dynamic", "scope host", "scope link",
             "scope site", "scope global", "scope nowhere", "deprecated", "temporary", "mngtmpaddr", "tentative", "nodad"}
TYPES = {"unicast", "local", "broadcast", "multicast", "anycast", "blackhole", "unreachable", "prohibit", "throw"}
METRICS = {"mtu", "window", "rtt", "rttvar", "ssthresh", "cwnd", "advmss", "reordering", "hoplimit", "initcwnd", "initrwnd", "ecn",
           "quickack", "congestion", "rto_min", "fastopen_no_cookie"}
ROUTES = {*TYPES, *(f"metric {name}" for name in METRICS), "multipath", "via inet6", "onlink", "dead", "linkdown", "next-hop object",
          "group of next-hop objects", "table main", "table local", "table default", "table 100", "table 4000000000", "tos", "prefsrc",
          "realms", "source-specific", "metric", "expires", "pref high", "pref low", "encap ip", "encap seg6"}
RULES = {"src", "dst", "tos", "fwmark", "fwmask", "iif", "oif", "iif_detached", "oif_detached", "uid_start", "ipproto", "sport",
         "sport_start", "dport", "dport_start", "tun_id", "protocol", "not", "suppress_prefixlen", "suppress_ifgroup", "goto",
         "unresolved", "nop", "l3mdev", "flow_to", "action blackhole", "action unreachable", "action prohibit"}
NEIGHBORS = {"PERMANENT", "STALE", "REACHABLE", "NOARP", "FAILED", "INCOMPLETE", "proxy", "router", "extern_learn", "protocol"}

NEEDED = {"links": LINKS, "addresses": ADDRESSES, "routes": ROUTES, "rules": RULES, "neighbors": NEIGHBORS}


def of_link(row):
    info = row.get("linkinfo", {})
    kind = info.get("info_kind")
    yield info["info_data"]["type"] if kind == "tun" else kind
    if info.get("info_slave_kind") == "bridge":
        yield "port of a bridge"
    for key, name in (("link_netnsid", "the other end elsewhere"), ("altnames", "altnames"), ("ifalias", "alias"), ("proto_down", "protodown")):
        if key in row:
            yield name
    yield from ["no carrier"] if "NO-CARRIER" in row["flags"] else [] if "UP" in row["flags"] else ["down"]


def of_address(row):
    address = row["address"]
    yield from address
    yield f"scope {address['scope']}"
    if "address" in address:
        yield "peer" if address["family"] == "inet" else "peer of IPv6"


def of_route(row):
    hops = row.get("nexthops", [row])
    yield row["type"]
    yield f"table {row['table']}"
    yield from (f"metric {name}" for name in row.get("metrics", [{}])[0])
    yield from {flag for each in [row, *hops] for flag in each["flags"]}
    yield from {f"encap {hop['encap']['type']}" for hop in hops if "encap" in hop}
    yield from ["via inet6"] if any("via" in hop for hop in hops) else []
    yield from ["realms"] if any("flow" in hop for hop in hops) else []
    yield from [f"pref {row['pref']}"] if "pref" in row else []
    for key, name in (("from", "source-specific"), ("tos", "tos"), ("prefsrc", "prefsrc"), ("metric", "metric"), ("expires", "expires")):
        if key in row:
            yield name
    if "nhid" in row:
        yield "group of next-hop objects" if "nexthops" in row else "next-hop object"
    elif "nexthops" in row:
        yield "multipath"


def of_rule(row):
    yield from (key for key in row if key != "src" or row["src"] != "all")
    yield f"action {row.get('action', 'table')}"


def of_neighbor(row):
    yield from row
    yield from row.get("state", [])
