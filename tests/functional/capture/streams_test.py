"""Streams in all formats that Wireshark's tools write are read as these tools read them."""

import pathlib
import os
import shutil
import subprocess

import pytest

from made_packets import ETHERNET, Maker, pcap

BUILD = pathlib.Path(os.environ.get("SNET_BUILD", "."))
PACKETS = str(BUILD / "tests/functional/capture/packets")


@pytest.fixture(autouse=True)
def programs():
    for program in ("tshark", "editcap", "mergecap", "capinfos", "randpkt", "tcpdump"):
        if not shutil.which(program):
            pytest.skip(f"no {program} command")


def run(*argv, **options):
    done = subprocess.run([str(word) for word in argv], capture_output=True, timeout=120, check=False, **options)
    assert done.returncode == 0, (argv, done.stderr)
    return done.stdout


def made(link=ETHERNET, count=300, **options):
    maker = Maker(count)
    return pcap(link, [maker.record(link) for _ in range(count)], **options)


def rows(data, part=4096):
    return [line.split("\t") for line in run(PACKETS, "summary", part, input=data).decode().splitlines()]


def count(file):
    return int(run("capinfos", "-Tmrc", file).decode().split(",")[-1])


def theirs(file):
    fields = ("frame.number", "frame.time_epoch", "frame.len", "frame.cap_len")
    out = run("tshark", "-n", "-r", file, "-T", "fields", *(word for name in fields for word in ("-e", name)))
    return [line.split("\t") for line in out.decode().splitlines()]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "made.pcap"
    path.write_bytes(made())
    return path


@pytest.mark.parametrize("order", ("<", ">"))
@pytest.mark.parametrize("magic", (0xA1B2C3D4, 0xA1B23C4D))
def test_pcap_in_both_orders(order, magic, tmp_path):
    data = made(order=order, magic=magic)
    path = tmp_path / "file.pcap"
    path.write_bytes(data)
    # Of microseconds tshark prints six digits and zeros.
    assert [row[:4] for row in rows(data)] == theirs(path)


@pytest.mark.parametrize("form", ("pcap", "nsecpcap", "pcapng"))
def test_what_editcap_writes(form, file, tmp_path):
    path = tmp_path / form
    run("editcap", "-F", form, file, path)
    for part in (1, 4096):
        assert [row[:4] for row in rows(path.read_bytes(), part)] == theirs(path)


@pytest.mark.parametrize(("form", "told"), (
    ("modpcap", b"byte 0: Kuznetzov's modified pcap: "),
    ("suse6_3pcap", b"byte 0: Kuznetzov's modified pcap: "),
    ("rh6_1pcap", b" bytes, and the limit is 262144"),  # says that it is pcap, and is not
    ("btsnoop", b"byte 0: neither pcap nor pcapng: it begins with 62 74 73 6e"),
))
def test_what_others_made_is_refused(form, told, file, tmp_path):
    path = tmp_path / form
    run("editcap", "-F", form, *(("-T", "bluetooth-h4-linux") if form == "btsnoop" else ()), file, path)
    done = subprocess.run([PACKETS, "summary", "100"], input=path.read_bytes(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and told in done.stderr, done


def test_several_sections_and_interfaces(file, tmp_path):
    merged, sections = tmp_path / "merged", tmp_path / "sections"
    raw = tmp_path / "raw.pcap"
    raw.write_bytes(made(link=101))
    run("mergecap", "-F", "pcapng", "-I", "none", "-w", merged, file, raw)
    # Sections may follow each other in one file.
    run("editcap", "-F", "pcapng", "--inject-secrets", f"tls,{raw}", raw, tmp_path / "secrets")
    sections.write_bytes(merged.read_bytes() + (tmp_path / "secrets").read_bytes())
    mine = rows(sections.read_bytes())
    assert [row[:4] for row in mine] == theirs(sections)
    assert {row[4] for row in mine} == {"1", "101"}
    assert len(mine) == 900


@pytest.mark.parametrize("kind", ("arp", "dns", "eth", "ip", "ipv6", "icmp", "fddi", "usb-linux", "sctp", "ieee802.15.4", "tr"))
def test_random_packets_are_counted(kind, tmp_path):
    path = tmp_path / "random"
    run("randpkt", "-b", "500", "-c", "200", "-t", kind, path)
    data = path.read_bytes()
    mine = rows(data)
    assert len(mine) == count(path) == 200
    assert [row[:4] for row in mine] == theirs(path)
    assert run(PACKETS, "copy", "777", "-", input=data) == data


@pytest.mark.parametrize("form", ("pcap", "pcapng"))
@pytest.mark.parametrize("packets", (1, 17, 300))
def test_a_copy_ends_with_the_last_packet_that_was_asked_for(form, packets, file, tmp_path):
    path, copied = tmp_path / form, tmp_path / "copied"
    run("editcap", "-F", form, file, path)
    for part in (1, 100, 1_000_000):
        copied.write_bytes(run(PACKETS, "copy", part, packets, input=path.read_bytes()))
        assert count(copied) == packets
        assert theirs(copied) == theirs(path)[:packets]


def test_a_cut_stream_is_kept_to_its_last_whole_record(file, tmp_path):
    data = file.read_bytes()[:-3]
    done = subprocess.run([PACKETS, "copy", "100", "-"], input=data, capture_output=True, timeout=60, check=False)
    copied = tmp_path / "copied"
    copied.write_bytes(done.stdout)
    assert done.returncode == 1 and f"byte {len(data)}: the stream ends inside".encode() in done.stderr
    assert count(copied) == 299


@pytest.mark.parametrize("text", ("udp port 53", "tcp[tcpflags] & tcp-syn != 0", "ip6", "vlan and ip", "not ip and not ip6", "greater 100", "arp or icmp",
                                  "host 192.0.2.77"))
def test_filters_let_pass_what_tcpdump_lets_pass(text, file, tmp_path):
    mine = run(PACKETS, "filter", "1000", text, input=file.read_bytes()).decode().split()
    passed = tmp_path / "passed"
    run("tcpdump", "-r", file, "-w", passed, text)
    times = {row[1]: row[0] for row in theirs(file)}
    # tcpdump writes microseconds unless it is told otherwise; here packets are a millisecond apart.
    others = [time[:-3] for time in (row[1] for row in theirs(passed))]
    assert [time[:-3] for time, number in times.items() if number in set(mine)] == others
    assert 0 < len(mine) < 300
