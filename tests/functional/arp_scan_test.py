"""`snet-arp scan` on a link with a kernel or a hostile program at the other end."""

import json
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import time

import pytest

import netns
import wire_peer
from wire import OWN_MAC, PEER_MAC, wait_for


def scan(tools, wire, *words, **options):
    """Exit code, rows and stderr."""
    done = tools.run(wire.near, "snet-arp", "scan", "--json", *words, **options)
    return done.returncode, json.loads(done.stdout or b"[]"), done.stderr.decode()


def found(rows):
    """The MACs of each address that is not our own."""
    result = {}
    for row in rows:
        if row.get("origin") == "learned":
            result.setdefault(row["dst"], []).append(row["lladdr"])
    return result


FAST = ("--timeout", "0.3")


def test_a_kernel_answers(tools, wire):
    wire.far.check("ip", "address", "add", "10.0.0.7/24", "dev", "eth1")  # two addresses, one MAC
    code, rows, err = scan(tools, wire, "10.0.0.0/24", *FAST)
    assert (code, found(rows)) == (0, {"10.0.0.2": [PEER_MAC], "10.0.0.7": [PEER_MAC]})
    assert [row["dst"] for row in rows] == ["10.0.0.1", "10.0.0.2", "10.0.0.7"]
    assert rows[0] == {"dst": "10.0.0.1", "dev": "eth0", "lladdr": OWN_MAC, "origin": "self"}
    assert all(row["dev"] == "eth0" and 0 < row["rtt"] < 10000 and "duplicate" not in row for row in rows[1:])
    # Neither our own address nor the first and the last of the net are asked for.
    assert re.fullmatch(r"snet-arp: 253 asked, 2 answered in \d+\.\d\d s, \d+ packets/s\n", err)
    assert wire.near.ip("neigh", "show", "10.0.0.7") == []  # the kernel's cache is not touched


@pytest.mark.parametrize("targets, expected", [
    (["10.0.0.2"], {"10.0.0.2"}),
    (["10.0.0.2", "10.0.0.7"], {"10.0.0.2", "10.0.0.7"}),
    (["10.0.0.1-9"], {"10.0.0.2", "10.0.0.7"}),
    (["10.0.0.3-10.0.0.200"], {"10.0.0.7"}),
    (["10.0.0.0/30", "10.0.0.0/29"], {"10.0.0.2", "10.0.0.7"}),
    (["--local"], {"10.0.0.2", "10.0.0.7"}),
    (["--local", "--exclude", "10.0.0.3,10.0.0.7-8"], {"10.0.0.2"}),
    (["--local", "--exclude", "10.0.0.0/30", "--exclude", "10.0.0.7"], set()),
    (["2001:db8::2"], {"2001:db8::2"}),
    (["2001:db8::/122"], {"2001:db8::2"}),
    (["2001:db8::1-2001:db8::9", "10.0.0.7"], {"2001:db8::2", "10.0.0.7"}),
    (["-4", "2001:db8::/126", "10.0.0.7"], {"10.0.0.7"}),
    (["-6", "2001:db8::/126", "10.0.0.7"], {"2001:db8::2"}),
    (["--dev", "eth0", "10.9.9.9"], {"10.9.9.9"}),
], ids=str)
def test_targets(tools, wire, targets, expected):
    wire.far.batch(["address add 10.0.0.7/24 dev eth1", "address add 10.9.9.9/32 dev eth1"])
    code, rows, _ = scan(tools, wire, *targets, *FAST)
    assert (code if "--local" not in targets or expected else 1, set(found(rows))) == (0 if expected else 1, expected)


def test_targets_on_standard_input(tools, wire):
    lines = b"# what is to be looked at\n10.0.0.2\n\n{\"dst\":\"2001:db8::2\"}\nnonsense\n10.0.0.8-9\n"
    code, rows, err = scan(tools, wire, "-", *FAST, input=lines)
    assert (code, set(found(rows))) == (2, {"10.0.0.2", "2001:db8::2"})
    assert err.startswith("snet-arp: line 5: nonsense: ")


