"""Hostile interface names: valid JSON in every verb that lists, and never a raw control byte on a terminal."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import termios
import unicodedata

import pytest

import netns

NAMES = [
    b'quo"te', b"back\\slash", b"esc\x1b[31mred", b"bell\x07", b"del\x7f", b"uml\xc3\xa4ut", b"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
    b"bad\xff\xfeutf", b"cut\xc3", b"c1\xc2\x9b31m", b"bidi\xe2\x80\xaexyz", b"over\xc0\xaf", b"sur\xed\xa1\x80", b"\x01\x02\x03",
    b"a'b`c$d;e|f&g", b"-dash", b"{brace}", b"42", b"zero\xe2\x80\x8bwidth", b"comb\xcc\x81",
]
LISTS = [
    ("snet-ifaces", "list", "--all"), ("snet-ifaces", "list", "--all", "-d"), ("snet-ifaces", "names"),
    ("snet-route", "list", "--table", "all"), ("snet-route", "rules"), ("snet-arp", "list", "--all"),
    ("snet-ifaces", "list", "--all", "-o", "ifname,altnames,link,master"), ("snet-route", "rules", "-o", "iif,oif"),
]
BRIDGE = b'br"\\\x1b[1m\xff'
ALTERNATIVE = b"an-alternative-name-of-"
# Where JSON tells an interface's name, and what stands before it.
PLACES = [
    ("snet-ifaces list", "ifname", b""), ("snet-ifaces list", "altnames", ALTERNATIVE), ("snet-ifaces list -d", "ifalias", b""),
    ("snet-ifaces list", "link", b""), ("snet-route list --table all", "dev", b""), ("snet-route list -6 --table all", "dev", b""),
    ("snet-route rules", "iif", b""), ("snet-route rules", "oif", b""), ("snet-arp list", "dev", b""),
    ("snet-arp list --proxy", "dev", b""),
]
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")  # but TAB and LF
CONTROL_IN_JSON = re.compile(rb"[\x00-\x09\x0b-\x1f]")  # JSON may hold what is no control character of ASCII
COLOR = re.compile(rb"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def named(namespaces):
    """A namespace in which every name is an interface with an address, a route, rules and neighbors; to be looked at only."""
    with netns.Namespace() as ns:
        ns.check("ip", "link", "add", "name", BRIDGE, "type", "bridge")
        for i, name in enumerate(NAMES):
            ns.check("ip", "link", "add", "name", name, "type", "veth", "peer", "name", f"far{i}")
            ns.check("ip", "link", "set", "dev", name, "up")
            ns.check("ip", "link", "set", "dev", f"far{i}", "up", "master", BRIDGE)
            ns.check("ip", "link", "set", "dev", name, "alias", name)
            ns.check("ip", "address", "add", f"10.0.{i}.1/24", "dev", name)
            ns.check("ip", "rule", "add", "iif", name, "priority", str(100 + i), "table", "main")
            ns.check("ip", "rule", "add", "oif", name, "priority", str(200 + i), "table", "main")
            ns.check("ip", "neigh", "add", f"10.0.{i}.2", "lladdr", "02:00:00:00:00:01", "dev", name)
            ns.check("ip", "neigh", "add", "proxy", f"10.0.{i}.3", "dev", name)
        for name in NAMES:  # behind all, so that none hides an index
            ns.check("ip", "link", "property", "add", "dev", name, "altname", ALTERNATIVE + name)
        yield ns


def safe(out):
    """Whether bytes may go to a terminal: valid UTF-8 and no control characters but our own colours."""
    out.decode()
    return not CONTROL.search(out)


def json_and_lines(named, tools, command):
    """What JSON and JSON lines both say: looked at again where the kernel learns a multicast neighbor between the two."""
    for _ in range(10):
        plain = tools.json(named, *command)
        lines = tools.run(named, *command, "--jsonl").stdout.decode().splitlines()
        if [json.loads(line) for line in lines] == plain:
            return plain
    raise AssertionError(f"{command}: JSON and JSON lines differ")


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_json_is_valid(named, tools, command):
    if command[1] != "names":
        plain = json_and_lines(named, tools, command)
        text = json.dumps(plain, ensure_ascii=False)
        for name in (b'quo"te', b"back\\slash", b"esc\x1b[31mred", b"uml\xc3\xa4ut", b"\x01\x02\x03"):
            assert json.dumps(name.decode(), ensure_ascii=False)[1:-1] in text, name
        assert "bad\ufffd\ufffdutf" in text


@pytest.mark.parametrize("command,key,before", PLACES)
def test_json_tells_every_name(named, tools, command, key, before):
    """Byte for byte, but for those that are no UTF-8: each of them is U+FFFD."""
    tool, *words = command.split()
    values = [row[key] for row in tools.json(named, tool, *words) if key in row]
    told = {value for each in values for value in (each if isinstance(each, list) else [each])}
    assert {(before + name).decode(errors="replace") for name in NAMES} <= told


def test_json_tells_the_name_of_a_master(named, tools):
    masters = {row["master"] for row in tools.json(named, "snet-ifaces", "list") if "master" in row}
    assert masters == {BRIDGE.decode(errors="replace")}


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
@pytest.mark.parametrize("form", [(), ("--raw",), ("-j",), ("--jsonl",), ("--format",)], ids=str)
def test_nothing_raw_on_stdout(named, tools, command, form):
    if command[1] == "names" and form or "-o" in command and "--format" in form:
        pytest.skip("a form that this does not have")
    if "--format" in form:
        rules = "<{iif}|{oif}>"
        form = ("--format", {"snet-ifaces": "<{ifname}|{altnames}|{link}|{master}>", "snet-arp": "<{dev}>"}.get(
            command[0], rules if command[1] == "rules" else "<{dev}>"))
    done = tools.run(named, *command, *form)
    assert (done.returncode, done.stderr) == (0, b"")
    if form in (("-j",), ("--jsonl",)):
        assert not CONTROL_IN_JSON.search(done.stdout)
    else:
        assert safe(done.stdout), CONTROL.findall(done.stdout)
    assert len(done.stdout) > 100


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_hostile_name_is_found(named, tools, name):
    rows = json.loads(tools.run(named, "snet-ifaces", "show", "--json", "--", name).stdout.decode())
    expected = [row for row in tools.json(named, "snet-ifaces", "list") if row["ifindex"] == rows[0]["ifindex"]]
    assert [row["ifname"] for row in rows] == [row["ifname"] for row in expected]
    assert tools.run(named, "snet-ifaces", "addr", "--", name).stdout.decode().split() == [
        f"10.0.{NAMES.index(name)}.1"]
    block = tools.run(named, "snet-ifaces", "show", "--", name)
    assert block.returncode == 0 and safe(block.stdout)


HOSTILE = b"no\x1b[31m\xff\xc2\x9bsuch"


@pytest.mark.parametrize("code,words", [
    (1, ["snet-ifaces", "show", HOSTILE]), (1, ["snet-ifaces", "addr", HOSTILE]), (1, ["snet-ifaces", "mac", HOSTILE]),
    (2, ["snet-ifaces", HOSTILE]), (2, ["snet-ifaces", "list", "-o", HOSTILE]), (2, ["snet-ifaces", "list", b"--" + HOSTILE]),
    (2, ["snet-ifaces", "list", "--netns", HOSTILE]), (2, ["snet-ifaces", "list", "--format", b"{" + HOSTILE + b"}"]),
    (2, ["snet-ifaces", "list", b"--color=" + HOSTILE]), (1, ["snet-route", "list", "--dev", HOSTILE]),
    (2, ["snet-route", "list", HOSTILE]), (2, ["snet-route", "list", "--table", HOSTILE]),
    (2, ["snet-route", "list", "--match", HOSTILE]), (2, ["snet-route", "list", "--type", HOSTILE]),
    (1, ["snet-arp", "list", "--dev", HOSTILE]), (2, ["snet-arp", "list", "--state", HOSTILE]), (2, ["snet-arp", "vendor", HOSTILE]),
], ids=str)
def test_an_error_about_hostile_words_is_safe(named, tools, code, words):
    done = tools.run(named, *words)
    assert (done.returncode, done.stdout) == (code, b""), done
    assert b"such" in done.stderr and safe(done.stderr.rstrip(b"\n")), done


def test_a_hostile_line_of_stdin_is_told_safely(named, tools):
    done = tools.run(named, "snet-ifaces", "mac", "-", input=HOSTILE + b"\n")
    assert (done.returncode, done.stdout) == (1, b"") and b"such" in done.stderr and safe(done.stderr)


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_hostile_name_chooses_rows(named, tools, name):
    routes = tools.json(named, "snet-route", "list", "-4", "--dev", name)
    assert [row["dst"] for row in routes] == [f"10.0.{NAMES.index(name)}.0/24"]
    neighbors = tools.json(named, "snet-arp", "list", "-4", "--dev", name)
    assert [row["dst"] for row in neighbors] == [f"10.0.{NAMES.index(name)}.2"]


def on_terminal(argv, columns, environment=None):
    """What a command writes to a terminal of that width."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    attributes = termios.tcgetattr(side)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(side, termios.TCSANOW, attributes)
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=side, stderr=side,
                               env={**os.environ, **(environment or {})})
    os.close(side)
    out = b""
    while select.select([main], [], [], netns.TIMEOUT)[0]:
        try:
            data = os.read(main, 65536)
        except OSError:  # the last writer is gone
            break
        if not data:
            break
        out += data
    os.close(main)
    return process.wait(timeout=netns.TIMEOUT), out


