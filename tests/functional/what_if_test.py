"""What if is true: edits of a stack over one namespace leave what `ip` leaves with the same words in a namespace that
was set up alike: the same is refused, and addresses, routes and answers are the same after every step.

What no listing of the kernel's tells is left out, and so told in snet-ifaces(1):
- which of two interfaces came up first, or got an address first (ff00::/8, fe80::/64; 255.255.255.255 and groups);
- an IPv4 gateway that was an own address when its route was made, or lay in a local route: nh_scope, by which it is then
  passed over;
- an IPv6 address whose local or anycast route was deleted by hand: whether it has a fib6_info yet;
- which of the routes that share an IPv6 next-hop object was the first, whose prefix suppress_prefixlength measures;
- what a route without a carrier was before ignore_routes_with_linkdown had it shown as dead.
The far ends of the links that go up and down are elsewhere: a stack does not take an end's carrier from the other end."""

import ipaddress
import os
import random
import re
import time

import pytest

import edits_test
import lookup_setups
import mapping
import netns
import setups
from get_test import comparable, ip_answers, our_answers, takes_another_way
from oracle_test import seeds

SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-8"))
STEPS = 40
QUESTIONS = 25

stack = edits_test.stack  # the fixture

# Of IPv6's own addresses the kernel remembers whether it has routed them before.
STAY = {4: ("none",), 6: ("local", "anycast")}
DEVICES = ["red", "blue", "green"]
OF_LINKS = ("ff00::/8", "fe80::/64", "fe80::")  # each interface has its own, in the order in which they came up
SUBNETS = {4: ["10.0.0", "10.0.1", "10.5.0", "192.0.2"], 6: ["2001:db8:0:1", "2001:db8:0:2", "2001:db8:5:1", "fd00:0:0:9"]}


class Network:
    """The random commands that set up both namespaces, and the words of the edits that follow."""

    devices, subnets = DEVICES, SUBNETS

    def __init__(self, seed):
        self.seed = seed
        self.random = random.Random(f"what if {seed}")
        self.sysctls = ["net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0"]
        for setting, values in (("ipv4.conf.{}.promote_secondaries", (0, 1)), ("ipv6.conf.{}.keep_addr_on_down", (0, 1)),
                                ("ipv6.conf.{}.forwarding", (0, 1))):
            if self.chance(0.4):
                self.sysctls.append(f"net.{setting.format(self.one('all', 'default'))}={self.one(*values)}")
        self.batches = self.make()

    def make(self):
        links = ["link set lo up"]
        for number, device in enumerate(DEVICES):
            links += [f"link add {device} address 02:00:00:00:00:0{number} type veth peer name {device}-end netns {setups.OTHER}",
                      f"link set {device} addrgenmode {self.one('none', 'none', 'eui64')}", *([f"link set {device} up"] if self.chance(0.85) else [])]
        addresses = [" ".join(["address", "add", *self.address()]) for _ in range(self.random.randint(3, 8))]
        routes = [" ".join([f"-{family}", "route", self.one("add", "append"), *self.route(family)])
                  for family in self.random.choices([4, 6], k=12)]
        objects = ["nexthop add id 20 via 10.0.0.77 dev red onlink", "nexthop add id 21 dev blue",
                   "nexthop add id 26 via 2001:db8:0:1::77 dev red onlink", "nexthop add id 30 group 20/21,2"]
        return [([], links), ([], objects), ([], addresses), ([], routes),
                ([], ["neigh add 10.0.0.77 lladdr 02:00:00:00:00:77 dev red"])]

    def chance(self, share):
        return self.random.random() < share

    def one(self, *choices):
        return self.random.choice(choices)

    def host(self, family):
        subnet = self.one(*self.subnets[family])
        number = self.random.randint(1, 4)
        return f"{subnet}.{number}" if family == 4 else f"{subnet}::{number:x}"

    def address(self):
        family = self.one(4, 4, 6)
        local, words = self.host(family), []
        length = self.one(24, 24, 24, 16, 25, 30, 31, 32) if family == 4 else self.one(64, 64, 64, 48, 127, 128)
        if self.chance(0.12):
            words += [local, "peer", f"{self.host(family)}/{length}"]
        else:
            words += [f"{local}/{length}"]
        if family == 4 and self.chance(0.2):
            words += ["broadcast", self.one("10.0.0.255", "10.0.1.77", "255.255.255.255")]
        for more, share in (("noprefixroute", 0.15), (f"metric {self.random.randint(1, 3)}", 0.15)):
            words += more.split() if self.chance(share) else []
        if family == 4:
            words += ["scope", self.one("link", "host")] if self.chance(0.12) else []
        elif self.chance(0.6):
            words += ["nodad"]
        # No subnet of IPv4 on lo: of a route whose gateway is an own address the kernel uses no gateway.
        others = ["gone", "lo"] if family == 6 or length == 32 else ["gone"]
        return words + ["dev", self.one(*others) if self.chance(0.1) else self.one(*self.devices)]

    def gateway(self, family):
        """Never an own IPv4 address: what a route does whose gateway was one once, no listing tells."""
        return self.host(6) if family == 6 and self.chance(0.2) else f"{self.one(*self.subnets[family])}{'.' if family == 4 else '::'}77"

    def way(self, family):
        return [*(["via", self.gateway(family)] if self.chance(0.8) else []), *(["dev", self.one(*self.devices)] if self.chance(0.7) else []),
                *(["onlink"] if self.chance(0.2) else [])]

    def route(self, family):
        target = self.one(*edits_test.DESTINATIONS[family])
        words = [target]
        for word, share, values in (("table", 0.2, ["66", "main"]), ("metric", 0.3, ["5", "7"]), ("proto", 0.2, ["static", "kernel"])):
            words += [word, self.one(*values)] if self.chance(share) else []
        if self.chance(0.1):
            # Of routes that share an object of IPv6's the kernel answers with what the first of them says.
            return [*words, "nhid", self.one("20", "21", "30")] if family == 4 else [target, "nhid", "26"]
        words += ["src", self.host(family)] if self.chance(0.25) else []
        if self.chance(0.25):
            return words + [word for _ in range(2) for word in ["nexthop", *self.way(family)]]
        return words + self.way(family)