def test_a_route_without_a_gateway_leads_there(tools, wire):
    wire.far.batch(["address add 10.5.0.9/32 dev eth1"])
    code, rows, err = scan(tools, wire, "10.5.0.8-9", *FAST)
    assert (code, rows, err) == (2, [], "snet-arp: 10.5.0.8: on no link that is known: name the one to ask on by --dev\n")
    wire.near.check("ip", "route", "add", "10.5.0.0/16", "dev", "eth0")
    assert found(scan(tools, wire, "10.5.0.8-9", *FAST)[1]) == {"10.5.0.9": [PEER_MAC]}


def test_all_lists_the_silent_ones(tools, wire):
    for form, order in (("--json", ["10.0.0.1", "10.0.0.2", "10.0.0.3"]), ("--jsonl", ["10.0.0.1", "10.0.0.2", "10.0.0.3"])):
        done = tools.run(wire.near, "snet-arp", "scan", "10.0.0.1-3", "--all", form, *FAST)
        rows = json.loads(done.stdout) if form == "--json" else [json.loads(line) for line in done.stdout.splitlines()]
        assert [row["dst"] for row in rows] == order
        assert rows[2] == {"dst": "10.0.0.3", "dev": "eth0"}


def test_nobody_answers(tools, wire):
    code, rows, err = scan(tools, wire, "10.0.0.90-95", *FAST)
    assert (code, rows) == (1, [])
    assert err.startswith("snet-arp: 6 asked, 0 answered in ")
    assert scan(tools, wire, "10.0.0.90", "-q", *FAST) == (1, [], "")


def test_nodes_that_answer_what_is_sent_to_all(tools, wire):
    local = wire.link_local(wire.far, "eth1")
    code, rows, _ = scan(tools, wire, "--multicast", *FAST)
    assert (code, found(rows)) == (0, {local: [PEER_MAC], "2001:db8::2": [PEER_MAC]})
    # One that answers no echo request to a group still complains of the option that it does not know.
    wire.far.check("sh", "-c", "echo 1 >/proc/sys/net/ipv6/icmp/echo_ignore_multicast")
    assert set(found(scan(tools, wire, "--multicast", "--dev", "eth0", *FAST)[1])) == {local, "2001:db8::2"}


def test_several_links_at_once(tools, wire):
    wire.near.check("ip", "link", "add", "eth2", "type", "veth", "peer", "name", "eth3")
    wire.near.check("ip", "link", "set", "eth3", "netns", str(wire.far.pid))
    assert wire.near.batch(["address add 10.2.0.1/28 dev eth2", "link set eth2 up"]) == []
    assert wire.far.batch(["address add 10.2.0.3/28 dev eth3", "link set eth3 up"]) == []
    rows = scan(tools, wire, "--local", "--exclude", "10.0.0.16-255", *FAST)[1]
    assert {(row["dst"], row["dev"]) for row in rows} >= {("10.0.0.2", "eth0"), ("10.2.0.3", "eth2")}
    # The far kernel answers for all its addresses on both links; who is asked for on one is heard on that alone.
    assert all(row["dev"] == ("eth0" if row["dst"].startswith("10.0.0.") else "eth2") for row in rows)


def test_a_gateway_that_answers_for_others(tools, wire):
    wire.far.check("ip", "link", "add", "lan0", "type", "bridge")
    wire.far.check("sh", "-c", "echo 1 >/proc/sys/net/ipv4/conf/eth1/proxy_arp; echo 1 >/proc/sys/net/ipv4/conf/all/forwarding;"
                   "echo 0 >/proc/sys/net/ipv4/neigh/eth1/proxy_delay")
    assert wire.far.batch(["link set lan0 up", "route add 10.0.0.128/28 dev lan0"]) == []
    rows = scan(tools, wire, "10.0.0.0/24", *FAST)[1]
    assert found(rows) == {"10.0.0.2": [PEER_MAC], **{f"10.0.0.{n}": [PEER_MAC] for n in range(128, 144)}}


