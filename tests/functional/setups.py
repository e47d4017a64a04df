"""Seeded random networks: the commands that build one, for `ip -batch`.

The same seed gives the same commands. Not every command succeeds on every kernel (a missing module, a conflict of two
random choices); the test checks that most do. The geneve, vxlan and erspan options of `encap ip` are left out on purpose:
some kernels crash when they print them.
"""

import random
from dataclasses import dataclass, field

OTHER = "{other}"  # stands for a process in a second namespace


@dataclass
class Setup:
    """Batches in the order they must run, each for one `ip` with its options."""

    seed: int
    links: list = field(default_factory=list)
    addresses: list = field(default_factory=list)
    objects4: list = field(default_factory=list)  # single next hops, for `ip -4`
    objects6: list = field(default_factory=list)  # for `ip -6`
    groups: list = field(default_factory=list)  # of them
    four: list = field(default_factory=list)  # for `ip -4`
    six: list = field(default_factory=list)  # for `ip -6`
    sysctls: list = field(default_factory=list)  # before the links
    late: list = field(default_factory=list)  # takes away what routes rest on

    @property
    def batches(self):
        return [([], self.links), ([], self.addresses), (["-4"], self.objects4), (["-6"], self.objects6),
                ([], self.groups), (["-4"], self.four), (["-6"], self.six), ([], self.late)]


def build(seed):
    """The network of a seed."""
    return Builder(seed).build()


