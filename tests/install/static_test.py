"""Tools of -Dstatic_tools=true run wherever they are put: they look for neither libsnet.so nor libstdc++.so."""

import os
import re

import pytest

from tree import TOOLS, only, run


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_needs_no_cpp_library(tool, root):
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", only(root, f"bin/{tool}")))
    assert needed, "even the C library is missing"
    assert not [name for name in needed if name.startswith(("libsnet", "libstdc++", "libgcc"))], needed


@pytest.mark.parametrize("tool", TOOLS)
def test_tool_runs_where_no_loader_looks(tool, root):
    without = {name: value for name, value in os.environ.items() if not name.startswith("LD_")}
    assert run(only(root, f"bin/{tool}"), "--version", env=without).startswith(f"{tool} ")
