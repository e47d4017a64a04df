"""The big networks that are measured: fixed seeds, so that two runs measure the same. Each is given how many rows to make
and a folder for files, and returns how many rows its list must have. Its `lister` is the command that lists them."""

import pathlib
import random
import subprocess
import sys
import time


def batch(lines, *options):
    """Gives `ip` very many commands, with progress on a terminal."""
    ip = subprocess.Popen(["ip", *options, "-batch", "-"], stdin=subprocess.PIPE)
    for start in range(0, len(lines), 5000):
        ip.stdin.write(("\n".join(lines[start:start + 5000]) + "\n").encode())
        ip.stdin.flush()
        progress(start, len(lines))
    ip.stdin.close()
    code = ip.wait()
    progress(len(lines), len(lines))
    if code != 0:
        sys.exit("the set-up could not be built")


def progress(done, total):
    if sys.stderr.isatty() and total > 10000:
        end = "\r\x1b[K" if done == total else ""
        print(f"\r  {done * 100 // total:3} % of {total} commands{end}", end="", file=sys.stderr, flush=True)


def uplink():
    batch(["link add eth0 type veth peer name eth1", "link set eth0 up", "link set eth1 up",
           "address add 10.0.0.1/24 dev eth0", "address add 2001:db8::1/64 dev eth0 nodad"])


def dotted(bits):
    return f"{bits >> 24}.{bits >> 16 & 255}.{bits >> 8 & 255}.{bits & 255}"


def prefixes4(count):
    """As a router of the Internet has them: half of them /24, a few longer."""
    pick = random.Random(4)
    lengths = [24] * 10 + [23, 22, 22, 21, 20, 19, 18, 16, 25, 28, 32]
    prefixes = set()
    while len(prefixes) < count:
        length = pick.choice(lengths)
        bits = pick.randrange(0x0b000000, 0xe0000000) >> (32 - length) << (32 - length)
        if bits >> 24 not in (10, 127):
            prefixes.add((bits, length))
    return sorted(prefixes)


def gateway4(bits):
    return f"10.0.0.{2 + (bits >> 8) % 16}"


ADDED_ADDRESS = "10.0.0.77"  # of the uplink's prefix, and of the added route
HIDDEN_PREFIX, HIDDEN_ADDRESS = "10.77.0.0/16", "10.77.0.1"


def routes4(count, folder):
    """IPv4 routes through 16 gateways; small stacks over them, and questions about them, also as `ip -batch` takes them."""
    uplink()
    prefixes = prefixes4(count)
    batch(["route add default via 10.0.0.2", f"route add {HIDDEN_PREFIX} via 10.0.0.3",
           *(f"route add {dotted(bits)}/{length} via {gateway4(bits)}" for bits, length in prefixes)])
    (folder / "added.stack").write_text(f"snet 1\nroute {ADDED_ADDRESS} via 10.0.0.9 dev eth0\n")
    (folder / "hidden.stack").write_text(f"snet 1\nhide route {HIDDEN_PREFIX}\n")
    write_questions(prefixes, 5 * count, folder)
    return count + 3  # and that of the uplink's prefix


def write_questions(prefixes, count, folder):
    """Addresses that have a route, as many for `ip` as a tenth."""
    pick = random.Random(7)
    questions = []
    for _ in range(count):
        bits, length = pick.choice(prefixes)
        questions.append(dotted(bits | pick.getrandbits(32 - length) if length < 32 else bits))
    (folder / "questions").write_text("".join(f"{one}\n" for one in questions))
    (folder / "question").write_text(f"{questions[0]}\n")
    (folder / "ip-questions").write_text("".join(f"route get {one}\n" for one in questions[:count // 10]))


def stacks(count, folder):
    """No routes of the kernel's; a frozen stack of so many, and one that hides them."""
    lines = [f"route {dotted(bits)}/{length} via {gateway4(bits)} dev eth0 metric {bits >> 8 & 0xffff}"
             for bits, length in prefixes4(count)]
    device = "interface eth0 index 2 up\n"
    (folder / "own.stack").write_text("snet 1\nbase none\n" + device + "".join(f"{line}\n" for line in lines))
    hides = [f"hide route {dotted(bits)}/{length}\n" for bits, length in prefixes4(count)]
    (folder / "hides.stack").write_text("snet 1\n" + "".join(hides))
    return count


def routes6(count, _folder):
    """IPv6 routes: most of them /48, some shorter, /64 and /128, 16 gateways."""
    pick = random.Random(6)
    uplink()
    lengths = [48] * 10 + [32, 32, 29, 36, 40, 44, 46, 56, 64, 64, 128]
    prefixes = set()
    while len(prefixes) < count:
        length = pick.choice(lengths)
        prefixes.add(((0x2a << 120 | pick.getrandbits(120)) >> (128 - length) << (128 - length), length))
    text = lambda b: ":".join(f"{b >> shift & 0xffff:x}" for shift in range(112, -16, -16))
    batch([f"route add {text(b)}/{length} via 2001:db8::{2 + length % 16:x}" for b, length in sorted(prefixes)], "-6")
    return count + 3  # and those of the uplink's prefix, and of fe80::/64 at both its ends


def interfaces(count, _folder):
    """Pairs of veth that are up, so that all have a link-local address, and IPv4 addresses on one end."""
    pathlib.Path("/proc/sys/net/ipv6/conf/default/accept_dad").write_text("0")  # nothing may change afterwards
    for start in range(0, count // 2, 500):
        progress(start * 2 * 6, count * 6)
        lines = []
        for i in range(start, min(start + 500, count // 2)):
            lines += [f"link add left{i} type veth peer name right{i}", f"link set left{i} up", f"link set right{i} up",
                      f"address add 10.{i >> 8}.{i & 255}.1/24 dev left{i}"]
        batch(lines)
    progress(count * 6, count * 6)
    return count // 2 * 2 + 1  # and lo


def neighbors(_count, _folder):
    """A link whose other end, in a namespace of its own, answers for the 65,536 addresses of 10.1.0.0/16; their number is
    not scaled."""
    # It lives as long as the pipe to this process.
    far = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo; exec cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    far.stdout.readline()
    held.append(far)
    batch(["link add eth0 type veth peer name eth1", f"link set eth1 netns {far.pid}", "link set eth0 up",
           "address add 10.0.0.1/24 dev eth0", "address add 2001:db8::1/64 dev eth0 nodad", "route add 10.1.0.0/16 dev eth0"])
    inside = ["nsenter", "-t", str(far.pid), "-n"]
    for command in ("link set lo up", "address add 10.0.0.2/24 dev eth1", "address add 2001:db8::2/64 dev eth1 nodad", "link set eth1 up",
                    "route add local 10.1.0.0/16 dev lo"):
        subprocess.run([*inside, "ip", *command.split()], check=True)
    time.sleep(2)  # until both ends have carrier and addresses
    return 65536


held = []  # what must live as long as the set-ups

routes4.lister = "snet-route list -4"
routes6.lister = "snet-route list -6"
interfaces.lister = "snet-ifaces list"
stacks.lister = "snet-route list --stack {}/own.stack"
neighbors.lister = "snet-arp scan -q --rate 0 10.1.0.0/16"
