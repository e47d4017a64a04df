"""`snet-route get` and `explain`: the same keys and values as `ip -j route get` over seeded random networks, streams of
questions, and what a person is told."""

import ipaddress
import json
import os
import re
import select
import subprocess
import time

import pytest

import lookup_setups
import netns
from lookup_test import ask_kernel, questions_for
from oracle_test import make, seeds

SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-12"))
QUESTIONS = 300
OWN_KEYS = {"matched", "rule", "refusal", "origin", "nexthops"}


# The same keys as ip

def first_of(pairs):
    return dict(reversed(pairs))  # `dst` comes once more, of an encapsulation


def ip_answers(ns, questions):
    """What `ip -j route get` prints; None where it refuses."""
    lines = "".join(f"route get {question}\n" for question in questions)
    done = ns.run("ip", "-j", "-force", "-batch", "-", input=lines.encode())
    failed = {int(line.split(b":")[1]) for line in done.stderr.splitlines() if line.startswith(b"Command failed -:")}
    answers = iter([json.loads(line, object_pairs_hook=first_of)[0] for line in done.stdout.splitlines()])
    found = [None if number in failed else next(answers) for number in range(1, len(questions) + 1)]
    assert next(answers, None) is None
    return found


def our_answers(ns, tools, questions):
    done = tools.run(ns, "snet-route", "get", "-q", "--jsonl", "-", input="".join(f"{one}\n" for one in questions).encode())
    assert not done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def comparable(answer, theirs):
    """Without what is ours alone, and without what only the kernel's cache of ways knows."""
    if "encap" in theirs:  # whose keys `ip` mixes with the others
        return {key: answer.get(key) for key in ("dev", "gateway", "via", "type", "table")}
    kept = {key: value for key, value in answer.items() if key not in OWN_KEYS}
    kept["flags"] = []  # those of the way, of which `ip` names one that is none
    if kept.get("iif") or kept.get("type") == "multicast":
        kept.pop("cache", None)  # whether a redirect is due, whether somebody joined the group
    kept.pop("flow", None)  # realms: also those of the way back
    if "metrics" in theirs or "metrics" in kept:
        kept.pop("metrics", None)  # what the kernel learned of the way stands there, too
    return kept


def of_a_shared_object(ours, theirs, shared):
    """Of the IPv6 routes that share a next-hop object the kernel tells the one that used it first."""
    way = lambda answer: [answer.get(key) for key in ("dev", "gateway", "type")]
    return ":" in ours["dst"] and ours.get("matched") in shared and way(ours) == way(theirs)


def takes_another_way(ours, theirs):
    """One of several next hops, or of several default routes between which the kernel takes turns."""
    of_several = "nexthops" in ours or ours.get("matched") == "default"
    return of_several and ours.get("type") == theirs.get("type") and ours.get("table") == theirs.get("table")


@pytest.mark.parametrize("seed", SEEDS)
def test_keys_and_values_are_those_of_ip(seed, ns, tools, tally):
    with netns.Namespace() as other:
        setup = lookup_setups.build(seed)
        make(setup, ns, other)
        questions = questions_for(ns, setup, QUESTIONS)
        shared = {row["dst"] for row in tools.json(ns, "snet-route", "list", "-6", "--table", "all") if "nhid" in row}
        theirs, ours, again = ip_answers(ns, questions), our_answers(ns, tools, questions), ip_answers(ns, questions)
    assert len(ours) == len(questions)
    wrong = []
    for question, expected, later, found in zip(questions, theirs, again, ours, strict=True):
        assert {"dst"} <= found.keys()
        if expected is None or "refusal" in found:
            agrees = (expected is None) == ("refusal" in found) == (found.get("type") in ("none", "blackhole", "unreachable", "prohibit"))
            what = "refused alike" if agrees else "differs"
        else:
            equal = comparable(found, expected) == comparable(expected, found)
            what = ("equal" if equal else "another way" if takes_another_way(found, expected)
                    else "of a shared object: skipped" if of_a_shared_object(found, expected, shared) else "differs")
        if what == "differs" and later != expected:
            what = "the kernel changed its mind: skipped"
        tally.add("answers of snet-route get", what)
        if what == "differs":
            wrong.append(f"seed {seed}: {question}:\n  ip   {expected}\n  ours {found}")
    assert not wrong, f"{len(wrong)} of {len(questions)} differ\n" + "\n".join(wrong[:10])


