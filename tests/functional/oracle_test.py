"""snet's JSON equals `ip -j`'s over seeded random networks: every row, key, value and type, in both directions."""

import os
import time

import pytest

import compare
import features
import mapping
import netns
import setups


def seeds(text):
    """The seeds that "12" (the first twelve), "7-7" or "1-3,40-50" name."""
    ranges = [[int(end) for end in ("1-" + part if "-" not in part else part).split("-")] for part in text.split(",")]
    return [seed for first, last in ranges for seed in range(first, last + 1)]


SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-60"))


class Look:
    """A question to both: the words for our tool and those for `ip`. `features` tells what the networks have."""

    def __init__(self, kind, tool, ours, ip, row, own=(), features=None):
        self.kind, self.tool, self.ours, self.ip, self.row, self.own = kind, tool, ours.split(), ip.split(), row, set(own)
        self.features = features

    def __str__(self):
        return f"{self.tool} {' '.join(self.ours)} / ip -j {' '.join(self.ip)}"

    def ask_ip(self, ns):
        done = ns.run("ip", "-j", *self.ip)
        if mapping.NO_TABLE in done.stderr:
            return []
        assert (done.returncode, done.stderr) == (0, b""), done
        return [self.row(row) for row in mapping.parse(done.stdout)]

    def ask_us(self, ns, tools):
        return [self.without_own(row) for row in tools.json(ns, self.tool, *self.ours)]

    def without_own(self, row):
        missing = {"origin"} - set(row)
        assert not missing, f"{self}: no {missing} in {row}"
        return {key: value for key, value in row.items() if key not in self.own}


class Routes(Look):
    """`ip` tells in its text alone which metrics are locked."""

    def ask_ip(self, ns):
        for _ in range(20):
            rows = super().ask_ip(ns)
            lines = ns.run("ip", "-o", *self.ip).stdout.decode(errors="replace").splitlines()
            lines = [line for line in lines if not line.startswith("\t")]  # the next-hop objects of -d
            if len(rows) == len(lines):  # no route came or went between the two
                return [mapping.with_locks(row, line) for row, line in zip(rows, lines)]
        pytest.fail(f"{self}: {len(rows)} rows as JSON, {len(lines)} as text")


class Links(Look):
    """`ip -j link`, by ascending index as we sort them (old kernels list them in another order)."""

    def ask_ip(self, ns):
        return sorted(super().ask_ip(ns), key=lambda row: row["ifindex"])


class Addresses(Look):
    """The `addr_info` of every interface. Of the rest `ip -j addr` leaves `linkmode` out."""

    def ask_ip(self, ns):
        rows = sorted(mapping.parse(ns.check("ip", "-j", *self.ip).stdout), key=lambda row: row["ifindex"])
        return [{"ifname": row["ifname"], "address": one} for row in rows for one in map(self.row, row["addr_info"])]

    def ask_us(self, ns, tools):
        rows = tools.json(ns, self.tool, *self.ours)
        return [{"ifname": row["ifname"], "address": one} for row in rows for one in row["addr_info"]]


class Neighbors(Look):
    """`ip` shows a byte that is no address for those on devices without addresses. Our `age` is what `ip -s` calls
    `confirmed`, where the state says that there was a confirmation."""

    CONFIRMED = {"REACHABLE", "STALE", "DELAY", "PROBE"}

    def without_own(self, row):
        if "confirmed" in row:
            has_age = bool(self.CONFIRMED & set(row.get("state", ())))
            assert row.get("age") == (row["confirmed"] if has_age else None), f"{self}: {row}"
        return super().without_own(row)

    def ask_ip(self, ns):
        links = mapping.parse(ns.check("ip", "-j", "link").stdout)
        bare = {row["ifname"] for row in links if "address" not in row}
        return [mapping.without_byte_behind(row, bare) for row in super().ask_ip(ns)]


LINK = ("links", "snet-ifaces")
ROUTE = ("routes", "snet-route")
RULE = ("rules", "snet-route")
ARP = ("neighbors", "snet-arp")
OWN_ROUTE = {"origin"}
OWN_RULE = {"origin", "family"}
OWN_NEIGHBOR = {"origin", "age"}

