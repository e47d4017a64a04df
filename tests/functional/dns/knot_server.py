"""An authoritative server (Knot DNS) in a namespace of its own, for as long as a `with` lasts."""

import contextlib
import subprocess
import time

CONF = """server:
    rundir: "{folder}"
    listen: 127.0.0.1@53
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
log:
  - target: stderr
    any: warning
database:
    storage: "{folder}"
policy:
  - id: short
    algorithm: ecdsap256sha256
    nsec3: {nsec3}
    nsec3-iterations: 0
    nsec3-salt-length: 4
template:
  - id: default
    storage: "{folder}"
    file: "zone"
    semantic-checks: off
    zonefile-load: difference-no-serial
    journal-content: all
    zonefile-sync: -1
    dnssec-signing: {signing}
    dnssec-policy: short
zone:
  - domain: {origin}
"""


@contextlib.contextmanager
def knot(ns, folder, origin, zone_text, signing=False, nsec3=False):
    """Runs it until it answers."""
    switch = {False: "off", True: "on"}
    (folder / "zone").write_text(zone_text)
    (folder / "knot.conf").write_text(CONF.format(folder=folder, origin=origin, signing=switch[signing], nsec3=switch[nsec3]))
    ns.check("ip", "link", "set", "lo", "up")
    log = open(folder / "log", "wb")
    process = subprocess.Popen(ns.enter("knotd", "-c", str(folder / "knot.conf")), stdout=log, stderr=log)
    try:
        wait_until_it_answers(ns, process, folder, origin, signing)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def wait_until_it_answers(ns, process, folder, origin, signing):
    wanted = [b" SOA ", b" RRSIG "] if signing else [b" SOA "]
    for _ in range(100):
        done = ns.run("kdig", "@127.0.0.1", "+noall", "+answer", "+timeout=1", "+retry=0", "+dnssec", origin, "SOA")
        lines = done.stdout.replace(b"\t", b" ")
        if all(word in lines for word in wanted):
            return
        assert process.poll() is None, (folder / "log").read_text()
        time.sleep(0.1)
    raise AssertionError("no answer: " + (folder / "log").read_text())