# In words

@pytest.fixture
def net(ns):
    """Two links; rules, tables, several hops, refusals, a gateway of the other family."""
    assert not ns.batch([
        "link set lo up", "link add eth0 type veth peer name far0", "link add eth1 type veth peer name far1",
        "link property add dev eth0 altname uplink", "link add eth2 type veth peer name far2",
        *(f"link set {name} up" for name in ("eth0", "far0", "eth1", "far1")),
        "address add 10.0.0.5/24 dev eth0", "address add 10.1.0.5/24 dev eth1",
        "address add 2001:db8::5/64 dev eth0 nodad", "address add 2001:db8:1::5/64 dev eth1 nodad",
        "route add default via 10.0.0.1", "route add 10.2.0.0/16 via 10.1.0.1", "route add 10.2.0.0/16 via 10.0.0.2 metric 9",
        "route add 10.3.0.0/16 nexthop via 10.0.0.3 weight 2 nexthop via 10.1.0.3",
        "route add 10.4.0.0/16 via inet6 fe80::4 dev eth1", "route add blackhole 10.5.0.0/16",
        "route add unreachable 10.6.0.0/16", "route add prohibit 10.7.0.0/16", "route add throw 10.8.0.0/16",
        "route add 10.9.0.0/16 via 10.1.0.9 table 100", "route add blackhole default table 101",
        "rule add priority 100 fwmark 7 lookup 100", "rule add priority 200 from 10.0.0.5 to 10.9.9.9 lookup 101",
        "rule add priority 300 fwmark 8 unreachable", "rule add priority 400 iif eth1 lookup main suppress_prefixlength 0",
    ])
    assert not ns.batch(["route add default via 2001:db8::1 metric 10", "route add 2001:db8:2::/48 via 2001:db8:1::1",
                         "route add unreachable 2001:db8:3::/48"], "-6")
    ns.check("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=1", "net.ipv4.conf.eth0.rp_filter=1")
    wait_for_addresses(ns, "2001:db8::5", "2001:db8:1::5")
    return ns


def wait_for_addresses(ns, *addresses):
    """The kernel makes an IPv6 address its own some time after its link has come up."""
    for _ in range(200):
        if all(ns.run("ip", "-6", "route", "get", address).stdout.startswith(b"local") for address in addresses):
            return
        time.sleep(0.05)
    pytest.fail("the addresses never came to rest")


ANSWERS = [
    ("10.9.0.1", "10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.5"),
    ("10.9.0.1 mark 7", "10.9.0.1 via 10.1.0.9 dev eth1 src 10.1.0.5 table 100"),
    ("10.9.0.1 mark 0x7", "10.9.0.1 via 10.1.0.9 dev eth1 src 10.1.0.5 table 100"),
    ("10.2.0.1", "10.2.0.1 via 10.1.0.1 dev eth1 src 10.1.0.5"),
    ("10.2.0.1 oif eth0", "10.2.0.1 via 10.0.0.2 dev eth0 src 10.0.0.5"),
    ("10.2.0.1 oif uplink", "10.2.0.1 via 10.0.0.2 dev eth0 src 10.0.0.5"),
    ("10.2.0.1 from 10.0.0.5", "10.2.0.1 via 10.1.0.1 dev eth1"),
    ("10.3.0.1", "10.3.0.1 via 10.0.0.3 dev eth0 src 10.0.0.5"),
    ("10.3.0.1 from 10.1.0.5", "10.3.0.1 via 10.1.0.3 dev eth1"),
    ("10.4.0.1", "10.4.0.1 via inet6 fe80::4 dev eth1 src 10.1.0.5"),
    ("10.8.0.1 mark 9", None),
    ("10.0.0.5", "10.0.0.5 dev lo src 10.0.0.5 table local type local"),
    ("10.0.0.255", "10.0.0.255 dev eth0 src 10.0.0.5 table local type broadcast"),
    ("10.0.0.77", "10.0.0.77 dev eth0 src 10.0.0.5"),
    ("10.0.0.77 iif eth1 from 10.1.0.9", "10.0.0.77 dev eth0"),
    ("2001:db8:2::1", "2001:db8:2::1 via 2001:db8:1::1 dev eth1 src 2001:db8:1::5"),
    ("2001:db8:9::1", "2001:db8:9::1 via 2001:db8::1 dev eth0 src 2001:db8::5"),
    ("2001:db8:1::5", "2001:db8:1::5 dev lo src 2001:db8:1::5 table local type local"),
    ("10.5.0.1", None), ("10.6.0.1", None), ("10.7.0.1", None), ("10.9.0.1 mark 8", None), ("10.9.9.9 from 10.0.0.5", None),
    ("2001:db8:3::1", None), ("10.2.0.1 from 10.9.9.9", None), ("10.2.0.1 iif eth1 from 10.1.0.9", "10.2.0.1 via 10.1.0.1 dev eth1"),
    ("10.2.0.1 iif eth0 from 10.1.0.9", None), ("10.2.0.1 iif nosuch0 from 10.1.0.9", None), ("10.2.0.1 oif nosuch0", None),
    ("10.2.0.1 oif eth2", None),
]