def test_over_a_bridge(tools, wire):
    """The near end is a bridge of which the link is a port."""
    assert wire.near.batch(["link add br0 type bridge", "link set br0 up", "address flush dev eth0",
                            "link set eth0 master br0", "address add 10.0.0.1/24 dev br0"]) == []
    wait_for(lambda: wire.near.ip("link", "show", "br0")[0]["operstate"] == "UP")
    rows = scan(tools, wire, "10.0.0.1-5", *FAST)[1]
    assert [(row["dst"], row["dev"]) for row in rows] == [("10.0.0.1", "br0"), ("10.0.0.2", "br0")]


@pytest.mark.parametrize("prefix, form", [("10.0.0.", "{}"), ("2001:db8::", "{:x}")])
def test_hostile_answers(tools, wire, prefix, form):
    wire.far_alone()
    asked = wire_peer.Arp(bytes(64)) if prefix == "10.0.0." else wire_peer.Solicitation(bytes(96))
    address = lambda number: prefix + form.format(number)
    with wire.peer("answers"):
        code, rows, err = scan(tools, wire, f"{address(wire_peer.RIGHT)}-{address(wire_peer.WRONG + len(asked.wrong()))}", *FAST)
    mac, other = "02:00:00:00:0a:01", "02:00:00:00:0a:02"
    expected = {address(wire_peer.RIGHT + i): [mac] for i in range(len(asked.right()))}
    expected[address(wire_peer.RIGHT + 3)] = [mac, other]
    # Who floods the link with claims is not listened to for long.
    expected[address(wire_peer.RIGHT + 6)] = [f"02:00:00:00:01:{n:02x}" for n in range(17)]
    assert (code, found(rows)) == (0, expected)
    duplicates = {row["dst"] for row in rows if row.get("duplicate")}
    assert duplicates == {address(wire_peer.RIGHT + 3), address(wire_peer.RIGHT + 6)}
    assert f"snet-arp: {address(wire_peer.RIGHT + 3)}: two hosts claim it: {mac} and {other}\n" in err


def test_tags_where_both_families_are_asked(tools, wire):
    """One socket hears both then, and is told of tags, where that of one family gets no frames of VLANs."""
    wire.far_alone()
    right = (wire_peer.RIGHT + 1, wire_peer.RIGHT + 2)
    vlan = [wire_peer.WRONG + i for i in (13, 14)]
    targets = [address for last in (*right, *vlan) for address in (f"10.0.0.{last}", f"2001:db8::{last:x}")]
    with wire.peer("answers"):
        rows = scan(tools, wire, *targets, *FAST)[1]
    assert set(found(rows)) == {address for last in right for address in (f"10.0.0.{last}", f"2001:db8::{last:x}")}


def test_in_another_namespace(tools, wire):
    done = tools.run(None, "snet-arp", "scan", "10.0.0.0/30", "--netns", str(wire.near.pid), "--raw", "-o", "dst,dev", *FAST)
    assert (done.returncode, done.stdout) == (0, b"10.0.0.1\teth0\n10.0.0.2\teth0\n")


def test_answers_before_the_question_do_not_count(tools, wire):
    """A flood of answers, for addresses that were not asked for yet or never."""
    wire.far_alone()
    own, source = bytes.fromhex(OWN_MAC.replace(":", "")), bytes([10, 0, 0, 1])
    answer = lambda last: wire_peer.ethernet(own, wire_peer.MAC, 0x0806,
                                             wire_peer.arp(2, wire_peer.MAC, bytes([10, 0, 0, last]), own, source))
    argv = wire.near.enter(tools.path("snet-arp"), "scan", "10.0.0.2-50", "--rate", "20", "--tries", "1", "--json", "-q", *FAST)
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as program:
        time.sleep(0.5)
        wire.send(*(answer(last) for last in [*range(45, 51), *range(200, 255)] * 5))
        out, _ = program.communicate(timeout=netns.TIMEOUT)
    assert (program.returncode, out) == (1, b"[]\n")


