#!/usr/bin/env python3
"""What .editorconfig promises of every text file, and what no file of the tree may hold. Run from the root."""

import pathlib
import re
import subprocess
import sys

LINES = {"README.md": 100}  # longest that it may be
# A home directory of somebody's machine.
PRIVATE = re.compile(r"/(?:home|Users)/[a-z]\w+/")
RECORDED = re.compile(r"tests/.*/data/")


def tracked():
    """Git's files; in an unpacked archive, all but what a build leaves."""
    git = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], capture_output=True)
    if git.returncode == 0:
        return sorted(pathlib.Path(name) for name in git.stdout.decode().split("\0") if name)
    return sorted(p for p in pathlib.Path(".").rglob("*") if p.is_file() and not p.parts[0].startswith(("build", ".git")))


def problems(path, text):
    found = [f"{path}:{n}: trailing blank" for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip(" \t\r")]
    found += [f"{path}:{n}: TAB" for n, line in enumerate(text.split("\n"), 1) if line.startswith("\t")]
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        found.append(f"{path}: does not end with one newline")
    if not path.name == "text.py":
        found += [f"{path}: {private[0]}: a path of one machine" for private in PRIVATE.finditer(text)]
    if text.count("\n") > LINES.get(str(path), 2000):
        found.append(f"{path}: {text.count(chr(10))} lines")
    return found


def main():
    files = [path for path in tracked() if path.is_file() and not RECORDED.match(str(path))]
    found = [line for path in files for line in problems(path, path.read_text(errors="replace"))]
    version = re.search(r"version: '([^']+)'", pathlib.Path("meson.build").read_text())[1]
    if f"## {version}" not in pathlib.Path("CHANGELOG.md").read_text():
        found.append(f"CHANGELOG.md: says nothing of {version}")
    print("\n".join(found) or f"{len(files)} files")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
