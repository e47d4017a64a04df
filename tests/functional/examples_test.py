"""The commands of the manual's EXAMPLES and of README's session, run in a namespace like the one they tell of."""

import os
import pathlib
import re

import pytest

import netns

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ("snet-arp", "snet-ifaces", "snet-route", "snet-stack")
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


def is_silent(command):
    """Whether it prints nothing where all is well."""
    return re.search(r"snet-(stack|route|arp|ifaces) ((add|append|replace|set|del|flush|sync|check|reset|announce)\b[^|&]*|freeze \w[^|&]*)$", command)


@pytest.mark.parametrize("where, command", commands(), ids=lambda text: text.replace(" ", "_"))
def test_example(ns, tools, tmp_path, where, command):
    assert ns.batch(SETUP) == []
    if " vendor " in command and not pathlib.Path("/usr/share/ieee-data/oui.csv").exists():
        pytest.skip("no registry of vendors: the package ieee-data")
    path = ":".join([*(str(pathlib.Path(tools.path(name)).parent) for name in TOOLS), os.environ["PATH"]])
    done = netns.run(ns.enter("env", f"PATH={path}", f"SNET_STACK_DIR={tmp_path}", "sh", "-c", command), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b""), (where, done)
    assert bool(done.stdout) != bool(is_silent(command)) or "failed" in command


FILE_PAGE = (ROOT / "man/snet-stack.5").read_text()
RECORDS = re.findall(r"^\.Dl (.*)$", FILE_PAGE, re.MULTILINE)


def check(tools, text):
    done = tools.run(None, "snet-stack", "check", "-", input=text.encode())
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize("record", RECORDS, ids=lambda text: text.replace(" ", "_"))
def test_record(tools, record):
    assert check(tools, f"snet 1\n{record}\n") == (0, "")


def test_whole_files(tools):
    files = re.findall(r"^\.Bd -literal.*\n((?:[^.].*\n)+)\.Ed$", FILE_PAGE, re.MULTILINE)
    assert len(files) == 2
    for file in files:
        assert check(tools, file) == (0, ""), file
        assert check(tools, file.replace("eth0", "eth/0").replace("lab0", "lab/0"))[0] == 2, file


def test_every_record_is_told():
    """The words that the library reads are those of the page, and each has an example."""
    source = (ROOT / "lib/records/record.cpp").read_text().partition("RecordKind kinds[] = {\n")[2].partition("};")[0]
    words = set(re.findall(r'^    \{"([a-z0-9-]+)"', source, re.MULTILINE))
    records = FILE_PAGE.partition(".Sh RECORDS")[2].partition(".Sh KEYS")[0]
    told = set(re.findall(r"^\.It Cm (\S+)", records, re.MULTILINE))
    assert words and told == words
    assert {record.split()[0] for record in RECORDS} == words - {"snet", "base"}