def test_a_late_answer_counts_within_the_time(tools, wire):
    wire.far_alone()
    own, source = bytes.fromhex(OWN_MAC.replace(":", "")), bytes([10, 0, 0, 1])
    frame = wire_peer.ethernet(own, wire_peer.MAC, 0x0806, wire_peer.arp(2, wire_peer.MAC, bytes([10, 0, 0, 9]), own, source))
    argv = wire.near.enter(tools.path("snet-arp"), "scan", "10.0.0.9", "--tries", "1", "--json", "-q", "--timeout", "60")
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as program:
        time.sleep(1)
        wire.send(frame)
        out, _ = program.communicate(timeout=netns.TIMEOUT)  # it does not wait any longer
    assert program.returncode == 0 and json.loads(out)[0]["rtt"] > 300


def test_answers_that_are_lost_are_told(tools, wire):
    """More than its socket holds while it is held up."""
    wire.far_alone()
    own, source = bytes.fromhex(OWN_MAC.replace(":", "")), bytes([10, 0, 0, 1])
    frame = wire_peer.ethernet(own, wire_peer.MAC, 0x0806, wire_peer.arp(2, wire_peer.MAC, bytes([10, 0, 0, 9]), own, source))
    argv = wire.near.enter(tools.path("snet-arp"), "scan", "10.0.0.9", "--tries", "1", "--raw", "-o", "dst", "--timeout", "60")
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        time.sleep(1)
        program.send_signal(signal.SIGSTOP)
        wire.far.check(sys.executable, str(wire_peer.__file__), "eth1", "flood", "60000", frame.hex())
        program.send_signal(signal.SIGCONT)
        out, err = program.communicate(timeout=netns.TIMEOUT)
    assert (program.returncode, out) == (2, b"10.0.0.9\n")
    assert re.search(rb"^snet-arp: \d+ packets were lost because they came too fast", err, re.MULTILINE), err


def frames_of(path):
    """The frames of a pcap file."""
    data = path.read_bytes()
    assert struct.unpack("=IHHIIII", data[:24])[0] == 0xa1b23c4d
    at = 24
    while at < len(data):
        size = struct.unpack("=I", data[at + 8:at + 12])[0]
        yield data[at + 16:at + 16 + size]
        at += 16 + size


def test_the_answers_as_pcap(tools, wire, tmp_path):
    file = tmp_path / "answers.pcap"
    assert scan(tools, wire, "10.0.0.2", "2001:db8::2", "10.0.0.50", "-w", str(file), *FAST)[0] == 0
    frames = list(frames_of(file))
    assert sorted(frame[12:14] for frame in frames) == [b"\x08\x06", b"\x86\xdd"]
    assert all(frame[:12] == bytes.fromhex((OWN_MAC + PEER_MAC).replace(":", "")) for frame in frames)
    code, _, err = scan(tools, wire, "10.0.0.2", "-w", "/dev/full", "-q", *FAST)
    assert (code, err) == (2, "snet-arp: /dev/full: No space left on device\n")
    assert scan(tools, wire, "10.0.0.2", "-w", str(tmp_path / "no/folder"), *FAST)[0] == 2


