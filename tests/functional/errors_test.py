"""What the tools say when they cannot answer: exit code, stderr, and nothing on stdout."""

import json
import os
import shutil
import signal
import subprocess
import tempfile

import pytest

import netns

VERBS = [
    ("snet-ifaces", "list"), ("snet-ifaces", "show", "lo"), ("snet-ifaces", "names"), ("snet-ifaces", "addr", "lo"),
    ("snet-ifaces", "mac", "lo"), ("snet-ifaces", "default"), ("snet-route", "list"), ("snet-route", "rules"),
    ("snet-route", "default"), ("snet-route", "get", "127.0.0.1"),
    ("snet-route", "explain", "127.0.0.1"), ("snet-arp", "list"), ("snet-arp", "vendor", "00:00:0c:00:00:01"),
]

# Command, exit code, what stderr says behind the tool's name and before the hint at its help. Nothing may be on stdout.
ERRORS = [
    ("snet-ifaces show nosuch0", 1, "nosuch0: no such interface"),
    ("snet-ifaces show 4242", 1, "4242: no such interface"),
    ("snet-ifaces show 02:00:00:00:00:99", 1, "02:00:00:00:00:99: no such interface"),
    ("snet-ifaces show 192.0.2.99", 1, "192.0.2.99: no such interface"),
    ("snet-ifaces show veth0@veth1", 2, "veth0@veth1: an interface's name ends before the @; veth0?"),
    ("snet-ifaces show", 2, "show needs IFACE|INDEX|MAC|ADDR...|-"),
    ("snet-ifaces addr nosuch0", 1, "nosuch0: no such interface"),
    ("snet-ifaces addr veth1", 1, "veth1: no IPv4 address"),
    ("snet-ifaces mac nosuch0", 1, "nosuch0: no such interface"),
    ("snet-ifaces addr a b", 2, "unexpected word 'b': addr takes [IFACE|-]"),
    ("snet-ifaces lsit", 2, "unknown verb 'lsit'; did you mean 'list'?"),
    ("snet-ifaces list --al", 2, "unknown option '--al'; did you mean '--all'?"),
    ("snet-ifaces list --nosuch", 2, "unknown option '--nosuch'"),
    ("snet-ifaces list -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-ifaces list -o ifnam", 2, "unknown column 'ifnam'; did you mean 'ifname'?"),
    ("snet-ifaces list -o MAC", 2, "unknown column 'MAC'; did you mean 'address', headed MAC?"),
    ("snet-ifaces list -o source", 2, "unknown column 'source'; did you mean 'origin', headed SOURCE?"),
    ("snet-ifaces list -o IfName", 2, "unknown column 'IfName'; did you mean 'ifname', headed NAME?"),
    ("snet-ifaces names --kind veth", 2, "unknown option '--kind'"),
    ("snet-ifaces names -n", 2, "unknown option '-n'"),
    ("snet-ifaces list -o +nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-ifaces show veth0 -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-ifaces addr veth0 -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-ifaces list -o", 2, "--output needs a value: COL,..."),
    ("snet-ifaces list --format {nosuchcolumn}", 2, "unknown column 'nosuchcolumn'"),
    ("snet-ifaces list --format {ifname", 2, "--format '{ifname': a { that is not closed; {{ prints one"),
    ("snet-ifaces list --color=sometimes", 2, "--color: 'sometimes' is none of auto, always, never"),
    ("snet-ifaces list --json --raw", 2, "--json, --jsonl, --raw and --format exclude each other"),
    ("snet-ifaces list --json --jsonl", 2, "--json, --jsonl, --raw and --format exclude each other"),
    ("snet-ifaces list -4 -6", 2, "-4 and -6 exclude each other"),
    ("snet-ifaces list --netns nosuchnamespace", 2, "nosuchnamespace: no such network namespace"),
    ("snet-ifaces list --netns 4194305", 2, "4194305: no such network namespace"),
    ("snet-ifaces list --netns /nosuch/path", 2, "/nosuch/path: no such network namespace"),
    ("snet-ifaces list --netns /dev/null", 2, "/dev/null: not a network namespace"),
    ("snet-ifaces list --netns", 2, "--netns needs a value: NS"),
    ("snet-ifaces list surplus", 2, "unexpected word 'surplus': list takes none"),
    ("snet-route list 10.0.0.1/33", 2, "10.0.0.1/33: the prefix length is not 0 to 32"),
    ("snet-route list 10.0.0.1/8", 2, "10.0.0.1/8: host bits are set; 10.0.0.0/8 is the prefix"),
    ("snet-route list 10.0.0/", 2, "10.0.0/: not an IP address or prefix"),
    ("snet-route list hello", 2, "hello: not an IP address or prefix"),
    ("snet-route list --exact 2001:db8::/129", 2, "2001:db8::/129: the prefix length is not 0 to 128"),
    ("snet-route list --match 10.0.0.256", 2, "10.0.0.256: not an IP address"),
    ("snet-route list --within x", 2, "x: not an IP address or prefix"),
    ("snet-route list --match default", 2, "default: not an IP address"),
    ("snet-route list --via 1.2.3", 2, "1.2.3: not an IP address"),
    ("snet-route list --exact 10.0.0.0/8 10.0.0.0/8", 2, "--exact excludes a subject: both say which prefix"),
    ("snet-route list --exact 10.0.0.0/8 default", 2, "--exact excludes a subject: both say which prefix"),
    ("snet-route list --count -o dst", 2, "--count excludes --output and --format: it prints one number"),
    ("snet-route list --count --format {dst}", 2, "--count excludes --output and --format: it prints one number"),
    ("snet-route list --table nosuchtable", 2, "nosuchtable: not a routing table"),
    ("snet-route list --table 4294967296", 2, "4294967296: not a routing table"),
    ("snet-route list --type nosuchtype", 2,
     "--type: 'nosuchtype' is none of unicast, local, broadcast, anycast, multicast, blackhole, unreachable, prohibit, "
     "throw"),
    ("snet-route list --proto nosuchproto", 2, "nosuchproto: not a routing protocol"),
    ("snet-route list --dev nosuch0", 1, "nosuch0: no such interface"),
    ("snet-route list -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-route list -o network", 2, "unknown column 'network'; did you mean 'dst', headed NETWORK?"),
    ("snet-route list -o iface", 2, "unknown column 'iface'; did you mean 'dev', headed IFACE?"),
    ("snet-route list -o dst,nosuchcolumn,dev", 2, "unknown column 'nosuchcolumn'"),
    ("snet-route rules -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-route default -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-route get", 2, "get needs ADDR...|-"),
    ("snet-route get 10.0.0.256", 2, "10.0.0.256: not an IP address"),
    ("snet-route get 10.0.0.0/8", 2, "10.0.0.0/8: not an IP address"),
    ("snet-route get localhost", 2, "localhost: not an IP address"),
    ("snet-route get from 10.0.0.1", 2, "no address stands before the word 'from'"),
    ("snet-route get 10.0.0.9 from", 2, "'from' needs a value"),
    ("snet-route get 10.0.0.9 from x", 2, "x: not an IP address"),
    ("snet-route get 10.0.0.9 from ::1", 2, "from ::1: not of the family of 10.0.0.9"),
    ("snet-route get 10.0.0.9 vlan red", 2, "'vlan' is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport"),
    ("snet-route get 10.0.0.9 mark 1 vlan red", 2,
     "'vlan' is none of from, iif, oif, vrf, mark, tos, uid, ipproto, sport, dport"),
    ("snet-route get 10.0.0.9 mark 4294967296", 2, "'4294967296' is no mark"),
    ("snet-route get 10.0.0.9 mark -- -1", 2, "'-1' is no mark"),
    ("snet-route get 10.0.0.9 sport 65536", 2, "'65536' is no port"),
    ("snet-route get 10.0.0.9 ipproto nosuch", 2, "'nosuch' is no IP protocol"),
    ("snet-route get 10.0.0.9 tos 100", 2, "100: not a dsfield"),
    ("snet-route get 10.0.0.9 mark 1 mark 1", 2, "'mark' stands twice"),
    ("snet-route get 10.0.0.9 mark 1 dev veth0", 2, "a route, not a question: it has a 'dev'"),
    ("snet-route get fe80::1%veth0 oif veth1", 2, "fe80::1%veth0: not on 'veth1', the oif"),
    ("snet-route get 10.0.0.9 - 10.0.0.8", 2, "'-' (standard input) stands alone, without other subjects"),
    ("snet-route get 10.0.0.9 -4", 2, "unknown option '-4'"),
    ("snet-route get 10.0.0.9 -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-route get 10.0.0.9 --netns nosuchnamespace", 2, "nosuchnamespace: no such network namespace"),
    ("snet-route get --rpf 10.0.0.9 mark 1", 2, "--rpf needs the device that the packet comes in by: iif D"),
    ("snet-route get --rpf ::1 iif veth0", 2, "::1: the reverse path is checked for IPv4 alone"),
    ("snet-route get --rpf 10.0.0.9 10.0.0.8", 2, "'10.0.0.8': --rpf names the only address"),
    ("snet-route get --rpf 10.0.0.9 iif nosuch0", 1, "nosuch0: no such interface"),
    ("snet-route get --rpf 10.0.0.9 from 10.0.0.8 iif veth0", 2, "from: --rpf names the source"),
    ("snet-route explain 10.0.0.9 tos", 2, "'tos' needs a value"),
    ("snet-route explain 10.0.0.9 --short", 2, "unknown option '--short'"),
    ("snet-route gte 10.0.0.9", 2, "unknown verb 'gte'; did you mean 'get'?"),
    ("snet-route ruels", 2, "unknown verb 'ruels'; did you mean 'rules'?"),
    ("snet-route default", 1, "there is no default route"),
    ("snet-route default --short --json", 2, "--short excludes --json, --jsonl and --format"),
    ("snet-route list --netns nosuchnamespace", 2, "nosuchnamespace: no such network namespace"),
    ("snet-route rules --netns nosuchnamespace", 2, "nosuchnamespace: no such network namespace"),
    ("snet-route default --netns /nosuch/path", 2, "/nosuch/path: no such network namespace"),
    ("snet-route list --netns /proc/self/ns/uts", 2, "/proc/self/ns/uts: not a network namespace"),
    ("snet-arp list --state nosuchstate", 2,
     "--state: 'nosuchstate' is none of incomplete, reachable, stale, delay, probe, failed, noarp, none, permanent"),
    ("snet-arp list --dev nosuch0", 1, "nosuch0: no such interface"),
    ("snet-arp list -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-arp vendor 00:00:0c:00:00:01 -o nosuchcolumn", 2, "unknown column 'nosuchcolumn'"),
    ("snet-arp list --netns nosuchnamespace", 2, "nosuchnamespace: no such network namespace"),
    ("snet-arp list --netns 4194305", 2, "4194305: no such network namespace"),
    ("snet-arp vendor nonsense", 2, "nonsense: not a MAC address"),
    ("snet-arp vendor 02:00:00:00:00", 2, "02:00:00:00:00: not a MAC address"),
    ("snet-arp vendor", 2, "vendor needs MAC...|-"),
    ("snet-arp vendor --netns 1 00:00:0c:00:00:01", 2, "unknown option '--netns'"),
    ("snet-arp vendor --stack default 00:00:0c:00:00:01", 2, "unknown option '--stack'"),
    ("snet-arp vendor -n 00:00:0c:00:00:01", 2, "unknown option '-n'"),
    ("snet-stack list --stack lab", 2, "unknown option '--stack'"),
    ("snet-stack path --netns 1", 2, "unknown option '--netns'"),
    ("snet-stack exec -n true", 2, "unknown option '-n'"),
    ("snet-stack check /dev/null --stack lab", 2, "--stack excludes a FILE: both say what to check"),
    ("snet-stack diff a b --stack lab", 2, "--stack excludes an A: both say what to compare with B"),
    ("snet-arp lst", 2, "unknown verb 'lst'; did you mean 'list'?"),
]


