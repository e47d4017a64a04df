"""Interfaces with programs in the express data path: what `ip -j link` tells of them."""

import pathlib
import sys

import pytest

ATTACH = str(pathlib.Path(__file__).with_name("attach_xdp.py"))
NOBODY = ["setpriv", "--reuid", "65534", "--clear-groups", "--inh-caps=-all"]


@pytest.fixture
def net(ns):
    assert not ns.batch(["link add v0 type veth peer name v1", "link set v0 up", "link set v1 up"])
    for words in (["v0", "generic", "pass_all"], ["v1", "driver"]):
        done = ns.run(sys.executable, "-B", ATTACH, *words)
        if done.returncode == 77:
            pytest.skip(done.stdout.decode().strip())
        assert done.returncode == 0, done
    return ns


def programs(rows):
    return {row["ifname"]: row["xdp"] for row in rows if "xdp" in row}


@pytest.mark.parametrize("words", [[], ["-d"]], ids=["plain", "details"])
def test_programs_are_those_of_ip(net, tools, words):
    theirs = programs(net.ip(*words, "link"))
    assert {name: xdp["mode"] for name, xdp in theirs.items()} == {"v0": 2, "v1": 1}
    assert theirs["v0"]["prog"]["name"] == "pass_all"
    assert programs(tools.json(net, "snet-ifaces", "list", *words)) == theirs


def test_without_the_right_to_ask_there_are_ids_alone(net, tools):
    if not net.is_root:
        pytest.skip("only the super-user can give up a right")
    theirs = programs(net.ip("link"))
    done = net.run(*NOBODY, tools.path("snet-ifaces"), "list", "--jsonl")
    if done.returncode == 126:
        pytest.skip("the build directory is not everybody's to read")
    assert (done.returncode, done.stderr) == (0, b""), done
    for name, xdp in theirs.items():
        ident = f'"prog":{{"id":{xdp["prog"]["id"]}}}'
        assert done.stdout.decode().count(ident) == 2, name
