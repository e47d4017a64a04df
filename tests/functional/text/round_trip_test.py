"""What `ip` prints of random routes and rules is read and printed back to the letter."""

import os
import pathlib
import random
import subprocess

import pytest

PROGRAM = pathlib.Path(os.environ.get("SNET_BUILD", ".")) / "tests/functional/text/round_trip"
SETUP = """set -e
ip link set lo up
ip link add v0 type veth peer name v1
ip address add 10.0.0.1/24 dev v0
ip address add 2001:db8:1::1/64 dev v0 nodad
ip link set v0 up
ip link set v1 up
ip nexthop add id 20 via 10.0.0.3 dev v0
ip nexthop add id 21 via 10.0.0.4 dev v0
ip nexthop add id 30 group 20,3/21
ip nexthop add id 60 via 2001:db8:1::3 dev v0
ip nexthop add id 61 group 60
set +e
"""
METRICS = ["mtu 1400", "mtu lock 1300", "window 9", "rtt 10ms", "rtt 81", "rttvar 2.5s", "rto_min 7ms", "ssthresh 4",
           "cwnd 3", "advmss 500", "reordering 5", "hoplimit 9", "initcwnd 10", "initrwnd 4", "features ecn",
           "quickack 1", "congctl cubic", "congctl lock reno", "fastopen_no_cookie 1"]
ENCAPS = ["encap ip id 5 dst 1.2.3.4", "encap ip6 id 7 dst 2001:db8::9 hoplimit 3 key"]
ENCAPS6 = ENCAPS + ["encap seg6 mode encap segs 2001:db8::1,2001:db8::2", "encap seg6 mode inline segs 2001:db8::1",
                    "encap seg6local action End.DT6 table 100"]


def some(chance, words, probability=0.3):
    return [words] if chance.random() < probability else []


def way_out(chance, is_ipv6):
    gateway = "2001:db8:1::2" if is_ipv6 else chance.choice(["10.0.0.2", "10.0.0.9", "inet6 2001:db8:1::2"])
    return f"via {gateway} dev v0" + chance.choice(["", " onlink"])


def route(chance, number, is_ipv6):
    prefix = f"2001:db8:{number + 16:x}::/{chance.choice([48, 64])}" if is_ipv6 else f"10.{number // 250 + 1}.{number % 250}.0/24"
    words = [prefix] + some(chance, f"table {chance.choice([5, 1000, 'default', 70000])}")
    words += some(chance, f"proto {chance.choice(['static', 'bgp', 'kernel', '77', '200'])}") + some(chance, f"metric {number + 1}")
    kind = chance.random()
    realms = some(chance, f"realms {chance.choice(['5', '5/6'])}")  # IPv6 routes lose them
    if kind < 0.2:
        words += realms
        return "route add " + " ".join([chance.choice(["blackhole", "unreachable", "prohibit", "throw"])] + words)
    if is_ipv6:
        words += some(chance, f"pref {chance.choice(['low', 'medium', 'high'])}") + some(chance, "expires 500", 0.1)
    else:
        words += some(chance, f"tos {chance.choice(['0x04', '0x10', '8'])}") + some(chance, "src 10.0.0.1")
    words += chance.sample(METRICS, chance.randrange(4))
    if kind < 0.4:
        hops = [f"nexthop {way_out(chance, is_ipv6)} weight {chance.randrange(1, 9)}" for _ in range(chance.randrange(1, 4))]
        return "route add " + " ".join(words + hops)
    if kind < 0.5:
        return "route add " + " ".join(words + [f"nhid {chance.choice([60, 61] if is_ipv6 else [20, 30])}"])
    words += some(chance, chance.choice(ENCAPS6 if is_ipv6 else ENCAPS), 0.2) + realms
    return "route add " + " ".join(words + [chance.choice(["dev v0", way_out(chance, is_ipv6)])])


def rule(chance, number, is_ipv6):
    address = chance.choice(["2001:db8::/32", "2001:db8::5/63"] if is_ipv6 else ["10.9.0.0/16", "10.9.8.7/16"])
    words = some(chance, "not", 0.2) + [f"pref {number + 10}"]
    words += some(chance, f"from {address}") + some(chance, f"to {address}") + some(chance, "tos 0x10", 0.2)
    words += some(chance, f"fwmark {chance.choice(['5', '0x10/0xff', '0/7'])}") + some(chance, "iif v0", 0.2) + some(chance, "oif gone", 0.2)
    words += some(chance, "uidrange 0-0", 0.2) + some(chance, f"ipproto {chance.choice(['tcp', 'ipv6-icmp', '200'])}")
    words += some(chance, "sport 5", 0.2) + some(chance, "dport 1-9", 0.2) + some(chance, "tun_id 3", 0.1) + some(chance, "protocol static", 0.2)
    table = f"lookup {chance.choice([7, 1000, 'main'])}" + "".join(" " + word for word in some(chance, "suppress_prefixlength 0") + some(chance, "suppress_ifgroup 1") + some(chance, "realms 1/2"))
    return "rule add " + " ".join(words + [chance.choice([table, table, f"goto {number + 13}", "nop", "blackhole", "unreachable", "prohibit", "l3mdev"])])


def printed(ns, script, command):
    return ns.check("bash", "-c", f"{script}\n{command}").stdout.decode().splitlines()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("family", ["4", "6"])
@pytest.mark.parametrize("kind, make, listing", [
    ("route", route, "ip -o -{} route show table all"), ("rule", rule, "ip -{} rule"), ("rule", rule, "ip -d -{} rule")])
def test_what_ip_prints_is_printed_back(ns, kind, make, listing, family, seed):
    chance = random.Random(seed)
    additions = "\n".join(f"ip -{family} {make(chance, number, family == '6')} 2>/dev/null" for number in range(100))
    lines = printed(ns, SETUP + additions, listing.format(family))
    assert len(lines) > 40
    details = ["details"] if " -d " in listing else []
    done = subprocess.run([PROGRAM, kind, family, *details], input="\n".join(lines).encode() + b"\n", capture_output=True, check=True)
    expected = [line.rstrip().replace(":\t", ": ") for line in lines]
    assert done.stdout.decode().splitlines() == expected
