"""What summaries tell of packets is what tshark tells: addresses, ports, protocols, times and lengths."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from made_packets import LINKS, Maker, pcap

BUILD = pathlib.Path(os.environ.get("SNET_BUILD", "."))
PACKETS = str(BUILD / "tests/functional/capture/packets")
OURS = ("number", "time", "length", "captured", "link", "source_mac", "destination_mac", "vlan", "source", "destination", "sport", "dport",
        "protocol", "state", "info")
FIELDS = ("frame.number", "frame.time_epoch", "frame.len", "frame.cap_len", "eth.src", "eth.dst", "wlan.ta", "wlan.sa", "wlan.ra", "wlan.da", "vlan.id", "ieee8021ad.id", "ieee8021ad.svid", "ip.src", "ip.dst", "ipv6.src",
          "ipv6.dst", "arp.src.proto_ipv4", "arp.dst.proto_ipv4", "tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport", "sctp.srcport",
          "sctp.dstport", "dns.qry.name", "dns.id", "icmp.type", "icmpv6.type", "frame.protocols", "exported_pdu.ipv4_src", "exported_pdu.ipv4_dst", "exported_pdu.src_port", "exported_pdu.dst_port",
          "_ws.malformed", "_ws.short")
# Fragments are not put together, segments neither; names are not looked up.
PLAIN = ("-n", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE")
# Ours -> a word of frame.protocols.
WORDS = {"TCP": "tcp", "UDP": "udp", "ICMP": "icmp", "ICMPv6": "icmpv6", "IGMP": "igmp", "ARP": "arp", "DNS": "dns", "MDNS": "mdns", "SCTP": "sctp", "AH": "ah"}


@pytest.fixture(autouse=True)
def programs():
    for program in ("tshark", "randpkt", "tcpdump"):
        if not shutil.which(program):
            pytest.skip(f"no {program} command")


def ours(data, part=65536):
    done = subprocess.run([PACKETS, "summary", str(part)], input=data, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    return [dict(zip(OURS, line.split("\t"), strict=True)) for line in done.stdout.decode().splitlines()]


def theirs(file):
    fields = [word for name in FIELDS for word in ("-e", name)]
    done = subprocess.run(["tshark", "-r", str(file), *PLAIN, "-T", "fields", "-E", "occurrence=f", "-E", "separator=/t", *fields],
                          capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return [dict(zip(FIELDS, line.split("\t"), strict=True)) for line in done.stdout.decode(errors="replace").splitlines()]


def first(*values):
    return next((value for value in values if value), "")


def addresses(row):
    """The outermost ones of IP, or ARP's."""
    protocols = row["frame.protocols"].split(":")
    outer = next((name for name in protocols if name in ("ip", "ipv6", "arp")), "ip")
    return {"ip": (row["ip.src"], row["ip.dst"]), "ipv6": (row["ipv6.src"], row["ipv6.dst"]),
            "arp": (row["arp.src.proto_ipv4"], row["arp.dst.proto_ipv4"])}[outer]


def vlan(row):
    """Of the outermost tag."""
    outer = next((name for name in row["frame.protocols"].split(":") if name in ("vlan", "ieee8021ad")), "vlan")
    return first(row["ieee8021ad.svid"], row["ieee8021ad.id"]) if outer == "ieee8021ad" else row["vlan.id"]


def differences(our, row):
    """What is told otherwise of one packet, which tshark finds nothing wrong with."""
    protocols = row["frame.protocols"].split(":")
    found = []

    def compare(name, mine, other):
        if mine != other:
            found.append(f"{name}: ours {mine!r}, theirs {other!r}")

    compare("number", our["number"], row["frame.number"])
    compare("time", our["time"], row["frame.time_epoch"])
    compare("length", our["length"], row["frame.len"])
    compare("captured", our["captured"], row["frame.cap_len"])
    if our["link"] == "1":
        compare("macs", (our["source_mac"], our["destination_mac"]), (row["eth.src"], row["eth.dst"]))
        compare("vlan", our["vlan"], vlan(row))
    if "wlan" in protocols:
        compare("macs", (our["source_mac"], our["destination_mac"]), (first(row["wlan.sa"], row["wlan.ta"]), first(row["wlan.da"], row["wlan.ra"])))
    compare("addresses", (our["source"], our["destination"]), addresses(row))
    compare("ports", (our["sport"], our["dport"]), (first(row["tcp.srcport"], row["udp.srcport"], row["sctp.srcport"]),
                                                    first(row["tcp.dstport"], row["udp.dstport"], row["sctp.dstport"])))
    for name, word in WORDS.items():
        if our["protocol"] == name and "fragment at" not in our["info"]:
            compare(name, word in protocols, True)
        if word in protocols and word not in ("udp", "tcp", "ah"):
            compare(word, our["protocol"], name)
    if row["dns.qry.name"] and our["protocol"] in ("DNS", "MDNS"):
        compare("dns", (row["dns.qry.name"] + ".") in our["info"] and f"{int(row['dns.id'], 16):x}" in our["info"], True)
    return found


