"""What a person sees of edits of interfaces and addresses: what_if_test.py holds what follows from them against `ip`."""

import pytest

import edits_test
from edits_test import run

stack = edits_test.stack  # the fixture

SETUP = ["link set lo up", "link add eth0 address 02:00:00:00:00:01 type veth peer name far0", "link set eth0 addrgenmode none",
         "link set far0 addrgenmode none", "link property add dev eth0 altname uplink", "link set far0 up", "link set eth0 up",
         "address add 10.0.0.5/24 dev eth0", "address add 2001:db8::5/64 dev eth0 nodad", "route add default via 10.0.0.1"]


@pytest.fixture
def net(ns):
    assert not ns.batch(SETUP)
    return ns


def rows(tools, net, *words):
    return tools.json(net, "snet-route", "list", *words)


def test_an_edit_undone_leaves_no_trace(tools, net, stack):
    for there, back in ((["set", "eth0", "mtu", "1400", "down"], None), (["add", "eth0", "10.9.0.1/24"], ["del", "eth0", "10.9.0.1/24"]),
                        (["add", "eth0", "2001:db8:9::1/64"], ["del", "eth0", "2001:db8:9::1/64"]),
                        (["add", "lab0", "mtu", "1400", "up"], ["del", "lab0"]), (["default", "eth0"], ["default", "--unset"])):
        run(tools, net, "snet-ifaces", *there)
        assert stack.read_text() != "snet 1\nbase os\n"
        run(tools, net, "snet-ifaces", *(back or ["sync"]))
        assert stack.read_text() == "snet 1\nbase os\n", there
    run(tools, net, "snet-ifaces", "del", "eth0", "10.0.0.5/24")
    run(tools, net, "snet-ifaces", "add", "eth0", "10.0.0.5/24")
    assert stack.read_text() == "snet 1\nbase os\nhide route default via 10.0.0.1 dev eth0\n"


def test_the_file_says_little(tools, net, stack):
    run(tools, net, "snet-ifaces", "set", "uplink", "down")
    assert stack.read_text() == "snet 1\nbase os\ninterface eth0 down\nhide address eth0 2001:db8::5/64\n"
    assert rows(tools, net) == [] and [row["dst"] for row in rows(tools, net, "--table", "local", "--dev", "eth0")] == ["10.0.0.5"]
    run(tools, net, "snet-ifaces", "set", "eth0", "up")
    assert [row["dst"] for row in rows(tools, net)] == ["10.0.0.0/24"]
    assert all(line.startswith("hide ") for line in stack.read_text().splitlines()[2:])


def test_an_interface_of_the_stacks(tools, net, stack):
    run(tools, net, "snet-ifaces", "add", "lab0", "address", "02:00:00:00:00:09", "up")
    run(tools, net, "snet-ifaces", "add", "lab0", "10.9.0.1/24")
    run(tools, net, "snet-route", "add", "10.10.0.0/16", "via", "10.9.0.2")
    assert tools.run(net, "snet-route", "get", "10.10.0.1").stdout == b"10.10.0.1 via 10.9.0.2 dev lab0 src 10.9.0.1\n"
    interface, = tools.json(net, "snet-ifaces", "show", "lab0")
    assert [one["local"] for one in interface["addr_info"]] == ["10.9.0.1", "fe80::ff:fe00:9"] and interface["origin"] == "stack"
    run(tools, net, "snet-ifaces", "set", "lab0", "down")
    assert tools.run(net, "snet-route", "get", "10.10.0.1").stdout == b"10.10.0.1 via 10.0.0.1 dev eth0 src 10.0.0.5\n"
    run(tools, net, "snet-ifaces", "del", "lab0")
    assert stack.read_text() == "snet 1\nbase os\n"


