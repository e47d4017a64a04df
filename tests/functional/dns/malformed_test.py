"""Data of records, changed at random: whatever dig makes of it is what is printed, and what is refused is refused by dig, too."""

import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys

import pytest

import random_server

BUILD = pathlib.Path(os.environ.get("SNET_BUILD", "."))
SERVER = str(pathlib.Path(__file__).with_name("random_server.py"))
COUNT = 1500
# Of these dig also looks into what the data says: whether a digest is as long as its kind has it, a key is there that its flags speak
# of, an expression is sound, a parameter goes with others. To us it is data that can be shown.
JUDGED_BY_DIG = {11: "WKS", 19: "X25", 25: "KEY", 35: "NAPTR", 43: "DS", 44: "SSHFP", 45: "IPSECKEY", 46: "RRSIG", 48: "DNSKEY", 50: "NSEC3",
                 57: "RKEY", 59: "CDS", 60: "CDNSKEY", 63: "ZONEMD", 64: "SVCB", 65: "HTTPS", 32768: "TA", 32769: "DLV"}
TSIG = 250
INTO_THE_HEADER = re.compile(rb"\xc0[\x00-\x0b]")  # where dig finds names that nobody has written
BYTES = [0, 1, 2, 3, 4, 5, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF]


@pytest.fixture(autouse=True)
def programs():
    if not shutil.which("dig"):
        pytest.skip("no dig command")


def messages(form, data=b""):
    return subprocess.run([BUILD / "tests/functional/dns/messages", form], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()


def changed(chance, data):
    """With some bytes that are others, more or gone."""
    data = bytearray(data)
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        place = chance.randrange(len(data) + 1)
        byte = chance.choice(BYTES + [chance.randrange(256)])
        what = chance.random()
        if what < 0.5 and place < len(data):
            data[place] = byte
        elif what < 0.7:
            data.insert(place, byte)
        elif what < 0.9:
            del data[place:place + 1]
        else:
            del data[place:]
    return bytes(data)


def framed(samples):
    """The answers that the server gives, each behind its length."""
    frames = b""
    for number, (kind, _) in enumerate(samples):
        name = str(number).encode()
        query = struct.pack(">HHHHHH", number, 0, 1, 0, 0, 0) + bytes([len(name)]) + name + b"\4test\0" + struct.pack(">HH", kind, 1)
        answer = random_server.answer_to(query, samples)
        frames += struct.pack(">H", len(answer)) + answer
    return frames


def ours(samples):
    """Our text of each; None: refused."""
    texts = []
    for line in messages("records", framed(samples)).splitlines():
        assert not line.startswith("the view"), line
        if line.startswith("refused"):
            texts.append(None)
        elif line.startswith("answer"):
            texts.append(line.split("\t")[5])
    return texts


def dig(ns, folder, samples, *options):
    """What dig prints of the answers, in one run."""
    ns.check("ip", "link", "set", "lo", "up")
    (folder / "samples").write_text("".join(f"{kind} {data.hex()}\n" for kind, data in samples))
    (folder / "batch").write_text("".join(f"{number}.test TYPE{kind}\n" for number, (kind, _) in enumerate(samples)))
    with subprocess.Popen(ns.enter(sys.executable, SERVER, str(folder / "samples")), stdout=subprocess.PIPE) as server:
        try:
            server.stdout.readline()
            return ns.check("dig", "@127.0.0.1", *options, "-f", str(folder / "batch")).stdout.decode()
        finally:
            server.kill()


def dig_texts(ns, folder, samples):
    """What dig prints of each, by its number."""
    out = dig(ns, folder, samples, "+noall", "+answer", "+nosplit", "+noedns")
    words = [line.split(None, 4) for line in out.splitlines() if re.match(r"\d+\.test\.\s", line)]
    return {int(each[0][:-len(".test.")]): " ".join(each[4:]) for each in words}


def comparable(kind, text):
    """Without what is known to differ."""
    words = text.replace("dohpath=", "key7=").split(" ")
    if kind in (24, 46) and len(words) > 6:  # dig takes times for those that are next to now: 0xffffffff for 1969
        words[4:6] = ["time" if word[:2] in ("20", "21", "19") else word for word in words[4:6]]
    if kind == 24:  # where dig has the numbers of types that have no name
        words[0] = words[0].replace("TYPE", "")
    return " ".join(word for word in words if word)  # dig has two blanks in an A6 record without an address


@pytest.mark.parametrize("seed", range(4))
def test_what_dig_prints(ns, tmp_path, tally, seed):
    chance = random.Random(seed)
    whole = [(int(line.split()[0]), bytes.fromhex("".join(line.split()[1:]))) for line in messages("samples").splitlines()]
    whole = [(kind, data) for kind, data in whole if kind != TSIG]  # whose class is another
    samples = [(kind, changed(chance, data)) for kind, data in (chance.choice(whole) for _ in range(COUNT))]
    texts, theirs = ours(samples), dig_texts(ns, tmp_path, samples)
    assert len(texts) == len(samples) and len(theirs) > COUNT / 4 and texts.count(None) > COUNT / 4
    wrong = []
    for number, ((kind, data), text) in enumerate(zip(samples, texts)):
        other = theirs.get(number)
        if text is None or other is None:
            is_right = (text is None or kind in JUDGED_BY_DIG) if other is None else bool(INTO_THE_HEADER.search(data))
            tally.add("changed data", "refused by both" if text is None else "refused by dig alone")
        else:
            is_right = comparable(kind, text) == comparable(kind, other)
            tally.add("changed data", "printed alike")
        if not is_right:
            wrong.append((kind, data.hex(), text, other))
    assert not wrong


# Code and data of options.
OPTIONS = [(3, "6e733101"), (3, ""), (8, "00011800c00002"), (8, "0002203020010db8"), (8, "00010000"), (9, "00000e10"), (10, "0102030405060708"),
           (11, "0065"), (12, "0000000000"), (15, "00126e6f"), (15, "1234"), (15, "0000"), (65001, "0102"), (65001, "4142"), (4, ""), (5, "0102"), (9, ""), (9, "00000001"), (9, "00015f91"), (9, "00127500"), (9, "00000000"), (11, ""), (14, "00010002"),
           (16, "0102"), (17, "0102")]


def test_options_as_dig(ns, tmp_path):
    samples = [(random_server.OPT, struct.pack(">HH", code, len(data) // 2) + bytes.fromhex(data)) for code, data in OPTIONS]
    blocks = messages("options", framed(samples)).split("\n\n")[:-1]
    out = dig(ns, tmp_path, samples, "+noall", "+comments", "+nocookie")
    theirs = re.findall(r"^; EDNS: version: 0, flags:; udp: 1232\n; (.*)$", out, re.MULTILINE)
    assert blocks == theirs
