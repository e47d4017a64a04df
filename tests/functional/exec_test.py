"""`snet-stack exec` runs a command in a network namespace that has the tables of a stack, and `snet-stack diff --as ip`
prints what makes one: of seeded random networks, frozen, every table is the stack's again and every answer of the kernel
is that of `snet-route get`.

What cannot be had again: temporary addresses, which only the kernel makes (none here); who added an address (`proto`),
and that it was made of a secret (`stable-privacy`); the kind of an interface where another one stands for it; the carrier
of a bridge that spans a tree (none here), with what is `linkdown` for it; entries of the neighbor cache for groups, or of
no interface; of the routes to fe80::, which the kernel alone adds where it forwards, the order; a source that routes of
IPv6 have kept from an address which is gone (none here).
"""

import os
import pty
import re
import shutil
import signal
import subprocess
import time

import pytest

import lookup_setups
import lookup_test
import netns
from oracle_test import make, seeds

SEEDS = seeds(os.environ.get("SNET_TEST_SEEDS", "1-8"))
QUESTIONS = 300
OTHER_USER = 65534


class ExecBuilder(lookup_setups.LookupBuilder):
    """Without what nobody can make again."""

    def build(self):
        setup = super().build()
        setup.sysctls = [line for line in setup.sysctls if "use_tempaddr" not in line]
        setup.links = [line.replace("stp_state 1", "stp_state 0") for line in setup.links]
        # An interface that goes down loses its IPv6 addresses, and routes keep them as their source.
        setup.six = [re.sub(r"^(route .*) src \S+", r"\1", line) for line in setup.six]
        return setup


def as_user(*argv):
    """The command as an ordinary user where these tests are the super-user's."""
    if os.geteuid() != 0:
        return list(argv)
    return ["setpriv", f"--reuid={OTHER_USER}", f"--regid={OTHER_USER}", "--clear-groups", *argv]


@pytest.fixture(params=["as user", "as root"])
def run_as(request, namespaces):
    """Runs a command as an ordinary user, or as root."""
    if request.param == "as root":
        if os.geteuid() != 0:
            pytest.skip("not root")
        return lambda *argv, **options: netns.run(list(argv), **options)
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("no setpriv command")
    if netns.run(as_user("unshare", "-U", "-r", "-n", "true")).returncode != 0:
        pytest.skip("this system lets ordinary users have no namespaces")
    return lambda *argv, **options: netns.run(as_user(*argv), **options)


@pytest.fixture
def folder(tmp_path_factory):
    """One that an ordinary user can read, all the way up."""
    path = tmp_path_factory.mktemp("exec")
    for one in (path, *path.parents):
        if one.owner() != "root" or one.stat().st_mode & 0o001 == 0:
            one.chmod(one.stat().st_mode | 0o055)
        if one == tmp_path_factory.getbasetemp().parent:
            break
    return path


def frozen(tools, folder, seed):
    """A network's tables in a file, and questions about them."""
    path = folder / f"{seed}.stack"
    with netns.Namespace() as ns, netns.Namespace() as other:
        setup = ExecBuilder(seed).build()
        make(setup, ns, other)
        settle(tools, ns)
        ns.check(tools.path("snet-stack"), "freeze", str(path))
        questions = lookup_test.questions_for(ns, setup, QUESTIONS)
    path.chmod(0o644)
    return path, setup, questions


def settle(tools, ns):
    """Waits until nothing changes by itself any more."""
    before = None
    for _ in range(40):
        now = ns.check(tools.path("snet-stack"), "freeze").stdout.partition(b"\nfib4")[2]
        if now == before:
            return
        before = now
        time.sleep(0.1)


