"""`snet-arp get`: the link-layer address of the next hop, by rows and by questions on the link that a real kernel answers,
or a program that lies."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import pytest

import netns

LIAR = pathlib.Path(__file__).with_name("lying_neighbor.py")
NEAR, FAR = "02:00:00:00:00:01", "02:00:00:00:00:02"
GROUP = {"224.0.0.1": "01:00:5e:00:00:01", "239.129.2.3": "01:00:5e:01:02:03", "255.255.255.255": "ff:ff:ff:ff:ff:ff",
         "10.0.0.255": "ff:ff:ff:ff:ff:ff", "ff02::1:ff00:1": "33:33:ff:00:00:01"}


class Pair:
    """Two namespaces and the cable between them: `near` asks, `far` answers."""

    def __init__(self, near, far, folder):
        self.near, self.far, self.cache = near, far, folder
        commands = ["link set lo up", f"link add near address {NEAR} type veth peer name far address {FAR} netns {far.pid}",
                    "address add 10.0.0.1/24 broadcast + dev near", "address add 2001:db8::1/64 dev near nodad", "link set near up"]
        assert near.batch(commands) == []
        assert far.batch(["link set lo up", "address add 10.0.0.2/24 dev far", "address add 10.0.0.3/24 dev far",
                          "address add 2001:db8::2/64 dev far nodad", "link set far up"]) == []
        near.check("ip", "route", "add", "default", "via", "10.0.0.2")
        self.wait_for_link_local(near, "near")
        self.far_link_local = self.wait_for_link_local(far, "far")

    @staticmethod
    def wait_for_link_local(namespace, device):
        for _ in range(100):
            for one in namespace.ip("address", "show", "dev", device)[0]["addr_info"]:
                if one["scope"] == "link" and not one.get("tentative"):
                    return one["local"]
            time.sleep(0.05)
        raise AssertionError("no link-local address")

    def forget(self):
        """Whatever the kernels and we have learned."""
        for namespace in (self.near, self.far):
            namespace.check("ip", "neigh", "flush", "all")
        shutil.rmtree(self.cache / "snet", ignore_errors=True)

    def hear(self, *arguments):
        """tcpdump at the far end."""
        return subprocess.Popen(self.far.enter("tcpdump", "-i", "far", "-nn", "-e", "-l", "--immediate-mode", *arguments),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture
def pair(namespaces, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with netns.Namespace() as near, netns.Namespace() as far:
        yield Pair(near, far, tmp_path)


def get(tools, pair, *arguments, code=0, **options):
    """What `snet-arp get` prints, and says on stderr."""
    done = tools.run(pair.near, "snet-arp", "get", *arguments, **options)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == code, (arguments, done.returncode, out, err)
    return out.rstrip("\n"), err


def records(tools, pair, *arguments, **options):
    return [json.loads(line) for line in get(tools, pair, *arguments, "--jsonl", **options)[0].splitlines()]


def learned(tools, pair):
    rows = tools.json(pair.near, "snet-arp", "list")
    return {(row["dst"], row["lladdr"]) for row in rows if row["origin"] == "learned"}


class Liar:
    """A program at the far end that answers as it is told."""

    def __init__(self, pair, *arguments):
        self.process = subprocess.Popen(pair.far.enter(sys.executable, str(LIAR), "far", *arguments),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout.readline()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def test_asks_on_the_link(tools, pair):
    pair.forget()
    assert get(tools, pair, "10.0.0.3") == (f"10.0.0.3 lladdr {FAR} dev near REACHABLE", "")
    assert get(tools, pair, "2001:db8::2") == (f"2001:db8::2 lladdr {FAR} dev near REACHABLE", "")
    assert get(tools, pair, "192.0.2.9") == (f"192.0.2.9 lladdr {FAR} dev near via 10.0.0.2 REACHABLE", "")
    zoned = f"{pair.far_link_local}%near"
    assert get(tools, pair, zoned) == (f"{pair.far_link_local} lladdr {FAR} dev near REACHABLE", "")
    # The kernel's own table was not touched, ours has them.
    assert pair.near.ip("neigh") == []
    assert learned(tools, pair) == {("10.0.0.3", FAR), ("10.0.0.2", FAR), ("2001:db8::2", FAR), (pair.far_link_local, FAR)}


def test_dev_and_other_forms(tools, pair):
    assert get(tools, pair, "10.0.0.2", "--dev", "near", "--short") == (FAR, "")
    assert get(tools, pair, "10.0.0.2", "10.0.0.3", "--short") == (f"{FAR}\n{FAR}", "")
    row = records(tools, pair, "198.51.100.1", "--refresh")[0]
    assert row == {"dst": "198.51.100.1", "gateway": "10.0.0.2", "dev": "near", "lladdr": FAR, "state": ["REACHABLE"], "age": 0,
                   "origin": "learned", "status": "answered"}
    assert get(tools, pair, "10.0.0.2", "--format", "{lladdr} {origin}")[0] == f"{FAR} learned"
    assert json.loads(get(tools, pair, "10.0.0.2", "-j")[0])[0]["status"] == "cached"


@pytest.mark.parametrize("address", GROUP)
def test_groups_need_no_packet(tools, pair, address):
    with_mac = get(tools, pair, address, "--no-probe", "--short")
    assert with_mac == (GROUP[address], "")


def test_multicast_without_a_route(tools, ns):
    done = tools.run(ns, "snet-arp", "get", "239.129.2.3")
    assert (done.returncode, done.stdout) == (0, b"239.129.2.3 lladdr 01:00:5e:01:02:03\n")


def test_own_addresses_and_links_without_any(tools, pair):
    assert get(tools, pair, "10.0.0.1") == (f"10.0.0.1 lladdr {NEAR} dev near", "")
    assert get(tools, pair, "2001:db8::1") == (f"2001:db8::1 lladdr {NEAR} dev near", "")
    assert "no link-layer address: lo" in get(tools, pair, "127.0.0.1", code=1)[1]
    assert records(tools, pair, "127.0.0.1", code=1)[0]["status"] == "no-link-address"
    for made in (["link add silent type veth peer name silent-end", "link set silent arp off"], ["tuntap add silent mode tun"]):
        assert pair.near.batch([*made, "link set silent up", "route add 10.7.0.0/24 dev silent"]) == []
        assert "no link-layer address: silent" in get(tools, pair, "10.7.0.7", code=1)[1]
        pair.near.check("ip", "link", "del", "silent")


def test_no_route_and_no_answer(tools, pair):
    pair.near.check("ip", "route", "del", "default")
    assert get(tools, pair, "192.0.2.9", code=1) == ("", "snet-arp: 192.0.2.9: no route\n")
    assert records(tools, pair, "192.0.2.9", code=1) == [{"dst": "192.0.2.9", "status": "no-route"}]
    pair.near.check("ip", "route", "add", "blackhole", "192.0.2.0/24")
    assert "blackhole route 192.0.2.0/24 refuses it" in get(tools, pair, "192.0.2.9", code=1)[1]
    started = time.monotonic()
    assert "no answer on near" in get(tools, pair, "10.0.0.99", "--timeout", "0.1", "--tries", "2", code=1)[1]
    assert 0.2 <= time.monotonic() - started
    assert get(tools, pair, "10.0.0.99", "--tries", "1", "--timeout", "0.05", "--short", code=1) == ("-", "")


def test_order_of_trust(tools, pair, tmp_path):
    stack = tmp_path / "own.stack"
    stack.write_text("snet 1\nbase os\n")
    own = ["--stack", str(stack), "--no-probe", "--short"]
    pair.forget()
    assert get(tools, pair, "10.0.0.2", *own, code=1) == ("-", "")
    pair.near.check("ip", "neigh", "replace", "10.0.0.2", "lladdr", "02:00:00:00:00:0a", "dev", "near", "nud", "stale")
    assert get(tools, pair, "10.0.0.2", *own)[0] == "02:00:00:00:00:0a"
    assert get(tools, pair, "10.0.0.2", "--stack", str(stack), "--refresh", "--short")[0] == FAR
    assert get(tools, pair, "10.0.0.2", *own)[0] == FAR  # learned goes before stale
    assert get(tools, pair, "10.0.0.2", *own, "--max-age", "0")[0] == "02:00:00:00:00:0a"
    pair.near.check("ip", "neigh", "replace", "10.0.0.2", "lladdr", "02:00:00:00:00:0b", "dev", "near", "nud", "reachable")
    assert get(tools, pair, "10.0.0.2", *own)[0] == "02:00:00:00:00:0b"
    with stack.open("a") as file:
        file.write("neighbor 10.0.0.2 dev near lladdr 02:00:00:00:00:0c PERMANENT\n")
    assert get(tools, pair, "10.0.0.2", *own)[0] == "02:00:00:00:00:0c"
    assert get(tools, pair, "10.0.0.2", "--stack", str(stack), "--refresh", "--short")[0] == "02:00:00:00:00:0c"


def test_questions_are_well_formed(tools, pair):
    """As tcpdump at the other end reads them, and the other kernel's table."""
    if not shutil.which("tcpdump"):
        pytest.skip("no tcpdump")
    pair.forget()
    dump = pair.hear("-v", "-c", "2", "arp[6:2] = 1 and ether src " + NEAR + " or (icmp6 and ip6[40] = 135 and ether src " + NEAR + ")")
    assert dump.stderr.readline()
    time.sleep(0.3)
    get(tools, pair, "10.0.0.2")
    get(tools, pair, "2001:db8::2")
    heard = dump.communicate(timeout=20)[0].decode()
    assert f"{NEAR} > ff:ff:ff:ff:ff:ff" in heard and "who-has 10.0.0.2 tell 10.0.0.1" in heard
    assert "hlim 255" in heard and "2001:db8::1 > ff02::1:ff00:2" in heard and "who has 2001:db8::2" in heard
    assert f"source link-address option (1), length 8 (1): {NEAR}" in heard and "bad" not in heard
    known = {(row["dst"], row["lladdr"]) for row in pair.far.ip("neigh")}
    assert ("10.0.0.1", NEAR) in known and ("2001:db8::1", NEAR) in known