def test_what_is_on_the_link(tools, wire, tmp_path):
    """tcpdump finds nothing malformed, and every question comes from where it should."""
    if not shutil.which("tcpdump"):
        pytest.skip("no tcpdump command")
    file = tmp_path / "link.pcap"
    argv = wire.far.enter("tcpdump", "-i", "eth1", "-U", "-w", str(file), "arp or ip6")
    with subprocess.Popen(argv, stderr=subprocess.PIPE) as dump:
        while b"listening" not in (line := dump.stderr.readline()):
            assert line, "tcpdump ended"
        assert scan(tools, wire, "10.0.0.2-9", "2001:db8::2-2001:db8::9", "--multicast", *FAST)[0] == 0
        tools.run(wire.near, "snet-arp", "probe", "10.0.0.77", "--tries", "1", "--timeout", "0.1")
        tools.run(wire.near, "snet-arp", "probe", "2001:db8::77", "--tries", "1", "--timeout", "0.1")
        for address in ("10.0.0.1", "2001:db8::1"):
            assert tools.run(wire.near, "snet-arp", "announce", address, "--count", "1").returncode == 0
        time.sleep(1)
        dump.send_signal(signal.SIGINT)
        dump.communicate(timeout=30)
    shown = netns.run(["tcpdump", "-nn", "-e", "-vv", "-r", str(file)]).stdout.decode()
    text = "\n".join(re.sub(r"\n\s+", " ", shown).splitlines())
    ours = [line for line in text.splitlines() if f" {OWN_MAC} > " in line]
    assert not re.search(r"bad|malformed|invalid|truncated|\[\|", text, re.IGNORECASE), text
    who_has = [line for line in ours if "who-has" in line]
    assert {re.search(r"tell (\S+?),", line)[1] for line in who_has} == {"10.0.0.1", "0.0.0.0"}
    assert sum("who-has 10.0.0.77" in line for line in who_has) == 1
    assert sum("who-has 10.0.0.1 " in line or "who-has 10.0.0.1," in line for line in ours) == 1  # announced
    solicited = [line for line in ours if "neighbor solicitation" in line and "2001:db8::" in line]
    assert {re.search(r" (\S+) > ff02::1:ff00:", line)[1] for line in solicited} == {"2001:db8::1", "::"}
    assert all("hlim 255" in line for line in ours if "neighbor" in line)
    assert all("source link-address option" in line for line in solicited if " :: > " not in line)
    assert any("neighbor advertisement" in line and "> ff02::1:" in line and "Flags [override]" in line for line in ours)
    assert any("multicast listener query" in line and "hlim 1," in line for line in ours)


def test_addresses_that_only_the_stack_has_are_not_told(tools, wire, tmp_path):
    """A question from a what-if address would be false news in the neighbors' caches."""
    stack = tmp_path / "what-if.stack"
    stack.write_text("snet 1\naddress eth0 10.7.0.1/24\nroute 10.7.0.0/24 dev eth0 scope link\n")
    wire.far.check("ip", "address", "add", "10.7.0.9/32", "dev", "eth1")
    wire.near.check("ip", "address", "del", "10.0.0.1/24", "dev", "eth0")
    assert found(scan(tools, wire, "--stack", str(stack), "10.7.0.8-9", *FAST)[1]) == {"10.7.0.9": [PEER_MAC]}
    assert not [row for row in wire.far.ip("neigh") if row["dst"].startswith("10.7.")]
    assert found(scan(tools, wire, "10.7.0.9", "--dev", "eth0", "--source", "10.7.0.77", *FAST)[1])
    assert [row["dst"] for row in wire.far.ip("neigh") if row["dst"].startswith("10.7.")] == ["10.7.0.77"]


def test_a_frozen_stack_is_silent(tools, wire, tmp_path):
    frozen = tmp_path / "frozen.stack"
    frozen.write_text("snet 1\nbase none\ninterface eth0 index 2 up type ether\naddress eth0 10.0.0.1/24\n"
                      "neighbor 10.0.0.9 dev eth0 lladdr 02:00:00:00:00:99 PERMANENT\ninterface lab0 index 9 up type ether\n"
                      "address lab0 10.8.0.1/24\n")
    words = ("--stack", str(frozen), *FAST)
    with wire.peer("record") as heard:
        code, rows, _ = scan(tools, wire, "10.0.0.0/28", *words)
        assert (code, [(row["dst"], row["lladdr"]) for row in rows]) == (0, [("10.0.0.9", "02:00:00:00:00:99")])
        assert scan(tools, wire, "10.0.0.2", *words)[:2] == (1, [])
        assert tools.run(wire.near, "snet-arp", "probe", "10.0.0.2", "--stack", str(frozen)).returncode == 2
        heard.kill()
        assert not [line for line in heard.stdout.read().splitlines() if b"08060001" in line.split()[1][24:36]]
    assert found(scan(tools, wire, "10.0.0.2", "--probe", *words)[1]) == {"10.0.0.2": [PEER_MAC]}
    code, _, err = scan(tools, wire, "10.8.0.2", "--probe", *words)
    assert (code, err) == (2, "snet-arp: lab0: nobody can be asked there: the operating system has no such interface\n")