class NetworkOfLookUp(Network):
    """One of those that look-up is tested in, of which only the addresses, routes and rules are edited."""

    def make(self):
        setup = lookup_setups.build(self.seed)
        # What is made of a random MAC, or of chance, no two namespaces have alike.
        # Nor does a listing tell the dead from what is not used for want of a carrier.
        self.sysctls += [*(one for one in setup.sysctls if "ignore_routes" not in one), "net.ipv6.conf.default.addr_gen_mode=1", "net.ipv6.conf.all.accept_dad=0",
                         "net.ipv6.conf.default.accept_dad=0"]
        setup.links = [line for line in setup.links if "addrgenmode" not in line]
        setup.addresses = [line for line in setup.addresses if "mngtmpaddr" not in line]
        words = [line.split() for line in setup.addresses]
        # Nor of a gateway in a subnet of lo, that it is an own address.
        words = [line for line in words if line[line.index("dev") + 1] != "lo"]
        self.devices = sorted({line[line.index("dev") + 1] for line in words}) or ["lo"]
        own = [line[2].split("/")[0] for line in words]
        with_gateway = {one.removesuffix(".77") for one in own}
        four = [one.rpartition(".")[0] for one in own if ":" not in one]
        self.subnets = {4: [one for one in four if one not in with_gateway] or SUBNETS[4],
                        6: [":".join(ipaddress.ip_address(one).exploded.split(":")[:4]) for one in own if ":" in one] or SUBNETS[6]}
        return setup.batches


def make(network, ns, other):
    """Sets up a namespace whose devices end in the other one."""
    for line in network.sysctls:
        ns.run("sysctl", "-qw", line)
    for options, lines in network.batches:
        ns.batch([line.replace(setups.OTHER, str(other.pid)) for line in lines], *options)
    other.batch([f"link set {device}-end up" for device in DEVICES])


def rows_of(ns, *words):
    return mapping.parse(ns.check("ip", "-j", *words).stdout)


