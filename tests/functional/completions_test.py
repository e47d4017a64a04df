"""The completion scripts in real shells: verbs, options, columns, choices, interfaces, namespaces and stacks."""

import os
import pathlib
import re
import shutil

import pytest

import netns
import shells

HOSTILE = "a$(id>hit)"
INTERFACES = ["lan0", "lan1", "it's", HOSTILE]
STACKS = ["lab", "late", "it's", HOSTILE]
TOOLS = ("snet-ifaces", "snet-route", "snet-arp", "snet-extcap", "snet-stack")

# What is typed before the tabulator; what must be offered; what must not.
CASES = [
    ("snet-ifaces ", ["list", "show", "names"], ["--json", "mtu"]),
    ("snet-ifaces na", ["names"], ["list"]),
    ("snet-route ", ["list"], ["lan0"]),
    ("snet-route rules ", ["list", "add", "del"], ["lan0"]),
    ("snet-route --tab", ["--table"], ["--type"]),
    ("snet-route list --", ["--table", "--json", "--netns", "--output"], ["list"]),
    ("snet-route list --type b", ["blackhole", "broadcast"], ["unicast"]),
    ("snet-route list --dev la", ["lan0", "lan1"], ["lo"]),
    ("snet-route --json list --dev=la", ["lan0", "lan1"], ["lo"]),
    ("snet-route list -o net", ["netmask"], ["dst"]),
    ("snet-route -o +", ["netmask", "dst"], []),
    ("snet-route list --output dst,net", ["netmask"], ["dst"]),
    ("snet-route list --output=dst,net", ["netmask"], ["dst"]),
    ("snet-route list -jo dst,ne", ["netmask"], ["table"]),
    ("snet-route list --netns b", ["blue"], ["red"]),
    ("snet-route list --stack la", ["lab", "late"], ["default", "lab.stack", "stacks"]),
    ("snet-stack show --stack=la", ["lab", "late"], ["default", "lab.stack"]),
    ("snet-route list --stack stacks/la", ["lab.stack", "late.stack"], ["lab"]),
    ("snet-stack check stacks/la", ["lab.stack", "late.stack"], ["lab"]),
    ("snet-stack diff la", ["lab", "late"], ["default", "lab.stack"]),
    ("snet-stack add --", ["--append", "--replace", "--stack"], ["--json"]),
    ("snet-route list --color=", ["auto", "always", "never"], ["list"]),
    ("snet-route get 10.0.0.1 ", ["oif", "from"], ["lan0"]),
    ("snet-route get 10.0.0.1 oif la", ["lan0", "lan1"], ["lo", "oif"]),
    ("snet-route explain 10.0.0.1 from 10.0.0.2 iif ", ["lan0", "lo"], ["from"]),
    ("snet-ifaces show la", ["lan0", "lan1"], ["lo"]),
    ("snet-ifaces -j show ", ["lan0", "lo"], ["list"]),
    ("snet-ifaces show -- la", ["lan0"], []),
    ("snet-ifaces names --u", ["--up"], ["--output"]),
    ("snet-arp ", ["list"], []),
    ("snet-arp list --dev la", ["lan0"], ["lo"]),
    ("snet-arp vendor --", ["--json", "--short"], ["--netns", "--stack", "--numeric"]),
]

# With the plug-ins that Wireshark brings, where they are installed.
if list(pathlib.Path("/usr/lib").glob("*/wireshark/extcap/sshdump")):
    CASES += [
        ("snet-extcap ", ["list", "show", "dlts"], ["sshdump"]),
        ("snet-extcap show s", ["sshdump", "sdjournal"], ["udpdump", "show"]),
        ("snet-extcap show sshdump ", [], ["udpdump", "sdjournal"]),
        ("snet-extcap reload --", ["--trust", "--extcap-dir"], ["--remote-host"]),
        ("snet-extcap reload s", ["sshdump"], ["udpdump"]),
        ("snet-extcap reload sshdump log-level --remote-", ["--remote-host", "--remote-port"], ["--trust", "--sshkey"]),
        ("snet-extcap reload sshdump log-level --remote-capture-command-select ", ["dumpcap", "tcpdump"], ["sshdump"]),
    ]