@pytest.fixture
def veth(ns):
    ns.check("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "veth1")
    ns.check("ip", "address", "add", "10.0.0.1/24", "dev", "veth0")
    return ns


@pytest.mark.parametrize("command,code,message", ERRORS, ids=[error[0] for error in ERRORS])
def test_error(veth, tools, command, code, message):
    tool, *words = command.split()
    done = tools.run(veth, tool, *words)
    stderr = done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == code, stderr
    help_of = tool if message.startswith("unknown verb") else f"{tool} {words[0]}"
    assert stderr in (f"{tool}: {message}\n", f"{tool}: {message} ({help_of} --help lists what there is)\n")


def test_a_hint_leads_to_the_verb_that_is_meant(tools):
    """Its help has the columns and the options, that of the tool has not."""
    for words, verb in ((["-o", "nmae"], "list"), (["names", "--kind", "veth"], "names"), (["--kind", "veth", "names"], "names")):
        done = tools.run(None, "snet-ifaces", *words)
        assert f"(snet-ifaces {verb} --help lists what there is)" in done.stderr.decode()
    assert b"(snet-ifaces --help lists" in tools.run(None, "snet-ifaces", "--nosuch").stderr


NO_JSON = {"--format", "--raw", "path", "exec", "check"}


@pytest.mark.parametrize("command", [command for command, *_ in ERRORS if not NO_JSON & set(command.split())])
def test_error_where_json_was_asked_for(veth, tools, command):
    """The same words on stderr, and on stdout JSON or nothing."""
    tool, *words = command.split()
    plain, as_json = tools.run(veth, tool, *words), tools.run(veth, tool, "--json", *words)
    assert (as_json.returncode, as_json.stderr) == (plain.returncode, plain.stderr)
    assert as_json.stdout in (b"", b"[]\n")  # of several subjects, none was answered


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_an_empty_namespace_has_answers(ns, tools, verb):
    """Only `lo`, and it is down: lists are empty or hold just that; nothing is an error but what is asked for by name."""
    if verb[1] == "vendor":
        pytest.skip("asks no namespace")
    done = tools.run(ns, *verb)
    absent = verb in (("snet-ifaces", "addr", "lo"), ("snet-route", "default")) or verb[1] in ("get", "explain")
    assert done.returncode == (1 if absent else 0), done
    assert bool(done.stdout) != absent or verb[1] == "explain"  # why there is no way
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
    assert done.stderr.decode() == f"{verb[0]}: standard output: No space left on device\n"


@pytest.mark.parametrize("form", ["", "--json", "--jsonl", "--raw", "--format={dst}"])
def test_a_disk_that_fills_up_is_one_error(veth, tools, form):
    """Many more rows than are written at once."""
    up(veth)
    assert not veth.batch([f"route add 10.{i >> 8}.{i & 255}.0/24 via 10.0.0.2" for i in range(256, 10256)])
    with open("/dev/full", "wb") as full:
        done = tools.run(veth, "snet-route", "list", *form.split(), stdout=full)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done
    assert done.stderr == b"snet-route: standard output: No space left on device\n"


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
    assert (done.returncode, done.stderr.decode()) == (2, f"{verb[0]}: standard output: Bad file descriptor\n")


@pytest.mark.parametrize("form", ["", "--json", "--jsonl", "--raw"])
def test_a_closed_pipe_is_silent(veth, tools, form):
    up(veth)
    routes = [f"route add 10.{i >> 8}.{i & 255}.0/24 via 10.0.0.2" for i in range(256, 10256)]
    assert not veth.batch(routes)
    script = '"$@" | head -c 100 >/dev/null; echo "${PIPESTATUS[@]}"'
    done = veth.run("bash", "-c", script, "bash", tools.path("snet-route"), "list", *form.split())
    assert done.stderr == b""
    assert done.stdout.split() == [b"141", b"0"], done  # far more than a pipe holds: SIGPIPE


def test_an_ignored_interrupt_stays_ignored(ns, tools):
    """As a script's background job has it, or one under nohup."""
    argv = ns.enter("sh", "-c", 'trap "" INT; exec "$@"', "sh", tools.path("snet-ifaces"), "addr", "--short", "-")
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as job:
        job.stdin.write(b"lo\n")
        job.stdin.flush()
        assert job.stdout.readline() == b"-\n"  # it runs, and waits for the next
        job.send_signal(signal.SIGINT)
        out, _ = job.communicate(b"lo\n", timeout=netns.TIMEOUT)
    assert (job.returncode, out) == (1, b"-\n")


def test_bad_lines_are_told_by_number(veth, tools):
    up(veth)
    lines = b"veth0\n# a comment\n\nnosuch0\nlo\nveth0@veth1\nveth1\n"
    done = tools.run(veth, "snet-ifaces", "mac", "-", input=lines)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr.decode() == (
        "snet-ifaces: line 4: nosuch0: no such interface\n"
        "snet-ifaces: line 6: veth0@veth1: an interface's name ends before the @; veth0?\n")
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"veth0\nnosuch0\n").returncode == 1
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"veth0\nveth1").returncode == 0
    assert tools.run(veth, "snet-ifaces", "mac", "-", input=b"").returncode == 0


