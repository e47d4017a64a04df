"""Seeded random networks about look-up, and questions about them: prefixes that hold each other, in few tables, and
packets of all sorts that the rules and routes of the network may care about."""

import ipaddress
import random
import re

import setups
import source_setups


def build(seed):
    return LookupBuilder(seed).build()


class LookupBuilder(setups.Builder):
    """Sets up every second network without a touch to IPv4's rules, which changes how the kernel looks up."""

    def build(self):
        setup = super().build()
        self.forget_objects_sources()
        # Whether these are preferred is a matter of the kernel's configuration (IPV6_MIP6).
        setup.addresses = [line.replace(" home", "") for line in setup.addresses]
        return setup

    def forget_objects_sources(self):
        source_setups.SourceBuilder.forget_objects_sources(self)

    def make_sysctls(self):
        super().make_sysctls()
        say = self.setup.sysctls
        say += ["net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0"]  # addresses are good at once
        if self.chance(0.6):
            say.append("net.ipv4.ip_forward=1")
        for setting, share in (("rp_filter", 0.4), ("accept_local", 0.2), ("route_localnet", 0.2), ("send_redirects", 0.3),
                               ("src_valid_mark", 0.2), ("bc_forwarding", 0.2)):
            for part in ("all", "default"):
                if self.chance(share):
                    value = self.number(1, 2) if setting == "rp_filter" else int(setting != "send_redirects")
                    say.append(f"net.ipv4.conf.{part}.{setting}={value}")

    def make_links(self):
        if self.chance(0.9):
            self.setup.links.append("link set lo up")
        for _ in range(self.number(2, 3)):
            self.make_veth()
        for make in self.random.sample([self.make_bridge, self.make_macvlan, self.make_tun, self.make_ifb], self.number(0, 2)):
            make()
        for name in self.devices:
            if self.chance(0.2):
                self.setup.links.append(f"link set {name} group 7")

    def prefix4(self):
        length = self.pick(0, 0, 4, 8, 9, 12, 16, 16, 20, 23, 24, 24, 25, 30, 31, 32, 32)
        high = self.pick(f"10.{self.number(0, 3)}", "192.168", "172.16", f"{self.number(1, 223)}.{self.number(0, 255)}")
        address = ipaddress.ip_address(f"{high}.{self.pick(0, 0, 1, self.number(0, 255))}.{self.number(0, 255)}")
        return str(ipaddress.ip_network((address, length), strict=False))

    def prefix6(self):
        length = self.pick(0, 0, 3, 16, 32, 48, 48, 56, 64, 64, 65, 127, 128, 128)
        address = self.pick(f"2001:db8:{self.number(0, 3):x}:{self.number(0, 2):x}::{self.number(0, 9):x}",
                            f"2001:db8:{self.number(0, 0xffff):x}::{self.number(0, 0xffff):x}",
                            f"fd00:{self.number(0, 9):x}::{self.number(1, 9):x}", f"2600::{self.number(1, 9):x}")
        return str(ipaddress.ip_network((address, length), strict=False))

    def table(self):
        return self.pick("", "", "", "", "", " table 100", " table 1000", " table default", " table local")

    def make_rules(self):
        if self.setup.seed % 2 == 0:
            super().make_rules()
            return
        four, self.setup.four = self.setup.four, []
        super().make_rules()
        self.setup.four = four

    def rule(self, family):
        """Fewer that end every look-up than those about listing have."""
        rule = super().rule(family)
        if rule.split()[-1] in ("blackhole", "unreachable", "prohibit") and self.chance(0.8):
            selector = f"fwmark {self.number(1, 9)}" if "fwmark" not in rule and "not" not in rule else ""
            return f"{selector} {rule}" if selector else self.rule(family)
        return rule

    def target(self, family):
        kind, way = super().target(family)
        return super().target(family) if kind in ("blackhole ", "unreachable ", "prohibit ", "throw ") and self.chance(0.6) else (kind, way)

    def make_routes(self):
        super().make_routes()
        for family, say in ((4, self.setup.four), (6, self.setup.six)):
            if self.chance(0.7):
                say.append(f"route add default{self.hop(family)} metric {self.number(1, 3000)}")
            if self.setup.seed % 6 == 0:  # more prefixes than are searched one by one
                new = self.prefix4 if family == 4 else self.prefix6
                say += [f"route add {new()}{self.hop(family)}" for _ in range(500)]

    def make_neighbors(self):
        super().make_neighbors()
        for family, say in ((4, self.setup.four), (6, self.setup.six)):
            for device, gateway in self.gateways[family]:
                if self.chance(0.4):
                    state = self.pick("failed", "failed", "permanent", "noarp")
                    mac = "" if state == "failed" else f" lladdr {self.mac()}"
                    say.append(f"neigh replace {gateway}{mac} dev {device} nud {state}")


TYPES = ("unicast", "local", "broadcast", "multicast", "anycast", "blackhole", "unreachable", "prohibit", "throw")