def rows(text):
    """What `snet-stack diff` prints, without what cannot be had again."""
    left = set()
    for line in text.splitlines():
        change, record = line.split("\t", 1)
        if re.match(r"neighbor (ff|2(2[4-9]|3\d)\.|\S+ proxy$|.* INCOMPLETE$)", record):  # the last is soon another
            continue
        record = re.sub(r" (proto \d+|stable-privacy)\b", "", record) if record.startswith("address") else record
        record = re.sub(r" kind \S+", "", record) if record.startswith("interface") else record
        record = re.sub(r" link \S+", "", record) if record.startswith("interface mv") else record
        left ^= {(change, record)} if (("+" if change == "-" else "-"), record) not in left else {
            (("+" if change == "-" else "-"), record)}
    return sorted(left)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_kernel_has_the_stack(tools, folder, seed, tally):
    path, _, questions = frozen(tools, folder, seed)
    snet = tools.path("snet-stack")
    inside = lambda *argv, **options: netns.run([snet, "exec", "--stack", str(path), "--", *argv], **options)

    class Inside:
        run = staticmethod(inside)

    done = inside(snet, "diff", "--stack", str(path))
    assert done.returncode in (0, 1) and not done.stderr, done.stderr.decode()
    differences = rows(done.stdout.decode())
    assert not differences, "\n".join(map(str, differences))
    theirs = lookup_test.ask_kernel(Inside, questions, lookup_test.way)
    ours = lookup_test.ask_us(NoNamespace, questions, str(path))
    wrong = []
    for question, expected, fields in zip(questions, theirs, ours, strict=True):
        what = lookup_test.verdict(fields, expected)
        if what == "differs" and question.split()[0] == "fe80::":
            what = "of the first link that came up: skipped"
        tally.add("look-ups in stacks that commands are run in", what)
        wrong += [f"{question}: kernel {expected}, ours {lookup_test.as_kernel(fields)} {fields}"] if what == "differs" else []
    assert not wrong, f"{len(wrong)} of {len(questions)} differ\n" + "\n".join(wrong[:20])


class NoNamespace:
    @staticmethod
    def check(*argv, **options):
        done = netns.run(list(argv), **options)
        assert done.returncode == 0, done
        return done


def why_impossible(path):
    """What the network needs that plain commands cannot make here, or None."""
    text = path.read_text()
    links = [line for line in text.splitlines() if line.startswith("interface")]
    if any(" kind veth" in line and " link " not in line for line in links):
        make = ["unshare", *([] if os.geteuid() == 0 else ["-U", "-r"]), "-n", "ip", "link", "add", "type", "dummy"]
        if netns.run(make).returncode != 0:
            return "a dummy for a veth whose other end is elsewhere, which this kernel has not"
    bridges = [line.split()[1] for line in links if " kind bridge" in line and " carrier on" in line]
    if any(f" master {bridge}" not in text for bridge in bridges):
        return "a bridge without ports that has its first carrier yet"
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_commands_make_the_stack(tools, folder, seed, tally):
    path, setup, _ = frozen(tools, folder, seed)
    if reason := why_impossible(path):
        pytest.skip(reason)
    with netns.Namespace() as twin:
        for setting in setup.sysctls:
            twin.run("sysctl", "-q", "-w", setting)
        snet = tools.path("snet-stack")
        commands = lambda: twin.run(snet, "diff", "--as", "ip", "--stack", str(path))
        printed = commands()
        assert printed.returncode == 1 and not printed.stderr, printed
        done = twin.run("sh", "-c", printed.stdout.decode())
        if b"invalid gateway" in done.stderr or b"No route to host" in done.stderr:
            pytest.skip("a gateway that was near when its route was added, and is so no longer")
        settle(tools, twin)
        after = twin.run(snet, "diff", "--stack", str(path))
        differences = rows(after.stdout.decode())
        assert not differences, "\n".join(map(str, differences)) + "\n" + done.stderr.decode()
        twin.run("sh", "-c", commands().stdout.decode())  # the order of what the kernel added late
        left = [line for line in commands().stdout.decode().splitlines() if not line.startswith("#")]
        assert not left, left
    tally.add("commands that make a stack", "run", printed.stdout.count(b"\nip "))
    tally.add("commands that make a stack", "refused for nothing", len(done.stderr.splitlines()))


LAB = """snet 1
base none
interface lo up flags LOOPBACK type loopback
interface lab0 index 9001 address 02:00:00:00:00:01 mtu 1400 up type ether flags BROADCAST,MULTICAST
interface lab1 index 9002 address 02:00:00:00:00:02 up carrier off type ether flags BROADCAST,MULTICAST
address lo 127.0.0.1/8
address lab0 10.9.0.1/24
route 10.9.0.0/24 dev lab0 proto kernel scope link src 10.9.0.1
route local 10.9.0.1 dev lab0 table local proto kernel scope host src 10.9.0.1
route default via 10.9.0.254 dev lab0
nameserver 10.9.0.53
search lab.example
"""


@pytest.fixture
def lab(folder):
    path = folder / "lab.stack"
    path.write_text(LAB)
    path.chmod(0o644)
    return str(path)


