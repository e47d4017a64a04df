"""The verbs that edit a stack against what `ip` does with the same words in a namespace that was set up alike: the same
is refused, and what is there then is the same."""

import os
import random
import time

import pytest

import compare
import mapping
import netns
from oracle_test import seeds

SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-12"))
STEPS = 70

SETUP = [
    "link set lo up", *(line for device in ("red", "blue") for line in (
        f"link add {device} type veth peer name {device}-end", f"link set {device} addrgenmode none",
        f"link set {device}-end addrgenmode none", f"link set {device}-end up", f"link set {device} up")), "link add off type veth peer name off-end",
    "link property add dev blue altname other", "address add 10.0.0.5/24 dev red", "address add 10.0.0.129/25 dev blue",
    "address add 192.0.2.1 peer 192.0.2.2 dev blue", "address add 10.5.0.1/24 dev off",
    "address add 2001:db8::5/64 dev red nodad", "address add 2001:db8:b::5/64 dev blue nodad",
    "route add default via 10.0.0.1", "route add 10.9.0.0/16 via 10.0.0.2 metric 7", "route add 10.66.0.0/16 dev blue table 66",
    "route add 10.8.0.0/16 via 10.0.0.3", "route append 10.8.0.0/16 via 10.0.0.4", "route add blackhole 10.7.0.0/16",
    "route add default via 2001:db8::1", "route add 2001:db8:9::/48 via 2001:db8::2",
    "route add 2001:db8:66::/64 dev blue table 66", "route add unreachable 2001:db8:7::/48",
    "nexthop add id 20 via 10.0.0.1 dev red", "nexthop add id 21 via 10.0.0.130 dev blue", "nexthop add id 22 blackhole",
    "nexthop add id 26 via 2001:db8::1 dev red", "nexthop add id 30 group 20/21,2",
    "neigh add 10.0.0.1 lladdr 02:00:00:00:01:01 dev red", "neigh add 2001:db8::1 lladdr 02:00:00:00:01:02 dev red",
]

DESTINATIONS = {
    4: ["10.1.0.0/16", "10.1.2.0/24", "10.8.0.0/16", "10.9.0.0/16", "10.7.0.0/16", "10.0.0.0/24", "default", "10.3.3.3",
        "10.1.0.1/16", "198.51.100.0/24", "0.0.0.0/1"],
    6: ["2001:db8:1::/48", "2001:db8:1:2::/64", "2001:db8:9::/48", "2001:db8:7::/48", "2001:db8::/64", "default",
        "2001:db8:3::3", "64:ff9b::/96"],
}
GATEWAYS = {
    4: ["10.0.0.1", "10.0.0.2", "10.0.0.130", "10.0.0.5", "10.0.0.255", "192.0.2.2", "10.9.0.1", "10.66.0.1", "10.5.0.2",
        "203.0.113.1", "224.0.0.1", "127.0.0.1", "0.0.0.0"],
    6: ["2001:db8::1", "2001:db8::2", "2001:db8:b::1", "2001:db8::5", "2001:db8:9::1", "2001:db8:66::1", "fe80::1",
        "2001:db9::1", "ff02::1", "::1"],
}
SOURCES = {4: ["10.0.0.5", "10.0.0.129", "10.0.0.6", "192.0.2.1", "10.5.0.1"], 6: ["2001:db8::5", "2001:db8::6"]}
NEXTHOPS = {4: ["20", "21", "22", "26", "30", "99"], 6: ["20", "26", "30", "99"]}
DEVICES = ["red", "red", "blue", "other", "off", "gone"]
MULTICAST = "ff00::/8"
TABLES = ["66", "100", "main", "local"]


