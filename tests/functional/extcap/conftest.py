"""Folders of plug-ins, and snet-extcap looking at them alone."""

import json
import os
import time

import netns
import pytest


class Host:
    """snet-extcap with one folder of plug-ins, none of this machine's."""

    def __init__(self, tools, scratch):
        self.tools = tools
        self.home = scratch / "home"
        self.folder = scratch / "plugins"
        self.home.mkdir()
        self.folder.mkdir()
        self.seconds = 0.0
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("SNET_EXTCAP")}
        self.environment.update({"WIRESHARK_EXTCAP_DIR": "/nonexistent", "HOME": str(self.home), "XDG_CONFIG_HOME": ""})

    def run(self, *words, program=None, **options):
        """A verb with its own options in front. The folder for tests lies where everybody may write: --trust."""
        environment = {**self.environment, **options.pop("env", {})}
        start = time.monotonic()
        done = netns.run([program or self.tools.path("snet-extcap"), words[0], "--extcap-dir", str(self.folder), "--trust",
                          *words[1:]], env=environment, **options)
        self.seconds = time.monotonic() - start
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def json(self, *words, **options):
        code, out, err = self.run(words[0], "--json", *words[1:], **options)
        assert (code, err) == (0, ""), (words, err)
        return json.loads(out)

    def fails(self, *words, **options):
        """The exit code and the message; nothing may have been printed."""
        code, out, err = self.run(*words, **options)
        assert out == "", out
        return code, err.removeprefix("snet-extcap: ").rstrip("\n")


@pytest.fixture
def host(tools, tmp_path):
    return Host(tools, tmp_path)
