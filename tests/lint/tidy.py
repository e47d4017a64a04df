#!/usr/bin/env python3
"""Runs clang-tidy over the sources of lib, platform and tools, and over their headers with them.

    tidy.py ROOT BUILD

Most of its time goes into what every file includes. So files are looked at several at a time, through a file that
includes them; those that do not go together, since they have different things of one name, are then looked at in
halves, down to each by itself. Exits 1 at findings."""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

LOOKED_AT = ("lib", "platform", "tools")  # the tests would be a third of the time, and have little that it finds
TOGETHER = 8  # files; the more they are, the more often two of them do not go together
BROKEN = "[clang-diagnostic-error]"
READING = re.compile(r"-[DI].|-isystem.|-std=")  # what of the arguments says how a file is read


def sources(root, build):
    """The files, and with each the arguments by which it is read, from the folder of the build."""
    found = {}
    for command in json.loads((build / "compile_commands.json").read_text()):
        file = pathlib.Path(os.path.normpath(build / command["file"]))
        if file.relative_to(root).parts[0] in LOOKED_AT:
            found[file] = [word for word in shlex.split(command["command"]) if READING.match(word)]
    return found


def groups(files):
    """Files of one folder name things alike: neighbors go into different groups."""
    number = -(-len(files) // TOGETHER)
    return [files[first::number] for first in range(number)]


class Tidy:
    def __init__(self, root, build, units):
        self.root, self.build, self.units = root, build, units
        self.arguments = sources(root, build)

    def findings(self, files):
        """What clang-tidy says of files that it reads as one, or where that cannot be, of their halves."""
        text, clean = self.run(files)
        if clean:
            return []
        if BROKEN not in text or len(files) == 1:
            return [text]
        middle = len(files) // 2
        return self.findings(files[:middle]) + self.findings(files[middle:])

    def run(self, files):
        with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=self.units) as unit:
            unit.write("".join(f'#include "{file}"  // NOLINT(bugprone-suspicious-include)\n' for file in files))
            unit.flush()
            # -w: what clang itself warns of is an error of the sanitizer build.
            arguments = dict.fromkeys(word for file in files for word in self.arguments[file])
            done = subprocess.run(["clang-tidy-19", "--quiet", f"--config-file={self.root}/.clang-tidy", unit.name, "--", *arguments, "-w"],
                                  cwd=self.build, capture_output=True, text=True)
        return done.stdout + done.stderr, done.returncode == 0


def main(root, build):
    with tempfile.TemporaryDirectory(dir=build) as units, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        tidy = Tidy(root, build, units)
        files = sorted(tidy.arguments)
        found = [text for texts in pool.map(tidy.findings, groups(files)) for text in texts]
    print(*found, f"{len(files)} files", sep="\n")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main(*(pathlib.Path(word).resolve() for word in sys.argv[1:3])))