class Edits:
    """Random edits: the words for `ip`, and for us."""

    def __init__(self, network, twin):
        self.network = network
        self.twin = twin
        self.link_share = 0.15 if network.devices is DEVICES else 0

    def next(self):
        choice = self.network.random.random()
        if choice < 0.3:
            return self.add_address()
        if choice < 0.5:
            return self.delete_address()
        if choice < 0.5 + self.link_share:
            return self.set_link()
        if choice < 0.85:
            return self.add_route()
        if choice < 0.93:
            return self.delete_route() or self.add_route()
        return self.add_rule()

    def add_address(self):
        *words, _, device = self.network.address()
        ours = words if words[1:2] != ["peer"] else [words[0], "peer", *words[2:]]
        return ["address", "add", *words, "dev", device], ["snet-ifaces", "add", device, *ours]

    def delete_address(self):
        rows = [(link["ifname"], one) for link in rows_of(self.twin, "address") for one in link["addr_info"]]
        if not rows or self.network.chance(0.1):
            device, address = self.network.one(*self.network.devices), f"{self.network.host(4)}/24"
            return ["address", "del", address, "dev", device], ["snet-ifaces", "del", device, address]
        device, row = self.network.one(*rows)
        address = f"{row['local']}/{row['prefixlen']}"
        if "address" not in row:
            return ["address", "del", address, "dev", device], ["snet-ifaces", "del", device, address]
        peer = [row["local"], "peer", f"{row['address']}/{row['prefixlen']}"]
        return ["address", "del", *peer, "dev", device], ["snet-ifaces", "del", device, *peer]

    def set_link(self):
        device, state = self.network.one(*self.network.devices), self.network.one("up", "up", "down")
        return ["link", "set", device, state], ["snet-ifaces", "set", device, state]

    def add_route(self):
        family, verb = self.network.one(4, 6), self.network.one("add", "add", "append", "replace")
        route = self.network.route(family)
        if family == 6 and "nhid" in route:
            verb = "add"
        return [f"-{family}", "route", verb, *route], ["snet-route", verb, f"-{family}", *route]

    def delete_route(self):
        family = self.network.one(4, 6)
        table = self.network.one("main", "main", "local", "66")
        lines = self.twin.run("ip", f"-{family}", "-o", "route", "show", "table", table).stdout.decode().splitlines()
        # Words that `ip` prints and does not read, or that pass.
        lines = [line for line in lines if not re.search("nexthop|nhid|ff00::| (lock|expires|encap) ", line)
                 and not line.startswith(STAY[family])]
        if not lines:
            return None
        words = [word for word in self.network.one(*lines).split() if word not in ("linkdown", "dead")]
        words += ["table", table] if table != "main" else []
        return [f"-{family}", "route", "del", *words], ["snet-route", "del", f"-{family}", *words]

    def add_rule(self):
        family = self.network.one(4, 6)
        subnet = f"{self.network.one(*self.network.subnets[4])}.0/24" if family == 4 else f"{self.network.one(*self.network.subnets[6])}::/64"
        words = [self.network.one("from", "to"), subnet, "lookup", "66", "priority", str(self.network.random.randint(1, 99))]
        return [f"-{family}", "rule", "add", *words], ["snet-route", "rules", "add", f"-{family}", *words]


def addresses_of(rows):
    passing = ("valid_life_time", "preferred_life_time", "origin")
    return {link["ifname"]: [{key: value for key, value in mapping.true_flags(one).items() if key not in passing}
                             for one in link.get("addr_info", [])] for link in rows}


def compare_addresses(tools, net, twin, tally):
    ours, theirs = addresses_of(tools.json(net, "snet-ifaces", "list")), addresses_of(rows_of(twin, "address"))
    tally.add("rows of what-if equal ip's", "addresses", sum(map(len, theirs.values())))
    return [f"{device}:\n  ip   {theirs.get(device)}\n  ours {ours.get(device)}" for device in {**ours, **theirs}
            if ours.get(device) != theirs.get(device)]


def comparable_route(row):
    """Without whose it is, what passes, and locks, of which `ip -j` does not tell."""
    metrics = [{key: value for key, value in one.items() if key != "lock"} for one in row.get("metrics", [])]
    return {**{key: value for key, value in row.items() if key not in ("origin", "expires")}, **({"metrics": metrics} if metrics else {})}


def compare_routes(tools, net, twin, tally):
    found = []
    for family in ("-4", "-6"):
        ours = list(map(comparable_route, tools.json(net, "snet-route", "list", family, "--table", "all")))
        theirs = [comparable_route(mapping.route(row)) for row in rows_of(twin, family, "route", "show", "table", "all")]
        tally.add("rows of what-if equal ip's", "routes", len(theirs))
        found += [f"only ip: {row}" for row in theirs if row not in ours] + [f"only we: {row}" for row in ours if row not in theirs]
        kept = [[row for row in rows if row["dst"] not in OF_LINKS] for rows in (ours, theirs)]
        if not found and kept[0] != kept[1]:
            found = ["another order:", *(f"  {one}\n  {other}" for one, other in zip(*kept) if one != other)]
    return found


