#!/usr/bin/env python3
"""Writes the completion scripts of a tool from its --help texts, so that they cannot know anything else than the tool.

    generate.py TOOL BASH-FILE ZSH-FILE FISH-FILE"""

import pathlib
import sys

import bash_script
import fish_script
import zsh_script
from help_text import read_tool


def main(program, *files):
    tool = read_tool(program)
    for shell, file in zip((bash_script, zsh_script, fish_script), files, strict=True):
        pathlib.Path(file).write_text(shell.script(tool))


if __name__ == "__main__":
    main(*sys.argv[1:])
