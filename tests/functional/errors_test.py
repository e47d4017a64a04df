"""What the tools say when they cannot answer: exit code, stderr, and nothing on stdout."""

import os
import re
import shutil
import tempfile

import pytest

import netns

VERBS = [
    ("snet-ifaces", "list"), ("snet-ifaces", "show", "lo"), ("snet-ifaces", "names"), ("snet-ifaces", "addr", "lo"),
    ("snet-ifaces", "mac", "lo"), ("snet-ifaces", "default"), ("snet-route", "list"), ("snet-route", "rules"),
    ("snet-route", "default"), ("snet-arp", "list"), ("snet-arp", "vendor", "00:00:0c:00:00:01"),
]

# Command, exit code, what stderr must match. Nothing may be on stdout.
ERRORS = [
    ("snet-ifaces show nosuch0", 1, r"snet-ifaces: .*nosuch0"),
    ("snet-ifaces show 4242", 1, r"snet-ifaces: .*4242"),
    ("snet-ifaces show 02:00:00:00:00:99", 1, r"02:00:00:00:00:99"),
    ("snet-ifaces show 192.0.2.99", 1, r"192\.0\.2\.99"),
    ("snet-ifaces show veth0@veth1", 2, r"veth0@veth1.*veth0"),
    ("snet-ifaces show", 2, r"snet-ifaces"),
    ("snet-ifaces addr nosuch0", 1, r"nosuch0"),
    ("snet-ifaces addr veth1", 1, r"veth1"),
    ("snet-ifaces mac nosuch0", 1, r"nosuch0"),
    ("snet-ifaces addr a b", 2, r"snet-ifaces"),
    ("snet-ifaces lsit", 2, r"lsit.*list"),
    ("snet-ifaces list --al", 2, r"--al.*--all"),
    ("snet-ifaces list --nosuch", 2, r"--nosuch"),
    ("snet-ifaces list -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-ifaces list -o ifnam", 2, r"ifnam.*ifname"),
    ("snet-ifaces list -o +nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-ifaces show veth0 -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-ifaces addr veth0 -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-ifaces list -o", 2, r"-o|--output"),
    ("snet-ifaces list --format {nosuchcolumn}", 2, r"nosuchcolumn"),
    ("snet-ifaces list --format {ifname", 2, r"format|\{ifname"),
    ("snet-ifaces list --color=sometimes", 2, r"sometimes"),
    ("snet-ifaces list --json --raw", 2, r"--json|--raw"),
    ("snet-ifaces list --json --jsonl", 2, r"--json"),
    ("snet-ifaces list -4 -6", 2, r"-4|-6"),
    ("snet-ifaces list --netns nosuchnamespace", 2, r"nosuchnamespace"),
    ("snet-ifaces list --netns 4194305", 2, r"4194305"),
    ("snet-ifaces list --netns /nosuch/path", 2, r"/nosuch/path"),
    ("snet-ifaces list --netns /dev/null", 2, r"/dev/null"),
    ("snet-ifaces list --netns", 2, r"--netns"),
    ("snet-ifaces list surplus", 2, r"surplus"),
    ("snet-route list 10.0.0.1/33", 2, r"10\.0\.0\.1/33"),
    ("snet-route list 10.0.0.1/8", 2, r"10\.0\.0\.1/8.*10\.0\.0\.0/8"),
    ("snet-route list 10.0.0/", 2, r"10\.0\.0/"),
    ("snet-route list hello", 2, r"hello"),
    ("snet-route list --exact 2001:db8::/129", 2, r"2001:db8::/129"),
    ("snet-route list --match 10.0.0.256", 2, r"10\.0\.0\.256"),
    ("snet-route list --within x", 2, r"x"),
    ("snet-route list --via 1.2.3", 2, r"1\.2\.3"),
    ("snet-route list --exact 10.0.0.0/8 10.0.0.0/8", 2, r"--exact excludes a subject"),
    ("snet-route list --exact 10.0.0.0/8 default", 2, r"--exact excludes a subject"),
    ("snet-route list --count -o dst", 2, r"--count excludes --output and --format"),
    ("snet-route list --count --format {dst}", 2, r"--count excludes --output and --format"),
    ("snet-route list --table nosuchtable", 2, r"nosuchtable"),
    ("snet-route list --table 4294967296", 2, r"4294967296"),
    ("snet-route list --type nosuchtype", 2, r"nosuchtype"),
    ("snet-route list --proto nosuchproto", 2, r"nosuchproto"),
    ("snet-route list --dev nosuch0", 1, r"nosuch0"),
    ("snet-route list -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-route list -o dst,nosuchcolumn,dev", 2, r"nosuchcolumn"),
    ("snet-route rules -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-route default -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-route ruels", 2, r"ruels.*rules"),
    ("snet-route default", 1, r"there is no default route"),
    ("snet-route default --short --json", 2, r"--short|--json"),
    ("snet-route list --netns nosuchnamespace", 2, r"nosuchnamespace: no such network namespace"),
    ("snet-route rules --netns nosuchnamespace", 2, r"nosuchnamespace: no such network namespace"),
    ("snet-route default --netns /nosuch/path", 2, r"/nosuch/path: no such network namespace"),
    ("snet-route list --netns /proc/self/ns/uts", 2, r"/proc/self/ns/uts: not a network namespace"),
    ("snet-arp list --state nosuchstate", 2, r"nosuchstate"),
    ("snet-arp list --dev nosuch0", 1, r"nosuch0"),
    ("snet-arp list -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-arp vendor 00:00:0c:00:00:01 -o nosuchcolumn", 2, r"nosuchcolumn"),
    ("snet-arp list --netns nosuchnamespace", 2, r"nosuchnamespace: no such network namespace"),
    ("snet-arp list --netns 4194305", 2, r"4194305: no such network namespace"),
    ("snet-arp vendor nonsense", 2, r"nonsense"),
    ("snet-arp vendor 02:00:00:00:00", 2, r"02:00:00:00:00"),
    ("snet-arp vendor", 2, r"snet-arp"),
    ("snet-arp lst", 2, r"lst.*list"),
]


