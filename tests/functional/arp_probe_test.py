"""`snet-arp probe` and `snet-arp announce` on a link."""

import json
import shutil
import signal
import subprocess
import time

import pytest

import netns
import wire_peer
from wire import OWN_MAC, PEER_MAC, wait_for

FAST = ("--timeout", "0.2", "--tries", "2")


def probe(tools, wire, *words):
    done = tools.run(wire.near, "snet-arp", "probe", *words)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("address, code, answer", [
    ("10.0.0.2", 1, f"10.0.0.2 dev eth0 taken lladdr {PEER_MAC}\n"),
    ("10.0.0.9", 0, "10.0.0.9 dev eth0 free\n"),
    ("10.0.0.1", 1, f"10.0.0.1 dev eth0 taken lladdr {OWN_MAC}\n"),
    ("2001:db8::2", 1, f"2001:db8::2 dev eth0 taken lladdr {PEER_MAC}\n"),
    ("2001:db8::9", 0, "2001:db8::9 dev eth0 free\n"),
])
def test_whether_an_address_is_free(tools, wire, address, code, answer):
    assert probe(tools, wire, address, *FAST) == (code, answer, "")
    # Nobody's cache keeps it.
    assert not [row for row in wire.far.ip("neigh") if row["dst"] == address and address not in ("10.0.0.1",)]


def test_formats(tools, wire):
    as_json = json.loads(probe(tools, wire, "10.0.0.2", "--json", *FAST)[1])
    assert as_json == [{"dst": "10.0.0.2", "dev": "eth0", "status": "taken", "lladdr": PEER_MAC}]
    assert probe(tools, wire, "10.0.0.9", "--raw", *FAST)[1] == "10.0.0.9\teth0\tfree\t-\n"


def arp_of(operation, sender, target, mac=wire_peer.MAC):
    address = lambda text: bytes(map(int, text.split(".")))
    return wire_peer.ethernet(b"\xff" * 6, mac, 0x0806, wire_peer.arp(operation, mac, address(sender), bytes(6), address(target)))


def advertised(target):
    source = bytes.fromhex("20010db8") + bytes(11) + bytes([target])
    return wire_peer.ethernet(b"\x33\x33\0\0\0\1", wire_peer.MAC, 0x86dd, wire_peer.advertisement(
        source, bytes.fromhex("ff02") + bytes(13) + b"\1", source, wire_peer.MAC, flags=0x20))


def solicited(target):
    address = bytes.fromhex("20010db8") + bytes(11) + bytes([target])
    group = bytes.fromhex("ff02") + bytes(9) + b"\1\xff" + address[13:]
    return wire_peer.ethernet(b"\x33\x33\xff" + address[13:], wire_peer.MAC, 0x86dd,
                              wire_peer.icmpv6(bytes(16), group, 135, bytes(4) + address))


@pytest.mark.parametrize("address, frame, status", [
    ("10.0.0.9", arp_of(1, "10.0.0.9", "10.0.0.50"), "taken"),  # whoever asks from it has it
    ("10.0.0.9", arp_of(2, "10.0.0.9", "10.0.0.9"), "taken"),
    ("10.0.0.9", arp_of(1, "0.0.0.0", "10.0.0.9"), "probed"),
    ("10.0.0.9", arp_of(1, "10.0.0.8", "10.0.0.9"), "free"),
    ("10.0.0.9", arp_of(2, "10.0.0.8", "10.0.0.9"), "free"),
    ("10.0.0.9", arp_of(3, "10.0.0.9", "10.0.0.9"), "free"),
    ("10.0.0.9", arp_of(1, "10.0.0.9", "10.0.0.9", wire_peer.GROUP), "free"),
    ("10.0.0.9", arp_of(1, "0.0.0.0", "10.0.0.9", bytes.fromhex(OWN_MAC.replace(":", ""))), "free"),  # our own, come back
    ("10.0.0.9", wire_peer.tagged(arp_of(1, "10.0.0.9", "10.0.0.9"), 7), "free"),
    ("10.0.0.9", arp_of(1, "10.0.0.9", "10.0.0.9")[:40], "free"),
    ("2001:db8::9", advertised(9), "taken"),
    ("2001:db8::9", advertised(8), "free"),
    ("2001:db8::9", solicited(9), "probed"),
    ("2001:db8::9", solicited(8), "free"),
])
def test_what_others_say_of_it(tools, wire, address, frame, status):
    wire.far_alone()
    argv = wire.near.enter(tools.path("snet-arp"), "probe", address, "--json", "--tries", "1",
                           "--timeout", "3" if status == "free" else "60")
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as program:
        time.sleep(1)
        wire.send(frame)
        out, _ = program.communicate(timeout=netns.TIMEOUT)
    assert (json.loads(out)[0]["status"], program.returncode) == (status, 0 if status == "free" else 1)


