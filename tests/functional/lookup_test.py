"""The private look-up answers as `ip route get` does: type, device, gateway, source, table and matched prefix of random packets in seeded
random networks. Of a route with several hops the kernel may take any.

What the kernel answers once so and once otherwise is not compared: of several default routes of one metric whose
gateways it does not know it takes turns. Nor are prefix, table and source of IPv6 routes that share a next-hop object: it
tells those of the one that used the object first. Nor are IPv6 routes that no dump tells of: from the first of several ways
out, each a row to it, the kernel steps to the last, past what was appended between.
"""

import ipaddress
import itertools
import json
import os
import pathlib
import re

import pytest

import lookup_setups
import netns
from oracle_test import make, seeds

PROGRAM = pathlib.Path(os.environ.get("SNET_BUILD", ".")) / "tests/functional/lookup/answers"
SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-24"))
QUESTIONS = 500
EDITED_QUESTIONS = 150
GATEWAY = 2  # RTF_GATEWAY of linux/route.h
ALONE = 20  # that are asked once more with tables read for one question
TYPES = {"0": "none", "1": "unicast", "2": "local", "3": "broadcast", "4": "anycast", "5": "multicast"}
UNREACHABLE_NET, UNREACHABLE_HOST, DENIED, INVALID = (
    "Network is unreachable", "No route to host", "Permission denied", "Invalid argument")
BY_ROUTE = {"unreachable": UNREACHABLE_HOST, "prohibit": DENIED, "blackhole": INVALID, "nat": INVALID}
BY_RULE = {"unreachable": UNREACHABLE_NET, "prohibit": DENIED, "blackhole": INVALID}
NONE, NO_ROUTE, ROUTE, RULE, NO_DEVICE, DEVICE_DOWN, FOREIGN, BAD_SOURCE, BAD_DESTINATION, NOT_FORWARDING, REVERSE_PATH = map(str, range(11))
REFUSALS = {NO_ROUTE: UNREACHABLE_NET, NO_DEVICE: "No such device", DEVICE_DOWN: UNREACHABLE_NET, FOREIGN: UNREACHABLE_NET,
            BAD_SOURCE: INVALID, BAD_DESTINATION: INVALID, NOT_FORWARDING: UNREACHABLE_HOST, REVERSE_PATH: INVALID}


# The kernel's answers

def why_refused(stderr):
    """What `ip` said of each line that failed."""
    failed, message = {}, ""
    for line in stderr.decode().splitlines():
        if line.startswith("Command failed -:"):
            failed[int(line.split(":")[1])] = message
        message = line.removeprefix("RTNETLINK answers: ").removeprefix("Error: ").removesuffix(".")
        message = message.replace("Message too long", INVALID)  # IPv6: no forwarding of groups
    return failed


def ask_kernel(ns, questions, row, word=""):
    lines = "".join(f"route get {word}{question}\n" for question in questions)
    done = ns.run("ip", "-j", "-N", "-d", "-force", "-batch", "-", input=lines.encode())
    failed = why_refused(done.stderr)
    first = lambda pairs: dict(reversed(pairs))  # `dst` comes once more, of an encapsulation
    answers = iter([json.loads(line, object_pairs_hook=first)[0] for line in done.stdout.splitlines()])
    found = [failed[number] if number in failed else row(next(answers)) for number in range(1, len(questions) + 1)]
    assert next(answers, None) is None, done
    return found


def prefix(answer):
    """That matched, as our answers have it."""
    family = 6 if ":" in answer["dst"] or "pref" in answer else 4
    everything, length = ("::/0", 128) if family == 6 else ("0.0.0.0/0", 32)
    dst = everything if answer["dst"] == "default" else answer["dst"]
    return dst if "/" in dst else f"{dst}/{length}"


def way(answer):
    gateway = answer.get("gateway") or answer.get("via", {}).get("host", "-")
    kind = answer.get("type", "1")
    return (TYPES.get(kind, kind), gateway, answer.get("dev", "-"), answer.get("prefsrc", "-"), answer.get("table", "-"))