def test_what_if_sources_stay_off_the_link(tools, pair, tmp_path):
    """The other kernel must not learn of an address that only the stack has."""
    pair.forget()
    stack = tmp_path / "what-if.stack"
    stack.write_text("snet 1\nbase os\naddress near 10.5.0.1/24\nroute 10.5.0.0/24 dev near proto kernel scope link src 10.5.0.1\n"
                     "route 10.6.0.0/24 via 10.0.0.2 dev near src 10.5.0.1\n")
    pair.far.check("ip", "address", "add", "10.5.0.2/24", "dev", "far")
    for address in ("10.5.0.2", "10.6.0.6"):
        assert get(tools, pair, address, "--stack", str(stack), "--short")[0] == FAR
    assert pair.far.ip("neigh", "show", "dev", "far") == []
    get(tools, pair, "10.5.0.2", "--stack", str(stack), "--refresh", "--source", "10.0.0.1")
    assert [row["dst"] for row in pair.far.ip("neigh", "show", "dev", "far")] == ["10.0.0.1"]


def test_frozen_stacks_are_silent(tools, pair):
    pair.forget()
    frozen = tools.run(pair.near, "snet-stack", "freeze", "-").stdout
    done = tools.run(pair.near, "snet-arp", "--stack", "-", "get", "10.0.0.2", input=frozen)
    assert (done.returncode, done.stdout) == (1, b"") and b"no row tells" in done.stderr
    done = tools.run(pair.near, "snet-arp", "--stack", "-", "get", "10.0.0.2", "--probe", "--short", input=frozen)
    assert (done.returncode, done.stdout) == (0, FAR.encode() + b"\n")
    assert not (pair.cache / "snet").exists()
    alone = b"interface lab0 address 02:00:00:00:00:77 up carrier on flags BROADCAST,MULTICAST type ether\naddress lab0 10.9.0.1/24\n" \
            b"route 10.9.0.0/24 dev lab0 scope link src 10.9.0.1\n"
    done = tools.run(pair.near, "snet-arp", "--stack", "-", "get", "10.9.0.2", "--probe", input=alone)
    assert done.returncode == 2 and b"an interface of the stack alone" in done.stderr