def test_a_command_sees_the_stack(tools, lab, run_as):
    snet = tools.path("snet-stack")
    done = run_as(snet, "exec", "--stack", lab, "ip", "-j", "route", "get", "10.1.2.3")
    assert (done.returncode, done.stderr) == (0, b""), done
    assert b'"gateway":"10.9.0.254","dev":"lab0","prefsrc":"10.9.0.1"' in done.stdout
    done = run_as(snet, "exec", "--stack", lab, "--", "ip", "-o", "link")
    assert re.search(rb"9001: lab0: <\S*LOWER_UP\S*> mtu 1400 .*02:00:00:00:00:01", done.stdout), done
    assert re.search(rb"9002: lab1: <NO-CARRIER\S*> ", done.stdout), done


def test_a_command_is_its_users(tools, lab, run_as):
    """Who runs it is who it was, may change what is inside, and nothing of it is left."""
    snet = tools.path("snet-stack")
    script = "id -u && ip route add 10.77.0.0/16 via 10.9.0.2 && ip route show 10.77.0.0/16"
    done = run_as(snet, "exec", "--stack", lab, "sh", "-c", script)
    assert done.returncode == 0, done
    assert done.stdout.split() == [run_as("id", "-u").stdout.strip(), *b"10.77.0.0/16 via 10.9.0.2 dev lab0".split()]
    assert b"10.77.0.0/16" not in netns.run(["ip", "route"]).stdout


def test_its_nameservers(tools, lab, run_as):
    before = open("/etc/resolv.conf").read() if os.path.exists("/etc/resolv.conf") else None
    if before is None:
        pytest.skip("no /etc/resolv.conf to put another in the place of")
    done = run_as(tools.path("snet-stack"), "exec", "--stack", lab, "cat", "/etc/resolv.conf")
    assert (done.returncode, done.stderr) == (0, b""), done
    assert [line for line in done.stdout.decode().splitlines() if line.startswith(("nameserver", "search"))] == [
        "nameserver 10.9.0.53", "search lab.example"]
    assert open("/etc/resolv.conf").read() == before


def test_streams_and_exit_codes_are_the_commands(tools, lab, run_as):
    snet = tools.path("snet-stack")
    done = run_as(snet, "exec", "--stack", lab, "sh", "-c", "cat; echo no >&2; exit 7", input=b"yes\n")
    assert (done.returncode, done.stdout, done.stderr) == (7, b"yes\n", b"no\n")
    done = run_as(snet, "exec", "--stack", lab, "sh", "-c", "kill -TERM $$")
    assert done.returncode == -signal.SIGTERM
    done = run_as(snet, "exec", "--stack", lab, "no-such-command")
    assert (done.returncode, done.stderr) == (127, b"snet-stack: no-such-command: no such command\n")
    done = run_as(snet, "exec", "--stack", lab)
    assert done.returncode == 2


def test_what_cannot_be_run(tools, lab, run_as, folder):
    """As env(1) tells: no such command, be there folders in PATH that nobody may look into; or one that is no program."""
    closed, text = folder / "closed", folder / "text"
    closed.mkdir(mode=0o700)
    text.write_text("no program")
    text.chmod(0o644)
    snet, path = tools.path("snet-stack"), f"{closed}:{folder}:{os.environ['PATH']}"
    for command, code, told in (("no-such-command", 127, "no such command"), ("text", 126, "Permission denied"),
                                (str(text), 126, "Permission denied"), (str(folder / "gone"), 127, "no such command")):
        done = run_as(snet, "exec", "--stack", lab, command, env={**os.environ, "PATH": path})
        assert (done.returncode, done.stderr.decode()) == (code, f"snet-stack: {command}: {told}\n"), done


def test_only_standard_streams_are_open(tools, lab, run_as):
    done = run_as(tools.path("snet-stack"), "exec", "--stack", lab, "ls", "/proc/self/fd")
    assert len(done.stdout.split()) == 4, done  # with the folder's own


def test_options_after_the_command_are_its_own(tools, lab, run_as):
    snet = tools.path("snet-stack")
    for words in (["exec", "--stack", lab, "echo", "-j", "--stack", "x"], ["exec", "--stack", lab, "--", "echo", "-j", "--stack", "x"]):
        done = run_as(snet, *words)
        assert (done.returncode, done.stdout) == (0, b"-j --stack x\n"), done


