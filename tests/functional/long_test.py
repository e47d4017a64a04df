"""Tables that take many datagrams, which a thread receives ahead: complete, in order, and left in the middle."""

import signal
import subprocess
import time

import pytest

import edits_test
import netns

stack = edits_test.stack  # the fixture

ROUTES = 20_000  # some fifty datagrams of 32 KiB


def destinations(family):
    if family == "-4":
        return [f"100.{64 + (i >> 16)}.{i >> 8 & 255}.{i & 255}" for i in range(ROUTES)]
    return [f"2001:db8:{i + 1:x}::/64" for i in range(ROUTES)]


@pytest.fixture(scope="module")
def crowded(namespaces):
    with netns.Namespace() as ns:
        ns.check("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1")
        ns.check("ip", "link", "set", "v0", "up")
        for family in ("-4", "-6"):
            batch = "".join(f"route add {destination} dev v0\n" for destination in destinations(family))
            done = ns.run("ip", family, "-batch", "-", input=batch.encode())
            assert done.returncode == 0, done.stderr
        yield ns


@pytest.mark.parametrize("family", ["-4", "-6"])
@pytest.mark.parametrize("form", ["--jsonl", "--raw"])
def test_complete(crowded, tools, family, form):
    """Nothing is lost, doubled or out of order."""
    if form == "--raw":
        done = tools.run(crowded, "snet-route", "list", family, "--raw", "-o", "dst")
        found = done.stdout.decode().split()
    else:
        found = [row["dst"] for row in tools.json(crowded, "snet-route", "list", family)]
    theirs = [line.split()[0] for line in crowded.check("ip", family, "route").stdout.decode().splitlines()]
    assert len(found) >= ROUTES
    assert found == theirs


def interrupted(command):
    """What a command prints whose reader is slow and which gets Ctrl-C meanwhile; it ends with 130 and says nothing."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as lister:
        first = lister.stdout.read(1)  # it runs, and waits for room in the pipe
        time.sleep(0.2)
        lister.send_signal(signal.SIGINT)
        out, err = lister.communicate(timeout=netns.TIMEOUT)
    assert (lister.returncode, err) == (130, b"")
    return (first + out).splitlines()


@pytest.mark.parametrize("family", ["-4", "-6"])
def test_interrupted(crowded, tools, family):
    """Ctrl-C ends a listing: what is there is printed, as whole rows."""
    lines = interrupted(crowded.enter(tools.path("snet-route"), "list", family, "--jsonl"))
    assert 0 < len(lines) < ROUTES
    assert all(line.startswith(b"{") and line.endswith(b"}") for line in lines)


def test_interrupted_commands(crowded, tools, tmp_path):
    """Nor are all commands printed that make one stack of another."""
    (tmp_path / "bare.stack").write_text("snet 1\nbase none\n")
    lines = interrupted(crowded.enter(tools.path("snet-stack"), "diff", "--as", "ip", "--stack", str(tmp_path / "bare.stack")))
    assert 0 < len(lines) < ROUTES
    assert all(line.startswith((b"ip ", b"# ")) for line in lines)


def test_few_lines_hide_many_routes(crowded, tools, stack):
    """An interface that goes down and comes up again keeps none of them, and the file is small."""
    for words in (["snet-ifaces", "set", "v0", "down"], ["snet-ifaces", "set", "v0", "up"]):
        done = tools.run(crowded, *words)
        assert done.returncode == 0, done
    assert tools.json(crowded, "snet-route", "list", "-4") == []
    lines = stack.read_text().splitlines()
    assert "hide route inet dev v0 table main proto boot" in lines and len(lines) < 20, lines[:20]
    done = tools.run(crowded, "snet-route", "add", destinations("-4")[0], "dev", "v0")
    assert done.returncode == 0, done
    assert [row["dst"] for row in tools.json(crowded, "snet-route", "list", "-4")] == [destinations("-4")[0]]


@pytest.mark.parametrize("words", [["show", "--stack", "-"], ["diff", "-", "default"], ["check", "-"]], ids=" ".join)
def test_interrupted_before_the_tables_are_read(ns, tools, words):
    """What Ctrl-C left unread is neither counted nor a difference."""
    command = ns.enter(tools.path("snet-stack"), *words)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        while not catches_interrupts(reader.pid):
            time.sleep(0.01)
        reader.send_signal(signal.SIGINT)
        out, err = reader.communicate(b"snet 1\nbase os\nrule priority 5 from 10.0.0.0/8 lookup main\n", timeout=netns.TIMEOUT)
    assert (reader.returncode, out, err) == (130, b"", b"")


def catches_interrupts(process):
    with open(f"/proc/{process}/status") as status:
        caught = next(line for line in status if line.startswith("SigCgt:")).split()[1]
    return int(caught, 16) >> signal.SIGINT - 1 & 1 == 1


def test_interrupted_freeze(crowded, tools):
    """Nor does freezing go on after Ctrl-C; what is there are whole records."""
    lines = interrupted(crowded.enter(tools.path("snet-stack"), "freeze"))
    assert lines[0] == b"snet 1" and 0 < len(lines) < 2 * ROUTES
    assert all(line.startswith(b"route ") for line in lines[-100:])