def test_an_interface_less(tools, net, stack):
    run(tools, net, "snet-ifaces", "default", "eth0")
    run(tools, net, "snet-ifaces", "del", "eth0")
    assert stack.read_text() == "snet 1\nbase os\nhide interface eth0\n"
    assert rows(tools, net) == [] and "eth0" not in [one["ifname"] for one in tools.json(net, "snet-ifaces", "list")]
    run(tools, net, "snet-ifaces", "sync")
    assert stack.read_text() == "snet 1\nbase os\n"


def test_an_interface_in_the_place_of_one_that_is_hidden(tools, net, stack):
    """Nothing of the hidden one's comes back with it."""
    net.check("ip", "neigh", "add", "10.0.0.1", "lladdr", "02:00:00:00:00:77", "dev", "eth0")
    run(tools, net, "snet-ifaces", "del", "eth0")
    run(tools, net, "snet-ifaces", "add", "eth0", "up")
    assert "hide route" not in stack.read_text()
    assert [row for row in rows(tools, net, "--table", "all", "--dev", "eth0") if row["origin"] == "os"] == []
    assert [row for row in tools.json(net, "snet-arp", "list", "--all") if row["dev"] == "eth0"] == []
    run(tools, net, "snet-ifaces", "add", "eth0", "10.9.0.1/24")
    assert [(row["dst"], row["origin"]) for row in rows(tools, net, "-4")] == [("10.9.0.0/24", "stack")]
    run(tools, net, "snet-ifaces", "set", "eth0", "down")
    assert rows(tools, net, "-4") == [] and tools.json(net, "snet-ifaces", "show", "eth0")[0]["operstate"] == "DOWN"
    run(tools, net, "snet-ifaces", "del", "eth0")
    assert stack.read_text() == "snet 1\nbase os\nhide interface eth0\n"


def test_what_goes_is_hidden_alone(tools, net, stack):
    """Not with it what has its words, and a metric or a tos besides."""
    for line in ("nexthop add id 9 via 10.0.0.1 dev eth0", "route add default nhid 9 metric 7"):
        net.check("ip", *line.split())
    run(tools, net, "snet-ifaces", "del", "eth0", "10.0.0.5/24")
    assert [(row["dst"], row.get("metric")) for row in rows(tools, net, "-4")] == [("default", 7)]
    assert "hide route default via 10.0.0.1 dev eth0 metric 0" in stack.read_text().splitlines()
    run(tools, net, "snet-ifaces", "add", "eth0", "10.0.0.5/24")
    run(tools, net, "snet-route", "add", "default", "via", "10.0.0.1")
    assert [row.get("metric") for row in rows(tools, net, "-4") if row["dst"] == "default"] == [None, 7]


def test_a_source_of_one_link_is_lost_there(tools, net, stack):
    """Another link's address of the same text is another one, as fib6_remove_prefsrc has it."""
    for device, target in (("eth0", "2001:db8:1::/48"), ("far0", "2001:db8:2::/48")):
        net.check("ip", "address", "add", "fe80::44/64", "dev", device, "nodad")
        net.check("ip", "route", "add", target, "via", "fe80::77", "dev", device, "src", "fe80::44")
    run(tools, net, "snet-ifaces", "del", "eth0", "fe80::44/64")
    assert {row["dev"]: row.get("prefsrc") for row in rows(tools, net, "-6") if row["dst"].endswith("/48")} == {
        "eth0": None, "far0": "fe80::44"}


def test_the_default_interface(tools, net, stack):
    assert tools.run(net, "snet-ifaces", "default").stdout == b"eth0\n"
    run(tools, net, "snet-ifaces", "default", "far0")
    assert tools.run(net, "snet-ifaces", "default").stdout == b"far0\n"
    assert "--unset takes no interface" in run(tools, net, "snet-ifaces", "default", "--unset", "far0", code=2)
    assert run(tools, net, "snet-ifaces", "default", "gone", code=1)
    run(tools, net, "snet-ifaces", "default", "--unset")
    assert tools.run(net, "snet-ifaces", "default").stdout == b"eth0\n"


