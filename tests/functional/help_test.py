"""What --help says of columns is what the verbs do: the marked ones are shown unasked, in text and in JSON."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "completions"))
from help_text import read_tool  # noqa: E402

VERBS = [
    ("snet-ifaces", "list"), ("snet-ifaces", "show", "eth0"), ("snet-ifaces", "names"), ("snet-ifaces", "addr", "eth0"),
    ("snet-ifaces", "mac", "eth0"), ("snet-route", "list"), ("snet-route", "get", "10.0.0.9"),
    ("snet-route", "explain", "10.0.0.9"), ("snet-route", "default"), ("snet-route", "rules"), ("snet-arp", "list"),
    ("snet-stack", "show"),
]


@pytest.fixture
def net(ns):
    assert not ns.batch([
        "link set lo up", "link add eth0 address 02:00:00:00:00:10 type veth peer name eth1", "link set eth0 up",
        "link set eth1 up", "address add 10.0.0.5/24 dev eth0", "route add default via 10.0.0.1 metric 5",
        "neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent",
    ])
    return ns


def marked(tools, command, marks):
    tool = read_tool(tools.path(command[0]))
    verb = next(verb for verb in tool.verbs if verb.name == command[1])
    return [column.key for column in verb.columns if column.mark in marks]


def cells(tools, net, command, *words):
    """The cells of the first row, in whatever order."""
    done = tools.run(net, *command, "--raw", *words)
    assert done.returncode == 0, done
    return sorted(done.stdout.splitlines()[0].split(b"\t"))


@pytest.mark.parametrize("command", VERBS, ids=" ".join)
def test_marked_columns_are_shown(net, tools, command):
    in_text, in_json = marked(tools, command, "*t"), marked(tools, command, "*j")
    # Counters count on: what comes up says so to its neighbors.
    assert any(cells(tools, net, command) == cells(tools, net, command, "-o", ",".join(in_text)) for _ in range(20))
    # Who names a column of JSON may get more of it: what goes without saying otherwise.
    unasked, asked = (tools.json(net, *command, *words) for words in ([], ["-o", ",".join(in_json)]))
    others = set(marked(tools, command, "t "))
    assert unasked and all(row.keys() <= named.keys() and not row.keys() & others for row, named in zip(unasked, asked))