class Builder:
    def __init__(self, seed):
        self.random = random.Random(f"snet {seed}")
        self.setup = Setup(seed)
        self.devices = []  # that can have addresses and routes
        self.live = []  # those of them that are up with a carrier, so that the kernel takes gateways behind them
        self.names = set()
        self.nexthops = []  # (id, family) that a route can use
        self.gateways = {4: [], 6: []}  # (device, a neighbor's address)

    def build(self):
        self.make_sysctls()
        self.make_links()
        self.make_addresses()
        self.make_nexthops()
        self.make_routes()
        self.make_rules()
        self.make_neighbors()
        if self.chance(0.5):  # dead and linkdown next hops
            self.setup.late.append(f"link set {self.device()} down")
        return self.setup

    # Choices

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, low, high):
        return self.random.randint(low, high)

    def maybe(self, share, text):
        """A word with a leading blank, or nothing."""
        return " " + text if self.chance(share) else ""

    def device(self):
        return self.random.choice(self.devices)

    def live_device(self):
        """For routes, of which the kernel refuses others: few of them are asked for."""
        return self.random.choice(self.live) if self.live and self.chance(0.9) else self.device()

    def mac(self):
        return "02:" + ":".join(f"{self.number(0, 255):02x}" for _ in range(5))

    def address4(self):
        return f"10.{self.number(0, 255)}.{self.number(0, 255)}.{self.number(1, 254)}"

    def address6(self):
        shape = self.number(0, 2)
        if shape == 0:
            return f"2001:db8:{self.number(0, 0xffff):x}::{self.number(1, 0xffff):x}"
        if shape == 1:
            return f"fd00:{self.number(0, 9):x}::{self.number(0, 0xffff):x}:0:{self.number(1, 0xffff):x}"
        return "fd01:" + ":".join(f"{self.number(0, 0xffff):x}" for _ in range(7))

    def prefix4(self):
        length = self.pick(0, 8, 9, 12, 16, 20, 23, 24, 24, 24, 25, 30, 31, 32, 32)
        bits = self.random.getrandbits(32) % 0xdf000000 | 0x01000000
        bits = bits >> (32 - length) << (32 - length) if length else 0
        return ".".join(str(bits >> shift & 255) for shift in (24, 16, 8, 0)) + f"/{length}"

    def prefix6(self):
        length = self.pick(0, 3, 16, 32, 48, 48, 56, 64, 64, 64, 65, 127, 128, 128)
        bits = 0x2 << 124 | self.random.getrandbits(124)
        bits = bits >> (128 - length) << (128 - length) if length else 0
        return ":".join(f"{bits >> shift & 0xffff:x}" for shift in range(112, -16, -16)) + f"/{length}"

    # Links

    def make_sysctls(self):
        say = self.setup.sysctls
        if self.chance(0.7):
            say.append(f"net.ipv6.conf.default.use_tempaddr={self.pick(1, 2)}")
        if self.chance(0.3):
            say.append(f"net.ipv6.conf.default.addr_gen_mode={self.pick(1, 3)}")
        if self.chance(0.3):
            say.append(f"net.ipv6.conf.all.forwarding={self.pick(0, 1)}")
        if self.chance(0.3):
            say.append("net.ipv4.conf.all.ignore_routes_with_linkdown=1")
        if self.chance(0.3):
            say.append("net.ipv6.conf.all.ignore_routes_with_linkdown=1")

    def make_links(self):
        if self.chance(0.8):
            self.setup.links.append("link set lo up")
        for _ in range(self.number(1, 4)):
            self.make_veth()
        makers = [self.make_bridge, self.make_macvlan, self.make_vxlan, self.make_tun, self.make_ifb]
        for make in self.random.sample(makers, self.number(1, 5)):
            for _ in range(self.number(1, 2)):
                make()
        for name in list(self.devices):
            self.change_link(name)

    def name(self, stem):
        name = f"{stem}{len(self.names)}"
        if self.chance(0.1):
            name += self.pick(".100", "-x", "_", "é", "+", "~a")
        self.names.add(name)
        return name

    def general(self, mtu=9000):
        """Words of `ip link add` that fit every kind."""
        return (self.maybe(0.3, f"mtu {self.number(1280, mtu)}") + self.maybe(0.3, f"txqueuelen {self.number(0, 5000)}")
                + self.maybe(0.3, f"address {self.mac()}") + self.maybe(0.2, f"numtxqueues {self.number(1, 4)}")
                + self.maybe(0.2, f"numrxqueues {self.number(1, 4)}"))

    def bring_up(self, name, share, has_carrier=True):
        """Or not."""
        if self.chance(share):
            self.setup.links.append(f"link set {name} up")
            self.live += [name] if has_carrier else []

    def make_veth(self):
        left, right = self.name("veth"), self.name("peer")
        self.setup.links.append(f"link add {left}{self.general()} type veth peer name {right}")
        self.devices.append(left)
        if self.chance(0.25):
            self.setup.links += [f"link set {right} netns {OTHER}", f"link set {left} up"]
        else:
            self.devices.append(right)
            up = [end for end in (left, right) if self.chance(0.85)]
            self.setup.links += [f"link set {end} up" for end in up]
            self.live += up if len(up) == 2 else []

    def make_bridge(self):
        bridge = self.name("br")
        words = "".join([
            self.maybe(0.3, f"stp_state {self.number(0, 1)}"), self.maybe(0.3, f"forward_delay {self.number(200, 3000)}"),
            self.maybe(0.3, f"ageing_time {self.number(0, 60000)}"), self.maybe(0.3, f"priority {self.number(0, 65535)}"),
            self.maybe(0.3, "mcast_snooping 0"), self.maybe(0.2, "group_fwd_mask 8"), self.maybe(0.2, "mcast_querier 1"),
            self.maybe(0.2, f"hello_time {self.number(100, 1000)}"), self.maybe(0.2, f"max_age {self.number(600, 4000)}"),
            self.maybe(0.2, "nf_call_iptables 1"), self.maybe(0.2, "mcast_stats_enabled 1"),
            self.maybe(0.2, f"mcast_hash_max {2 ** self.number(5, 12)}"), self.maybe(0.2, "mcast_igmp_version 3"),
        ])
        self.setup.links.append(f"link add {bridge}{self.general()} type bridge{words}")
        for setting in (f"vlan_filtering {self.number(0, 1)}", f"vlan_default_pvid {self.number(0, 4094)}", "vlan_stats_enabled 1"):
            if self.chance(0.2):  # not every kernel has them
                self.setup.links.append(f"link set {bridge} type bridge {setting}")
        for _ in range(self.number(0, 3)):
            port, far = self.name("port"), self.name("far")
            self.setup.links += [f"link add {port} type veth peer name {far}", f"link set {port} master {bridge}"]
            if self.chance(0.6):
                words = "".join([
                    self.maybe(0.4, f"cost {self.number(1, 65535)}"), self.maybe(0.4, f"priority {self.number(0, 63)}"),
                    self.maybe(0.3, "hairpin on"), self.maybe(0.3, "guard on"), self.maybe(0.3, "learning off"),
                    self.maybe(0.3, "isolated on"), self.maybe(0.3, "flood off"), self.maybe(0.3, "mcast_flood off"),
                    self.maybe(0.3, "root_block on"), self.maybe(0.3, "fastleave on"), self.maybe(0.3, "neigh_suppress on"),
                    self.maybe(0.3, "mcast_to_unicast on"), self.maybe(0.2, "proxy_arp on"), self.maybe(0.2, "bcast_flood off"),
                    self.maybe(0.2, f"mcast_router {self.number(0, 2)}"), self.maybe(0.2, "vlan_tunnel on"),
                    self.maybe(0.2, "group_fwd_mask 16"), self.maybe(0.2, "locked on"),
                ])
                self.setup.links.append(f"link set {port} type bridge_slave{words or ' cost 7'}")
            up = [end for end in (port, far) if self.chance(0.85)]
            self.setup.links += [f"link set {end} up" for end in up]
            self.live += [far] if len(up) == 2 else []
            self.devices.append(far)
        self.bring_up(bridge, 0.8, has_carrier=False)  # or so: it has that of its ports
        self.devices.append(bridge)

    def make_macvlan(self):
        name = self.name("mv")
        kind = self.pick("macvlan", "macvlan", "macvtap")
        mode = self.pick("private", "vepa", "bridge", "passthru", "source")
        words = self.maybe(0.3, "bcqueuelen 2000") + ("" if mode != "passthru" else self.maybe(0.5, "nopromisc"))
        self.setup.links.append(f"link add link {self.devices[0]} name {name}{self.general(1400)} type {kind} mode {mode}{words}")
        if mode == "source":
            self.setup.links += [f"link set {name} type {kind} macaddr add {self.mac()}" for _ in range(self.number(0, 3))]
        self.bring_up(name, 0.7, has_carrier=self.devices[0] in self.live)
        self.devices.append(name)

    def make_vxlan(self):
        name = self.name("vx")
        six = self.chance(0.4)
        dev = f" dev {self.devices[0]}" if self.chance(0.5) else ""
        far = self.pick("", f" remote {self.address6() if six else self.address4()}")
        if dev and not far:
            far = " group ff05::100" if six else " group 239.1.1.1"
        words = "".join([
            self.maybe(0.4, f"local {self.address6() if six else self.address4()}"), dev, far, f" dstport {self.pick(4789, 8472, self.number(1024, 65535))}",
            self.maybe(0.3, f"ttl {self.pick('auto', 'inherit', 5, 64, 255)}"), self.maybe(0.3, f"tos {self.pick('inherit', 4, 16)}"),
            self.maybe(0.3, f"ageing {self.number(0, 1000)}"), self.maybe(0.3, "nolearning"), self.maybe(0.2, "proxy"),
            self.maybe(0.2, "rsc"), self.maybe(0.2, "l2miss"), self.maybe(0.2, "l3miss"), self.maybe(0.2, "srcport 1000 2000"),
            self.maybe(0.2, f"maxaddress {self.number(1, 1000)}"), self.maybe(0.2, "noudpcsum"), self.maybe(0.2, "udp6zerocsumtx"),
            self.maybe(0.2, "udp6zerocsumrx"), self.maybe(0.2, "remcsumtx"), self.maybe(0.2, "remcsumrx"),
            self.maybe(0.2, "gbp"), self.maybe(0.2, f"flowlabel {self.number(0, 0xfffff)}" if six else "df set"),
        ])
        identity = "external" if self.chance(0.15) else f"id {self.number(1, 0xffffff)}"
        self.setup.links.append(f"link add {name}{self.general()} type vxlan {identity}{words}")
        if self.chance(0.2):
            self.setup.links.append(f"link set {name} protodown on")
        else:
            self.bring_up(name, 0.8)
        self.devices.append(name)

    def make_tun(self):
        name = self.name("tap")
        words = "".join([
            f" mode {self.pick('tap', 'tun')}", self.maybe(0.3, "user 0"), self.maybe(0.3, "group 0"), self.maybe(0.2, "pi"),
            self.maybe(0.3, "vnet_hdr"), self.maybe(0.3, "multi_queue"),
        ])
        self.setup.links.append(f"tuntap add dev {name}{words}")
        self.bring_up(name, 0.8, has_carrier=False)  # nobody has it open
        self.devices.append(name)

    def make_ifb(self):
        name = self.name("ifb")
        self.setup.links.append(f"link add {name}{self.general()} type ifb")
        self.bring_up(name, 0.7)
        self.devices.append(name)

    def change_link(self, name):
        say = self.setup.links
        for stem in self.random.sample(["uplink", "ünder", "long-alternative-name"], self.pick(0, 0, 0, 1, 2)):
            say.append(f"link property add dev {name} altname {stem}-{name}")
        changes = [
            f"group {self.pick(1, 7, 2000000000)}", f"mtu {self.number(1280, 9000)}", f"txqueuelen {self.number(0, 9999)}",
            "promisc on", "allmulticast on", "arp off", "multicast off", f"mode {self.pick('dormant', 'default')}",
            f"alias {self.pick('uplink', 'a;b', 'x' * 200)}", f"addrgenmode {self.pick('none', 'eui64', 'random')}",
            f"gso_max_size {self.number(1000, 65536)}", f"gso_max_segs {self.number(2, 65535)}", f"address {self.mac()}",
            f"gro_max_size {self.number(1000, 65536)}", "promisc on allmulticast on", "down",
        ]
        if self.chance(0.5):
            for change in self.random.sample(changes, self.number(1, 3)):
                say.append(f"link set {name} {change}")
                if change == "down":
                    self.live = [one for one in self.live if one != name]

    # Addresses

    def make_addresses(self):
        for name in self.devices:
            for _ in range(self.pick(0, 1, 1, 2, 3)):
                self.make_address4(name)
            for _ in range(self.pick(0, 1, 1, 2)):
                self.make_address6(name)
        if self.chance(0.3):
            self.setup.addresses.append(f"address add 192.0.2.{self.number(1, 254)}/32 dev lo")
        if self.chance(0.3):
            self.setup.addresses.append(f"address add {self.address6()}/128 dev lo")

    def lifetimes(self):
        valid = self.pick("forever", self.number(2000, 900000))
        top = 900000 if valid == "forever" else valid
        return f" valid_lft {valid} preferred_lft {self.pick(0, 0, self.number(1000, top), valid)}"

    def make_address4(self, name):
        say = self.setup.addresses
        base = f"10.{self.number(0, 255)}.{self.number(0, 255)}"
        host = self.number(2, 120)
        words = "".join([
            self.maybe(0.2, f"label {name}:{self.number(0, 9)}"),
            self.maybe(0.2, f"scope {self.pick('host', 'link', 'site', 'global', 'nowhere', 100)}"),
            self.maybe(0.2, f"metric {self.number(1, 1 << 31)}"), self.maybe(0.2, "noprefixroute"),
            self.lifetimes() if self.chance(0.3) else "",
        ])
        if self.chance(0.15):
            say.append(f"address add {base}.{host} peer {self.address4()}/{self.number(8, 32)} dev {name}{words}")
            return
        length = self.pick(8, 16, 24, 24, 24, 25, 30, 31, 32)
        words += self.maybe(0.5, f"broadcast {self.pick('+', '-', base + '.255')}") + self.maybe(0.05, f"anycast {base}.9")
        say.append(f"address add {base}.{host}/{length} dev {name}{words}")
        if length <= 24:
            if name in self.live and "noprefixroute" not in words and "scope" not in words:
                self.gateways[4].append((name, f"{base}.{host + 1}"))
            for step in range(self.pick(0, 0, 1, 3)):  # secondary
                say.append(f"address add {base}.{host + 10 + step}/{length} dev {name}{words}")

    def make_address6(self, name):
        say = self.setup.addresses
        site = f"2001:db8:{self.number(0, 0xffff):x}"
        words = "".join([
            self.pick("", " nodad", " nodad", " optimistic", " home"), self.maybe(0.2, "noprefixroute"),
            self.maybe(0.2, f"metric {self.number(1, 1 << 31)}"), self.maybe(0.1, "scope site"),
            self.lifetimes() if self.chance(0.3) else "",
        ])
        if self.chance(0.15):
            say.append(f"address add {site}::{self.number(1, 99)} peer {site}::{self.number(100, 999)}/{self.pick(64, 128)} dev {name}{words}")
        elif self.chance(0.2):  # the kernel makes a temporary address where use_tempaddr says so
            say.append(f"address add {site}::{self.number(1, 99):x}/64 dev {name} mngtmpaddr nodad valid_lft 90000 preferred_lft 80000")
        elif self.chance(0.1):
            say.append(f"address add fe80::{self.number(1, 0xffff):x}/64 dev {name} nodad")
        else:
            length = self.pick(48, 64, 64, 64, 128)
            say.append(f"address add {site}::{self.number(1, 99)}/{length} dev {name}{words}")
            if name in self.live and "noprefixroute" not in words and length < 128:
                self.gateways[6].append((name, f"{site}::{self.number(100, 999)}"))

    # Routes

    def table(self):
        return self.pick("", "", "", "", " table 100", " table 1000", " table 4000000000", " table default", " table local", " table 253")

    def protocol(self):
        return self.maybe(0.4, f"proto {self.pick('static', 'bgp', 'bird', 'ra', 'zebra', 'dhcp', 200, 77, 'unspec')}")

    def metrics(self):
        if not self.chance(0.35):
            return ""
        values = [
            f"mtu {self.number(1280, 9000)}", f"mtu lock {self.number(1280, 9000)}", f"window {self.number(1, 65535)}",
            f"window lock {self.number(1, 65535)}", f"rtt {self.number(1, 500)}ms", f"rtt {self.number(1, 9)}s",
            f"rttvar {self.number(1, 1000)}", f"ssthresh {self.number(1, 1000)}", f"cwnd lock {self.number(1, 100)}",
            f"advmss {self.number(500, 1460)}", f"reordering {self.number(3, 300)}", f"hoplimit {self.number(1, 255)}",
            f"initcwnd {self.number(1, 99)}", f"initrwnd {self.number(1, 99)}", "features ecn", "quickack 1",
            f"congctl {self.pick('cubic', 'reno', 'lock reno')}", f"rto_min {self.number(1, 900)}ms", "fastopen_no_cookie 1",
            "hoplimit 0", "quickack 0", f"rto_min {self.number(1, 3)}s",
        ]
        return "".join(" " + value for value in self.random.sample(values, self.number(1, 4)))

    def hop(self, family):
        """`via A dev D`, or one of the two."""
        gateways = self.gateways[family]
        shape = self.random.random()
        if shape < 0.25 or not gateways:
            return f" dev {self.live_device()}"
        device, gateway = self.random.choice(gateways)
        if shape < 0.4:
            return f" via {gateway}"
        if shape < 0.5:
            far = self.address4() if family == 4 else self.address6()
            return f" via {far} dev {device} onlink"
        if shape < 0.65 and family == 4:
            return f" via inet6 fe80::{self.number(1, 0xffff):x} dev {device}"
        if shape < 0.75 and family == 6:
            return f" via fe80::{self.number(1, 0xffff):x} dev {device}"
        return f" via {gateway} dev {device}"

    def hops(self, family):
        if not self.chance(0.25):
            return self.hop(family)
        if family == 6:
            hops = {hop for hop in (self.hop(6) for _ in range(self.number(2, 9))) if " via " in hop}  # as the kernel wants it
            return "".join(f" nexthop{hop}{self.maybe(0.6, f'weight {self.number(1, 256)}')}" for hop in sorted(hops)) or self.hop(6)
        realms = lambda: self.maybe(0.2, f"realms {self.number(1, 99)}/{self.number(1, 99)}")
        return "".join(f" nexthop{self.hop(4)}{self.maybe(0.6, f'weight {self.number(1, 256)}')}{realms()}"
                       for _ in range(self.number(2, 5)))

    def make_nexthops(self):
        for family, say in ((4, self.setup.objects4), (6, self.setup.objects6)):
            if not self.chance(0.6):
                continue
            base = family * 100
            singles = []
            for i in range(self.number(1, 4)):
                if not self.gateways[family]:
                    break
                device, gateway = self.random.choice(self.gateways[family])
                say.append(f"nexthop add id {base + i} via {gateway} dev {device}{self.maybe(0.3, 'onlink')}{self.protocol()}"
                           + self.maybe(0.2, f"encap ip id {self.number(1, 99)} dst 10.0.0.9"))
                singles.append(base + i)
            say.append(f"nexthop add id {base + 50} dev {self.live_device()}")
            say.append(f"nexthop add id {base + 51} blackhole")
            groups = range(base + 60, base + 60 + self.number(0, 3)) if singles else []
            for group in groups:
                members = self.random.sample(singles, self.number(1, len(singles)))
                words = "/".join(f"{one},{self.number(1, 255)}" if self.chance(0.5) else str(one) for one in members)
                kind = self.maybe(0.3, f"type resilient buckets {2 ** self.number(1, 7)} idle_timer {self.number(1, 60)}")
                self.setup.groups.append(f"nexthop add id {group} group {words}{kind}{self.protocol()}")
            self.nexthops += [(one, family) for one in [*singles, *groups, base + 50, base + 51]]

    def target(self, family):
        """Where the packets go, with the word for the route's type where it is not unicast."""
        usable = [one for one, of in self.nexthops if of == family]
        shape = self.random.random()
        if shape < 0.15 and usable:
            return "", f" nhid {self.random.choice(usable)}"
        if shape < 0.4:
            return self.pick("blackhole ", "unreachable ", "prohibit ", "throw "), ""
        if shape < 0.5:
            kind = self.pick("local ", "broadcast ", "multicast ", "anycast ") if family == 4 else self.pick("local ", "anycast ")
            return kind, f" dev {self.pick('lo', self.live_device())}"
        return "", self.hops(family)

    def source(self, family):
        """One of the addresses given above, as prefsrc."""
        lines = [line.split() for line in self.setup.addresses]
        own = [words[2].split("/")[0] for words in lines]
        return self.random.choice([one for one in own if (":" in one) == (family == 6)] or ["127.0.0.1"])

    def make_routes(self):
        for _ in range(self.number(5, 30)):
            kind, way = self.target(4)
            words = "".join([
                self.table(), self.protocol(), self.metrics(),
                self.maybe(0.3, f"metric {self.pick(0, 1, 100, 4294967295, self.number(1, 9999))}"),
                self.maybe(0.15, f"tos {self.pick('0x10', '0x04', '8', '0x1c')}"),
                self.maybe(0.15, f"scope {self.pick('link', 'global', 'host', 'site', 77)}") if not kind else "",
                self.maybe(0.15, f"src {self.source(4)}"),
                self.maybe(0.4 if kind else 0.15, f"realms {self.pick('7', '3/4', 'cosmos', '0/9')}"),
            ])
            verb = self.pick("add", "add", "add", "append", "replace", "prepend")
            self.setup.four.append(f"route {verb} {kind}{self.prefix4()}{words}{way}")
        for _ in range(self.number(5, 30)):
            kind, way = self.target(6)
            words = "".join([
                self.table(), self.protocol(), self.metrics(),
                self.maybe(0.3, f"metric {self.pick(1, 100, 4294967295, self.number(1, 9999))}"),
                self.maybe(0.15, f"from {self.prefix6()}"), self.maybe(0.15, f"src {self.source(6)}"),
                self.maybe(0.15, f"pref {self.pick('low', 'medium', 'high')}"),
                self.maybe(0.15, f"expires {self.number(1000, 90000)}"),
            ])
            self.setup.six.append(f"route {self.pick('add', 'add', 'append')} {kind}{self.prefix6()}{words}{way}")
        if self.chance(0.3):
            self.setup.six.append(f"route add {self.prefix6()} encap seg6 mode {self.pick('encap', 'inline')} segs fc00::1,fc00::2 dev {self.live_device()}")
        if self.chance(0.3):
            self.setup.four.append(f"route add {self.prefix4()} encap ip id {self.number(1, 99)} dst 10.0.0.9 ttl 3 dev {self.live_device()}")

    # Rules

    def make_rules(self):
        for family, say in ((4, self.setup.four), (6, self.setup.six)):
            for _ in range(self.number(0, 12)):
                say.append(f"rule add {self.rule(family)}")
            if self.chance(0.15):
                say.append("rule del priority 32766")

    def rule(self, family):
        plain = self.prefix4 if family == 4 else self.prefix6
        with_host_bits = lambda: (f"{self.address4()}/{self.number(1, 32)}" if family == 4 else f"{self.address6()}/{self.number(1, 128)}")
        prefix = lambda: self.pick(plain, plain, with_host_bits)()
        port = lambda: self.pick(f"{self.number(1, 65535)}", f"{self.number(1, 999)}-{self.number(1000, 65535)}")
        uid = self.number(0, 4000000000)
        selectors = [
            f"from {prefix()}", f"to {prefix()}", f"tos {self.pick('0x10', '8', '0x0c')}", f"fwmark {self.number(0, 1 << 32)}",
            f"fwmark {hex(self.number(1, 255))}/{hex(self.number(1, 255))}", f"iif {self.pick('lo', self.device(), 'nosuch0')}",
            f"oif {self.pick(self.device(), 'nosuch1')}", f"uidrange {uid}-{uid + self.number(0, 1000)}",
            f"ipproto {self.pick('tcp', 'udp', 'icmp', 'ospf', 201)}", f"sport {port()}", f"dport {port()}",
            f"tun_id {self.number(1, 1 << 40)}", f"protocol {self.pick('static', 'bgp', 99)}",
        ]
        words = self.random.sample(selectors, self.number(0, 5))
        if self.chance(0.2):
            words.insert(0, "not")
        priority = self.number(1, 40000)
        words.append(f"priority {priority}")
        action = self.random.random()
        if action < 0.55:
            words.append(f"table {self.pick('main', 'local', 'default', 100, 1000, 4000000000)}")
            if self.chance(0.25):
                words.append(f"suppress_prefixlength {self.number(0, 32)}")
            if self.chance(0.2):
                words.append(f"suppress_ifgroup {self.pick('default', 7)}")
            if self.chance(0.15) and family == 4:
                words.append(f"realms {self.pick('3/4', '9')}")
        elif action < 0.7:
            words.append(f"goto {self.pick(32766 if priority < 32766 else 50000, self.number(priority + 1, 50000), 60000)}")
        elif action < 0.75:
            words.append("l3mdev")
        else:
            words.append(self.pick("blackhole", "unreachable", "prohibit", "nop"))
        return " ".join(words)

    # Neighbors

    def make_neighbors(self):
        for _ in range(self.number(0, 12)):
            family = self.pick(4, 6)
            address = self.address4() if family == 4 else self.pick(self.address6(), f"fe80::{self.number(1, 0xffff):x}")
            say = self.setup.four if family == 4 else self.setup.six
            if self.chance(0.2):
                say.append(f"neigh add proxy {address} dev {self.device()}{self.maybe(0.2, 'router')}{self.maybe(0.2, 'proto static')}")
                continue
            state = self.pick("permanent", "permanent", "stale", "noarp", "reachable", "none", "failed", "incomplete")
            words = "" if state in ("none", "failed", "incomplete") else f" lladdr {self.mac()}"
            words += self.maybe(0.15, "router") + self.maybe(0.15, "extern_learn") + self.maybe(0.1, "managed") + self.maybe(0.15, f"proto {self.pick('static', 'zebra', 77)}")
            say.append(f"neigh add {address}{words} dev {self.device()} nud {state}")