@pytest.mark.parametrize("words, code, message", [
    ("", 2, "what is to be scanned? Name addresses or nets, or say --local or --multicast"),
    ("10.0.0.0/8x", 2, "10.0.0.0/8x: "),
    ("10.0.0.5/24", 2, "10.0.0.5/24: host bits are set; 10.0.0.0/24 is the prefix"),
    ("10.0.0.9-10.0.0.1", 2, "10.0.0.9-10.0.0.1: the last address is before the first"),
    ("10.0.0.9-2001:db8::1", 2, "10.0.0.9-2001:db8::1: addresses of two families"),
    ("2001:db8::/64", 2, "2001:db8::/64: more than 2^32 addresses"),
    ("10.9.0.1", 2, "10.9.0.1: on no link that is known: name the one to ask on by --dev"),
    ("fe80::1", 2, "fe80::1: every link has such addresses: name one by --dev"),
    ("--dev nosuch0 10.0.0.2", 1, "nosuch0: no such interface"),
    ("--dev lo 10.0.0.2", 2, "lo: nobody can be asked there: it is no Ethernet"),
    ("--dev down0 10.0.0.2", 2, "down0: nobody can be asked there: it is down"),
    ("--dev quiet0 10.0.0.2", 2, "quiet0: nobody can be asked there: it has no ARP (NOARP)"),
    ("--rate x 10.0.0.2", 2, "--rate x: a number from 0 to 4294967295 is wanted"),
    ("--tries 0 10.0.0.2", 2, "--tries 0: a number from 1 to 100 is wanted"),
    ("--timeout -1 10.0.0.2", 2, "--timeout -1: a number of seconds up to 86400 is wanted"),
    ("--source nonsense 10.0.0.2", 2, "nonsense: "),
    ("--exclude nonsense 10.0.0.2", 2, "nonsense: "),
])
def test_errors(tools, wire, words, code, message):
    assert wire.near.batch(["link add down0 type veth peer name down1", "link add quiet0 type veth peer name quiet1",
                            "link set quiet0 arp off up"]) == []
    done = tools.run(wire.near, "snet-arp", "scan", *words.split())
    assert (done.returncode, done.stdout) == (code, b""), done
    assert done.stderr.decode().startswith(f"snet-arp: {message}"), done.stderr


def test_without_the_capability(tools, wire, tmp_path):
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv command")
    drop = ["setpriv", "--reuid", "65534", "--clear-groups", "--bounding-set", "-all", "--inh-caps", "-all"]
    done = wire.near.run(*drop, tools.path("snet-arp"), "scan", "10.0.0.2")
    if b"Permission denied" in done.stderr and b"setcap" not in done.stderr:
        pytest.skip("the build directory is not open to others")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"CAP_NET_RAW" in done.stderr and f"setcap cap_net_raw=ep {tools.path('snet-arp')}".encode() in done.stderr


def test_an_ordinary_user_with_the_capability(tools, wire):
    """As a program that setcap was told of: the right is there, and not in force but for a moment."""
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv command")
    raw = ["setpriv", "--reuid", "65534", "--clear-groups", "--inh-caps", "+net_raw", "--ambient-caps", "+net_raw"]
    done = wire.near.run(*raw, tools.path("snet-arp"), "scan", "10.0.0.2", "--raw", "-o", "lladdr", "-q")
    if b"Permission denied" in done.stderr:
        pytest.skip("the build directory is not open to others")
    assert (done.returncode, done.stdout.split()) == (0, [PEER_MAC.encode()]), done