def test_what_is_refused_is_named(tools, folder, run_as):
    """A source that is none of ours; a gateway that is not near is not refused, since it may have been."""
    path = folder / "bad.stack"
    path.write_text(LAB + "route 10.4.0.0/16 via 10.200.0.1 dev lab0\n" + "".join(
        f"route 10.{i}.0.0/16 dev lab0 scope link src 10.200.0.1\n" for i in range(20, 220)))
    path.chmod(0o644)
    script = "ip route show 10.4.0.0/16; ip route show table all proto 255"  # and nothing is left of what led there
    done = run_as(tools.path("snet-stack"), "exec", "--stack", str(path), "sh", "-c", script)
    told = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (0, b"10.4.0.0/16 via 10.200.0.1 dev lab0 \n"), done
    assert told[0].startswith("snet-stack: ip route append 10.20.0.0/16 dev lab0 scope 253 src 10.200.0.1: Invalid "), told
    assert len(told) == 21 and told[-1] == "snet-stack: 180 more rows were refused: -v tells which", told


def test_ctrl_c_reaches_the_command(tools, lab):
    with subprocess.Popen([tools.path("snet-stack"), "exec", "--stack", lab, "sh", "-c", "trap 'echo stopped; exit 5' INT; echo; while :; do sleep 0.1; done"],
                          stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout.readline() == b"\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read() == b"stopped\n"
        assert process.wait() == 5


def test_diff_as_ip_of_two_files(tools, folder):
    """Links by kind, names quoted, what no command makes as a comment."""
    before, after = folder / "a.stack", folder / "b.stack"
    before.write_text("snet 1\nbase none\ninterface lo up flags LOOPBACK type loopback\ninterface eth0 index 2 up\n"
                      "address eth0 10.0.0.5/24\nroute default via 10.0.0.1 dev eth0\nroute 10.7.0.0/16 dev eth0 scope link\n")
    after.write_text("snet 1\nbase none\ninterface lo up flags LOOPBACK type loopback\ninterface eth0 index 2 up\n"
                     "interface we$ird index 3 down flags BROADCAST,MULTICAST kind vxlan\naddress eth0 10.0.0.5/24\nroute default via 10.0.0.2 dev eth0\n"
                     "route local 2001:db8::7 dev eth0 table local metric 0\n")
    done = tools.run(None, "snet-stack", "diff", "--as", "ip", str(before), str(after))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "ip route del 10.7.0.0/16 dev eth0 scope 253",
        "# interface we$ird index 3 down flags BROADCAST,MULTICAST type ether kind vxlan: what a vxlan needs is not known; a dummy stands for it",
        "ip link add name 'we$ird' index 3 type dummy",
        "# route local 2001:db8::7 dev eth0 table 255 metric 0: metric 0: only the kernel itself makes such a route",
        "ip route replace default scope 0 via 10.0.0.2 dev eth0",
    ]
    done = tools.run(None, "snet-stack", "diff", "--as", "ip", str(after), str(after))
    assert (done.returncode, done.stdout) == (0, b"")
    done = tools.run(None, "snet-stack", "diff", "--as", "ip", "--json", str(after), str(after))
    assert done.returncode == 2


def said_on_a_terminal(argv):
    """What a command writes to the terminal that is its stderr."""
    master, slave = pty.openpty()
    with subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave) as process:
        os.close(slave)
        said = b""
        try:
            while piece := os.read(master, 4096):
                said += piece
        except OSError:  # nobody has the other end any more
            pass
        assert process.wait() == 0, said
    os.close(master)
    return said


def test_a_terminal_is_told_how_far_it_is(namespaces, tools, tmp_path):
    """Where it takes more than a second; the line is gone before the command begins."""
    many = tmp_path / "many.stack"
    many.write_text(LAB + "".join(f"route 10.{i >> 16}.{i >> 8 & 255}.{i & 255} dev lab0\n" for i in range(200_000)))
    argv = [tools.path("snet-stack"), "exec", "--stack", str(many)]
    said = said_on_a_terminal([*argv, "true"])
    assert re.search(rb"^\r\x1b\[K\d+/2000\d\d, \d+/s, \d+ (s|min|h) left", said), said[:200]
    assert said.endswith(b"\r\x1b[K"), said[-200:]
    assert said_on_a_terminal([*argv, "-q", "true"]) == b""