def test_the_worst_of_several_subjects_wins(veth, tools):
    done = tools.run(veth, "snet-ifaces", "show", "veth0", "nosuch0", "--json")
    assert (done.returncode, done.stderr) == (1, b"snet-ifaces: nosuch0: no such interface\n")
    assert [row["ifname"] for row in json.loads(done.stdout)] == ["veth0"]
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


def test_a_setting_that_cannot_be_read_is_an_error(ns, tools):
    """Not the answer that its default would make: here the way of a packet that the reverse path check drops."""
    assert not ns.batch(["link add name eth0 type veth peer name far0", "link set eth0 up", "link set far0 up",
                         "address add 10.0.0.5/24 dev eth0"])
    for setting in ("ip_forward", "conf/all/rp_filter"):
        ns.check("sh", "-c", f"echo 1 >/proc/sys/net/ipv4/{setting}")
    words = ("get", "10.0.0.9", "iif", "eth0", "from", "203.0.113.1")
    assert tools.run(ns, "snet-route", *words).returncode == 1
    # A file in its place whose first byte nobody can read.
    unreadable = 'mount --bind /proc/$$/mem /proc/sys/net/ipv4/conf/all/rp_filter && exec "$@"'
    done = ns.run("unshare", "--mount", "sh", "-c", unreadable, "sh", tools.path("snet-route"), *words)
    assert (done.returncode, done.stdout) == (2, b""), done
    assert done.stderr.decode() == "snet-route: /proc/sys/net/ipv4/conf/all/rp_filter: Input/output error\n"


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


@pytest.mark.parametrize("tool", ["snet-ifaces", "snet-route", "snet-arp", "snet-extcap", "snet-stack"])
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["list", "--help"]], ids=" ".join)
def test_help_is_an_answer(tools, tool, words):
    done = tools.run(None, tool, *words)
    assert (done.returncode, done.stderr) == (0, b"") and done.stdout
    with open("/dev/full", "wb") as full:
        assert tools.run(None, tool, *words, stdout=full).returncode == 2
