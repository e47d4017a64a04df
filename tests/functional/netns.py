"""Network namespaces for tests.

A namespace lives as long as a `cat` that holds it, and the `cat` as long as the pipe to this process: whatever happens to
the tests, nothing is left behind. The super-user gets a plain namespace, everybody else one inside a user namespace.
"""

import json
import os
import shutil
import subprocess

MILESTONE = "milestone"  # no object that `ip` knows
TIMEOUT = 120  # seconds for one command: generous, since sanitizers on a busy machine are slow


def run(argv, timeout=TIMEOUT, **options):
    """Runs a command and returns it with bytes in `stdout` and `stderr`. One that hangs in the kernel cannot be waited
    for: it is killed and left alone."""
    data = options.pop("input", None)
    options.setdefault("stdin", subprocess.PIPE if data is not None else subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    process = subprocess.Popen(argv, **options)
    try:
        out, err = process.communicate(data, timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return subprocess.CompletedProcess(argv, process.returncode, out, err)


class Namespace:
    """A network namespace of its own with nothing but `lo`, down."""

    def __init__(self):
        self.is_root = os.geteuid() == 0
        make = ["unshare", "-n"] if self.is_root else ["unshare", "-U", "-r", "-n"]
        self.holder = subprocess.Popen([*make, "sh", "-c", "echo; exec cat"], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if not self.holder.stdout.readline():
            raise OSError(self.holder.stderr.read().decode(errors="replace").strip() or "unshare failed")

    @property
    def pid(self):
        """A process inside: what `--netns` and `ip link set ... netns` take."""
        return self.holder.pid

    def close(self):
        self.holder.stdin.close()
        try:
            self.holder.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.holder.kill()
        self.holder.stdout.close()
        self.holder.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def enter(self, *argv):
        """The command that runs `argv` inside."""
        user = [] if self.is_root else ["-U", "--preserve-credentials"]
        return ["nsenter", "-t", str(self.pid), *user, "-n", "--", *argv]

    def run(self, *argv, **options):
        return run(self.enter(*argv), **options)

    def check(self, *argv, **options):
        """Runs `argv` inside; it must succeed."""
        done = self.run(*argv, **options)
        assert done.returncode == 0, f"{argv}: {done.stderr.decode(errors='replace')}"
        return done

    def ip(self, *arguments):
        """What `ip -j ARGUMENTS` prints."""
        out = self.check("ip", "-j", *arguments).stdout
        return json.loads(out.decode(errors="replace") or "[]")

    def batch(self, lines, *options):
        """Gives `ip` many commands; returns the numbers of the lines that it or the kernel refused.

        At a word that it does not understand `ip` leaves the batch and does not say where. Each line is followed by one
        that always fails, so that the last of these tells, and another `ip` goes on behind the line that it fell over."""
        refused, start = [], 0
        while start < len(lines):
            text = "".join(f"{line}\n{MILESTONE}\n" for line in lines[start:])
            done = self.run("ip", "-force", *options, "-batch", "-", input=text.encode())
            prefix = b"Command failed -:"
            failed = [int(line[len(prefix):]) for line in done.stderr.splitlines() if line.startswith(prefix)]
            passed = max((number // 2 for number in failed if number % 2 == 0), default=0)
            refused += [start + number // 2 + 1 for number in failed if number % 2 == 1]
            start += passed
            if start < len(lines):
                start += 1
                refused.append(start)
        return refused


def has_vendors():
    """Whether a registry of vendors is installed, one of those that `snet-arp vendor` knows."""
    return any(map(os.path.exists, ("/usr/share/ieee-data/oui.csv", "/usr/share/ieee-data/oui.txt",
                                    "/usr/share/wireshark/manuf", "/usr/share/nmap/nmap-mac-prefixes")))


def why_not():
    """Why namespaces cannot be used here, or None. Killable: a kernel whose netlink hangs gives a reason, not a hang."""
    for program in ("ip", "unshare", "nsenter"):
        if not shutil.which(program):
            return f"no {program} command"
    make = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-U", "-r", "-n"]
    try:
        done = run([*make, "ip", "link", "add", "probe0", "type", "veth", "peer", "name", "probe1"], timeout=20)
    except subprocess.TimeoutExpired:
        return "making a network namespace with a veth pair takes over 20 seconds"
    except OSError as error:
        return str(error)
    if done.returncode != 0:
        return "no network namespaces: " + done.stderr.decode(errors="replace").strip()
    return None
