"""The commands of the manual's EXAMPLES and of README's session, run in a namespace like the one they tell of."""

import os
import pathlib
import re

import pytest

import netns

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ("snet-arp", "snet-extcap", "snet-ifaces", "snet-route", "snet-stack")
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
    if "snet-extcap" in command and not list(pathlib.Path("/usr/lib").glob("*/wireshark/extcap/sshdump")):
        pytest.skip("no plug-ins of Wireshark's: the package wireshark-common")
    path = ":".join([*(str(pathlib.Path(tools.path(name)).parent) for name in TOOLS), os.environ["PATH"]])
    done = netns.run(ns.enter("env", f"PATH={path}", f"SNET_STACK_DIR={tmp_path}", "sh", "-c", command), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b""), (where, done)
    assert bool(done.stdout) != bool(is_silent(command)) or "failed" in command


SESSION_SETUP = [
    "link set lo up", "link add name far0 type veth peer name eth0 address 52:54:00:12:34:56",
    "link add name br0 address 22:f5:cb:78:be:59 type bridge", "link add name far1 type veth peer name port",
    "link set port master br0", *(f"link set {name} addrgenmode none" for name in ("eth0", "far0", "far1", "port")),
    *(f"link set {name} up" for name in ("eth0", "far0", "far1", "port", "br0")), "address add 192.0.2.10/24 dev eth0", "address add 2001:db8::10/64 dev eth0 nodad",
    "address add 10.1.0.1/16 dev br0", "route add default via 192.0.2.1", "route add blackhole 10.9.0.0/16",
    "route add 198.51.100.0/24 nexthop via 192.0.2.1 nexthop via 192.0.2.2",
    "neigh add 10.1.7.7 lladdr 52:54:00:aa:bb:cc dev br0", "neigh add 192.0.2.1 lladdr 00:00:0c:12:34:56 dev eth0"]


def session():
    """README's commands in their order, each with the lines that it is said to print."""
    lines = re.findall(r"^    (.*)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    steps = []
    for line in lines:
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps:
            steps[-1][1].append(line)
    return steps


def test_readme_session(ns, tools, tmp_path):
    """README shows what is printed, but for what the kernel deals out."""
    path = ":".join([*(str(pathlib.Path(tools.path(name)).parent) for name in TOOLS), os.environ["PATH"]])
    steps = session()
    assert len(steps) >= 8
    # Addresses are good at once.
    ns.check("sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad")
    assert ns.batch(SESSION_SETUP) == []
    for command, said in steps:
        if " vendor " in command and not pathlib.Path("/usr/share/ieee-data/oui.csv").exists():
            continue
        done = netns.run(ns.enter("env", f"PATH={path}", f"SNET_STACK_DIR={tmp_path}", "sh", "-c", command))
        assert (done.returncode, done.stderr) == (0, b""), (command, done)
        assert shape(done.stdout.decode().splitlines()) == shape(said), command


def shape(lines):
    """The words of the lines; of interfaces without their indexes and those that the others need to have carrier, of an
    answer without the gateway, which is one of two; neighbors in any order."""
    rows = [line.split() for line in lines]
    if rows and rows[0][0] == "ADDRESS":
        return sorted(rows)
    if not rows or rows[0][:2] != ["SOURCE", "INDEX"]:
        return [row[:2] + row[3:] if row[1:2] == ["via"] else row for row in rows]
    return [row[:1] + row[2:] for row in rows if row[2] not in ("far0", "far1", "port")]


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