class Edits:
    """A stack's file over a network: routes like those that it has, of the same prefixes, shorter and longer ones, and
    some that are hidden. `lines` are those of `ip -o route show table all`."""

    def __init__(self, seed, lines):
        self.random = random.Random(f"edits {seed}")
        self.prefixes = []
        edits = [self.random.choice([self.added, self.added, self.hidden])(self.random.choice(lines)) for _ in range(self.random.randint(1, 8))]
        self.text = "snet 1\nbase os\n" + "".join(f"{line}\n" for line in edits)

    def take_apart(self, line):
        words = [word for word in line.replace("\\", " ").split() if word not in ("dead", "linkdown")]
        at = 1 if words[0] in TYPES else 0
        everything = "::/0" if "pref" in words or ":" in line else "0.0.0.0/0"
        return words, at, ipaddress.ip_network(everything if words[at] == "default" else words[at])

    def added(self, line):
        words, at, net = self.take_apart(line)
        length = min(max(net.prefixlen + self.random.choice([-9, -4, -1, 0, 0, 1, 4, 8]), 0), net.max_prefixlen)
        address = net[self.random.randrange(net.num_addresses)]
        net = ipaddress.ip_network((address, length), strict=False)
        self.prefixes.append(net)
        words[at] = str(net)
        if "metric" in words and self.random.random() < 0.6:
            words[words.index("metric") + 1] = str(self.random.choice([1, 50, 1024, 5000]))
        elif net.version == 4 and not {"metric", "nexthop"} & set(words) and self.random.random() < 0.3:
            words += ["metric", str(self.random.choice([1, 50, 1024]))]
        return "route " + " ".join(words)

    def hidden(self, line):
        words, at, net = self.take_apart(line)
        self.prefixes.append(net)
        table = words[words.index("table") + 1] if "table" in words else "main"
        if self.random.random() < 0.1:
            return f"hide route {'inet6' if net.version == 6 else 'inet'} table {table}"
        return f"hide route {net} table {table}"


class Questions:
    """Random packets; addresses, marks and the like are mostly those that the network's own commands name."""

    def __init__(self, setup, devices, addresses):
        self.random = random.Random(f"questions {setup.seed}")
        self.devices = devices
        self.own = {family: [one for one in addresses if (":" in one) == (family == 6)] for family in (4, 6)}
        lines = [line for _, batch in setup.batches for line in batch]
        self.text = "\n".join(lines)
        self.prefixes = {family: [] for family in (4, 6)}
        for word in re.findall(r"[0-9a-f.:]+/\d+|[0-9a-f]*:[0-9a-f:]+|\d+\.\d+\.\d+\.\d+", self.text):
            try:
                net = ipaddress.ip_network(word, strict=False)
            except ValueError:
                continue
            self.prefixes[net.version].append(net)

    def chance(self, share):
        return self.random.random() < share

    def address(self, family):
        special = (["0.0.0.0", "255.255.255.255", "224.0.0.1", "224.0.0.251", "239.1.2.3", "127.0.0.1", "127.9.9.9", "0.1.2.3", "8.8.8.8", "240.0.0.1"]
                   if family == 4 else ["::", "::1", "ff02::1", "ff05::2", "fe80::1", "2600::1", "2001:db8::", "::ffff:10.0.0.1"])
        shape = self.random.random()
        if shape < 0.12:
            return self.random.choice(special)
        if shape < 0.25 and self.own[family]:
            return self.random.choice(self.own[family])
        if shape < 0.9 and self.prefixes[family]:
            net = self.random.choice(self.prefixes[family])
            return str(net[self.random.choice([0, -1, self.random.randrange(net.num_addresses)])])
        bits = self.random.getrandbits(32 if family == 4 else 125)
        return str(ipaddress.IPv4Address(bits) if family == 4 else ipaddress.IPv6Address(bits | 1 << 125))

    def number(self, pattern, most):
        """One that the network's commands name after a word, or near it."""
        named = [int(one, 0) for one in re.findall(pattern, self.text)]
        value = self.random.choice(named) + self.random.choice([-1, 0, 0, 1]) if named and self.chance(0.8) else self.random.randint(0, most)
        return min(max(value, 0), most)

    def question(self):
        family = self.random.choice([4, 6])
        words = [self.address(family)]
        if self.chance(0.3):
            own = self.own[family] and self.chance(0.8)
            words += ["from", self.random.choice(self.own[family]) if own else self.address(family)]
        if self.chance(0.15):
            words += ["iif", self.random.choice([*self.devices, "lo"])]
        if self.chance(0.2):
            words += ["oif", self.random.choice([*self.devices, "lo"])]
        if self.chance(0.3):
            words += ["mark", str(self.number(r"fwmark (0x[0-9a-f]+|\d+)", 0xffffffff))]
        if self.chance(0.3):
            words += ["tos", hex(self.random.choice([4, 8, 0x0c, 0x10, 0x1c, 0xb8, self.random.randrange(0, 256, 4)]))]
        if self.chance(0.2):
            words += ["uid", str(self.number(r"uidrange (\d+)", 0xfffffffe))]
        if self.chance(0.3):
            words += ["ipproto", self.random.choice(["6", "17", "1" if family == 4 else "58"])]
        if self.chance(0.25):
            words += ["sport", str(max(self.number(r"sport (\d+)", 65535), 1))]
        if self.chance(0.25):
            words += ["dport", str(max(self.number(r"dport (\d+)", 65535), 1))]
        return " ".join(words)
