"""Interfaces come and go while the tools look: never a crash, never half a row."""

import json
import os
import subprocess
import sys

import pytest

RUNS = int(os.environ.get("SNET_TEST_CHURN", "1000"))
LOOKS = [
    ("snet-ifaces", "list"), ("snet-ifaces", "list"), ("snet-ifaces", "list"), ("snet-ifaces", "list", "-d", "-s"),
    ("snet-ifaces", "list"), ("snet-ifaces", "show", "steady0"), ("snet-ifaces", "names"),
    ("snet-route", "list", "--table", "all"), ("snet-route", "rules"), ("snet-arp", "list", "--all"),
]
# Every row has these, whatever happens: half a row would lack some.
MANDATORY = {
    ("snet-ifaces", "list"): {"ifindex", "ifname", "flags", "mtu", "operstate", "group", "link_type", "addr_info", "origin"},
    ("snet-ifaces", "show"): {"ifindex", "ifname", "flags", "mtu", "operstate", "group", "link_type", "addr_info", "origin"},
    ("snet-route", "list"): {"dst", "flags", "origin"},
    ("snet-route", "rules"): {"priority", "family", "origin"},
    ("snet-arp", "list"): {"dst", "dev", "state", "origin"},
}

# Adds and deletes veth pairs with addresses, routes, rules and neighbors as fast as the kernel takes them.
CHURNER = """
import subprocess
batch = []
for i in range(8):
    batch += [f"link add c{i} group 9 type veth peer name d{i} group 9", f"link set c{i} up", f"link set d{i} up",
              f"address add 10.9.{i}.1/24 dev c{i}", f"address add 2001:db8:9:{i}::1/64 dev c{i} nodad",
              f"route add 10.8.{i}.0/24 via 10.9.{i}.2", f"route add 2001:db8:8:{i}::/64 via 2001:db8:9:{i}::2",
              f"neigh add 10.9.{i}.3 lladdr 02:00:00:00:00:01 dev c{i}", f"rule add iif c{i} priority {100 + i} table 100"]
batch += ["link del group 9", *(f"rule del priority {100 + i}" for i in range(8))]
text = ("\\n".join(batch) + "\\n").encode()
while True:
    subprocess.run(["ip", "-force", "-batch", "-"], input=text, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
"""


@pytest.fixture
def churning(ns):
    """A namespace with one interface that stays and many that do not."""
    ns.check("ip", "link", "add", "steady0", "type", "veth", "peer", "name", "steady1")
    churner = subprocess.Popen(ns.enter(sys.executable, "-c", CHURNER), stdin=subprocess.DEVNULL)
    yield ns
    assert churner.poll() is None, "the churner died"
    churner.kill()
    churner.wait(timeout=30)


def test_never_half_a_row(churning, tools):
    lists = []
    for i in range(RUNS):
        tool, verb, *words = LOOKS[i % len(LOOKS)]
        if verb == "names":
            done = tools.run(churning, tool, verb)
            assert done.returncode == 0 and b"steady0" in done.stdout.split()
            continue
        done = tools.run(churning, tool, verb, *words, "--json")
        assert done.returncode == 0, done
        rows = json.loads(done.stdout.decode())
        for row in rows:
            missing = MANDATORY[tool, verb] - set(row)
            assert not missing, f"look {i}, {tool} {verb}: no {missing} in {row}"
        if tool == "snet-ifaces":
            indices = [row["ifindex"] for row in rows]
            assert indices == sorted(set(indices)), "an interface twice or out of order"
            assert {"lo", "steady0", "steady1"} <= {row["ifname"] for row in rows} or verb == "show"
            if verb == "list":
                lists.append(tuple(indices))
    # It really churned. (A pair of veth takes the kernel milliseconds to delete, so that not every list sees a change.)
    assert len(set(lists)) > len(lists) / 10, f"{len(lists)} lists saw only {len(set(lists))} different sets of interfaces"
    highest = [max(indices) for indices in lists]
    assert max(highest) - min(highest) > RUNS / 4, f"only {max(highest) - min(highest)} interfaces were made"
