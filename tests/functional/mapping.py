"""Where snet's JSON differs from `ip -j`'s on purpose, each difference with its reason. Everything else must be equal,
key by key and value by value.

A mapping takes a row as `ip` printed it, with the pairs of every object in `Pairs`, and gives the row that snet must
print.
"""

import grp
import json
import pwd
import sys


class Pairs(dict):
    """A JSON object that remembers its pairs in order, also where a key comes twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.pairs = pairs


def parse(text):
    """JSON of `ip`, whose strings may hold any bytes."""
    return json.loads(text.decode(errors="replace") or "[]", object_pairs_hook=Pairs)


# What `ip` says, as an error, of a routing table without routes. Ours is an empty list: asked and answered.
NO_TABLE = b"FIB table does not exist"

# Values that move while one looks. Ours must lie between those of a look of `ip` before and one after.
MOVING = {
    # time left and time gone by, in seconds
    "unbalanced_time", "valid_life_time", "preferred_life_time", "expires", "used", "confirmed", "updated", "age",
    # counters
    "bytes", "packets", "errors", "dropped", "over_errors", "multicast", "length_errors", "crc_errors", "frame_errors",
    "fifo_errors", "missed_errors", "nohandler", "aborted_errors", "carrier_errors", "heartbeat_errors", "window_errors",
    "carrier_changes", "collisions", "compressed", "refcnt", "probes", "users", "carrier_up_count", "carrier_down_count",
}

# Timers of a bridge and its ports that start again and again: no look before or after bounds them. Their type must fit.
CYCLIC = {"hello_timer", "tcn_timer", "topology_change_timer", "gc_timer", "hold_timer", "message_age_timer",
          "forward_delay_timer"}

# Flags that `ip` prints as null where they are set and leaves out where they are not: ours are true, so that
# `jq 'select(.router)'` works.
NULL_FLAGS = {"not", "router", "proxy", "extern_learn", "nop", "unresolved", "l3mdev", "iif_detached", "oif_detached",
              "offload", "managed", "locked", "ecn", "blackhole", "fdb"}


def numeric_owner(row):
    """`ip` names the owner of a tun device; ours is the number: a namespace's numbers need not be this machine's users."""
    info = row.get("linkinfo", {})
    data = info.get("info_data", {})
    if info.get("info_kind") != "tun":
        return
    if isinstance(data.get("user"), str):
        data["user"] = pwd.getpwnam(data["user"]).pw_uid
    if isinstance(data.get("group"), str):
        data["group"] = grp.getgrnam(data["group"]).gr_gid


OWN_LINK_KEYS = {"origin", "addr_info"}  # `addr_info` is compared with `ip -j addr`


def true_flags(value):
    if isinstance(value, list):
        return [true_flags(one) for one in value]
    if isinstance(value, dict):
        return {key: True if one is None and key in NULL_FLAGS else true_flags(one) for key, one in value.items()}
    return value


def link(row):
    row = true_flags(row)
    numeric_owner(row)
    if row.get("link", "") is None:  # an interface over nothing: the key does not apply, so it is absent
        del row["link"]
    return row


def address(row):
    return true_flags(row)


# What follows `encap` in a flat row of `ip` up to the first of these belongs to the encapsulation.
AFTER_ENCAP = {"gateway", "via", "dev", "table", "protocol", "scope", "blackhole", "prefsrc", "metric", "flags", "weight"}


def hop(pairs):
    """Gathers an encapsulation's keys in one object: `ip` mixes them with the route's, so that `dst` comes twice. So may
    `tos`: a number is that of a tunnel, a text the route's."""
    out, inside = {}, None
    for key, value in pairs:
        is_of_route = key in AFTER_ENCAP or key == "tos" and isinstance(value, str)
        if key == "encap":
            inside = out["encap"] = {"type": value}
        elif inside is not None and not is_of_route:
            inside[key] = value
        else:
            inside = None
            out[key] = value
    return out


def route(row):
    out = hop(row.pairs)
    if "nexthops" in out:
        out["nexthops"] = [hop(one.pairs) for one in out["nexthops"]]
    if "nh_info" in out:
        out["nh_info"] = hop(out["nh_info"].pairs)
    return true_flags(out)


def with_locks(row, line):
    """A mapped route with `metrics[].lock`, which is ours: its line of `ip -o route` says `mtu lock 1400`."""
    words = line.split()
    locked = ["congestion" if word == "congctl" else word for word, after in zip(words, words[1:]) if after == "lock"]
    if locked:
        row["metrics"][0]["lock"] = locked
    return row


def rule(row):
    return true_flags(row)


def neighbor(row):
    return true_flags(row)


# The kernel gives a neighbor on a device without a link-layer address an NDA_LLADDR of no bytes. iproute2's ll_addr_n2a
# prints the first byte of an address before it looks at the length, here the one behind the attribute: the first of the
# length of NDA_PROBES, which is 8 with its header.
BYTE_BEHIND = f"{(8).to_bytes(2, sys.byteorder)[0]:02x}"


def without_byte_behind(row, bare_devices):
    """A mapped neighbor; `bare_devices` are those without an address."""
    if row.get("dev") in bare_devices and row.get("lladdr") == BYTE_BEHIND:
        del row["lladdr"]
    return row