@pytest.fixture
def veth(ns):
    ns.check("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
    ns.check("ip", "address", "add", "10.0.0.1/24", "dev", "veth0")
    return ns


@pytest.mark.parametrize("command,code,pattern", ERRORS, ids=[error[0] for error in ERRORS])
def test_error(veth, tools, command, code, pattern):
    tool, *words = command.split()
    done = tools.run(veth, tool, *words)
    stderr = done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == code, stderr
    assert re.search(pattern, stderr), stderr
    assert stderr.startswith(f"{tool}: ") and stderr.endswith("\n"), stderr


@pytest.mark.parametrize("command", [command for command, *_ in ERRORS if not {"--format", "--raw"} & set(command.split())])
def test_error_where_json_was_asked_for(veth, tools, command):
    """The same words on stderr, and on stdout JSON or nothing."""
    tool, *words = command.split()
    plain, json = tools.run(veth, tool, *words), tools.run(veth, tool, "--json", *words)
    assert (json.returncode, json.stderr) == (plain.returncode, plain.stderr)
    assert json.stdout in (b"", b"[]\n")  # of several subjects, none was answered


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_an_empty_namespace_has_answers(ns, tools, verb):
    """Only `lo`, and it is down: lists are empty or hold just that; nothing is an error but what is asked for by name."""
    if verb[1] == "vendor":
        pytest.skip("asks no namespace")
    done = tools.run(ns, *verb)
    absent = verb in (("snet-ifaces", "addr", "lo"), ("snet-route", "default"))
    assert done.returncode == (1 if absent else 0), done
    assert bool(done.stdout) != absent
    if verb[1] in ("list", "rules"):
        rows = tools.json(ns, *verb)
        assert len(rows) == {"snet-ifaces": 1, "snet-route": 5 if verb[1] == "rules" else 0, "snet-arp": 0}[verb[0]]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_full_disk_is_an_error(veth, tools, verb):
    talkative(veth)
    with open("/dev/full", "wb") as full:
        done = tools.run(veth, *verb, stdout=full)
    if verb[1] == "vendor" and not netns.has_vendors():
        pytest.skip("no registry of vendors is installed")
    assert done.returncode == 2, done
    assert re.search(rb"space|write|stdout|output", done.stderr), done


@pytest.mark.parametrize("form", ["", "--json", "--jsonl", "--raw", "--format={dst}"])
def test_a_disk_that_fills_up_is_one_error(veth, tools, form):
    """Many more rows than are written at once."""
    up(veth)
    assert not veth.batch([f"route add 10.{i >> 8}.{i & 255}.0/24 via 10.0.0.2" for i in range(256, 10256)])
    with open("/dev/full", "wb") as full:
        done = tools.run(veth, "snet-route", "list", *form.split(), stdout=full)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done
    assert re.search(rb"^snet-route: .*No space left on device", done.stderr), done


def up(ns):
    for name in ("lo", "veth0", "veth1"):
        ns.check("ip", "link", "set", name, "up")


def talkative(ns):
    """Lets every verb of VERBS have an answer that it must write."""
    up(ns)
    ns.check("ip", "route", "add", "default", "via", "10.0.0.2", "dev", "veth0")


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_closed_stdout_is_an_error(veth, tools, verb):
    talkative(veth)
    done = veth.run("sh", "-c", 'exec "$@" >&-', "sh", tools.path(verb[0]), *verb[1:])
    if verb[1] == "vendor" and not netns.has_vendors():
        pytest.skip("no registry of vendors is installed")
    assert done.returncode == 2 and done.stderr, done


@pytest.mark.parametrize("form", ["", "--json", "--jsonl", "--raw"])
def test_a_closed_pipe_is_silent(veth, tools, form):
    up(veth)
    routes = [f"route add 10.{i >> 8}.{i & 255}.0/24 via 10.0.0.2" for i in range(256, 10256)]
    assert not veth.batch(routes)
    script = '"$@" | head -c 100 >/dev/null; echo "${PIPESTATUS[@]}"'
    done = veth.run("bash", "-c", script, "bash", tools.path("snet-route"), "list", *form.split())
    assert done.stderr == b""
    assert done.stdout.split() in ([b"141", b"0"], [b"0", b"0"]), done


def test_bad_lines_are_told_by_number(veth, tools):
    up(veth)
    lines = b"veth0\n# a comment\n\nnosuch0\nlo\nveth0@veth1\nveth1\n"
    done = tools.run(veth, "snet-ifaces", "mac", "-", input=lines)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 3
    stderr = done.stderr.decode()
    assert re.search(r"\b4\b.*nosuch0", stderr) and re.search(r"\b6\b.*veth0@veth1", stderr), stderr
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"veth0\nnosuch0\n").returncode == 1
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"veth0\nveth1").returncode == 0
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"").returncode == 0


