"""What all functional tests share: the tools of the build under test, network namespaces, and the summary of how much
was compared with `ip`.

The environment says what to run: SNET_BUILD names the build directory, SNET_TEST_SEEDS the random networks that are
compared with `ip` ("12" or "1-12" where a run must be short, as under sanitizers; else 1-60), SNET_TEST_CHURN how many looks are
taken while interfaces come and go (else 1,000).
"""

import json
import os
import pathlib

import pytest

import netns
from wire import Wire


class Tools:
    """The programs of the build directory that the environment variable SNET_BUILD names."""

    def __init__(self, build):
        self.folder = pathlib.Path(build).resolve() / "tools"

    def path(self, name):
        folder = self.folder / name  # where the tool has a folder of its own
        return str(folder / name if folder.is_dir() else folder)

    def run(self, namespace, name, *arguments, **options):
        """Runs a tool; inside a namespace, or outside for None."""
        argv = [self.path(name), *arguments]
        return netns.run(namespace.enter(*argv) if namespace else argv, **options)

    def json(self, namespace, name, *arguments):
        """What a tool prints with --json; it must succeed and say nothing on stderr."""
        done = self.run(namespace, name, *arguments, "--json")
        assert (done.returncode, done.stderr) == (0, b""), (name, arguments, done)
        return json.loads(done.stdout.decode())


class Tally:
    """How many rows and keys were compared, by kind of record; and whatever else a test counts."""

    def __init__(self):
        self.rows = {}
        self.keys = {}
        self.others = {}

    def count(self, kind, rows, keys):
        self.rows[kind] = self.rows.get(kind, 0) + rows
        self.keys[kind] = self.keys.get(kind, 0) + keys

    def add(self, title, what, number=1):
        """Counts under a title of its own."""
        counted = self.others.setdefault(title, {})
        counted[what] = counted.get(what, 0) + number


def pytest_configure(config):
    # Nobody's own stacks: the tests make theirs, and name them.
    os.environ.pop("SNET_STACK", None)
    os.environ["SNET_STACK_DIR"] = "/nonexistent"
    os.environ["XDG_CACHE_HOME"] = "/dev/null/none"  # which nobody can make
    config.snet_tally = Tally()


def pytest_terminal_summary(terminalreporter, config):
    tally = config.snet_tally
    for kind in tally.rows:
        terminalreporter.write_line(f"compared with ip -j: {kind}: {tally.rows[kind]} rows, {tally.keys[kind]} keys")
    if tally.rows:
        total = f"{sum(tally.rows.values())} rows, {sum(tally.keys.values())} keys"
        terminalreporter.write_line(f"compared with ip -j: all: {total}")
    for title, counted in sorted(tally.others.items()):
        most_first = sorted(counted, key=counted.get, reverse=True)
        terminalreporter.write_line(f"{title}: " + ", ".join(f"{counted[what]} {what}" for what in most_first))


@pytest.fixture(scope="session")
def tally(pytestconfig):
    return pytestconfig.snet_tally


@pytest.fixture(scope="session")
def tools():
    build = os.environ.get("SNET_BUILD")
    if not build:
        pytest.skip("SNET_BUILD does not name a build directory")
    found = Tools(build)
    assert os.access(found.path("snet-ifaces"), os.X_OK), f"{build} holds no tools/snet-ifaces"
    return found


@pytest.fixture(scope="session")
def namespaces():
    """The right to make namespaces; skips with the reason where there is none."""
    reason = netns.why_not()
    if reason:
        pytest.skip(reason)


@pytest.fixture
def ns(namespaces):
    """A fresh network namespace."""
    with netns.Namespace() as namespace:
        yield namespace


@pytest.fixture
def wire(namespaces):
    """Two fresh namespaces with a link between them."""
    if os.geteuid() != 0:
        pytest.skip("joining two namespaces needs the super-user")
    with netns.Namespace() as near, netns.Namespace() as far:
        yield Wire(near, far)