def test_scapys_short_cuts(tools, net, stack):
    shown = lambda: [(row["dst"], row.get("prefsrc")) for row in rows(tools, net, "-4") if row["dst"] != "default"]
    run(tools, net, "snet-route", "ifadd", "eth0", "10.9.0.1/24")
    assert shown() == [("10.0.0.0/24", "10.0.0.5"), ("10.9.0.0/24", "10.9.0.1")]
    assert run(tools, net, "snet-route", "ifadd", "eth0", "10.9.0.1/24", code=2) == "snet-route: exists: eth0 10.9.0.1/24 has its routes\n"
    run(tools, net, "snet-route", "ifchange", "eth0", "10.8.0.1/16")
    assert shown() == [("10.8.0.0/16", "10.8.0.1")]
    assert [row["dst"] for row in rows(tools, net, "-6")] == ["2001:db8::/64"]
    run(tools, net, "snet-route", "ifdel", "eth0")
    assert rows(tools, net, "--table", "all", "--dev", "eth0") == []
    assert run(tools, net, "snet-route", "ifdel", "eth0", code=1) == "snet-route: eth0: no routes lead through it\n"


def test_check_tells_of_an_address_without_its_route(tools, net, stack):
    stack.write_text("snet 1\naddress eth0 10.9.0.1/24\naddress eth0 10.7.0.1/32\naddress far0 10.8.0.1/24 noprefixroute\n"
                     "address eth0 10.6.0.1/24\nroute 10.6.0.0/24 dev eth0\n")
    done = tools.run(net, "snet-stack", "check")
    assert (done.returncode, done.stdout, done.stderr) == (
        0, b"", b"snet-stack: address eth0 10.9.0.1/24: eth0 has no route to its subnet\n")
    assert tools.run(net, "snet-stack", "check", "-q").stderr == b""


@pytest.mark.parametrize("words", [["snet-ifaces", "add", "", "up"], ["snet-route", "del", "", "dev", "eth0"], ["snet-route", "del", " "],
                                   ["snet-route", "rules", "del", "", "lookup", "main"], ["snet-stack", "del", "route", ""],
                                   ["snet-arp", "del", "", "dev", "eth0"], ["snet-ifaces", "del", "eth0", ""]])
def test_an_empty_word_is_not_left_out(words, tools, net, stack):
    """As of a variable that is not set: the others would be about other rows."""
    assert run(tools, net, *words, code=2) == f"{words[0]}: one of the words is empty\n"
    assert not stack.exists()


@pytest.mark.parametrize("words, code, told", [
    ("snet-ifaces add eth0 mtu 1400", 2, "exists: eth0; snet-ifaces set changes it"),
    ("snet-ifaces add eth0 10.0.0.5/24", 2, "exists: eth0 has 10.0.0.5/24"),
    ("snet-ifaces add lab0 index 1 up", 2, "exists: index 1 is that of lo"),
    ("snet-ifaces set eth0 index 1", 2, "exists: index 1 is that of lo"),
    ("snet-ifaces add all up", 2, "all: expected the name of an interface: 1 to 15 bytes, not all or default"),
    ("snet-ifaces add gone 10.0.0.5/24", 1, "gone: no such interface"),
    ("snet-ifaces set eth0 mut 1400", 2, "column 16: mut: expected a word of an interface"),
    ("snet-ifaces set gone up", 1, "gone: no such interface"),
    ("snet-ifaces del gone", 1, "gone: no such interface"),
    ("snet-ifaces del eth0 10.0.0.6", 1, "eth0 10.0.0.6: not in the stack; eth0 has:\n  address eth0 10.0.0.5/24\n"
     "  address eth0 2001:db8::5/64 nodad"),
])
def test_what_is_refused_leaves_no_file(words, code, told, tools, net, stack):
    assert run(tools, net, *words.split(), code=code) == f"{words.split()[0]}: {told}\n"
    assert not stack.exists()