LOOKS = [
    Links(*LINK, "list", "link", mapping.link, mapping.OWN_LINK_KEYS),
    Links(*LINK, "list -d", "-d link", mapping.link, mapping.OWN_LINK_KEYS, features.of_link),
    Links(*LINK, "list -s", "-s link", mapping.link, mapping.OWN_LINK_KEYS),
    Links(*LINK, "list -n", "-N link", mapping.link, mapping.OWN_LINK_KEYS),
    Addresses("addresses", "snet-ifaces", "list", "addr", mapping.address, features=features.of_address),
    Addresses("addresses", "snet-ifaces", "list -d -n", "-d -N addr", mapping.address),
    *(Routes(*ROUTE, f"list -{f} {ours}", f"-{f} {ip}", mapping.route, OWN_ROUTE, features.of_route if " -d" in ours else None)
      for f in (4, 6)
      for ours, ip in (("", "route"), ("--table all", "route show table all"), ("--table 100", "route show table 100"),
                       ("--table local", "route show table local"), ("--table all -n", "-N route show table all"),
                       ("--table all -d", "-d route show table all"))),
    *(Look(*RULE, f"rules -{f} {ours}", f"-{f} {ip}", mapping.rule, OWN_RULE, features.of_rule if not ours else None)
      for f in (4, 6) for ours, ip in (("", "rule"), ("-n", "-N rule"), ("-d", "-d rule"))),
    Neighbors(*ARP, "list", "neigh", mapping.neighbor, OWN_NEIGHBOR),
    Neighbors(*ARP, "list --all", "neigh show nud all", mapping.neighbor, OWN_NEIGHBOR, features.of_neighbor),
    Neighbors(*ARP, "list -s --all", "-s neigh show nud all", mapping.neighbor, OWN_NEIGHBOR),
    Neighbors(*ARP, "list --proxy", "neigh show proxy", mapping.neighbor, OWN_NEIGHBOR, features.of_neighbor),
]


def make(setup, ns, other):
    """Builds the network; returns how many commands there were and how many the kernel refused."""
    for setting in setup.sysctls:
        ns.run("sysctl", "-q", "-w", setting)
    commands = refused = 0
    for options, lines in setup.batches:
        lines = [line.replace(setups.OTHER, str(other.pid)) for line in lines]
        commands += len(lines)
        refused += len(ns.batch(lines, *options))
    return commands, refused


def look(ns, tools, what, patience=20):
    """Asks `ip`, us, and `ip` again until its two answers agree."""
    for _ in range(patience):
        before, ours, after = what.ask_ip(ns), what.ask_us(ns, tools), what.ask_ip(ns)
        if compare.steady(before) == compare.steady(after):
            return before, ours, after
        time.sleep(0.2)
    pytest.fail(f"{what}: the kernel never came to rest")


def count_features(what, rows, tally):
    for row in rows if what.features else []:
        for name in features.NEEDED[what.kind].intersection(what.features(row)):
            tally.add(f"the networks' {what.kind}", name)


@pytest.mark.parametrize("seed", SEEDS)
def test_equals_ip(seed, ns, tools, tally):
    with netns.Namespace() as other:
        commands, refused = make(setups.build(seed), ns, other)
        assert refused <= commands * 0.4, f"seed {seed}: {refused} of {commands} commands were refused"
        wrong = []
        for what in LOOKS:
            before, ours, after = look(ns, tools, what)
            tally.count(what.kind, len(before), compare.keys(before))
            count_features(what, before, tally)
            wrong += [f"seed {seed}: {what}: {line}" for line in compare.differences(ours, before, after)]
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:40])


def test_the_networks_have_everything(tally):
    """Of many networks together: a comparison of what never occurred would prove nothing."""
    if len(SEEDS) < 60:
        pytest.skip("too few networks to have everything")
    counted = {kind: tally.others.get(f"the networks' {kind}", {}) for kind in features.NEEDED}
    missing = {kind: sorted(features.NEEDED[kind] - set(counted[kind])) for kind in features.NEEDED}
    assert not any(missing.values()), missing