def in_our_words(line):
    """What `ip -o route get` prints, as our line has it."""
    line = line.replace("\\", " ").partition(" cache")[0]
    found = re.match(r"(?:(local|broadcast) )?(\S+)", line)
    via = re.search(r" via (inet6 )?(\S+)", line)
    word = lambda name: re.search(rf" {name} (\S+)", line)
    parts = [found[2], f"via {via[1] or ''}{via[2]}" if via else "", f"dev {word('dev')[1]}",
             f"src {word('src')[1]}" if word("src") else "", f"table {word('table')[1]}" if word("table") else "",
             f"type {found[1]}" if found[1] else ""]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize("question, line", ANSWERS, ids=[one[0] for one in ANSWERS])
def test_an_answer_in_words(net, tools, question, line):
    done = tools.run(net, "snet-route", "get", *question.split())
    kernel = net.run("ip", "-o", "route", "get", *question.split())
    if question == "10.8.0.1 mark 9":
        line = in_our_words(kernel.stdout.decode()) if kernel.returncode == 0 else None
    assert (kernel.returncode == 0) == (line is not None), kernel
    if line is None:
        assert (done.returncode, done.stdout) == (1, b"") and done.stderr.startswith(b"snet-route: "), done
        return
    if " 10.3." in f" {question}":  # several hops: asked alone in words, it is the kernel's choice
        line = in_our_words(kernel.stdout.decode()) if "from" not in question else line
    assert (done.returncode, done.stderr, done.stdout.decode()) == (0, b"", line + "\n")
    if " from " not in question and "10.3." not in question:
        assert in_our_words(kernel.stdout.decode()) == line


REFUSALS = [
    ("10.5.0.1", "blackhole", "route", "the blackhole route 10.5.0.0/16 refuses it"),
    ("10.6.0.1", "unreachable", "route", "the unreachable route 10.6.0.0/16 refuses it"),
    ("10.7.0.1", "prohibit", "route", "the prohibit route 10.7.0.0/16 refuses it"),
    ("10.9.0.1 mark 8", "unreachable", "rule", "the unreachable rule 300 refuses it"),
    ("10.2.0.1 oif nosuch0", "none", "no_device", "no such interface 'nosuch0'"),
    ("10.2.0.1 vrf eth0", "none", "no_device", "no such VRF 'eth0'"),
    ("10.2.0.1 oif eth2", "none", "device_down", "the interface eth2 is down"),
    ("10.2.0.1 from 10.9.9.9", "none", "foreign_source", "not from 10.9.9.9, which is no address of this host"),
    ("10.2.0.1 iif eth1", "none", "invalid_source", "no packet may come from no source here"),
    ("10.2.0.1 iif eth0 from 10.1.0.9", "none", "reverse_path", "not reached through eth0"),
    ("2001:db8:3::1", "unreachable", "route", "the unreachable route 2001:db8:3::/48 refuses it"),
]


@pytest.mark.parametrize("question, kind, refusal, text", REFUSALS, ids=[one[0] for one in REFUSALS])
def test_no_way_is_an_answer(net, tools, question, kind, refusal, text):
    words = question.split()
    plain = tools.run(net, "snet-route", "get", *words)
    assert (plain.returncode, plain.stdout) == (1, b"")
    assert plain.stderr.decode().startswith(f"snet-route: {words[0]}: ") and text in plain.stderr.decode()
    record = tools.run(net, "snet-route", "get", "--json", *words)
    row, = json.loads(record.stdout)
    assert (record.returncode, record.stderr, row["type"], row["refusal"]) == (1, b"", kind, refusal)
    raw = tools.run(net, "snet-route", "get", "--raw", *words)
    fields = raw.stdout.decode().rstrip("\n").split("\t")
    assert (raw.returncode, len(fields), fields[0], fields[2], fields[-1]) == (1, 6, words[0], "-", kind)
    short = tools.run(net, "snet-route", "get", "--short", *words)
    assert (short.returncode, short.stdout, short.stderr) == (1, b"-\n", b"")