def test_proxies_and_gateways(tools, pair):
    """One MAC for several addresses, and a kernel that answers for others."""
    pair.near.check("ip", "route", "add", "10.8.0.0/24", "dev", "near")
    pair.far.check("ip", "route", "add", "local", "10.8.0.0/24", "dev", "lo")
    pair.far.check("ip", "neigh", "add", "proxy", "2001:db8::77", "dev", "far")
    pair.far.check("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/far/proxy_ndp; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding")
    rows = records(tools, pair, "10.8.0.1", "10.8.0.254", "2001:db8::77")
    assert {row["lladdr"] for row in rows} == {FAR}
    assert [row["status"] for row in rows] == ["answered"] * 3


def test_a_gateway_of_the_other_family(tools, pair):
    pair.near.check("ip", "route", "add", "10.60.0.0/16", "via", "inet6", pair.far_link_local, "dev", "near")
    row = records(tools, pair, "10.60.0.1")[0]
    assert (row["lladdr"], row["via"]) == (FAR, {"family": "inet6", "host": pair.far_link_local})
    routes = tools.run(pair.near, "snet-route", "get", "10.60.0.1", "--jsonl").stdout
    assert records(tools, pair, "-", "--refresh", input=routes)[0]["lladdr"] == FAR
    words = tools.run(pair.near, "snet-route", "get", "10.60.0.1").stdout
    assert get(tools, pair, "-", "--short", input=words)[0] == FAR


