"""The plug-ins that come with Wireshark: what is listed and shown of them is what they say by themselves."""

import glob
import json
import os
import pathlib
import re
import subprocess

import pytest

PROGRAMS = sorted(path for path in glob.glob("/usr/lib/*/wireshark/extcap/*") if os.access(path, os.X_OK))
pytestmark = pytest.mark.skipif(not PROGRAMS, reason="no plug-ins of Wireshark's are installed")


def lines_of(path, *words):
    """The sentences that a program prints, by their first word."""
    done = subprocess.run([path, *words], capture_output=True, timeout=30, check=False)
    found = {}
    for line in done.stdout.decode().splitlines():
        word = line.split(" ")[0]
        # Tokens as far as these programs have them: no brace is inside of a value.
        found.setdefault(word, []).append(dict(re.findall(r"\{(\w+)=([^{}]*)\}", line)))
    return found


def interfaces():
    return [(path, row["value"], row["display"]) for path in PROGRAMS for row in lines_of(path, "--extcap-interfaces").get("interface", [])]


@pytest.fixture
def shipped(tools, tmp_path):
    """snet-extcap with these alone."""
    environment = {**os.environ, "HOME": str(tmp_path)}

    class Shipped:
        def json(self, *words):
            done = subprocess.run([tools.path("snet-extcap"), *words, "--json"], capture_output=True, env=environment, timeout=60, check=False)
            assert (done.returncode, done.stderr) == (0, b""), done
            return json.loads(done.stdout)

    return Shipped()


def test_all_are_listed(shipped):
    rows = shipped.json("list", "-o", "+dlts")
    assert [(row["path"], row["address"], row["name"]) for row in rows] == interfaces()
    assert len({row["index"] for row in rows}) == len(rows)
    for row in rows:
        told = lines_of(row["path"], "--extcap-interfaces")["extcap"][0]
        assert (row["source"], row["version"], row.get("help")) == (pathlib.Path(row["path"]).name, told["version"], told.get("help"))


def test_all_options_are_shown(shipped, tally):
    for path, interface, _ in interfaces():
        told = lines_of(path, "--extcap-config", "--extcap-interface", interface)
        # ciscodump 4.0 has one without a call, "{call--sshkey-passphrase}".
        arguments = [row for row in told.get("arg", []) if {"number", "call", "display", "type"} <= row.keys()]
        rows = shipped.json("show", f"{pathlib.Path(path).name}:{interface}")
        assert [(row["number"], row["call"], row["type"], row["display"]) for row in rows] == [
            (int(row["number"]), row["call"], row["type"], row["display"]) for row in arguments], path
        for row, argument in zip(rows, arguments, strict=True):
            values = [value for value in told.get("value", []) if value["arg"] == argument["number"]]
            assert [(v["value"], v["display"]) for v in row.get("values", [])] == [(v["value"], v["display"]) for v in values]
            assert row["required"] == (argument.get("required") == "true"), row
            assert row.get("tooltip") == argument.get("tooltip") and row.get("group") == argument.get("group")
            if not values and "default" in argument and row["type"] != "boolflag":
                assert str(row["default"]) == argument["default"]
            tally.add("options of Wireshark's plug-ins", row["type"])


def test_all_link_types_are_told(shipped):
    for path, interface, _ in interfaces():
        told = lines_of(path, "--extcap-dlts", "--extcap-interface", interface).get("dlt", [])
        assert [(row["number"], row["name"]) for row in shipped.json("dlts", interface)] == [(int(row["number"]), row["name"]) for row in told]
