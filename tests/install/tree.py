"""What is found in an installed tree, and how it is asked."""

import subprocess

TOOLS = ("snet-arp", "snet-extcap", "snet-ifaces", "snet-route", "snet-stack")


def run(*argv, **options):
    done = subprocess.run([str(a) for a in argv], capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == 0, f"{argv}: {done.stdout}{done.stderr}"
    return done.stdout


def only(root, pattern):
    found = sorted(root.rglob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]