def test_two_answers(tools, namespaces, tmp_path, monkeypatch):
    """Two machines on one bridge with one address: the first is used, both are named, none is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with netns.Namespace() as switch, netns.Namespace() as near, netns.Namespace() as one, netns.Namespace() as other:
        assert switch.batch(["link add lan type bridge", "link set lan up"]) == []
        for i, namespace in enumerate((near, one, other)):
            assert switch.batch([f"link add port{i} type veth peer name eth0 address 02:00:00:00:00:1{i} netns {namespace.pid}",
                                 f"link set port{i} master lan", f"link set port{i} up"]) == []
            last = 1 if i == 0 else 2
            assert namespace.batch([f"address add 10.0.0.{last}/24 dev eth0", "link set lo up", "link set eth0 up",
                                    f"address add 2001:db8::{last}/64 dev eth0 nodad"]) == []
        Pair.wait_for_link_local(near, "eth0")
        for address in ("10.0.0.2", "2001:db8::2"):
            done = tools.run(near, "snet-arp", "get", address, "--jsonl")
            row = json.loads(done.stdout)
            assert row["duplicate"] is True and row["lladdr"] in ("02:00:00:00:00:11", "02:00:00:00:00:12")
            assert b"two answers" in done.stderr and b"02:00:00:00:00:11" in done.stderr and b"02:00:00:00:00:12" in done.stderr
        assert [row for row in tools.json(near, "snet-arp", "list") if row["origin"] == "learned"] == []


@pytest.mark.parametrize("lie", ["gratuitous", "wrong-target", "wrong-operation", "group-sender", "own-sender", "truncated",
                                 "other-hardware", "hop-limit", "unasked", "vlan", "flood", "late"])
def test_lies_are_not_believed(tools, pair, lie):
    with Liar(pair, lie):
        pair.forget()
        for address in ("10.0.0.66", "2001:db8::66"):
            _, err = get(tools, pair, address, "--tries", "2", "--timeout", "0.15", code=1)
            assert "no answer" in err
        assert get(tools, pair, "10.0.0.3", "--short")[0] == FAR
        assert learned(tools, pair) == {("10.0.0.3", FAR)}


def test_without_the_right_the_kernel_asks(tools, pair):
    """An ordinary user's way: the kernel's own table."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to become an ordinary user")
    pair.forget()
    user = pair.near.enter("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "env", "-u",
                           "XDG_CACHE_HOME", "-u", "HOME", tools.path("snet-arp"), "get")
    done = netns.run([*user, "10.0.0.2", "2001:db8::2"])
    assert done.stdout.decode().splitlines() == [f"10.0.0.2 lladdr {FAR} dev near REACHABLE", f"2001:db8::2 lladdr {FAR} dev near REACHABLE"]
    done = netns.run([*user, "10.0.0.99", "--timeout", "0.2", "--tries", "1"])
    assert done.returncode == 1 and b"no answer" in done.stderr
    done = netns.run([*user, "10.0.0.2", "--refresh"])
    assert done.returncode == 2 and b"CAP_NET_RAW" in done.stderr and b"setcap" in done.stderr
    pair.near.check("ip", "link", "add", "other", "type", "veth", "peer", "name", "other-end")
    pair.near.check("ip", "link", "set", "other", "up")
    done = netns.run([*user, "10.0.0.3", "--dev", "other"])
    assert done.returncode == 2 and b"CAP_NET_RAW" in done.stderr and b"do not lead" in done.stderr


