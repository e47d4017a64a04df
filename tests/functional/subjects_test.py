"""How an interface is named: each is asked for alone, and must come as it stands in the list of all."""

import pytest

LONG = "an-alternative-name-of-more-than-16"


@pytest.fixture
def net(ns):
    """Names, alternative names and indexes that could be taken for each other; interfaces with a master and a peer."""
    refused = ns.batch([
        "link add name 7 index 20 type bridge", "link add eth0 index 7 type veth peer name peer0 index 30",
        "link add eth1 index 8 type veth peer name peer1 index 31", "link add br0 index 9 type bridge",
        "link property add dev eth0 altname 8", f"link property add dev eth1 altname {LONG}",
        "link set eth1 master br0", "link set peer0 up",
        "address add 10.0.0.1/24 dev eth0", "address add 10.0.1.1/24 dev eth0", "address add 10.0.2.1/24 dev eth1",
        "address add 2001:db8::1/64 dev eth0 nodad",
    ])
    assert not refused
    return ns


def row(tools, ns, subject):
    """The interface that `show` finds."""
    rows = tools.json(ns, "snet-ifaces", "show", "-o", "+ipv4,ipv6", subject)
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize("subject,name", [
    ("7", "7"), ("20", "7"), ("eth0", "eth0"), ("8", "eth0"), ("eth1", "eth1"), (LONG, "eth1"), ("9", "br0"),
    ("10.0.1.1", "eth0"), ("2001:db8::1", "eth0"), ("2001:db8::1%eth0", "eth0"),
])
def test_name_then_alternative_name_then_index(net, tools, subject, name):
    assert row(tools, net, subject)["ifname"] == name


@pytest.mark.parametrize("subject", ["07", "0", "-1", "21", "2147483648", "4294967295", "4294967296", "10.0.9.1", "2001:db8::2%eth0",
                                     "2001:db8:0:0:0:0:0:ffff", LONG[:-1], "x" * 15, "x" * 16, "x" * 127, "x" * 128, "x" * 4096])
def test_what_names_none(net, tools, subject):
    done = tools.run(net, "snet-ifaces", "show", "--", subject)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no such interface" in done.stderr


@pytest.mark.parametrize("subject,names", [
    ("02:00:00:00:00:77", ["eth0", "eth1", "br0"]), ("10.0.7.1", ["eth0", "eth1"]), ("2001:db8:7::1", ["eth1", "peer0"]),
    ("2001:db8:7::1%peer0", ["peer0"]), ("10.0.2.1", ["eth1"]), ("eth1", ["eth1"]),
])
def test_all_that_have_an_address(net, tools, subject, names):
    """A bridge takes the MAC of its port."""
    assert not net.batch([
        "link set eth1 address 02:00:00:00:00:77", "link set eth0 address 02:00:00:00:00:77",
        "address add 10.0.7.1/24 dev eth1", "address add 10.0.7.1/24 dev eth0",
        "address add 2001:db8:7::1/64 dev peer0 nodad", "address add 2001:db8:7::1/64 dev eth1 nodad",
    ])
    rows = tools.json(net, "snet-ifaces", "show", subject)
    assert [row["ifname"] for row in rows] == names
    every = {row["ifname"]: row for row in tools.json(net, "snet-ifaces", "list", "-d")}
    assert all(every[row["ifname"]].items() <= row.items() for row in rows)


def test_one_is_as_among_all(net, tools):
    """With the names of its master and of its peer, its addresses, and M-DOWN of a peer that is down."""
    every = tools.json(net, "snet-ifaces", "list", "-d", "-o", "+ipv4,ipv6")
    assert len(every) == 7
    for expected in every:
        assert expected.items() <= row(tools, net, expected["ifname"]).items()
    named = {one["ifname"]: one for one in every}
    assert named["eth1"]["master"] == "br0" and named["eth0"]["link"] == "peer0"
    assert "M-DOWN" in named["peer0"]["flags"] and len(named["eth0"]["addr_info"]) == 3


def test_the_default_one_is_as_among_all(net, tools):
    net.check("ip", "link", "set", "eth0", "up")
    net.check("ip", "route", "add", "default", "via", "10.0.0.9", "dev", "eth0")
    done = tools.run(net, "snet-ifaces", "addr")
    assert (done.returncode, done.stdout.split()) == (0, [b"10.0.0.1"])
    net.check("ip", "route", "del", "default")
    net.check("ip", "-6", "route", "add", "default", "via", "2001:db8::9", "dev", "eth0")
    done = tools.run(net, "snet-ifaces", "addr", "-6")
    assert (done.returncode, done.stdout.split()) == (0, [b"2001:db8::1"])
