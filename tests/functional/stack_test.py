"""Stacks with a file: what is laid over the operating system's tables, and what is frozen and asked elsewhere."""

import json
import os
import time

import pytest

import netns
import oracle_test
import setups

SEEDS = range(1, 9)

# What a frozen row does not keep, and where it is from.
PASSING = {
    "links": {"origin", "qdisc", "txqlen", "linkmode", "link_netnsid", "link_index", "ifalias", "proto_down",
              "operstate"},
    "addresses": {"origin", "valid_life_time", "preferred_life_time"},
    "routes": {"origin", "expires"},
    "rules": {"origin"},
    "neighbors": {"origin", "age", "used", "confirmed", "updated", "probes", "refcnt"},
}


@pytest.fixture
def stacks(tmp_path, monkeypatch):
    """A folder of stacks of its own."""
    monkeypatch.setenv("SNET_STACK_DIR", str(tmp_path / "stacks"))
    return tmp_path / "stacks"


@pytest.fixture
def net(ns):
    """One link with an address and two routes; without IPv6, whose addresses and neighbors change by themselves."""
    ns.check("sysctl", "-q", "-w", "net.ipv6.conf.default.disable_ipv6=1", "net.ipv6.conf.all.disable_ipv6=1")
    assert not ns.batch([
        "link set lo up", "link add eth0 type veth peer name eth1", "link set eth0 up", "link set eth1 up",
        "address add 10.0.0.5/24 dev eth0", "route add default via 10.0.0.1", "route add 10.9.0.0/16 via 10.0.0.2 metric 7",
        "neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent",
    ])
    return ns


def without(rows, keys):
    return [{key: value for key, value in row.items() if key not in keys} for row in rows]


def tables(tools, ns, *options):
    """All tables as the tools show them, without what a frozen stack does not keep."""
    links = tools.json(ns, "snet-ifaces", "list", *options)
    addresses = [{"ifname": link["ifname"], **address} for link in links for address in link.pop("addr_info")]
    return {
        "links": without(links, PASSING["links"]),
        "addresses": without(addresses, PASSING["addresses"]),
        "routes": without(tools.json(ns, "snet-route", "list", "--table", "all", *options), PASSING["routes"]),
        "rules": without(tools.json(ns, "snet-route", "rules", *options), PASSING["rules"]),
        "neighbors": without(tools.json(ns, "snet-arp", "list", "--all", *options), PASSING["neighbors"]),
    }


def freeze(tools, ns, path):
    done = tools.run(ns, "snet-stack", "freeze", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b""), done
    return path


@pytest.mark.parametrize("seed", SEEDS)
def test_a_frozen_stack_is_the_machine_elsewhere(tools, ns, tmp_path, seed, tally):
    setup = setups.build(seed)
    with netns.Namespace() as other, netns.Namespace() as empty:
        oracle_test.make(setup, ns, other)
        for _ in range(20):  # until addresses are no longer tentative, and neighbors have failed, and bridges keep their carrier
            live = tables(tools, ns)
            path = freeze(tools, ns, tmp_path / "frozen.stack")
            frozen = tables(tools, empty, "--stack", str(path))
            path.unlink()
            if live == tables(tools, ns) and live == frozen:
                break
            time.sleep(0.5)
    for what, rows in live.items():
        assert frozen[what] == rows, what
        tally.add("frozen rows equal live ones", what, len(rows))


def run(tools, ns, *words, code=0):
    done = tools.run(ns, *words)
    assert done.returncode == code, done
    return done.stderr.decode()


def routes(tools, ns):
    return [(row["dst"], row.get("gateway"), row.get("metric", 0), row["origin"])
            for row in tools.json(ns, "snet-route", "list", "-4")]


def test_what_is_added_and_hidden(tools, net, stacks):
    run(tools, net, "snet-stack", "add", "route", "10.8.0.0/16", "via", "10.0.0.3", "dev", "eth0")
    run(tools, net, "snet-stack", "del", "route", "default")
    assert routes(tools, net) == [("10.0.0.0/24", None, 0, "os"), ("10.8.0.0/16", "10.0.0.3", 0, "stack"),
                                  ("10.9.0.0/16", "10.0.0.2", 7, "os")]
    assert (stacks / "default.stack").read_text() == (
        "snet 1\nbase os\nroute 10.8.0.0/16 via 10.0.0.3 dev eth0\nhide route default\n")
    run(tools, net, "snet-stack", "del", "route", "10.8.0.0/16")
    run(tools, net, "snet-stack", "reset", "-y")
    assert routes(tools, net)[0] == ("default", "10.0.0.1", 0, "os")
    assert net.ip("route", "show", "default"), "the kernel was touched"