def untold(ns):
    """The IPv6 prefixes with a route that dumps leave out, which /proc has: one without a gateway between ways out."""
    rows = [line.split() for line in ns.check("cat", "/proc/net/ipv6_route").stdout.decode().splitlines()]
    found = set()
    for key, same in itertools.groupby(rows, key=lambda row: (*row[:4], row[5])):
        if re.search("10+1", "".join("01"[int(row[8], 16) & GATEWAY != 0] for row in same)):
            found.add(ipaddress.IPv6Network((int(key[0], 16), int(key[1], 16))))
    return found


def is_in(question, prefixes):
    return any(ipaddress.ip_address(question.split()[0]) in one for one in prefixes)


# Ours

def ask_us(ns, questions, *words):
    done = ns.check(str(PROGRAM), *words, input="".join(f"{question}\n" for question in questions).encode())
    assert not done.stderr, done.stderr
    return [line.split("\t") for line in done.stdout.decode().splitlines()]


def as_kernel(fields):
    """Our answer in the kernel's words."""
    kind, refusal, gateway, device, source, table = fields[:6]
    if refusal == NONE:
        return kind, gateway, device, source, table
    return BY_ROUTE[kind] if refusal == ROUTE else BY_RULE[kind] if refusal == RULE else REFUSALS[refusal]


def takes_another_hop(fields, theirs):
    hops = [hop.split("@") for hop in fields[9:]]
    to_group = fields[0] in ("multicast", "broadcast")  # goes past the gateway
    is_hop = any(device == theirs[2] and (to_group or gateway == theirs[1]) for gateway, device in hops)
    return len(hops) > 1 and is_hop and (fields[0], fields[5]) == (theirs[0], theirs[4])


def takes_turns(fields, theirs):
    return fields[0] == theirs[0] and fields[7] == "0.0.0.0/0" and fields[5] == theirs[4]


def shares_object(fields):
    return ":" in fields[7] and fields[8] != "-"


def matched_another(fields, match):
    return "/" in match and fields[7] not in ("-", match) and not shares_object(fields)


def verdict(fields, theirs):
    """What became of the comparison: the same, or why it need not be, or "differs"."""
    ours = as_kernel(fields)
    if ours == theirs:
        return "equal" if isinstance(theirs, tuple) else "equally refused"
    if isinstance(ours, str) or isinstance(theirs, str):
        return "differs"
    if shares_object(fields) and ours[:3] == theirs[:3]:
        return "of a shared object: skipped"
    return "another hop" if takes_another_hop(fields, theirs) else "in turns: skipped" if takes_turns(fields, theirs) else "differs"


def is_passed_on(fields, *answers):
    """Whether what the system answered us is one of the kernel's answers to `ip`."""
    if len(fields) == 1:
        return any(isinstance(answer, str) for answer in answers)
    kind, _, gateway, device, source, table = fields[:6]
    ours = (kind, gateway, device, source, table)
    # Of several hops the kernel takes any.
    return any(ours == answer or (isinstance(answer, tuple) and ours[0] == answer[0] and ours[4] == answer[4]) for answer in answers)


def agrees(one, other):
    """Whether two of our answers to a question are equal, but for what the kernel does not repeat."""
    theirs = as_kernel(other)
    return verdict(one, theirs) != "differs"


# The tests

def questions_for(ns, setup, number, prefixes=()):
    links = ns.ip("address")
    addresses = [one["local"] for link in links for one in link["addr_info"]]
    questions = lookup_setups.Questions(setup, [link["ifname"] for link in links], addresses)
    for net in prefixes:
        questions.prefixes[net.version] += [net] * 3
    return [questions.question() for _ in range(number)]