class Words:
    """Random words of records, of which many are refused."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, share):
        return self.random.random() < share

    def one(self, *lists):
        return self.random.choice([one for each in lists for one in each])

    def way(self, family):
        words = []
        if self.chance(0.7):
            words += ["via", self.one(GATEWAYS[family])]
            if family == 4 and self.chance(0.06):
                words[1:] = ["inet6", self.one(GATEWAYS[6])]
        if self.chance(0.5):
            words += ["dev", self.one(DEVICES)]
        if self.chance(0.12):
            words += ["onlink"]
        return words

    def ways(self, family):
        if self.chance(0.08):
            return ["nhid", self.one(NEXTHOPS[family])] + (self.way(family) if self.chance(0.1) else [])
        if self.chance(0.15):
            hops = [["nexthop", *self.way(family), *(["weight", self.one("234")] if self.chance(0.4) else [])] for _ in range(2)]
            return [word for hop in hops for word in hop]
        return self.way(family)

    def route(self, family):
        words = []
        if self.chance(0.25):
            words.append(self.one(["blackhole", "unreachable", "prohibit", "throw", "local", "broadcast", "anycast", "unicast"]))
        refuses = bool(words) and words[0] in ("blackhole", "unreachable", "prohibit", "throw")
        words.append(self.one(DESTINATIONS[family]))
        for word, share, values in (("table", 0.2, TABLES), ("metric", 0.3, ["5", "7", "0", "1024"]),
                                    ("proto", 0.2, ["static", "99"]), ("scope", 0.12, ["link", "host", "global", "site"]),
                                    ("src", 0.15, SOURCES[family]), ("tos", 0.06, ["0x8", "0x10", "0x1"]),
                                    ("mtu", 0.1, ["1400"])):
            if self.chance(share):
                words += [word, self.one(values)]
        # Ours refuses a route that would not be effective; the kernel takes one of scope host through a device that is down.
        way = self.ways(family) if not refuses else self.way(family) if self.chance(0.15) else []
        return words + ["red" if one == "off" and "host" in words else one for one in way]

    def rule(self, family):
        prefixes = [one for one in DESTINATIONS[family] if one != "default" and not one.endswith(("1/16", "1/48"))]
        words = ["not"] if self.chance(0.1) else []
        for word, share, values in (("from", 0.6, prefixes), ("to", 0.3, prefixes), ("priority", 0.5, ["10", "20", "32765", "40000"]),
                                    ("fwmark", 0.2, ["0x10", "0x10/0xff"]), ("iif", 0.15, ["red", "blue"]), ("oif", 0.15, ["red"]),
                                    ("ipproto", 0.15, ["tcp", "17"]), ("dport", 0.1, ["80", "80-90"]), ("uidrange", 0.1, ["0-99"]),
                                    ("tos", 0.08, ["0x8", "0x1"])):
            if self.chance(share):
                words += [word, self.one(values)]
        words = words or ["from", "all"]
        action = self.random.random()
        if action < 0.7:
            words += ["lookup", self.one(["main", "66", "100"])]
            words += ["suppress_prefixlength", "0"] if self.chance(0.1) else []
        else:
            words += self.one([["blackhole"], ["prohibit"], ["unreachable"], ["goto", "32766"], ["goto", "5"]])
        return words

    def neighbor(self):
        """Always with an address of the link: the kernel keeps the entry of what it refuses for the lack of one."""
        words = [self.one(GATEWAYS[4][:4], GATEWAYS[6][:3])]
        device = self.one(["red", "blue", "other", "gone"])
        if self.chance(0.1):
            return ["proxy", *words, "dev", device]
        words += ["lladdr", self.one(["02:00:00:00:02:01", "02:00:00:00:02:02"])]
        for more, share in ((["dev", device], 0.9), (["nud", self.one(["permanent", "noarp", "stale"])], 0.3), (["router"], 0.1)):
            words += more if self.chance(share) else []
        return words


@pytest.fixture
def stack(tmp_path, monkeypatch):
    """The file of the unnamed stack."""
    monkeypatch.setenv("SNET_STACK_DIR", str(tmp_path))
    return tmp_path / "default.stack"


@pytest.fixture
def net(ns):
    assert not ns.batch(SETUP)
    return ns


@pytest.fixture
def twin(namespaces):
    """A namespace set up as `net` is, in which `ip` edits."""
    with netns.Namespace() as namespace:
        assert not namespace.batch(SETUP)
        yield namespace


def differences(tools, net, twin, tool, ours, ip, mapped, own):
    """What our rows are not of `ip`'s, and how many these are. Those of one prefix that devices brought as they came up
    are in any order."""
    rows = [{key: value for key, value in row.items() if key not in own} for row in tools.json(net, tool, *ours)
            if row.get("dst") != MULTICAST]
    done = twin.run("ip", "-j", *ip)
    expected = [mapped(row) for row in mapping.parse(done.stdout) if row.get("dst") != MULTICAST]
    missing = [f"only ip: {row}" for row in expected if row not in rows]
    found = missing + [f"only we: {row}" for row in rows if row not in expected]
    return found or compare.differences(rows, expected, expected), len(expected)


def same_fate(tools, net, twin, tally, ip, ours, what):
    """Gives the words to `ip` and to us; whether both did it. Where one refused, both must have."""
    theirs = twin.run("ip", *ip)
    done = tools.run(net, *ours)
    fate = "done" if theirs.returncode == 0 else "refused"
    tally.add("edits as ip's", f"{what} {fate}")
    told = f"{' '.join(ours)}\nip: {theirs.stderr.decode()}we: {done.stderr.decode()}"
    assert done.returncode == 0 or (done.stdout == b"" and done.stderr), told
    assert (done.returncode == 0) == (theirs.returncode == 0), told


def look_at_routes(tools, net, twin, tally, done):
    for family in ("-4", "-6"):
        found, count = differences(tools, net, twin, "snet-route", ["list", family, "--table", "all"],
                                   [family, "route", "show", "table", "all"], mapping.route, {"origin"})
        assert not found, "\n".join([*found, *done])
        tally.add("rows after edits equal ip's", "routes", count)


@pytest.mark.parametrize("seed", SEEDS)
def test_routes_as_ip_has_them(seed, tools, net, twin, stack, tally):
    words, done = Words(seed), []
    for step in range(STEPS):
        family = words.random.choice([4, 6])
        verb = words.one(["add", "add", "add", "append", "replace"])
        route = words.route(family)
        if family == 6 and verb == "append" and "nhid" in route:
            continue  # a dump of the kernel's passes over such a one that stands between several ways out
        done.append(" ".join([f"-{family}", verb, *route]))
        same_fate(tools, net, twin, tally, [f"-{family}", "route", verb, *route],
                  ["snet-route", verb, f"-{family}", *route], f"route {verb}")
        if step % 5 == 4:
            look_at_routes(tools, net, twin, tally, done)


def test_routes_without_a_carrier_as_ip_has_them(tools, net, twin, stack, tally):
    """Only what stays on the machine is not marked: local routes, and of anycast ones the kernel's own of IPv6."""
    for one in (net, twin):
        one.check("ip", "link", "set", "off", "up")
    routes = ["10.3.0.0/16", "anycast 10.3.3.3", "local 10.3.3.4", "anycast 10.3.3.5 proto kernel", "2001:db8:3::/64",
              "anycast 2001:db8:3::/64 table 66", "anycast 2001:db8:3:1::/64", "local 2001:db8:3::4"]
    for route in routes:
        family = "-6" if ":" in route else "-4"
        words = [*route.split(), "dev", "off"]
        for verb in ("add", "append"):  # of which the second finds the route there, whatever its flags are
            same_fate(tools, net, twin, tally, [family, "route", verb, *words], ["snet-route", verb, family, *words], f"route {verb}")
    look_at_routes(tools, net, twin, tally, routes)


