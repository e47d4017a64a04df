"""Two namespaces joined by a veth pair: the tools run at one end of the link, a kernel or a test's own program at the
other."""

import contextlib
import pathlib
import subprocess
import sys
import time

PEER = pathlib.Path(__file__).with_name("wire_peer.py")
OWN_MAC, PEER_MAC = "02:00:00:00:00:01", "02:00:00:00:00:02"


class Wire:
    """`near` has eth0, `far` has eth1; both are up and have addresses of 10.0.0.0/24 and 2001:db8::/64."""

    def __init__(self, near, far):
        self.near, self.far = near, far
        for end in (near, far):
            end.check("sh", "-c", "for f in /proc/sys/net/ipv6/conf/*/accept_dad; do echo 0 >$f; done")
            end.check("ip", "link", "set", "lo", "up")
        near.check("ip", "link", "add", "eth0", "address", OWN_MAC, "type", "veth", "peer", "name", "eth1", "address", PEER_MAC)
        near.check("ip", "link", "set", "eth1", "netns", str(far.pid))
        assert near.batch(["address add 10.0.0.1/24 dev eth0", "address add 2001:db8::1/64 dev eth0 nodad",
                           "link set eth0 up"]) == []
        assert far.batch(["address add 10.0.0.2/24 dev eth1", "address add 2001:db8::2/64 dev eth1 nodad",
                          "link set eth1 up"]) == []
        for end, name in ((near, "eth0"), (far, "eth1")):
            wait_for(lambda: self.link_local(end, name) and "tentative" not in str(end.ip("addr", "show", "dev", name)))

    @staticmethod
    def link_local(end, name):
        """The link-local IPv6 address of an interface, if it has one."""
        return next((info["local"] for link in end.ip("-6", "addr", "show", "dev", name) for info in link.get("addr_info", [])
                     if info.get("scope") == "link"), None)

    @contextlib.contextmanager
    def peer(self, *words):
        """The program at the far end, as long as this lasts."""
        with subprocess.Popen(self.far.enter(sys.executable, str(PEER), "eth1", *words), stdout=subprocess.PIPE,
                              stdin=subprocess.DEVNULL) as program:
            assert program.stdout.readline() == b"ready\n"
            try:
                yield program
            finally:
                program.kill()

    def send(self, *frames):
        """From the far end."""
        self.far.check(sys.executable, str(PEER), "eth1", "send", *(frame.hex() for frame in frames))

    def far_alone(self):
        """Nobody but the test's program answers at the far end."""
        self.far.check("ip", "link", "set", "eth1", "arp", "off")
        self.far.check("ip", "address", "flush", "dev", "eth1")


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)