def test_what_matched_and_which_rule_led_there(net, tools):
    row = lambda *words: tools.json(net, "snet-route", "get", *words)[0]
    assert row("10.9.0.1", "mark", "7")["matched"] == "10.9.0.0/16" and row("10.9.0.1", "mark", "7")["rule"] == 100
    assert row("8.8.8.8")["matched"] == "default" and row("8.8.8.8")["rule"] == 32766
    assert row("10.0.0.5")["matched"] == "10.0.0.5" and row("10.0.0.5")["rule"] == 0
    assert [(hop["gateway"], hop["weight"]) for hop in row("10.3.0.1")["nexthops"]] == [("10.0.0.3", 2), ("10.1.0.3", 1)]
    assert row("2001:db8:2::1")["origin"] == "os"


def test_without_a_touched_rule_the_rule_is_that_of_the_table(ns, tools):
    assert not ns.batch(["link set lo up", "link add eth0 type veth peer name far0", "link set eth0 up", "address add 10.0.0.5/24 dev eth0"])
    rule = lambda address: tools.json(ns, "snet-route", "get", address)[0]["rule"]
    assert (rule("10.0.0.5"), rule("10.0.0.7")) == (0, 32766)


def test_short_is_the_next_hop(net, tools):
    done = tools.run(net, "snet-route", "get", "--short", "8.8.8.8", "10.0.0.77", "10.4.0.1")
    assert (done.returncode, done.stdout) == (0, b"10.0.0.1\n-\nfe80::4\n")


def test_a_zone_is_the_oif(net, tools):
    for name in ("eth0", "eth1", "uplink"):
        done = tools.run(net, "snet-route", "get", f"fe80::99%{name}")
        assert done.returncode == 0 and done.stdout.split()[2] == (b"eth1" if name == "eth1" else b"eth0"), done
    bare = tools.run(net, "snet-route", "get", "fe80::99")
    assert bare.returncode == 0 and b"on which link?" in bare.stderr
    assert tools.run(net, "snet-route", "get", "-q", "fe80::99").stderr == b""


def test_the_reverse_path(net, tools):
    ask = lambda *words: tools.run(net, "snet-route", "get", "--rpf", *words)
    passes, fails = ask("10.1.0.9", "iif", "eth1"), ask("10.1.0.9", "iif", "uplink")
    assert (passes.returncode, passes.stdout) == (0, b"10.1.0.9 iif eth1 passes\n")
    assert (fails.returncode, fails.stdout) == (1, b"") and b"not reached through eth0" in fails.stderr
    for source, device, own in (("10.1.0.9", "eth0", "10.0.0.5"), ("10.1.0.9", "eth1", "10.1.0.5"), ("8.8.8.8", "eth1", "10.1.0.5")):
        kernel = net.run("ip", "route", "get", own, "from", source, "iif", device)
        assert (kernel.returncode == 0) == (ask(source, "iif", device).returncode == 0)
    row, = json.loads(ask("10.1.0.9", "iif", "eth0", "--json").stdout)
    assert (row["type"], row["refusal"], row["from"], row["iif"]) == ("none", "reverse_path", "10.1.0.9", "eth0")


def test_the_packets_are_the_callers(net, tools):
    assert not net.batch(["rule add priority 50 uidrange 0-0 lookup 100", "rule add priority 51 uidrange 77-77 prohibit"])
    get = lambda *words: tools.run(net, "snet-route", "get", "10.9.0.1", *words)
    if os.geteuid() == 0:
        assert get().stdout.endswith(b"table 100\n")
    assert get("uid", "77").returncode == 1
    assert get("uid", "78").stdout == b"10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.5\n"


# Streams

