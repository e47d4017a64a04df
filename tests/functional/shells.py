"""What bash, zsh and fish offer at the end of a line, with the completion scripts of the build under test."""

import os
import pathlib
import pty
import re
import select
import shutil
import time

HERE = pathlib.Path(__file__).resolve().parent

# Asks bash's completion function as readline would: words are split at "=", too.
BASH = r"""
source "$1"
line=$2
COMP_WORDS=()
for word in $line; do
  while [[ $word == *=* && $word == -* ]]; do COMP_WORDS+=("${word%%=*}" '='); word=${word#*=}; [[ $word ]] || break 1; done
  [[ $word ]] && COMP_WORDS+=("$word")
done
[[ $line == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
"_${COMP_WORDS[0]//-/_}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""


def bash(world, folder, line):
    done = world.run("bash", "--norc", "-c", BASH, "bash", str(folder / line.split()[0]), line)
    assert (done.returncode, done.stderr) == (0, b""), done
    return done.stdout.decode().splitlines()


def fish(world, folder, line):
    script = f"source {folder}/{line.split()[0]}.fish; complete -C $argv[1]"
    done = world.run("fish", "--no-config", "-c", script, line)
    assert (done.returncode, done.stderr) == (0, b""), done
    return [offer.partition("\t")[0] for offer in done.stdout.decode().splitlines()]


def zsh(world, folder, line):
    """Types into an interactive zsh on a terminal: its completion works nowhere else."""
    hits = world.scratch / "hits"
    shutil.copy(HERE / "zsh_capture.zsh", world.scratch / ".zshrc")
    hits.write_text("")
    settings = {"ZDOTDIR": world.scratch, "HITS": hits, "COMPLETIONS": folder, "TERM": "vt100"}
    argv = world.enter("env", *(f"{key}={value}" for key, value in settings.items()), "zsh", "-d", "-i")
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(argv[0], argv)
    try:
        wait_for(terminal, lambda out: b"ready" in out)
        os.write(terminal, line.encode() + b"\t")
        wait_for(terminal, lambda out: hits.read_text().endswith("\n\n") or hits.read_text() == "\n")
    finally:
        os.close(terminal)  # hangs it up
        os.waitpid(pid, 0)
    return [re.sub(r"^.*[=,+](?=.)", "", hit) if "," in line else hit for hit in hits.read_text().split("\n") if hit]


def wait_for(terminal, condition, seconds=60):
    out, end = b"", time.monotonic() + seconds
    while not condition(out):
        assert time.monotonic() < end, out
        if select.select([terminal], [], [], 0.05)[0]:
            out += os.read(terminal, 65536)


SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