@pytest.mark.parametrize("seed", SEEDS)
def test_equals_the_kernel(seed, ns, tools, tally, tmp_path):
    with netns.Namespace() as other, netns.Namespace() as empty:
        setup = lookup_setups.build(seed)
        make(setup, ns, other)
        questions = questions_for(ns, setup, QUESTIONS)
        theirs, ours = ask_kernel(ns, questions, way), ask_us(ns, questions)
        matched = ask_kernel(ns, questions, prefix, "fibmatch ")
        system = ask_us(ns, questions, "system")
        again, left_out = ask_kernel(ns, questions, way), untold(ns)
        alone = ask_us(ns, questions[:ALONE], "alone")
        ns.check(tools.path("snet-stack"), "freeze", str(tmp_path / "frozen.stack"))
        frozen = ask_us(empty, questions, str(tmp_path / "frozen.stack"))
    wrong = []
    for question, expected, later, match, fields in zip(questions, theirs, again, matched, ours, strict=True):
        what = verdict(fields, expected)
        if what == "differs" and later != expected:
            what = "the kernel changed its mind: skipped"
        if what == "differs" and is_in(question, left_out):
            what = "of a route that no dump tells: skipped"
        if what == "equal" and matched_another(fields, match):
            what = "differs"
        tally.add("look-ups", what)
        wrong += [f"seed {seed}: {question}: kernel {expected} {match}, ours {as_kernel(fields)} {fields}"] if what == "differs" else []
    assert not wrong, f"{len(wrong)} of {len(questions)} differ\n" + "\n".join(wrong[:40])
    assert alone == ours[:ALONE], f"seed {seed}: answers differ with the tables of one question"
    wrong = [f"{question}: kernel {expected} {later}, through us {fields}"
             for question, expected, later, fields in zip(questions, theirs, again, system) if not is_passed_on(fields, expected, later)]
    assert not wrong, f"seed {seed}: {len(wrong)} answers of the kernel came through as others\n" + "\n".join(wrong[:20])
    moved = [f"{question}: here {here}, frozen {there}" for question, here, there in zip(questions, ours, frozen) if here != there]
    assert not moved, f"seed {seed}: {len(moved)} answers differ elsewhere\n" + "\n".join(moved[:20])
    tally.add("look-ups in frozen stacks", "equal", len(frozen))


@pytest.mark.parametrize("seed", SEEDS)
def test_short_cuts_answer_as_all_tables_do(seed, ns, tools, tally, tmp_path):
    """What is read for a single question gives the answer that the whole tables of an edited stack give."""
    with netns.Namespace() as other:
        setup = lookup_setups.build(seed)
        make(setup, ns, other)
        lines = [line for family in "46" for line in ns.check("ip", f"-{family}", "-o", "route", "show", "table", "all").stdout.decode().splitlines()]
        edits = lookup_setups.Edits(seed, lines)
        (tmp_path / "edited.stack").write_text(edits.text)
        questions = questions_for(ns, setup, EDITED_QUESTIONS, edits.prefixes)
        whole = ask_us(ns, questions, str(tmp_path / "edited.stack"))
        asked = {word: ask_us(ns, questions, word, str(tmp_path / "edited.stack")) for word in ("way", "match")}
        again = ask_us(ns, questions, str(tmp_path / "edited.stack"))
    for word, answers in asked.items():
        wrong = []
        for question, expected, later, (*fields, routes) in zip(questions, whole, again, answers, strict=True):
            if later != expected:
                tally.add(f"look-ups in edited stacks ({word})", "the network changed: skipped")
                continue
            tally.add(f"look-ups in edited stacks ({word})", f"{routes} routes" if int(routes) < 3 else "more routes")
            if not agrees(fields if word == "match" or routes != "0" else [*fields[:6], *expected[6:]], expected):
                wrong.append(f"{question}: {word} {fields}, all {expected}")
        assert not wrong, f"seed {seed}: {len(wrong)} answers differ\n" + edits.text + "\n".join(wrong[:20])
