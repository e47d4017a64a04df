"""What `meson install` leaves is enough: to run the tools, and to build a program against libsnet with pkg-config alone."""

import os
import pathlib
import re
import struct
import subprocess
import sys

import pytest

from tree import TOOLS, only, run

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parents[1] / "functional"))
import netns  # noqa: E402

OURS = re.compile(r"^(?:(?:vtable|typeinfo|typeinfo name) for )?snet::(?!platform::|cli::)")
LIBRARIES = {"libsnet": OURS, "libsnet-capture": re.compile(r"^(?:(?:vtable|typeinfo|typeinfo name) for )?snet::capture::")}
COMPILER = os.environ.get("CXX", "c++").split()


@pytest.fixture(scope="session")
def environment(root):
    """Where the loader and pkg-config look."""
    return {**os.environ, "LD_LIBRARY_PATH": str(only(root, "libsnet.so.0").parent), "PKG_CONFIG_SYSROOT_DIR": str(root),
            "PKG_CONFIG_PATH": str(only(root, "snet.pc").parent)}


@pytest.fixture(scope="session")
def flags(environment):
    return run("pkg-config", "--cflags", "--libs", "snet", "snet-capture", env=environment).split()


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_runs(tool, root, environment):
    path = only(root, f"bin/{tool}")
    version = run("pkg-config", "--modversion", "snet", env=environment).strip()
    assert version in run(path, "--version", env=environment)
    assert "rpath" not in run("readelf", "-d", path).lower().replace("runpath", "rpath")


@pytest.mark.parametrize("name", LIBRARIES)
def test_soname(name, root):
    library = only(root, f"{name}.so.0")
    assert f"Library soname: [{name}.so.0]" in run("readelf", "-d", library)
    assert (library.parent / f"{name}.so").resolve() == library.resolve()


@pytest.mark.parametrize("name", LIBRARIES)
def test_only_snet_is_exported(name, root):
    names = [line[19:] for line in run("nm", "-DC", "--defined-only", only(root, f"{name}.so.0")).splitlines()]
    assert names
    assert not [exported for exported in names if not LIBRARIES[name].match(exported)]


def test_libpcap_is_loaded_with_the_capture_library_only(root):
    needed = {name: run("readelf", "-d", only(root, f"{name}.so.0")) for name in LIBRARIES}
    assert [name for name, text in needed.items() if "libpcap" in text] == ["libsnet-capture"]
    others = [tool for tool in TOOLS if tool != "snet-extcap"]
    assert not [tool for tool in others if re.search(r"libpcap|libsnet-capture", run("readelf", "-d", only(root, f"bin/{tool}")))]


def headers():
    folder = ROOT / "lib/include/snet"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.hpp"))


def test_every_header_is_installed(root):
    folder = only(root, "error.hpp").parent
    installed = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert installed == headers()


@pytest.mark.parametrize("header", headers())
def test_header_compiles_alone(header, root, flags, tmp_path):
    source = tmp_path / "alone.cpp"
    source.write_text(f"#include <snet/{header}>\n#include <snet/{header}>\n")
    includes = [flag for flag in flags if not flag.startswith(("-l", "-L"))]
    run(*COMPILER, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", *includes, source)


@pytest.fixture(scope="session")
def examples(root, flags, tmp_path_factory):
    """The example programs, built against the installed library: NAME -> path."""
    folder = tmp_path_factory.mktemp("examples")
    sources = sorted((ROOT / "examples").glob("*.cpp"))
    assert sources
    for source in sources:
        run(*COMPILER, "-Wall", "-Wextra", "-Werror", source, "-o", folder / source.stem, *flags)
    return {source.stem: str(folder / source.stem) for source in sources}


@pytest.fixture
def small_network():
    """A namespace with 192.0.2.2/24 on v0, and a default route by 192.0.2.1."""
    reason = netns.why_not()
    if reason:
        pytest.skip(reason)
    with netns.Namespace() as ns:
        for command in ("link set lo up", "link add v0 type veth peer name v1", "addr add 192.0.2.2/24 dev v0",
                        "link set v0 up", "link set v1 up", "route add default via 192.0.2.1"):
            ns.check("ip", *command.split())
        yield ns


def test_default_gateway_is_told(examples, environment, small_network):
    assert small_network.check(examples["default_gateway"], env=environment).stdout == b"192.0.2.1\n"
    small_network.check("ip", "route", "del", "default")
    alone = small_network.run(examples["default_gateway"], env=environment)
    assert (alone.returncode, alone.stdout) == (1, b"")


def test_one_route_more_leads_elsewhere(examples, environment, small_network):
    ask = [examples["what_if"], "198.51.100.9", "198.51.100.0/24", "via"]
    told = small_network.check(*ask, "192.0.2.3", env=environment).stdout.decode()
    then = "via 192.0.2.3 dev v0\n"
    assert told == f"now: via 192.0.2.1 dev v0\nthen: {then}frozen: {then}"
    assert b"198.51.100" not in small_network.check("ip", "route").stdout
    refused = small_network.run(*ask, "203.0.113.1", env=environment)
    assert refused.returncode == 2 and b"not on-link" in refused.stderr


def test_packets_are_told(examples, environment):
    """A stream of one packet, which is filtered, told, and found cut off."""
    packet = bytes.fromhex("450000210001000040110000c0000202c0000201") + struct.pack(">HHHH", 5000, 9, 13, 0) + b"hello"
    stream = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101) + struct.pack("<IIII", 1, 5, len(packet), len(packet)) + packet

    def tell(data, *words):
        done = subprocess.run([examples["tell_packets"], *words], input=data, capture_output=True, env=environment, timeout=60, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    line = "1970-01-01T00:00:01.000005000Z 33 192.0.2.2:5000 > 192.0.2.1:9 UDP length 5\n"
    assert tell(stream) == (0, line, "")
    assert tell(stream, "udp port 9") == (0, line, "")
    assert tell(stream, "tcp") == (0, "", "")
    assert tell(stream + b"x") == (2, line, "tell_packets: byte 74: the stream ends inside of the record that begins at byte 73\n")
    code, out, err = tell(stream, "nonsense")
    assert (code, out) == (2, "") and "nonsense" in err