def compare(data, file):
    """How many packets were compared in all, and in the order of the file what differs."""
    file.write_bytes(data)
    mine, others = ours(data), theirs(file)
    assert len(mine) == len(others)
    compared, wrong = 0, []
    for our, row in zip(mine, others, strict=True):
        # What a broken packet may be, each may guess.
        if row["_ws.malformed"] or row["_ws.short"] or our["state"] != "whole":
            continue
        compared += 1
        found = differences(our, row)
        if found:
            wrong.append((our, row["frame.protocols"], found))
    return compared, wrong


@pytest.mark.parametrize("link", LINKS)
def test_made_packets_are_told_as_tshark_tells_them(link, tmp_path):
    maker = Maker(link)
    data = pcap(link, [maker.record(link, changed=False) for _ in range(1500)])
    compared, wrong = compare(data, tmp_path / "made.pcap")
    assert not wrong, wrong[:5]
    assert compared > 1100


@pytest.mark.parametrize("link", LINKS)
def test_what_tshark_finds_cut_off_is_cut_off(link, tmp_path):
    """Sound packets, of which only a part was captured: neither is anything malformed, nor is a missing header overlooked."""
    maker = Maker(1000 + link)
    records = []
    for _ in range(600):
        packet = maker.packet(link)
        records.append((packet[:maker.random.randrange(len(packet) + 1)], len(packet)))
    data = pcap(link, records)
    assert not [our for our in ours(data) if our["state"] == "odd"]
    file = tmp_path / "cut.pcap"
    file.write_bytes(data)
    for our, row in zip(ours(data), theirs(file), strict=True):
        if our["state"] == "cut":
            assert row["_ws.short"] or row["_ws.malformed"] or our["captured"] == "0", str({k: v for k, v in (our | row).items() if v})


PLUG_INS = sorted(pathlib.Path("/usr/lib").glob("*/wireshark/extcap"))


def plug_in(name):
    path = PLUG_INS[0] / name if PLUG_INS else None
    if not path or not path.exists():
        pytest.skip(f"no {name} of Wireshark")
    return str(path)


@pytest.mark.parametrize("kind", ("arp", "dns", "ip", "tr"))
def test_random_packets_of_a_plug_in(kind, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    argv = [plug_in("randpktdump"), "--capture", "--extcap-interface", "randpkt", "--count", "400", "--maxbytes", "300", "--type", kind, "--fifo", str(fifo)]
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        data = fifo.read_bytes()
    file = tmp_path / "random"
    file.write_bytes(data)
    mine, others = ours(data), theirs(file)
    assert len(mine) == len(others) == 400
    for our, row in zip(mine, others, strict=True):
        assert (our["time"], our["length"], our["captured"]) == (row["frame.time_epoch"], row["frame.len"], row["frame.cap_len"])


def test_datagrams_of_udpdump(ns, tmp_path):
    """Told as between whom they were: what udpdump says of its payload, not what it has received."""
    ns.check("ip", "link", "set", "lo", "up")
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    argv = ns.enter(plug_in("udpdump"), "--capture", "--extcap-interface", "udpdump", "--port", "5555", "--payload", "data", "--fifo", str(fifo))
    send = "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nfor i in range(200): s.sendto(b'some data', ('127.0.0.1', 5555))"
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as dump, fifo.open("rb", buffering=0) as stream:
        data = stream.read(24)  # it listens now
        while len(data) < 24 + 70:
            ns.check(sys.executable, "-c", send)
            data += stream.read(4096)
        dump.terminate()
        data += stream.read()
    file = tmp_path / "datagrams"
    file.write_bytes(data)
    mine, others = ours(data), theirs(file)
    assert len(mine) == len(others) > 0
    for our, row in zip(mine, others, strict=True):
        assert (our["source"], our["destination"]) == (row["exported_pdu.ipv4_src"], row["exported_pdu.ipv4_dst"]) == ("127.0.0.1", "127.0.0.1")
        assert (our["sport"], our["dport"]) == (row["exported_pdu.src_port"], row["exported_pdu.dst_port"])
        assert (our["protocol"], our["info"]) == ("PDU", "data length 9")
