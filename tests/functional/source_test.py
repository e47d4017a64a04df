"""OUTPUT-IP of `snet-route list` is the source that the kernel gives to packets on that route, over seeded random networks.

A rule for each table lets a mark ask that table before any other. A route is compared where the kernel can be brought to
use it: `ip route get fibmatch` says that it answers, and of several next hops the first living one was taken. What the
kernel cannot be asked is counted with its reason.
"""

import ipaddress
import json
import random
import time

import pytest

import compare
import netns
import source_setups
from oracle_test import SEEDS, make

PRIORITY = 100  # of the rules that ask a table by mark
LATER = 30000  # of table local, which otherwise is asked first
FLOWS = 16  # that a route with several next hops is asked with
SAME = ("type", "dst", "tos", "table", "protocol", "scope", "metric", "nhid", "gateway", "via", "dev", "prefsrc")
REFUSING = {"6", "7", "8", "9"}  # RTN_BLACKHOLE, RTN_UNREACHABLE, RTN_PROHIBIT, RTN_THROW
LOCAL = "2"  # RTN_LOCAL


def list_routes(ns, tools, family):
    return tools.json(ns, "snet-route", "list", f"-{family}", "--table", "all", "-n", "-d", "-o", "+output_ip")


def let_marks_choose_the_table(ns, family, tables):
    rules = [f"rule add priority {PRIORITY} fwmark {table} lookup {table}" for table in sorted(tables)]
    rules += [f"rule add priority {LATER} lookup local", "rule del priority 0"]
    assert not ns.batch(rules, f"-{family}")


# Questions

def addresses(row, family, chance):
    """IPv6 chooses by the address: only the first one can be compared. So does a local route of IPv4, its own source."""
    if row["dst"] == "default" and family == 6:
        return ["2000::"]  # the unspecified address is nobody's destination
    net = ipaddress.ip_network(row["dst"] if row["dst"] != "default" else "0.0.0.0/0")
    more = 0 if family == 6 or row["type"] == LOCAL else 3
    return [str(net[0]), *(str(net[chance.randrange(net.num_addresses)]) for _ in range(more))]


def questions(row, family, chance):
    """What follows `ip route get`, each for a packet that may go this way."""
    flows = FLOWS if "nexthops" in row else 1
    devices = ["", f" oif {row['dev']}"] if "dev" in row else [""]  # several links may have one prefix
    tos = f" tos {row['tos']}" if "tos" in row else ""
    return [f"{address} mark {row['table']} ipproto udp sport {flow + 1} dport 9{tos}{device}"
            for device in devices for address in addresses(row, family, chance) for flow in range(flows)]


def ask(ns, family, lines):
    """The answer of `ip` to each line; None where there is none."""
    done = ns.run("ip", "-j", "-N", "-d", f"-{family}", "-force", "-batch", "-", input="\n".join([*lines, ""]).encode())
    prefix = b"Command failed -:"
    failed = {int(line[len(prefix):]) for line in done.stderr.splitlines() if line.startswith(prefix)}
    answers = iter([json.loads(line)[0] for line in done.stdout.splitlines()])
    found = [None if number in failed else next(answers) for number in range(1, len(lines) + 1)]
    assert next(answers, None) is None, done
    return found


# Answers

def hop(row):
    return row.get("gateway"), row.get("via"), row.get("dev")


def living_hops(row):
    return [one for one in row.get("nexthops", [row]) if "dead" not in one["flags"]]


def is_this(row, found):
    hops, found_hops = (sorted(str(hop(one)) for one in each.get("nexthops", [])) for each in (row, found))
    return all(row.get(key) == found.get(key) for key in SAME) and hops == found_hops


def goes_the_first_way(row, answer):
    return "nexthops" not in row or hop(living_hops(row)[0]) == hop(answer)


def kernels_source(row, pairs):
    """(source,) from what `fibmatch` and the look-up itself answered, or why there is none."""
    answers = [answer for match, answer in pairs if match and answer and is_this(row, match)]
    for answer in answers:
        if goes_the_first_way(row, answer):
            return (answer.get("prefsrc"),)
    return "no packet took the first way" if answers else "behind another route"


# The test

def why_not(row):
    """Why the kernel cannot be asked about a route."""
    if row["type"] in REFUSING:
        return "refusing"
    if not living_hops(row):
        return "dead"
    return "only for packets from somewhere" if "from" in row else None


def look(ns, tools, family, chance, patience=20):
    """Our rows with the kernel's answers about each, at a time when no address changed its state."""
    for _ in range(patience):
        rows = list_routes(ns, tools, family)
        asked = [(row, [] if why_not(row) else questions(row, family, chance)) for row in rows]
        lines = [f"route get {fibmatch}{words}" for _, each in asked for words in each for fibmatch in ("fibmatch ", "")]
        answers = iter(ask(ns, family, lines))
        if compare.steady(rows) == compare.steady(list_routes(ns, tools, family)):
            return [(row, [(next(answers), next(answers)) for _ in each]) for row, each in asked]
        time.sleep(0.2)
    pytest.fail("the addresses never came to rest")


def judge(row, pairs):
    """(what to count the row as, what is wrong with its source or None)."""
    reason = why_not(row)
    found = reason or kernels_source(row, pairs)
    if isinstance(found, str):
        return f"{found}: skipped", "no packet can take it" if reason in ("refusing", "dead") and "output_ip" in row else None
    return "compared", None if found == (row.get("output_ip"),) else f"the kernel says {found[0]}"


@pytest.mark.parametrize("family", [4, 6])
@pytest.mark.parametrize("seed", SEEDS)
def test_equals_the_kernels(seed, family, ns, tools, tally):
    with netns.Namespace() as other:
        make(source_setups.build(seed), ns, other)
        let_marks_choose_the_table(ns, family, {"254", *(row["table"] for row in list_routes(ns, tools, family))})
        found = look(ns, tools, family, random.Random(seed))
    wrong, compared = [], 0
    for row, pairs in found:
        what, problem = judge(row, pairs)
        tally.add(f"sources, IPv{family} routes", what)
        compared += what == "compared"
        wrong += [f"seed {seed}: {problem}: {row}"] if problem else []
    assert not wrong, f"{len(wrong)} of {len(found)} differ\n" + "\n".join(wrong[:40])
    assert compared >= sum(not why_not(row) for row, _ in found) * 0.5, f"seed {seed}: too few could be asked"
