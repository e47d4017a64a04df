"""The installed tree that the tests look at."""

import os

import pytest

import tree


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """The folder that holds it, as a package builder makes it."""
    folder = tmp_path_factory.mktemp("root")
    tree.run("meson", "install", "-C", os.environ["SNET_BUILD"], "--no-rebuild", "--destdir", folder)
    return folder