def test_a_stream_answers_as_single_questions_do(net, tools):
    questions = [question for question, _ in ANSWERS if "fe80" not in question]
    stream = tools.run(net, "snet-route", "get", "--jsonl", "-", input="".join(f"{one}\n" for one in questions).encode())
    assert (stream.returncode, stream.stderr) == (1, b"")
    single = [tools.run(net, "snet-route", "get", "--jsonl", *one.split()).stdout for one in questions]
    assert stream.stdout.splitlines(keepends=True) == single


def test_the_system_and_the_private_tables_agree(net, tools):
    """A single answer in words is the kernel's, one of a stream is not."""
    questions = [question for question, _ in ANSWERS if not question.startswith("10.3.")]
    alone = [tools.run(net, "snet-route", "get", *one.split()) for one in questions]
    stream = tools.run(net, "snet-route", "get", "-", input="".join(f"{one}\n" for one in questions).encode())
    assert stream.stdout == b"".join(one.stdout for one in alone)
    assert re.sub(rb"line \d+: ", b"", stream.stderr) == b"".join(one.stderr for one in alone)


def test_ten_thousand_lines(net, tools):
    lines = [f"10.{i % 4}.{i // 256 % 256}.{i % 256}" for i in range(10_000)]
    done = tools.run(net, "snet-route", "get", "-", input="\n".join(lines).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    answers = done.stdout.decode().splitlines()
    assert [one.split()[0] for one in answers] == lines
    theirs = ask_kernel(net, lines[::50], lambda answer: answer.get("dev"))
    ours = [one.partition(" dev ")[2].split()[0] for one in answers[::50]]
    assert all(mine == other for line, mine, other in zip(lines[::50], ours, theirs) if not line.startswith("10.3."))


def test_a_large_table_answers_a_stream_as_it_answers_one(ns, tools):
    """Where packets share their ways: nobody has touched the rules, and there are many prefixes."""
    assert not ns.batch([
        "link set lo up", "link add eth0 type veth peer name far0", "link add eth1 type veth peer name far1",
        *(f"link set {name} up" for name in ("eth0", "far0", "eth1", "far1")),
        "address add 10.0.0.5/24 dev eth0", "address add 10.1.0.5/24 dev eth1", "route add default via 10.0.0.1",
        "route add prohibit 10.70.0.0/16", "route add 10.71.0.0/16 nexthop via 10.0.0.3 nexthop via 10.1.0.3",
        *(f"route add 10.{64 + i // 200}.{i % 200}.0/24 via 10.{i % 2}.0.{3 + i % 5}" for i in range(600))])
    lines = [f"10.{60 + i // 100}.{i % 100 * 2}.{i % 250}" for i in range(0, 1200, 7)] + ["10.0.0.5", "10.0.0.255", "224.0.0.1", "8.8.8.8"]
    stream = tools.run(ns, "snet-route", "get", "-", input="\n".join(lines).encode())
    alone = [tools.run(ns, "snet-route", "get", "-q", "--format", "{dst} {gateway} {dev} {prefsrc} {type}", one) for one in lines]
    told = {line.split()[0]: line for line in stream.stdout.decode().splitlines()}
    for line, done in zip(lines, alone):
        gateway, device, source, kind = done.stdout.decode().split()[1:]
        words = told.get(line, "") + " "
        if done.returncode == 0:
            assert f" dev {device} " in words and f" src {source} " in words and (f" via {gateway} " in words) == (gateway != "-"), (words, done)
        else:
            assert line not in told and kind == "prohibit"


def test_lines_have_their_own_words_and_those_of_the_call(net, tools):
    text = b'10.9.0.1\n\n# a comment\n10.9.0.1 mark 0\n{"dst":"10.9.0.1","mark":0,"more":[1]}\n {"dst":"10.9.0.1"} \r\n'
    done = tools.run(net, "snet-route", "get", "-", "mark", "7", input=text)
    marked, bare = b"10.9.0.1 via 10.1.0.9 dev eth1 src 10.1.0.5 table 100\n", b"10.9.0.1 via 10.0.0.1 dev eth0 src 10.0.0.5\n"
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", marked + bare + bare + marked)


def test_our_own_records_are_questions(net, tools):
    """An interface's address is one; a route that was looked up is none."""
    rows = tools.run(net, "snet-ifaces", "addr", "--jsonl", "eth1").stdout
    assert tools.run(net, "snet-route", "get", "-", input=rows).stdout == b"10.1.0.5 dev lo src 10.1.0.5 table local type local\n"
    answers = tools.run(net, "snet-route", "get", "--jsonl", "10.2.0.1").stdout
    again = tools.run(net, "snet-route", "get", "-", input=answers)
    assert (again.returncode, again.stdout) == (2, b"") and b"line 1: a route, not a question" in again.stderr


def test_bad_lines_are_told_by_number(net, tools):
    text = b"10.0.0.77\nnonsense\n10.5.0.1\n10.0.0.78 vlan red\n\n[1]\n10.0.0.79 from\n10.0.0.80\n"
    done = tools.run(net, "snet-route", "get", "-", input=text)
    assert done.returncode == 2
    assert [line.split()[0] for line in done.stdout.splitlines()] == [b"10.0.0.77", b"10.0.0.80"]
    told = re.findall(r"^snet-route: line (\d+): (\S+)", done.stderr.decode(), re.MULTILINE)
    assert told == [("2", "nonsense:"), ("3", "10.5.0.1:"), ("4", "'vlan'"), ("6", "an"), ("7", "'from'")]
    assert tools.run(net, "snet-route", "get", "-", input=b"10.0.0.77\n10.5.0.1\n").returncode == 1
    assert tools.run(net, "snet-route", "get", "-", input=b"").returncode == 0
    assert tools.run(net, "snet-route", "get", "--json", "-", input=b"").stdout == b"[]\n"


def test_what_is_no_question_has_a_record_where_each_has_one(net, tools):
    ask = lambda form: tools.run(net, "snet-route", "get", form, "-", input=b"10.0.0.77\nnonsense mark 5\n8.8.8.8\n")
    assert (ask("--short").returncode, ask("--short").stdout) == (2, b"-\n-\n10.0.0.1\n")
    assert ask("--raw").stdout.splitlines()[1] == b"nonsense\t-\t-\t-\t-\t-"
    assert [json.loads(line)["dst"] for line in ask("--jsonl").stdout.splitlines()] == ["10.0.0.77", "nonsense", "8.8.8.8"]
    assert [row["dst"] for row in json.loads(ask("--json").stdout)] == ["10.0.0.77", "8.8.8.8"]


def test_a_stack_of_ones_own_is_asked(net, tools, tmp_path):
    stack = tmp_path / "mine.stack"
    stack.write_text("snet 1\nbase os\nroute 10.44.0.0/16 via 10.0.0.9 dev eth0\nhide route 10.2.0.0/16 via 10.1.0.1 dev eth1\n")
    ask = lambda *words: tools.run(net, "snet-route", "get", "--stack", str(stack), *words)
    assert ask("10.44.1.1").stdout == b"10.44.1.1 via 10.0.0.9 dev eth0 src 10.0.0.5\n"
    assert ask("10.2.0.1").stdout == b"10.2.0.1 via 10.0.0.2 dev eth0 src 10.0.0.5\n"
    row, = json.loads(ask("--json", "10.44.1.1").stdout)
    assert (row["origin"], row["matched"]) == ("stack", "10.44.0.0/16")
    why = tools.run(net, "snet-route", "explain", "10.2.0.1", "--stack", str(stack)).stdout
    assert b"10.1.0.1" not in why and b"metric 9" in why


def test_a_reader_that_leaves_is_no_error(net, tools):
    script = 'yes 10.0.0.77 | head -n 1000000 | "$@" | head -n 2; echo "${PIPESTATUS[@]}"'
    done = net.run("bash", "-c", script, "bash", tools.path("snet-route"), "get", "-")
    lines = done.stdout.splitlines()
    assert (done.stderr, len(lines), lines[2].split()[2:]) == (b"", 3, [b"141", b"0"])


def test_each_line_is_answered_before_the_next_one_is_waited_for(net, tools):
    process = subprocess.Popen(net.enter(tools.path("snet-route"), "get", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        for _ in range(3):
            process.stdin.write(b"10.0.0.77\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 60)[0]
            assert os.read(process.stdout.fileno(), 4096) == b"10.0.0.77 dev eth0 src 10.0.0.5\n"
    finally:
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()
    assert process.returncode == 0


# Why

def test_an_explanation_for_people(net, tools):
    done = tools.run(net, "snet-route", "explain", "10.2.0.1", "oif", "eth0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.sub(r"  +", "  ", done.stdout.decode()).splitlines() == [
        "10.2.0.1 via 10.0.0.2 dev eth0 src 10.0.0.5",
        "",
        "RULE  VERDICT  WHICH SAYS",
        "0  no route there  from all lookup local",
        "100  other mark  from all fwmark 0x7 lookup 100",
        "200  other destination  from 10.0.0.5 to 10.9.9.9 lookup 101",
        "300  other mark  from all fwmark 0x8 unreachable",
        "400  other iif  from all iif eth1 lookup main suppress_prefixlength 0",
        "32766  answers  from all lookup main",
        "",
        "TABLE  VERDICT  ROUTE",
        "main  other device  10.2.0.0/16 via 10.1.0.1 dev eth1",
        "main  chosen  10.2.0.0/16 via 10.0.0.2 dev eth0 metric 9",
        "main  shorter prefix  default via 10.0.0.1 dev eth0",
        "",
        "IFACE  VERDICT  SOURCE",
        "lo  scope too narrow  127.0.0.1/8",
        "eth0  chosen  10.0.0.5/24",
        "eth1  other device  10.1.0.5/24",
    ]
    assert all(len(line) <= 80 for line in done.stdout.decode().splitlines())


def test_an_explanation_tells_where_the_source_comes_from(net, tools):
    assert not net.batch(["address add 10.0.0.6/24 dev eth0", "address add 10.8.8.8/32 dev eth0", "address add 10.9.9.9/32 dev eth0 scope link"])
    sources = lambda *words: [(one["dev"], one["local"], one["verdict"]) for one in tools.json(net, "snet-route", "explain", *words)[0]["sources"]]
    assert sorted(sources("8.8.8.8")) == [
        ("eth0", "10.0.0.5", "chosen"), ("eth0", "10.0.0.6", "secondary"), ("eth0", "10.8.8.8", "gateway"),
        ("eth0", "10.9.9.9", "narrow"), ("eth1", "10.1.0.5", "dev"), ("lo", "127.0.0.1", "narrow")]
    assert sources("8.8.8.8", "from", "10.1.0.5") == sources("10.0.0.5") == []
    six = [one for one in sources("2001:db8:2::1") if not one[1].startswith("fe80:")]
    assert six == [("lo", "::1", "scope"), ("eth0", "2001:db8::5", "dev"), ("eth1", "2001:db8:1::5", "chosen")]


def test_an_explanation_tells_who_else_has_an_answer(net, tools):
    row, = tools.json(net, "snet-route", "explain", "10.9.0.1", "mark", "7")
    assert [(rule["priority"], rule["verdict"]) for rule in row["rules"]] == [(0, "no_match"), (100, "applies"), (32766, "too_late")]
    assert {route["dst"] for route in row["routes"]} == {"10.9.0.0/16"}


def fnv1a(*addresses):
    """As the manual tells how packets are spread."""
    value = 0x811c9dc5
    for byte in b"".join(ipaddress.ip_address(one).packed for one in addresses):
        value = (value ^ byte) * 0x01000193 & 0xffffffff
    return value >> 16 ^ value & 0xffff


def test_packets_are_spread_over_several_hops_as_the_manual_says(net, tools):
    lines = [f"10.3.{i // 200}.{i % 200}" for i in range(600)]
    done = tools.run(net, "snet-route", "get", "--short", "-", input="\n".join(lines).encode())
    expected = ["10.1.0.3" if fnv1a(line) % 3 == 2 else "10.0.0.3" for line in lines]  # weights 2 and 1
    assert done.stdout.decode().split() == expected and expected.count("10.1.0.3") > 150


def test_several_hops_have_a_line_each(net, tools):
    done = tools.run(net, "snet-route", "explain", "10.3.0.1")
    hops = [line.strip() for line in done.stdout.decode().splitlines() if "nexthop" in line]
    assert hops == ["nexthop via 10.0.0.3 dev eth0 weight 2", "nexthop via 10.1.0.3 dev eth1 weight 1"]


def test_a_refusal_is_explained_on_stdout(net, tools):
    done = tools.run(net, "snet-route", "explain", "10.5.0.1", "10.5.0.2")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr, lines[0]) == (1, b"", "10.5.0.1: the blackhole route 10.5.0.0/16 refuses it")
    assert "10.5.0.2: the blackhole route 10.5.0.0/16 refuses it" in lines


def test_an_explanation_for_programs(net, tools):
    row, = tools.json(net, "snet-route", "explain", "10.9.0.1", "iif", "eth1", "from", "10.1.0.9")
    verdicts = {rule["priority"]: rule["verdict"] for rule in row["rules"]}
    assert verdicts == {0: "no_match", 100: "fwmark", 200: "to", 300: "fwmark", 400: "suppressed", 32766: "applies"}
    assert row["sources"] == []  # it has come with its own
    assert [(route["dst"], route["verdict"]) for route in row["routes"]][-1] == ("default", "chosen")
    assert {key: value for key, value in row.items() if key not in ("rules", "routes", "sources")} == tools.json(
        net, "snet-route", "get", "10.9.0.1", "iif", "eth1", "from", "10.1.0.9")[0]
    listed = tools.json(net, "snet-route", "rules", "-4")
    for rule in row["rules"]:
        assert {key: value for key, value in rule.items() if key != "verdict"} in listed


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_an_explanation_ends_as_the_answer(seed, ns, tools):
    """Each record of a random network has the answer of `get`, and its lists agree with it."""
    with netns.Namespace() as other:
        setup = lookup_setups.build(seed)
        make(setup, ns, other)
        text = "".join(f"{one}\n" for one in questions_for(ns, setup, QUESTIONS)).encode()
        ask = lambda verb: [json.loads(line) for line in tools.run(ns, "snet-route", verb, "-q", "--jsonl", "-", input=text).stdout.splitlines()]
        answers, explained = ask("get"), ask("explain")
    assert len(answers) == len(explained) == QUESTIONS
    for answer, why in zip(answers, explained):
        rules, routes, sources = why.pop("rules"), why.pop("routes"), why.pop("sources")
        rules = [rule for rule in rules if rule["verdict"] != "too_late"]
        chosen = [one["local"] for one in sources if one["verdict"] == "chosen"]
        assert chosen == ([answer["prefsrc"]] if sources else []), (answer, sources)
        assert why == answer
        chosen = [route["dst"] for route in routes if route["verdict"] == "chosen"]
        if "matched" in answer and answer.get("rule") is not None and answer.get("type") not in ("none",):
            assert answer["matched"] in chosen, (answer, rules, routes)
        if rules and "refusal" not in answer and "matched" in answer:
            assert rules[-1]["verdict"] == "applies" and rules[-1]["priority"] == answer["rule"]


def test_every_engine_gives_the_same_answers(net, tools):
    addresses = ["8.8.8.8", "10.0.0.77", "10.3.0.1", "10.4.0.1", "127.0.0.1", "2001:db8:2::1", "::1"]
    ask = lambda *words: tools.run(net, "snet-route", "get", *words, input="\n".join(addresses).encode())
    by_one = [tools.run(net, "snet-route", "get", one).stdout for one in addresses]
    for engine in ([], ["--engine", "kernel"], ["--engine", "private"], ["--engine", "both"]):
        done = ask(*engine, "-")
        assert (done.returncode, done.stderr) == (0, b""), done
        assert [line for line in done.stdout.splitlines() if not line.startswith(b"10.3.")] == [
            line.rstrip() for line in by_one if not line.startswith(b"10.3.")], engine  # two ways lead there
    assert [tools.run(net, "snet-route", "get", "--engine", "private", one).stdout for one in addresses if one != "10.3.0.1"] == [
        line for line in by_one if not line.startswith(b"10.3.")]


def test_an_engine_that_has_no_answer_says_so(net, tools):
    ask = lambda *words: tools.run(net, "snet-route", "get", *words)
    done = ask("--engine", "kernel", "10.5.0.1")
    assert done.returncode == 2 and b"--engine private tells\n" in done.stderr
    assert ask("--engine", "neither", "8.8.8.8").stderr.startswith(
        b"snet-route: --engine: 'neither' is none of kernel, private, both")
    # No listing tells that the gateway was an own address once: the kernel uses none to this day.
    for line in ("address add 10.0.0.9/24 dev eth0", "route add 10.99.0.0/16 via 10.0.0.9 dev eth0", "address del 10.0.0.9/24 dev eth0"):
        net.check("ip", *line.split())
    done = ask("--engine", "both", "10.99.0.1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (b"snet-route: 10.99.0.1: the kernel says unicast dev eth0 src 10.0.0.5 table 254, the private look-up "
                           b"unicast via 10.0.0.9 dev eth0 src 10.0.0.5 table 254\n")