def test_the_worst_of_several_subjects_wins(veth, tools):
    done = tools.run(veth, "snet-ifaces", "show", "veth0", "nosuch0", "--jsonl")
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 1 and b"nosuch0" in done.stderr
    assert tools.run(veth, "snet-ifaces", "show", "nosuch0", "veth0@veth1", "lo", "--jsonl").returncode == 2


LISTS = [("snet-ifaces", "list"), ("snet-route", "list"), ("snet-route", "rules"), ("snet-arp", "list")]


def as_nobody(tools, tool):
    """The tool's command line, run by an ordinary user."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("needs root and setpriv, to become an ordinary user")
    argv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", tools.path(tool)]
    if netns.run([*argv, "--version"]).returncode != 0:
        pytest.skip("an ordinary user cannot run programs of the build directory")
    return argv


@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
def test_no_permission_to_open(veth, tools, verb):
    """An ordinary user does not see another's namespace."""
    done = netns.run([*as_nobody(tools, verb[0]), verb[1], "--netns", str(veth.pid)])
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{verb[0]}: {veth.pid}: no permission to open this network namespace\n"


@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
def test_no_permission_to_enter(veth, tools, verb):
    """Nor may an ordinary user enter one that has a name, as `ip netns` gives them."""
    with tempfile.NamedTemporaryFile(dir="/tmp") as name:
        os.chmod(name.name, 0o644)
        script = 'mount --bind "$1" "$2" || exit 77; shift 2; exec "$@"'
        argv = [*as_nobody(tools, verb[0]), verb[1], "--netns", name.name]
        done = netns.run(["unshare", "-m", "sh", "-c", script, "sh", f"/proc/{veth.pid}/ns/net", name.name, *argv])
    if done.returncode == 77:
        pytest.skip("no right to mount")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{verb[0]}: {name.name}: entering a network namespace needs CAP_SYS_ADMIN\n"


@pytest.mark.parametrize("tool", ["snet-ifaces", "snet-route", "snet-arp"])
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["list", "--help"]], ids=" ".join)
def test_help_is_an_answer(tools, tool, words):
    done = tools.run(None, tool, *words)
    assert (done.returncode, done.stderr) == (0, b"") and done.stdout
    with open("/dev/full", "wb") as full:
        assert tools.run(None, tool, *words, stdout=full).returncode == 2