@pytest.mark.parametrize("family", [4, 6])
@pytest.mark.parametrize("seed", SEEDS)
def test_rules_as_ip_has_them(seed, family, tools, net, twin, stack, tally):
    words, done = Words(seed), []
    for _ in range(STEPS // 3):
        rule = words.rule(family)
        done.append(" ".join(rule))
        same_fate(tools, net, twin, tally, [f"-{family}", "rule", "add", *rule],
                  ["snet-route", "rules", "add", f"-{family}", *rule], "rule add")
    found, count = differences(tools, net, twin, "snet-route", ["rules", "-d", f"-{family}"], ["-d", f"-{family}", "rule"],
                               mapping.rule, {"origin", "family"})
    assert not found, "\n".join([*found, *done])
    tally.add("rows after edits equal ip's", "rules", count)


@pytest.mark.parametrize("seed", SEEDS)
def test_neighbors_as_ip_has_them(seed, tools, net, twin, stack, tally):
    words, done = Words(seed), []
    for _ in range(STEPS // 3):
        verb, neighbor = words.one(["add", "replace"]), words.neighbor()
        done.append(" ".join([verb, *neighbor]))
        same_fate(tools, net, twin, tally, ["neigh", verb, *neighbor], ["snet-arp", verb, *neighbor], f"neighbor {verb}")
    for ours, ip in ((["--all"], ["nud", "all"]), (["--proxy"], ["proxy"])):
        rows, expected = (sorted(rows, key=str) for rows in (
            [{key: value for key, value in row.items() if key not in ("origin", "age")} for row in tools.json(net, "snet-arp", "list", *ours)],
            map(mapping.neighbor, mapping.parse(twin.check("ip", "-j", "neigh", "show", *ip).stdout))))
        rows, expected = ([row for row in each if not row["dst"].startswith("ff02::")] for each in (rows, expected))
        assert rows == expected, "\n".join(done)
        tally.add("rows after edits equal ip's", "neighbors", len(rows))


@pytest.mark.parametrize("family", [4, 6])
def test_deleted_as_ip_deletes(family, tools, net, twin, stack, tally):
    deleted = {4: ["default", "10.9.0.0/16 metric 7", "10.8.0.0/16 via 10.0.0.4", "blackhole 10.7.0.0/16",
                   "10.66.0.0/16 table 66", "local 10.0.0.5", "10.9.0.0/16"],
               6: ["default", "2001:db8:9::/48 via 2001:db8::2", "unreachable 2001:db8:7::/48", "2001:db8:66::/64 table 66",
                   "2001:db8:9::/48"]}[family]
    for words in deleted:
        same_fate(tools, net, twin, tally, [f"-{family}", "route", "del", *words.split()],
                  ["snet-route", "del", f"-{family}", *words.split()], "route del")
    look_at_routes(tools, net, twin, tally, deleted)
    for words in ("from all lookup main", "priority 0")[:2 if family == 4 else 1]:
        same_fate(tools, net, twin, tally, [f"-{family}", "rule", "del", *words.split()],
                  ["snet-route", "rules", "del", f"-{family}", *words.split()], "rule del")
    found, _ = differences(tools, net, twin, "snet-route", ["rules", f"-{family}"], [f"-{family}", "rule"], mapping.rule,
                           {"origin", "family"})
    assert not found
    same_fate(tools, net, twin, tally, ["neigh", "del", "10.0.0.1", "dev", "red"],
              ["snet-arp", "del", "10.0.0.1", "dev", "red"], "neighbor del")
    assert [row["dst"] for row in tools.json(net, "snet-arp", "list")] == ["2001:db8::1"]


def test_a_line_of_a_listing_deletes_its_row(tools, net, twin, stack, tally):
    """As ip's words do, though another row has all of them and more."""
    more = ["10.77.0.0/16 via 10.0.0.1 dev red", "10.77.0.0/16 via 10.0.0.1 dev red metric 7", "prohibit 10.78.0.0/16",
            "prohibit 10.78.0.0/16 metric 9"]
    for one in (net, twin):
        assert not one.batch([f"route add {words}" for words in more])
    own = ["10.79.0.0/16 via 10.0.0.1 dev red mtu 1400", "10.79.0.0/16 via 10.0.0.1 dev red metric 8 mtu 1400"]
    for words in own:
        same_fate(tools, net, twin, tally, ["route", "add", *words.split()], ["snet-route", "add", *words.split()], "route add")
    for words in (more[0], more[2], own[0]):
        same_fate(tools, net, twin, tally, ["route", "del", *words.split()], ["snet-route", "del", *words.split()], "route del")
    look_at_routes(tools, net, twin, tally, [*more, *own])
    told = run(tools, net, "snet-route", "del", "10.8.0.0/16", code=2)
    assert told.startswith("snet-route: 2 rows have these words; say more, or --all:\n"), told


def test_the_first_route_to_it_goes_with_an_address(tools, net, twin, stack, tally):
    """To its other end and its subnet, be it that another address has the same route."""
    edits = ["add 2001:db8:5::4/128 nodad", "add 2001:db8:6::3 peer 2001:db8:5::4/64 nodad", "del 2001:db8:6::3 peer 2001:db8:5::4/64",
             "add 2001:db8:5::9/128 noprefixroute nodad", "add 2001:db8:6::3 peer 2001:db8:5::9/64 nodad",
             "del 2001:db8:6::3 peer 2001:db8:5::9/64",
             # Of several routes to a subnet the first, which is that of the lowest metric.
             "add 2001:db8:7::1/64 nodad", "add 2001:db8:7::2/64 metric 1 nodad", "del 2001:db8:7::2/64", "del 2001:db8:7::1/64"]
    for verb, *words in map(str.split, edits):
        same_fate(tools, net, twin, tally, ["address", verb, *words, "dev", "red"], ["snet-ifaces", verb, "red", *words], f"address {verb}")
        look_at_routes(tools, net, twin, tally, edits)


def test_an_mtu_too_short_for_ipv6(tools, net, twin, stack, tally):
    for one in (net, twin):  # with IPv6 its settings for an interface go, too, and the two MACs are different
        one.check("sysctl", "-qw", "net.ipv6.conf.default.addr_gen_mode=1")
    routes = ["10.77.0.0/16 via 10.0.0.1 dev red", "2001:db8:77::/48 via 2001:db8::1 dev red",
              "2001:db8:78::/48 nexthop via 2001:db8::1 dev red nexthop via 2001:db8:b::1 dev blue"]
    for words in map(str.split, routes):
        same_fate(tools, net, twin, tally, ["route", "add", *words], ["snet-route", "add", *words], "route add")
    for words in ("mtu 1400", "mtu 1279", "down", "up", "mtu 1280"):
        same_fate(tools, net, twin, tally, ["link", "set", "red", *words.split()], ["snet-ifaces", "set", "red", *words.split()], "link set")
        # The kernel takes a moment to notice that a link runs.
        for patience in (*[False] * 30, True):
            try:
                look_at_routes(tools, net, twin, tally, [*routes, words])
                break
            except AssertionError:
                if patience:
                    raise
                time.sleep(0.05)
        ours, theirs = ([[(one["local"], one["prefixlen"]) for one in link["addr_info"]] for link in links if link["ifname"] == "red"]
                        for links in (tools.json(net, "snet-ifaces", "list"), twin.ip("address")))
        assert ours == theirs, words


def run(tools, net, *words, code=0):
    done = tools.run(net, *words)
    assert (done.returncode, done.stdout) == (code, b""), done
    return done.stderr.decode()


def test_flush_and_sync(tools, net, stack):
    def everything():  # but whether the links run, which the kernel notices when it has time
        return [{**row, "flags": []} for row in tools.json(net, "snet-route", "list", "--table", "all")]

    before = everything()
    run(tools, net, "snet-route", "add", "10.1.0.0/16", "via", "10.0.0.1")
    run(tools, net, "snet-route", "flush", "-4")
    assert tools.json(net, "snet-route", "list", "-4") == []
    assert tools.json(net, "snet-route", "list", "-6") and tools.json(net, "snet-route", "list", "--table", "66", "-4")
    run(tools, net, "snet-route", "flush", "--table", "66")
    assert tools.json(net, "snet-route", "list", "--table", "66") == []
    assert "hide route inet table main\n" in stack.read_text() and "hide route inet6 table 66\n" in stack.read_text()
    text = stack.read_text()
    run(tools, net, "snet-route", "flush", "-4")
    assert stack.read_text() == text
    net.check("ip", "route", "add", "10.77.0.0/16", "dev", "red")  # what comes later is not there, either
    assert tools.json(net, "snet-route", "list", "-4") == []
    net.check("ip", "route", "del", "10.77.0.0/16")
    run(tools, net, "snet-route", "rules", "add", "from", "10.9.0.0/16", "lookup", "66")
    run(tools, net, "snet-arp", "add", "10.0.0.9", "lladdr", "02:00:00:00:00:09", "dev", "red")
    run(tools, net, "snet-route", "sync")
    assert stack.read_text() == "snet 1\nbase os\nneighbor 10.0.0.9 dev red lladdr 02:00:00:00:00:09 PERMANENT\n"
    assert everything() == before
    run(tools, net, "snet-arp", "del", "10.0.0.1")
    run(tools, net, "snet-arp", "sync")
    assert stack.read_text() == "snet 1\nbase os\n"


def test_a_frozen_stack_keeps_the_rules_it_had(tools, net, stack, tmp_path):
    frozen = tmp_path / "frozen.stack"
    frozen.write_text("snet 1\nbase none\n")
    where = ["--stack", str(frozen)]
    assert run(tools, net, "snet-route", "sync", *where, code=2) == (
        "snet-route: a frozen stack has nothing to go back to: its rows are the file's alone\n")
    run(tools, net, "snet-route", "rules", "add", *where, "from", "10.0.0.0/8", "lookup", "100")
    assert frozen.read_text().splitlines()[2:] == [
        "rule 0: from all lookup local proto kernel", "rule 32766: from all lookup main proto kernel",
        "rule 32767: from all lookup default proto kernel", "rule 32765: from 10.0.0.0/8 lookup 100"]
    run(tools, net, "snet-route", "rules", "del", *where, "from", "10.0.0.0/8")
    run(tools, net, "snet-route", "rules", "del", "-6", *where, "priority", "0")
    assert [row["priority"] for row in tools.json(net, "snet-route", "rules", "-6", *where)] == [32766]
    assert run(tools, net, "snet-route", "rules", "del", "-6", *where, "priority", "32766", code=2) == (
        "snet-route: a family's last rules stay: without any, a stack has the kernel's own\n")


def test_a_rule_splits_the_tables(tools, net, stack, tmp_path):
    def fib4():
        frozen = tmp_path / "frozen.stack"
        run(tools, net, "snet-stack", "freeze", str(frozen))
        return [line for line in frozen.read_text().splitlines() if line.startswith("fib4")]

    assert fib4() == ["fib4 merged"]
    run(tools, net, "snet-route", "rules", "add", "-6", "priority", "10", "lookup", "66")
    assert fib4() == ["fib4 merged"]
    run(tools, net, "snet-route", "rules", "del", "-4", "priority", "32767")
    assert fib4() == ["fib4 split"]


@pytest.mark.parametrize("words, told", [
    ("snet-route add 10.1.0.0/16 via 203.0.113.1", "the gateway 203.0.113.1 is not on-link: no connected route leads to "
     "it; say dev D onlink if it is there all the same"),
    ("snet-route add 2001:db8:1::1/48 dev red", "column 7: 2001:db8:1::1/48: host bits are set; 2001:db8:1::/48 is the prefix"),
    ("snet-route add 10.1.0.0/16 dev off", "off is down; snet-ifaces set off up brings it up"),
    ("snet-route add -6 10.1.0.0/16 dev red", "column 7: inet6: the addresses are of the other family"),
    ("snet-route rules ad from all", "rules: 'ad' is none of list, add, del"),
    ("snet-route rules add", "rules add needs RULE"),
    ("snet-route rules add priority 10 goto 5", "goto 5: a rule leads on to a later one, and this one's priority is 10"),
    ("snet-arp add 10.0.0.9 dev red", "10.0.0.9: a neighbor has a link-layer address: lladdr MAC"),
    ("snet-arp add 10.0.0.9 lladdr 02:00:00:00:00:09", "10.0.0.9: a neighbor is behind a device: dev D"),
])
def test_what_is_refused_leaves_no_file(words, told, tools, net, stack):
    assert run(tools, net, *words.split(), code=2) == f"{words.split()[0]}: {told}\n"
    assert not stack.exists()
