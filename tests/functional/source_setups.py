"""Seeded random networks about source addresses: every kind of address on every kind of device, and routes that can be
asked for one by one, since most have a routing table of their own."""

import re

import setups


def build(seed):
    return SourceBuilder(seed).build()


class SourceBuilder(setups.Builder):
    """Few links and many addresses. A rule for each table lets a mark of its number ask that table before any other."""

    def build(self):
        setup = super().build()
        self.make_foreign_routes()
        self.forget_objects_sources()
        # Whether these are preferred is a matter of the kernel's configuration (IPV6_MIP6).
        setup.addresses = [line.replace(" home", "") for line in setup.addresses]
        setup.sysctls += ["net.ipv4.fib_multipath_hash_policy=1", "net.ipv6.fib_multipath_hash_policy=1"]
        return setup

    def forget_objects_sources(self):
        """IPv4 remembers the source of a next-hop object until an address changes: that of its making, or of whichever
        route asked first, whose scope had a say. No answer depends on that after a change, and with one scope for all."""
        setup = self.setup
        setup.four = [re.sub(r" scope \S+(.* nhid )", r"\1", line) for line in setup.four]
        setup.late += ["address add 192.0.2.255/32 dev lo", "address del 192.0.2.255/32 dev lo"]

    def make_sysctls(self):
        super().make_sysctls()
        if self.chance(0.6):
            self.setup.sysctls.append(f"net.ipv6.conf.default.use_tempaddr={self.pick(1, 2, 2)}")
        for setting in ("optimistic_dad", "use_optimistic", "use_oif_addrs_only"):
            for part in ("default", "all"):
                if self.chance(0.15):
                    self.setup.sysctls.append(f"net.ipv6.conf.{part}.{setting}=1")
        if self.chance(0.2):
            self.setup.sysctls.append("net.ipv4.conf.default.route_localnet=1")
        # Addresses are good at once, tentative for as long as the test looks, or for a second.
        detection = self.pick(["all.accept_dad=0", "default.accept_dad=0"], ["default.dad_transmits=1000"], [])
        self.setup.sysctls += [f"net.ipv6.conf.{setting}" for setting in detection]

    def make_links(self):
        self.setup.links += ["link set lo up"] if self.chance(0.8) else []
        for _ in range(self.number(2, 4)):
            self.make_veth()
        for make in self.random.sample([self.make_bridge, self.make_macvlan, self.make_tun], self.number(0, 2)):
            make()

    def make_addresses(self):
        super().make_addresses()
        for name in self.devices:
            for _ in range(self.number(0, 3)):
                self.setup.addresses.append(f"address add {self.odd_address6()} dev {name}{self.odd_words()}")
            if self.chance(0.4):  # of which the kernel makes a temporary one where use_tempaddr says so
                managed = f"2001:db8:{self.number(0, 3):x}::{self.number(9, 99):x}/64 dev {name} mngtmpaddr nodad"
                self.setup.addresses.append(f"address add {managed} valid_lft 90000 preferred_lft 80000")
        if self.chance(0.5):
            self.setup.addresses.append(f"address add {self.odd_address6()} dev lo{self.odd_words()}")
        if self.chance(0.6):
            scope = self.pick("link", "link", "host", "site")
            self.setup.addresses.append(f"address add 192.0.2.{self.number(1, 254)}/32 dev lo scope {scope}")
        for _ in range(self.pick(0, 0, 1, 3)):
            device = self.maybe(0.5, f"dev {self.device()}")
            prefix = self.pick("::/0", "2001:db8::/32", "2001:db8:1::/48", "fd00::/8", self.prefix6())
            self.setup.six.append(f"addrlabel add prefix {prefix} label {self.number(0, 9)}{device}")

    def odd_address6(self):
        """Of every scope and label that selection tells apart."""
        low = self.pick(1, 2, self.number(1, 0xffff))  # two ends of a link with one address are duplicates
        length = self.pick(10, 48, 64, 64, 96, 128)
        return self.pick(
            f"2001:db8:{self.number(0, 3):x}::{low:x}", f"2001:db8:{self.number(0, 3):x}::{low:x}", f"fe80::{low:x}",
            f"fec0::{low:x}", f"fd00:{self.number(0, 9):x}::{low:x}", f"2002:a00:{low:x}::1", f"2001::{low:x}",
            f"2001:10::{low:x}", f"::ffff:10.0.{low >> 8}.1", f"::10.0.{low >> 8}.1", f"3ffe::{low:x}") + f"/{length}"

    def odd_words(self):
        life = self.pick("", " nodad", " nodad", " nodad", " optimistic", " nodad preferred_lft 0")
        return life + self.maybe(0.1, "noprefixroute")

    def gateway6(self):
        """One whose first bytes read as an IPv4 address of the device's, as Linux reads them, and that device."""
        device, gateway = self.random.choice(self.gateways[4])
        a, b, c, d = map(int, gateway.split("."))
        return f" via inet6 {a << 8 | b:x}:{c << 8 | d:x}::{self.number(1, 99)} dev {device} onlink"

    def hop(self, family):
        return self.gateway6() if family == 4 and self.gateways[4] and self.chance(0.1) else super().hop(family)

    def make_foreign_routes(self):
        """Of IPv4 over a next-hop object of IPv6."""
        if self.gateways[4]:
            self.setup.objects6.append(f"nexthop add id 700{self.gateway6().replace('inet6 ', '')}")
            self.setup.four.append(f"route add {self.prefix4()}{self.table()} nhid 700")

    def prefix6(self):
        if self.chance(0.1):  # where source selection thinks otherwise
            group = f"ff0{self.pick(1, 2, 5, 8, 'e')}::{self.number(1, 99)}/128"
            return self.pick(group, "ff0e::/16", "fe80::/10", "fec0::/10", "fd00::/8", "2002::/16", "2001:10::/28", "2001::/32",
                             "::ffff:0:0/96", "::/96", f"::{self.number(2, 99)}/128")
        return super().prefix6()

    def table(self):
        """A new one for most, so that no other route hides it."""
        if self.chance(0.2):
            return ""
        self.tables = getattr(self, "tables", 999) + 1
        return f" table {self.tables}"

    def make_rules(self):
        """None but those of the marks, which the test makes."""

    def make_neighbors(self):
        """None: no source depends on them."""
