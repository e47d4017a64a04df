"""The commands of the manual's EXAMPLES and of README's session, run in a namespace like the one they tell of."""

import os
import pathlib
import re

import pytest

import netns

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ("snet-arp", "snet-ifaces", "snet-route")
SETUP = ["link add name eth0 type veth peer name far0", "link set lo up", "link set eth0 up", "link set far0 up",
         "address add 192.0.2.10/24 dev eth0", "route add default via 192.0.2.1",
         "neigh add 192.0.2.1 lladdr 00:00:0c:12:34:56 dev eth0"]


def commands():
    """Where each command stands, and the command."""
    for page in sorted((ROOT / "man").glob("*.[1-8]")):
        examples = page.read_text().partition("\n.Sh EXAMPLES\n")[2].partition("\n.Sh ")[0]
        yield from ((page.name, line) for line in re.findall(r"^\.Dl \$ (.*)$", examples, re.MULTILINE))
    yield from (("README.md", line) for line in re.findall(r"^    \$ (.*)$", (ROOT / "README.md").read_text(),
                                                         re.MULTILINE))


def test_every_page_has_examples():
    assert {where for where, _ in commands()} >= {f"{name}.1" for name in TOOLS} | {"README.md"}


@pytest.mark.parametrize("where, command", commands(), ids=lambda text: text.replace(" ", "_"))
def test_example(ns, tools, where, command):
    assert ns.batch(SETUP) == []
    if " vendor " in command and not pathlib.Path("/usr/share/ieee-data/oui.csv").exists():
        pytest.skip("no registry of vendors: the package ieee-data")
    path = ":".join([*(str(pathlib.Path(tools.path(name)).parent) for name in TOOLS), os.environ["PATH"]])
    done = netns.run(ns.enter("env", f"PATH={path}", "sh", "-c", command))
    assert (done.returncode, done.stderr) == (0, b""), (where, done)
    assert done.stdout or "failed" in command