def width(line):
    """Columns a line takes; the names above have wide and combining characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.category(c) in ("Mn", "Cf") else 1
               for c in line)


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_terminal_gets_nothing_raw(named, tools, command, columns):
    argv = named.enter(tools.path(command[0]), *command[1:])
    code, out = on_terminal(argv, columns, {"TERM": "xterm-256color"})
    assert code == 0
    plain = COLOR.sub(b"", out)
    assert safe(plain), CONTROL.findall(plain)
    assert b"\x1b" not in on_terminal(argv, columns, {"NO_COLOR": "1"})[1]
    assert b"\x1b" not in on_terminal([*argv, "--color=never"], columns)[1]


@pytest.mark.parametrize("columns", [0, 80])
def test_a_terminal_is_told_what_is_not_shown(ns, tools, columns):
    """Also one that does not say how wide it is."""
    assert b"1 down, --all shows them" in on_terminal(ns.enter(tools.path("snet-ifaces")), columns)[1]


def test_a_narrow_terminal_shortens_with_an_ellipsis(ns, tools):
    for i in range(4):
        ns.check("ip", "link", "add", "name", f"interface-{i:03}xx", "type", "veth", "peer", "name", f"other-end-{i:03}xx")
    argv = ns.enter(tools.path("snet-ifaces"), "list", "--all", "-o", "ifindex,ifname,operstate,address,broadcast")
    narrow = on_terminal(argv, 70)[1].decode()
    wide = on_terminal(argv, 200)[1].decode()
    assert "…" in narrow and "…" not in wide
    assert max(width(line) for line in COLOR.sub(b"", narrow.encode()).decode().splitlines()) <= 70
    # Where shortening the text does not help, nothing is cut: an address without its end is worth nothing.
    assert "…" not in on_terminal(argv, 40)[1].decode()
    piped = tools.run(ns, "snet-ifaces", "list", "--all", "-o", "ifindex,ifname,operstate,address,broadcast")
    assert "…" not in piped.stdout.decode()


def test_a_narrow_terminal_shortens_rules(ns, tools):
    refused = ns.batch(["rule add from 10.1.2.0/24 fwmark 0x1 lookup 1000 priority 5"])
    assert not refused
    argv = ns.enter(tools.path("snet-route"), "rules")
    lines = COLOR.sub(b"", on_terminal(argv, 40)[1]).decode().splitlines()
    assert max(map(width, lines)) <= 40
    assert [line for line in lines if "from 10.1.2.0…" in line], lines
    assert "…" not in on_terminal(argv, 200)[1].decode() + tools.run(ns, "snet-route", "rules").stdout.decode()


def test_a_narrow_terminal_shortens_vendors(ns, tools):
    if not netns.has_vendors():
        pytest.skip("no registry of vendors is installed")
    refused = ns.batch(["link add eth0 type veth peer name eth1", "link set eth0 up",
                        "neigh add 10.0.0.1 lladdr 00:00:0c:00:00:01 dev eth0 nud permanent"])
    assert not refused
    argv = ns.enter(tools.path("snet-arp"), "list", "-4", "-o", "dst,vendor")
    lines = COLOR.sub(b"", on_terminal(argv, 30)[1]).decode().splitlines()
    assert lines[1].startswith("10.0.0.1 ") and lines[1].endswith("…") and width(lines[1]) == 30
    argv = ns.enter(tools.path("snet-arp"), "list", "-4", "-o", "dst,lladdr")
    assert "…" not in on_terminal(argv, 20)[1].decode()