def once_settled(differences):
    """What differs still once the twin has noticed that its links run: it takes the kernel up to a second."""
    for _ in range(30):
        found = differences()
        if not found:
            break
        time.sleep(0.05)
    return found


def ask(asked):
    """Questions whose answers do not depend on which interface came up first, or got an address first."""
    questions = [asked.question() for _ in range(QUESTIONS)]
    return [one for one in questions if "oif" in one or not one.startswith(("ff", "fe80", "22", "23", "255"))]


def shares_object(answer, expected, objects):
    """Of IPv6 routes that share a next-hop object the kernel tells of the first."""
    way = lambda one: (one["dst"], one.get("gateway"), one.get("dev"))
    return answer.get("matched") in objects and way(answer) == way(expected)


def compare_answers(tools, net, twin, tally, questions):
    found = []
    theirs, ours = ip_answers(twin, questions), our_answers(net, tools, questions)
    objects = {row["dst"] for row in rows_of(twin, "-6", "route", "show", "table", "all") if "nhid" in row}
    for question, expected, answer in zip(questions, theirs, ours, strict=True):
        if expected is None or "refusal" in answer:
            same = (expected is None) == ("refusal" in answer)
        else:
            both = [{key: value for key, value in comparable(*pair).items() if key != "tos"}
                    for pair in ((answer, expected), (expected, answer))]
            same = both[0] == both[1] or takes_another_way(answer, expected) or shares_object(answer, expected, objects)
        tally.add("answers of what-if as ip's", "equal" if same else "different")
        found += [] if same else [f"{question}:\n  ip   {expected}\n  ours {answer}"]
    return found


def names_of(ip):
    """The kind of edit: its words without names and numbers."""
    return " ".join(word for word in ip[:3] if word in WORDS)


def set_up_otherwise(ns, twin):
    """Whether `ip` itself tells them apart: some commands depend on what the kernel has come to in the meantime."""
    looks = [["address"], *([family, "route", "show", "table", "all"] for family in ("-4", "-6"))]
    told = [[addresses_of(rows_of(one, *words)) if words == ["address"] else list(map(comparable_route, rows_of(one, *words)))
             for words in looks] for one in (ns, twin)]
    return told[0] != told[1]


@pytest.mark.parametrize("kind", [Network, NetworkOfLookUp])
@pytest.mark.parametrize("seed", SEEDS)
def test_edits_leave_what_ip_leaves(seed, kind, tools, ns, namespaces, stack, tally):
    network = kind(seed)
    with netns.Namespace() as twin, netns.Namespace() as far, netns.Namespace() as far_twin:
        make(network, ns, far)
        make(network, twin, far_twin)
        edits, asked = Edits(network, twin), questions_about(network)
        done = [f"seed {seed}"]
        looks = lambda: compare_addresses(tools, ns, twin, tally) or compare_routes(tools, ns, twin, tally)
        found = once_settled(looks)
        if found and set_up_otherwise(ns, twin):
            pytest.skip("the kernel made two networks of the same commands")
        assert not found, "\n".join(found)
        for _ in range(STEPS):
            ip, ours = edits.next()
            before = stack.read_text() if stack.exists() else ""
            theirs, our = twin.run("ip", *ip), tools.run(ns, *ours)
            fate = "done" if theirs.returncode == 0 else "refused"
            tally.add("what-if edits as ip's", f"{names_of(ip)} {fate}")
            done.append(" ".join(ip) + ("" if fate == "done" else f"   # {theirs.stderr.decode().strip()}"))
            found = [f"ip {fate}, we {our.returncode}: {our.stderr.decode()}"] if (our.returncode == 0) != (fate == "done") else []
            found = found or once_settled(looks) or compare_answers(tools, ns, twin, tally, ask(asked))
            after = stack.read_text() if stack.exists() else ""
            assert not found, "\n".join([*found, "", *done, "--- the stack before", before, "--- and after", after])


WORDS = {"address", "link", "route", "rule", "add", "append", "replace", "del", "set"}


class Asked:
    """What questions are made of: the commands, and the subnets that edits are about."""

    def __init__(self, network):
        self.seed = network.seed
        ends = {4: ".0/24", 6: "::/64"}
        self.batches = [*network.batches, ([], [f"address add {one}{ends[family]}" for family in ends for one in network.subnets[family]])]


def questions_about(network):
    own = [network.host(family) for family in (4, 6) for _ in range(5)]
    return lookup_setups.Questions(Asked(network), ["lo", *network.devices], own)