class World:
    """A namespace with interfaces, seen by a shell that finds the tools in its path and two names in /run/netns."""

    def __init__(self, namespace, tools, scratch):
        self.namespace = namespace
        self.scratch = scratch
        folders = {str(pathlib.Path(tools.path(name)).parent) for name in TOOLS}
        self.path = ":".join([*folders, os.environ["PATH"]])
        for name in INTERFACES:
            namespace.check("ip", "link", "add", "name", name, "type", "bridge")
        (scratch / "stacks").mkdir()
        for name in STACKS:
            (scratch / "stacks" / f"{name}.stack").write_text("snet 1\n")

    def enter(self, *argv):
        mount = "mount -t tmpfs none /run && mkdir /run/netns && touch /run/netns/blue /run/netns/red && " \
                'cd "$1" && shift && exec "$@"'
        return self.namespace.enter("unshare", "-m", "sh", "-c", mount, "sh", str(self.scratch), "env",
                                    f"PATH={self.path}", f"HOME={self.scratch}", f"SNET_STACK_DIR={self.scratch}/stacks",
                                    "LC_ALL=C.UTF-8", *argv)

    def run(self, *argv):
        return netns.run(self.enter(*argv))


@pytest.fixture(scope="module")
def folder():
    return pathlib.Path(os.environ["SNET_BUILD"]).resolve() / "completions"


@pytest.fixture(scope="module")
def world(tools, namespaces, tmp_path_factory):
    with netns.Namespace() as namespace:
        yield World(namespace, tools, tmp_path_factory.mktemp("shell"))


@pytest.fixture(params=sorted(shells.SHELLS))
def complete(request, world, folder):
    if not shutil.which(request.param):
        pytest.skip(f"no {request.param}")
    return lambda line: shells.SHELLS[request.param](world, folder, line)


@pytest.mark.parametrize("line, wanted, unwanted", CASES, ids=[case[0].replace(" ", "_") for case in CASES])
def test_offers(complete, line, wanted, unwanted):
    offers = [offer.rstrip(" ,") for offer in complete(line)]
    last = [re.split("[=,/]", offer)[-1].lstrip("+") for offer in offers]
    assert set(wanted) <= set(last), offers
    assert not set(unwanted) & set(last), offers


def test_every_verb_is_offered(complete, tools):
    for name in TOOLS:
        text = tools.run(None, name, "--help").stdout.decode()
        verbs = text.partition("\nVerbs")[2].partition("\n\n")[0].splitlines()[1:]
        names = {line.split()[0] for line in verbs if line.startswith("  ") and line[2] != " "}
        assert names and set(complete(name + " ")) == names


def test_names_are_not_expanded(complete, world):
    """An interface or a stack may be named like a command."""
    assert len(complete("snet-route list --dev ")) == len(INTERFACES) + 1
    assert len(complete("snet-route list --stack ")) == len(STACKS)
    assert not (world.scratch / "hit").exists()


def test_names_of_another_namespace(complete, world):
    with netns.Namespace() as other:
        other.check("ip", "link", "add", "name", "far0", "type", "bridge")
        assert set(complete(f"snet-route --netns {other.pid} list --dev ")) == {"lo", "far0"}


def test_bash_quotes(world, folder):
    if not shutil.which("bash"):
        pytest.skip("no bash")
    offers = shells.bash(world, folder, "snet-route list --dev ")
    words = world.run("bash", "-c", f"printf '%s\\n' {' '.join(offers)}").stdout.decode().splitlines()
    assert sorted(words) == sorted([*INTERFACES, "lo"])
    assert not (world.scratch / "hit").exists()