def test_a_stream_of_many(tools, pair):
    """Names go in, MACs come out, in order; behind a gateway is one question for all."""
    pair.near.check("ip", "route", "add", "10.77.0.0/16", "dev", "near")
    pair.far.check("ip", "route", "add", "local", "10.77.0.0/16", "dev", "lo")
    addresses = [f"10.77.{i >> 8}.{i & 255}" for i in range(1, 10_001)]
    addresses[5000:5000] = ["192.0.2.1", "10.0.0.1", "224.0.0.5"]
    routes = tools.run(pair.near, "snet-route", "get", "-", "--jsonl", input="\n".join(addresses).encode()).stdout
    rows = records(tools, pair, "-", input=routes)
    assert [row["dst"] for row in rows] == addresses
    macs = [row["lladdr"] for row in rows]
    assert macs[5000:5003] == [FAR, NEAR, "01:00:5e:00:00:05"] and set(macs[:5000] + macs[5003:]) == {FAR}
    again = records(tools, pair, "-", "--no-probe", input=routes)
    assert [row["lladdr"] for row in again] == macs
    assert {row["origin"] for row in again if "origin" in row} == {"learned"}


def test_subjects_of_input(tools, pair):
    lines = b"# hosts\n10.0.0.2\n\nnonsense\n10.0.0.3 dev near\n10.0.0.3 de near\n10.0.0.99 via 10.0.0.2 dev near src 10.0.0.1\n"
    out, err = get(tools, pair, "-", "--short", input=lines, code=2)
    assert out.splitlines() == [FAR, "-", FAR, "-", FAR]
    assert "line 4: " in err and "line 6: " in err


def test_interrupted(tools, pair):
    import signal
    process = subprocess.Popen(pair.near.enter(tools.path("snet-arp"), "get", "10.0.0.99", "--timeout", "60"), stderr=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=5) == 130
    process.stderr.close()


@pytest.mark.parametrize("words", [["--timeout", "x"], ["--timeout", "0"], ["--tries", "0"], ["--tries", "1e3"], ["--max-age", "-1"],
                                   ["--no-probe", "--refresh"], ["--no-probe", "--probe"], ["--source", "x"], ["--dev", "nosuch"]])
def test_wrong_options(tools, pair, words):
    code = 1 if "--dev" in words else 2
    assert get(tools, pair, "10.0.0.2", *words, code=code)[0] == ""


def test_learned_rows(tools, pair, tmp_path):
    get(tools, pair, "10.0.0.2")
    get(tools, pair, "2001:db8::2")
    rows = [row for row in tools.json(pair.near, "snet-arp", "list") if row["origin"] == "learned"]
    assert [(row["dst"], row["state"], row["age"] < 60) for row in rows] == [("10.0.0.2", ["REACHABLE"], True), ("2001:db8::2", ["REACHABLE"], True)]
    assert tools.json(pair.near, "snet-stack", "show")[0]["neighbors"].get("learned") == 2
    # Another stack, another namespace: other rows.
    (tmp_path / "b.stack").write_text("snet 1\nbase os\n")
    assert not [row for row in tools.json(pair.near, "snet-arp", "--stack", str(tmp_path / "b.stack"), "list") if row["origin"] == "learned"]
    assert not [row for row in tools.json(pair.far, "snet-arp", "list") if row["origin"] == "learned"]
    assert tools.run(pair.near, "snet-arp", "flush", "--learned", "-4").returncode == 0
    assert learned(tools, pair) == {("2001:db8::2", FAR)}
    # An interface that is another one now has none of the former's neighbors.
    pair.near.check("ip", "link", "set", "near", "down")
    pair.near.check("ip", "link", "set", "near", "name", "former")
    pair.near.check("ip", "link", "add", "near", "type", "veth", "peer", "name", "near-end")
    assert learned(tools, pair) == set()