def test_an_interrupt_says_nothing(tools, wire):
    with subprocess.Popen(wire.near.enter(tools.path("snet-arp"), "probe", "10.0.0.9", "--timeout", "60"),
                          stdout=subprocess.PIPE) as program:
        time.sleep(1)
        program.send_signal(signal.SIGINT)
        out, _ = program.communicate(timeout=netns.TIMEOUT)
    assert (program.returncode, out) == (130, b"")


def announce(tools, wire, *words):
    done = tools.run(wire.near, "snet-arp", "announce", *words)
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


def test_neighbors_believe_it(tools, wire):
    """The far kernel replaces what it knew of our address."""
    assert wire.far.batch([f"neigh replace {address} lladdr 02:00:00:00:00:77 dev eth1 nud reachable"
                           for address in ("10.0.0.1", "2001:db8::1")]) == []
    mac_of = lambda address: wire.far.ip("neigh", "show", address)[0]["lladdr"]
    for address in ("10.0.0.1", "2001:db8::1"):
        assert mac_of(address) == "02:00:00:00:00:77"
        time.sleep(1.1)  # for as long, a kernel does not believe another MAC of a fresh entry
        assert announce(tools, wire, address, "--interval", "0.1") == (0, "")
        wait_for(lambda: mac_of(address) == OWN_MAC)


def test_what_is_sent(tools, wire):
    with wire.peer("record") as heard:
        announce(tools, wire, "10.0.0.1", "--count", "3", "--interval", "0")
        announce(tools, wire, "2001:db8::1", "--count", "1")
        wire.near.check("sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/eth0/forwarding")
        announce(tools, wire, "2001:db8::1", "--count", "1")
        time.sleep(1)
        heard.kill()
        frames = [bytes.fromhex(line.split()[1].decode()) for line in heard.stdout.read().splitlines()]
    own = bytes.fromhex(OWN_MAC.replace(":", ""))
    arp = [frame for frame in frames if frame[12:14] == b"\x08\x06" and frame[28:32] == bytes([10, 0, 0, 1])]
    told = wire_peer.arp(1, own, bytes([10, 0, 0, 1]), bytes(6), bytes([10, 0, 0, 1]))
    assert [frame for frame in arp if frame[38:42] == frame[28:32]] == [wire_peer.ethernet(b"\xff" * 6, own, 0x0806, told)] * 3
    source = bytes.fromhex("20010db8") + bytes(11) + b"\1"
    all_nodes = bytes.fromhex("ff02") + bytes(13) + b"\1"
    for flags in (0x20, 0xa0):  # a router says that it is one
        assert wire_peer.ethernet(b"\x33\x33\0\0\0\1", own, 0x86dd,
                                  wire_peer.advertisement(source, all_nodes, source, own, flags=flags)) in frames


@pytest.mark.parametrize("words, code, message", [
    ("10.0.0.9", 1, "10.0.0.9: not an address of this host"),
    ("10.0.0.9 --dev eth0", 1, "10.0.0.9: not an address of eth0"),
    ("127.0.0.1", 2, "lo: nobody can be asked there: it is no Ethernet"),
    ("224.0.0.1", 2, "224.0.0.1: no address that a host can have"),
    ("nonsense", 2, "nonsense: "),
    ("10.0.0.1 --count 0", 2, "--count 0: a number from 1 to 1000 is wanted"),
])
def test_announce_errors(tools, wire, words, code, message):
    got, text = announce(tools, wire, *words.split())
    assert got == code and text.startswith(f"snet-arp: {message}"), text


def test_by_force(tools, wire):
    assert announce(tools, wire, "10.0.0.9", "--dev", "eth0", "--force", "--count", "1") == (0, "")


@pytest.mark.parametrize("words, code, message", [
    ("10.9.0.9", 2, "10.9.0.9: on no link that is known: name the one to ask on by --dev"),
    ("10.0.0.255", 2, "no address that a host can have on this link"),
    ("::", 2, "::: no address that a host can have"),
    ("nonsense", 2, "nonsense: "),
    ("fe80::9", 2, "fe80::9: every link has such addresses: name one by --dev"),
])
def test_probe_errors(tools, wire, words, code, message):
    got, out, text = probe(tools, wire, *words.split())
    assert (got, out) == (code, "") and text.startswith(f"snet-arp: {message}"), text


def test_without_the_capability(tools, wire):
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv command")
    drop = ["setpriv", "--reuid", "65534", "--clear-groups", "--bounding-set", "-all", "--inh-caps", "-all"]
    for words in (["probe", "10.0.0.9"], ["announce", "10.0.0.1"]):
        done = wire.near.run(*drop, tools.path("snet-arp"), *words)
        if b"Permission denied" in done.stderr and b"setcap" not in done.stderr:
            pytest.skip("the build directory is not open to others")
        assert done.returncode == 2 and b"setcap cap_net_raw=ep" in done.stderr
