#!/usr/bin/env python3
"""Counts what a run of .ci/run tested and prints the summary as the last line.

    tally.py STEP...

One case is one doctest test case, one pytest test or one lint; a fuzz target is one too. They are counted from what
the test programs themselves reported: Meson's logs, or a step's own log in build-logs. A test that Meson ran which
reported no count of its own is one case. A step that failed without any failed case is one failed case.
Exits 1 if anything failed or nothing passed."""

import json
import pathlib
import re
import sys

LOGS = pathlib.Path("build-logs")
REPORTS = {
    "test": pathlib.Path("build/meson-logs/testlog.json"),
    "lint": pathlib.Path("build/meson-logs/lintlog.json"),
    "none": pathlib.Path("build-none/meson-logs/testlog.json"),
    "sanitize": pathlib.Path("build-sanitize/meson-logs/testlog.json"),
}
DOCTEST = re.compile(r"\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped")
PYTEST = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)\b")
PYTEST_LINE = re.compile(r"^(?:=+ )?((?:\d+ \w+(?:, )?)+) in [\d.]+s.*$", re.MULTILINE)
COLORS = re.compile(r"\x1b\[[0-9;]*m")
SKIP = re.compile(r"^SKIPPED .*$", re.MULTILINE)
FUZZ = re.compile(r"^fuzz: (\S+): (passed|failed)$", re.MULTILINE)


def of_output(text, result):
    """(passed, failed, skipped) of one test that Meson ran."""
    text = COLORS.sub("", text)
    counts = [0, 0, 0]
    for _, passed, failed, skipped in DOCTEST.findall(text):
        counts = [a + int(b) for a, b in zip(counts, (passed, failed, skipped))]
    for line in PYTEST_LINE.findall(text):
        for number, word in PYTEST.findall(line):
            place = 0 if word in ("passed", "xpassed") else 2 if word in ("skipped", "xfailed") else 1
            counts[place] += int(number)
    if result in ("OK", "EXPECTEDFAIL"):
        return counts if any(counts) else [1, 0, 0]
    if result == "SKIP":
        return counts if any(counts) else [0, 0, 1]
    return counts if counts[1] else [counts[0], 1, counts[2]]


def of_log(path):
    """Sums one of Meson's JSON logs, and prints what was skipped and what failed."""
    total = [0, 0, 0]
    for line in path.read_text(errors="replace").splitlines():
        try:
            test = json.loads(line)
        except ValueError:  # Meson was killed while it wrote
            continue
        text = test.get("stdout", "") + "\n" + test.get("stderr", "")
        counts = of_output(text, test["result"])
        total = [a + b for a, b in zip(total, counts)]
        for skipped in SKIP.findall(COLORS.sub("", text)):
            print(f"skipped in {test['name']}: {skipped}")
        if test["result"] == "SKIP" and counts == [0, 0, 1]:
            print(f"skipped: {test['name']}: {text.strip()[-200:]}")
        if counts[1]:
            print(f"failed: {path.parent.parent.name}: {test['name']}: {test['result']}, {counts[1]} cases")
    return total


def of_step(name):
    """(passed, failed, skipped) of what a step tested; nothing where it left no report."""
    if name == "fuzz":
        results = [result for _, result in FUZZ.findall(log_of(name))]
        return [results.count("passed"), results.count("failed"), 0]
    report = REPORTS.get(name)
    return of_log(report) if report and report.exists() else [0, 0, 0]


def log_of(name):
    path = LOGS / f"{name}.log"
    return path.read_text(errors="replace") if path.exists() else ""


def status_of(name):
    """A step's exit status; None of one that never came to its end."""
    path = LOGS / f"{name}.status"
    text = path.read_text().strip() if path.exists() else ""
    return int(text) if text else None


def main(steps):
    total = [0, 0, 0]
    for name in steps:
        status, counts = status_of(name), of_step(name)
        if status != 0 and not counts[1]:
            print(f"failed: the step {name} itself: exit {status}")
            counts[1] = 1
        print(f"{name}: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped")
        total = [a + b for a, b in zip(total, counts)]
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped")
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