def test_routes_that_differ_from_the_systems(tools, net, stacks):
    assert run(tools, net, "snet-route", "diff") == ""
    run(tools, net, "snet-route", "add", "10.8.0.0/16", "via", "10.0.0.3", "dev", "eth0")
    run(tools, net, "snet-route", "del", "default")
    run(tools, net, "snet-stack", "add", "neighbor", "10.0.0.7", "dev", "eth0", "lladdr", "02:00:00:00:00:07", "PERMANENT")
    done = tools.run(net, "snet-route", "diff")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode() == "+\troute 10.8.0.0/16 via 10.0.0.3 dev eth0\n-\troute default via 10.0.0.1 dev eth0\n"
    done = tools.run(net, "snet-route", "diff", "--json")
    assert json.loads(done.stdout) == [
        {"change": "added", "table": "route", "record": "route 10.8.0.0/16 via 10.0.0.3 dev eth0"},
        {"change": "removed", "table": "route", "record": "route default via 10.0.0.1 dev eth0"}]
    assert tools.run(net, "snet-route", "diff", "-6").returncode == 0
    run(tools, net, "snet-route", "sync")
    assert run(tools, net, "snet-route", "diff") == ""


def test_a_row_replaces_all_of_its_key(tools, net, stacks):
    told = run(tools, net, "snet-stack", "add", "route", "default", "via", "10.0.0.9", "dev", "eth0", code=2)
    assert told == ("snet-stack: exists: route default via 10.0.0.1 dev eth0 (os); replace it, or append one beside it\n")
    assert not (stacks / "default.stack").exists()
    run(tools, net, "snet-stack", "add", "--replace", "route", "default", "via", "10.0.0.9", "dev", "eth0")
    assert routes(tools, net)[0] == ("default", "10.0.0.9", 0, "stack")
    assert tools.run(net, "snet-route", "default", "--short").stdout == b"10.0.0.9\n"


def test_of_several_rows_none_is_deleted_unasked(tools, net, stacks):
    run(tools, net, "snet-stack", "add", "route", "10.7.0.0/16", "via", "10.0.0.3", "dev", "eth0")
    run(tools, net, "snet-stack", "add", "--append", "route", "10.7.0.0/16", "via", "10.0.0.4", "dev", "eth0")
    before = (stacks / "default.stack").read_bytes()
    told = run(tools, net, "snet-stack", "del", "route", "10.7.0.0/16", code=2)
    assert told == ("snet-stack: 2 rows have these words; say more, or --all:\n  route 10.7.0.0/16 via 10.0.0.3 dev eth0\n"
                    "  route 10.7.0.0/16 via 10.0.0.4 dev eth0\n")
    assert (stacks / "default.stack").read_bytes() == before
    run(tools, net, "snet-stack", "del", "--all", "route", "10.7.0.0/16")
    assert (stacks / "default.stack").read_text() == "snet 1\nbase os\n"


def test_del_of_nothing_tells_what_is_near(tools, net, stacks):
    told = run(tools, net, "snet-stack", "del", "route", "10.9.0.0/16", "via", "10.0.0.1", code=1)
    assert told.splitlines()[0] == "snet-stack: route 10.9.0.0/16 via 10.0.0.1: not in the stack; near it:"
    assert "  route 10.9.0.0/16 via 10.0.0.2 dev eth0 metric 7" in told.splitlines()
    assert not (stacks / "default.stack").exists()


def test_a_hidden_interface_takes_its_rows_along(tools, net, stacks):
    run(tools, net, "snet-stack", "del", "interface", "eth0")
    assert [row["ifname"] for row in tools.json(net, "snet-ifaces", "list")] == ["lo", "eth1"]
    assert routes(tools, net) == []
    assert tools.json(net, "snet-arp", "list") == []
    # And one that is down its routes, but for those to addresses of its own.
    run(tools, net, "snet-stack", "reset", "-y")
    run(tools, net, "snet-stack", "add", "interface", "eth0", "down")
    assert routes(tools, net) == []
    kept = [row["dst"] for row in tools.json(net, "snet-route", "list", "-4", "--table", "local") if row["dev"] == "eth0"]
    assert kept == ["10.0.0.5"]