def test_no_privilege_is_left_while_it_runs(tools, wire):
    argv = wire.near.enter(tools.path("snet-arp"), "scan", "10.0.0.2-200", "--rate", "20", "--jsonl")
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert json.loads(program.stdout.readline())["dst"] == "10.0.0.2"  # as it comes, not at the end
        status = pathlib.Path(f"/proc/{program.pid}/status").read_text()
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=netns.TIMEOUT)
    for name in ("CapEff", "CapPrm", "CapInh", "CapAmb"):
        assert re.search(rf"^{name}:\s*0+$", status, re.MULTILINE), status
    assert re.search(r"^NoNewPrivs:\s*1$", status, re.MULTILINE)
    assert program.returncode == 130


def test_an_interrupt_leaves_what_is_there(tools, wire):
    argv = wire.near.enter(tools.path("snet-arp"), "scan", "10.0.0.0/8", "--dev", "eth0", "--rate", "1000", "--raw", "-o", "dst")
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        time.sleep(2)
        memory = int(re.search(r"^VmRSS:\s*(\d+)", pathlib.Path(f"/proc/{program.pid}/status").read_text(), re.MULTILINE)[1])
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=netns.TIMEOUT)
    assert program.returncode == 130
    assert b"10.0.0.2\n" in out and b" answered in " in err
    assert os.environ.get("ASAN_OPTIONS") or memory < 16 << 10  # kB: not that of 16 million addresses


def test_no_faster_than_it_is_told(tools, wire):
    """As the link sees it. No more than the allowance for a process that was held up goes out at once."""
    with wire.peer("record") as heard:
        scan(tools, wire, "10.0.0.3-202", "--rate", "200", "--tries", "1", "--timeout", "0")
        heard.kill()
        times = [float(line.split()[0]) for line in heard.stdout.read().splitlines() if b"08060001080006040001" in line]
    assert len(times) == 200
    assert times[-1] - times[0] > 0.9  # 199 gaps of 5 ms


def test_a_large_net(tools, wire):
    """65,536 addresses that all answer: every one is found, none lost, at the default tries."""
    wire.far.check("ip", "route", "add", "local", "10.1.0.0/16", "dev", "lo")
    wire.near.check("ip", "route", "add", "10.1.0.0/16", "dev", "eth0")
    code, rows, err = scan(tools, wire, "--rate", "0", "10.1.0.0/16")
    assert (code, len(rows), len({row["dst"] for row in rows})) == (0, 65536, 65536)
    assert err.startswith("snet-arp: 65536 asked, 65536 answered in ")
    assert {row["lladdr"] for row in rows} == {PEER_MAC}


def test_a_large_net_over_a_bad_link(tools, wire):
    """One answer in five is lost: of 65,536 addresses ten tries leave one in ten million."""
    wire.far_alone()
    wire.near.check("ip", "route", "add", "10.1.0.0/16", "dev", "eth0")
    with wire.peer("lossy"):
        code, rows, err = scan(tools, wire, "--rate", "20000", "--tries", "20", "--timeout", "2", "10.1.0.0/16")
    assert (code, len({row["dst"] for row in rows})) == (0, 65536), err


@pytest.mark.parametrize("name, argv, pattern", [
    ("arp-scan", ["arp-scan", "-q", "-I", "eth0", "10.0.0.0/24"], r"^(10\.0\.0\.\d+)\t(\S+)"),
    ("arping", ["arping", "-c", "1", "-I", "eth0", "10.0.0.2"], r"reply from (\S+) \[(\S+)\]"),
    ("ndisc6", ["ndisc6", "-1", "2001:db8::2", "eth0"], r"Target link-layer address: ()(\S+)"),
])
def test_others_see_the_same(tools, wire, name, argv, pattern):
    if not shutil.which(name):
        pytest.skip(f"no {name} command")
    wire.far.check("ip", "address", "add", "10.0.0.7/24", "dev", "eth1")
    text = wire.near.check(*argv).stdout.decode()
    theirs = {(address or argv[-2], mac.lower()) for address, mac in re.findall(pattern, text, re.MULTILINE)}
    subject = {"arp-scan": "10.0.0.0/24", "arping": "10.0.0.2", "ndisc6": "2001:db8::2"}[name]
    ours = {(address, mac) for address, macs in found(scan(tools, wire, subject, *FAST)[1]).items() for mac in macs}
    assert theirs and ours == theirs