def test_flush_hides(tools, pair, tmp_path):
    stack = tmp_path / "flushed.stack"
    stack.write_text("snet 1\nbase os\nneighbor 10.0.0.7 dev near lladdr 02:00:00:00:00:07 PERMANENT\n")
    pair.near.check("ip", "neigh", "replace", "10.0.0.8", "lladdr", "02:00:00:00:00:08", "dev", "near")
    get(tools, pair, "10.0.0.2", "--stack", str(stack))
    listed = lambda: {row["dst"] for row in tools.json(pair.near, "snet-arp", "--stack", str(stack), "list")}
    assert listed() >= {"10.0.0.7", "10.0.0.8", "10.0.0.2"}
    done = tools.run(pair.near, "snet-arp", "--stack", str(stack), "flush", "-v")
    assert done.returncode == 0 and b"deleted: neighbor 10.0.0.7" in done.stderr and b"hidden: neighbor 10.0.0.8" in done.stderr
    assert listed() == set()
    assert "hide neighbor 10.0.0.8 dev near\n" in stack.read_text()
    assert pair.near.ip("neigh", "show", "10.0.0.8")


def test_flush_that_fails_forgets_nothing(tools, pair, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    stack = folder / "x.stack"
    stack.write_text("snet 1\nbase os\n")
    get(tools, pair, "10.0.0.2", "--stack", str(stack))
    pair.near.check("ip", "neigh", "replace", "10.0.0.8", "lladdr", "02:00:00:00:00:08", "dev", "near")
    (folder / ".x.stack.new").mkdir()  # where the new file would be written
    done = tools.run(pair.near, "snet-arp", "--stack", str(stack), "flush")
    assert done.returncode == 2 and done.stderr
    assert [row["dst"] for row in tools.json(pair.near, "snet-arp", "--stack", str(stack), "list") if row["origin"] == "learned"] == ["10.0.0.2"]


@pytest.mark.parametrize("damage", ["binary", "cut", "writable", "link", "fifo", "folder", "huge", "future"])
def test_cache_files_are_not_trusted(tools, pair, damage):
    """Whatever is wrong with a file, it is as if it were not there, and it ends no answer."""
    get(tools, pair, "10.0.0.2")
    file, = (pair.cache / "snet").iterdir()
    text = file.read_text()
    if damage == "binary":
        file.write_bytes(os.urandom(100_000))
    elif damage == "cut":
        file.write_text(text[:-6])
    elif damage == "writable":
        file.chmod(0o666)
    elif damage == "link":
        file.rename(pair.cache / "elsewhere")
        file.symlink_to(pair.cache / "elsewhere")
    elif damage == "fifo":
        file.unlink()
        os.mkfifo(file)
    elif damage == "folder":
        (pair.cache / "snet").chmod(0o777)
    elif damage == "huge":
        with file.open("a") as more:
            more.truncate(1 << 30)
    elif damage == "future":
        file.write_text(f"99999999999 {text.split(' ', 1)[1]}")
    assert learned(tools, pair) == set()
    assert get(tools, pair, "10.0.0.2", "--short") == (FAR, "")
    if damage in ("binary", "cut", "huge", "future"):
        assert learned(tools, pair) == {("10.0.0.2", FAR)}
    if damage == "link":
        assert (pair.cache / "elsewhere").read_text() == text


def test_cache_is_compacted_and_shared(tools, pair):
    """Many at once, again and again: nothing is lost, and the file does not grow for ever."""
    for _ in range(6):
        running = [subprocess.Popen(pair.near.enter(tools.path("snet-arp"), "get", "--refresh", "10.0.0.2", "10.0.0.3"),
                                    stdout=subprocess.DEVNULL) for _ in range(20)]
        assert [one.wait(timeout=30) for one in running] == [0] * 20
    assert learned(tools, pair) == {("10.0.0.2", FAR), ("10.0.0.3", FAR)}
    file, = (pair.cache / "snet").iterdir()
    assert file.stat().st_size < 8192
    old = file.with_name("0" * 32 + "-7-1.neighbors")
    old.write_text("of a time before")
    file.unlink()
    get(tools, pair, "10.0.0.2")
    assert not old.exists() and file.exists()