def test_which_stack_is_meant(tools, net, stacks, tmp_path):
    lab = ["--stack", "lab"]
    run(tools, net, "snet-stack", "add", *lab, "route", "10.8.0.0/16", "dev", "eth0")
    assert len(routes(tools, net)) == 3
    assert len(tools.json(net, "snet-route", "list", "-4", *lab)) == 4
    listed = tools.json(net, "snet-stack", "list")
    assert listed == [{"name": "lab", "present": False, "file": str(stacks / "lab.stack")}]
    path = tools.run(net, "snet-stack", "path", *lab).stdout.decode()
    assert path == f"{stacks}/lab.stack\n"
    # Another namespace's tables are not edited by this one's stack.
    run(tools, net, "snet-stack", "add", "route", "10.8.0.0/16", "dev", "eth0")
    assert len(tools.json(None, "snet-route", "list", "-4", "--netns", str(net.pid))) == 3
    assert run(tools, None, "snet-stack", "add", "--netns", str(net.pid), "route", "10.8.0.0/16", "dev", "eth0", code=2)
    missing = tools.run(net, "snet-route", "list", "--stack", str(tmp_path / "none.stack"))
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr.decode() == f"snet-route: {tmp_path}/none.stack: no such file\n"


def test_a_stack_on_standard_input(tools, net):
    text = b"interface a index 7 up carrier on\nroute 10.0.0.0/8 dev a\n"
    done = tools.run(net, "snet-route", "list", "--stack", "-", "--json", input=text)
    assert [row["dst"] for row in json.loads(done.stdout)] == ["10.0.0.0/8"]
    done = tools.run(net, "snet-ifaces", "mac", "--stack", "-", "-", input=text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"snet-ifaces: standard input can be the stack or the subjects, not both\n"
    done = tools.run(net, "snet-stack", "add", "--stack", "-", "route", "10.0.0.0/8", "dev", "a", input=text)
    assert (done.returncode, done.stdout) == (2, b"")


def test_what_is_wrong_with_a_file_is_told_by_line(tools, net, tmp_path):
    path = tmp_path / "bad.stack"
    path.write_text("snet 1\nroute 10.0.0.1/8 dev a\nroute 10.0.0.0/8 vai x\n")
    done = tools.run(net, "snet-stack", "check", str(path))
    assert (done.returncode, done.stderr) == (2, b"")
    assert done.stdout.decode().splitlines() == [
        f"{path}: line 2, column 7: 10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix",
        f"{path}: line 3, column 18: vai: expected a word of a route",
    ]
    listed = tools.run(net, "snet-route", "list", "--stack", str(path))
    assert (listed.returncode, listed.stdout) == (2, b"")
    assert listed.stderr.decode() == f"snet-route: {path}: line 2, column 7: 10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix\n"
    assert tools.run(net, "snet-stack", "check", "-", input=b"route 10.0.0.0/8 dev a\n").returncode == 0


def test_summary(tools, net, stacks):
    run(tools, net, "snet-stack", "add", "neighbor", "10.0.0.2", "dev", "eth0", "lladdr", "02:00:00:00:00:02", "PERMANENT")
    run(tools, net, "snet-stack", "add", "nameserver", "9.9.9.9")
    shown = tools.json(net, "snet-stack", "show")[0]
    assert shown["base"] == "os" and shown["file"] == str(stacks / "default.stack")
    assert shown["interfaces"] == {"os": 3} and shown["neighbors"]["stack"] == 1
    assert (shown["default_interface"], shown["gateway"], shown["nameservers"]) == ("eth0", "10.0.0.1", ["9.9.9.9"])


def test_reset_asks(tools, net, stacks):
    run(tools, net, "snet-stack", "add", "nameserver", "9.9.9.9")
    assert "say -y" in run(tools, net, "snet-stack", "reset", code=2)
    assert "nameserver" in (stacks / "default.stack").read_text()


def test_reset_keeps_a_frozen_stack(tools, net, tmp_path):
    """Its rows are nowhere else. A file that nobody understands may go."""
    frozen = freeze(tools, net, tmp_path / "frozen.stack")
    text = frozen.read_text()
    assert run(tools, net, "snet-stack", "reset", "-y", "--stack", str(frozen), code=2) == (
        f"snet-stack: {frozen}: a frozen stack has nothing to go back to: its rows are the file's alone\n")
    assert frozen.read_text() == text
    frozen.write_text("nonsense\n")
    run(tools, net, "snet-stack", "reset", "-y", "--stack", str(frozen))
    assert frozen.read_text() == "snet 1\nbase os\n"


def test_a_name_without_a_stack_is_told(tools, net, stacks, monkeypatch):
    """It may be a slip of the pen: the answer is the system's."""
    told = "snet-route: labb: no such stack yet; these are the system's tables\n"
    assert run(tools, net, "snet-route", "get", "--stack", "labb", "10.9.0.1") == told
    assert run(tools, net, "snet-route", "get", "--stack", "labb", "-q", "10.9.0.1") == ""
    assert run(tools, net, "snet-route", "get", "--stack", "default", "10.9.0.1") == ""
    assert run(tools, net, "snet-stack", "add", "--stack", "labb", "nameserver", "9.9.9.9") == ""
    assert run(tools, net, "snet-route", "get", "--stack", "labb", "10.9.0.1") == ""
    monkeypatch.setenv("SNET_STACK", "another")
    assert run(tools, net, "snet-route", "get", "10.9.0.1") == ""


def test_without_a_home_there_is_the_system(tools, net):
    environment = {key: value for key, value in os.environ.items() if key not in ("HOME", "SNET_STACK_DIR", "XDG_CONFIG_HOME")}
    done = tools.run(net, "snet-route", "list", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    done = tools.run(net, "snet-stack", "add", "nameserver", "9.9.9.9", env=environment)
    assert done.returncode == 2 and b"set HOME or SNET_STACK_DIR" in done.stderr


@pytest.mark.parametrize("name", ["#c", "a\x1bb", "a\x7f"])
def test_an_interface_that_no_file_can_name(name, tools, net, stacks, tmp_path):
    """It is left out with what leads to it, and that is told."""
    net.check("ip", "link", "add", name, "type", "ifb")
    net.check("ip", "link", "set", "dev", name, "up")
    for words in ("address add 10.66.0.1/24", "route add 10.67.0.0/24"):
        net.check("ip", *words.split(), "dev", name)
    frozen = tmp_path / "frozen.stack"
    done = tools.run(net, "snet-stack", "freeze", str(frozen))
    assert (done.returncode, done.stdout) == (0, b"") and b"; no file can have the name of their interface\n" in done.stderr
    assert tools.run(None, "snet-stack", "check", str(frozen)).returncode == 0
    assert "10.6" not in frozen.read_text() and "route default via 10.0.0.1 dev eth0" in frozen.read_text()
    done = tools.run(net, "snet-stack", "exec", "ip", "-4", "route", "show", "default")
    assert (done.returncode, done.stdout.split()) == (0, b"default via 10.0.0.1 dev eth0".split())


def test_diff(tools, net, stacks, tmp_path):
    assert tools.run(net, "snet-stack", "diff").returncode == 0
    before = freeze(tools, net, tmp_path / "before.stack")
    run(tools, net, "snet-stack", "add", "route", "10.8.0.0/16", "via", "10.0.0.3", "dev", "eth0")
    run(tools, net, "snet-stack", "del", "route", "default")
    done = tools.run(net, "snet-stack", "diff")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().splitlines() == ["+\troute 10.8.0.0/16 via 10.0.0.3 dev eth0",
                                                 "-\troute default via 10.0.0.1 dev eth0"]
    # A stack and the machine that it was taken from, while nothing has changed.
    assert tools.run(net, "snet-stack", "diff", "--stack", str(before), str(before)).returncode == 0
    done = tools.run(net, "snet-stack", "diff", str(before), "default", "--json")
    assert [(row["change"], row["table"]) for row in json.loads(done.stdout)] == [("added", "route"), ("removed", "route")]
