"""What a server answers about every type is printed as dig and kdig print it."""

import json
import os
import pathlib
import re
import shutil
import sys

import pytest

import every_type as zone
from knot_server import knot

BUILD = pathlib.Path(os.environ.get("SNET_BUILD", "."))
ASK = str(pathlib.Path(__file__).with_name("ask.py"))


@pytest.fixture(autouse=True)
def programs():
    for program in ("knotd", "dig", "kdig"):
        if not shutil.which(program):
            pytest.skip(f"no {program} command")


def messages(ns, questions, transport="tcp"):
    """The answers to questions (name, mnemonic, number), each behind its length."""
    lines = "".join(f"{name} {number}\n" for name, _, number in questions)
    return ns.check(sys.executable, ASK, transport, input=lines.encode()).stdout


def printed(ns, form, data):
    return ns.check(str(BUILD / "tests/functional/dns/messages"), form, input=data).stdout.decode()


def our_records(ns, data):
    """A list of (name, ttl, class, type, data) for each message."""
    assert "refused" not in printed(ns, "records", data) and "differs" not in printed(ns, "records", data), printed(ns, "records", data)
    blocks = printed(ns, "records", data).split("\n\n")[:-1]
    return [[tuple(line.split("\t")[1:]) for line in block.splitlines() if line.startswith("answer")] for block in blocks]


def dig_records(ns, folder, questions):
    """What dig prints of the same, in one run."""
    batch = folder / "questions"
    batch.write_text("".join(f"{name} {kind}\n" for name, kind, _ in questions))
    out = ns.check("dig", "@127.0.0.1", "+noall", "+answer", "+nosplit", "+tcp", "+dnssec", "-f", str(batch)).stdout.decode()
    return [tuple(line.split(None, 4)) for line in out.splitlines() if line and not line.startswith(";")]


def only_in(these, those):
    return sorted(set(these) - set(those))


def as_dig_9_18(record):
    """What dig 9.18 does not know by name yet: RFC 9461's key."""
    return (*record[:4], record[4].replace("dohpath=", "key7="))


def compare(ns, folder, tally, questions):
    """Every record of the answers, with those that dig prints."""
    data = messages(ns, questions)
    ours = our_records(ns, data)
    assert len(ours) == len(questions) and all(ours), [asked for asked, records in zip(questions, ours) if not records]
    flat = [as_dig_9_18(record) for records in ours for record in records]
    theirs = dig_records(ns, folder, questions)
    assert (only_in(flat, theirs), only_in(theirs, flat)) == ([], [])
    assert len(flat) == len(theirs)
    for record in flat:
        tally.add("records compared with dig", record[3])
    return data


def kdig_json(ns, questions):
    words = [word for name, _, number in questions for word in (name, f"TYPE{number}")]
    out = ns.check("kdig", "@127.0.0.1", "+json", "+tcp", "+dnssec", "+bufsize=4096", *words).stdout.decode()
    decoder, objects = json.JSONDecoder(), []
    while out := out.lstrip():
        found, end = decoder.raw_decode(out)
        objects.append(found)
        out = out[end:]
    return objects


def as_kdig(kind, text):
    """Data as kdig 3.2 and we both could have written it: it differs from dig in letters' case, zeros, quotation marks and blanks."""
    text = text.lower().strip()
    if kind in ("SVCB", "HTTPS"):
        text = re.sub(r'alpn="([^ ]*)"', r"alpn=\1", text).replace("dohpath=", "key7=")
    if kind in ("NID", "L64"):
        text = re.sub(r"\b0+(?=[0-9a-f])", "", text)
    if kind == "LOC":
        text = re.sub(r" +", " ", re.sub(r"(\d)\.0+\b", r"\1", re.sub(r"\.00m", "m", text)))
    if kind == "CERT":  # numbers there, names here
        text = text.split()[-1]
    return text


def comparable(message):
    """Without what differs in every run, and the records of a set in one order."""
    message = {key: value for key, value in message.items() if key not in ("ID", "dateString", "dateSeconds")}
    for key, value in message.items():
        if key.endswith("RRs"):
            message[key] = sorted(value, key=lambda record: json.dumps(record, sort_keys=True))
    return message


def assert_same_json(ours, theirs):
    """Each member of a message, and of each record; of types that kdig does not know, all but their names."""
    ours, theirs = comparable(ours), comparable(theirs)
    assert ours.keys() == theirs.keys()
    for key, value in theirs.items():
        if key.endswith("RRs"):
            bytes_of = lambda record: (record["NAME"], record["TYPE"], record.get("RDATAHEX", ""))
            for our, their in zip(sorted(ours[key], key=bytes_of), sorted(value, key=bytes_of), strict=True):
                assert_same_record(our, their)
        elif not str(value).startswith("TYPE"):
            assert ours[key] == value, key


def assert_same_record(ours, theirs):
    kind = theirs["TYPEname"]
    is_unknown = kind.startswith("TYPE") or kind == "NULL"
    for key, value in theirs.items():
        if key.startswith("rdata") and not is_unknown:
            assert as_kdig(kind, ours[key]) == as_kdig(kind, value)
        elif not (is_unknown and key in ("TYPEname", "rdataNULL")):
            assert ours[key] == value, (key, ours, theirs)
    assert is_unknown or ours.keys() == theirs.keys()


def test_every_type_as_dig(ns, tmp_path, tally):
    with knot(ns, tmp_path, zone.ORIGIN, zone.text()):
        compare(ns, tmp_path, tally, [(name, f"TYPE{number}", number) for name, kind, number in zone.questions()])


def test_every_type_as_kdig_json(ns, tmp_path, tally):
    with knot(ns, tmp_path, zone.ORIGIN, zone.text()):
        questions = zone.questions()
        ours = [json.loads(line) for line in printed(ns, "json", messages(ns, questions)).splitlines()]
        theirs = kdig_json(ns, questions)
    assert len(ours) == len(theirs) == len(questions)
    for question, our, their in zip(questions, ours, theirs):
        assert_same_json(our, their)
        tally.add("messages compared with kdig +json", question[1])


@pytest.mark.parametrize("nsec3", [False, True])
def test_a_signed_zone_as_dig(ns, tmp_path, tally, nsec3):
    with knot(ns, tmp_path, zone.ORIGIN, zone.text(), signing=True, nsec3=nsec3):
        questions = [(zone.ORIGIN, kind, number) for kind, number in (("SOA", 6), ("DNSKEY", 48), ("CDS", 59), ("CDNSKEY", 60))]
        questions += [("mx." + zone.ORIGIN, "MX", 15)]
        questions += [(zone.ORIGIN, "NSEC3PARAM", 51)] if nsec3 else [("svcb." + zone.ORIGIN, "NSEC", 47), (zone.ORIGIN, "NSEC", 47)]
        compare(ns, tmp_path, tally, questions)
        # What proves that there is nothing, in the authority section.
        nothing = [("nobody." + zone.ORIGIN, "A", 1)]
        proof = printed(ns, "records", messages(ns, nothing)).splitlines()
        out = ns.check("dig", "@127.0.0.1", "+noall", "+authority", "+nosplit", "+tcp", "+dnssec", "nobody." + zone.ORIGIN, "A").stdout
    ours = {tuple(line.split("\t")[1:]) for line in proof if line.startswith("authority")}
    assert ours == {tuple(line.split(None, 4)) for line in out.decode().splitlines() if line.strip()}
    assert {"SOA", "RRSIG", "NSEC3" if nsec3 else "NSEC"} == {record[3] for record in ours}


def test_datagrams(ns, tmp_path):
    with knot(ns, tmp_path, zone.ORIGIN, zone.text()):
        questions = zone.questions(["A", "AAAA", "MX", "SRV", "TXT"])
        assert our_records(ns, messages(ns, questions, "udp")) == our_records(ns, messages(ns, questions))


ANSWERING = [
    ("a", 1, {"0.0.0.0", "192.0.2.1", "255.255.255.255"}),
    ("A", 1, {"0.0.0.0", "192.0.2.1", "255.255.255.255"}),
    ("chain", 1, {"0.0.0.0", "192.0.2.1", "255.255.255.255"}),
    ("chain", 5, {"chain2.example.com."}),
    ("chain", 28, set()),
    ("x.tree", 1, {"192.0.2.77"}),
    ("loop1", 1, set()),
    ("any.wild", 16, {'"wild"'}),
    ("nobody", 1, set()),
    ("mx", 15, {"10 mail.example.com.", "65535 mail2.example.org.", "0 ."}),
]


def test_data_that_answers(ns, tmp_path):
    zone_text = zone.text() + "mail A 192.0.2.55\n"  # comes along with the MX records
    with knot(ns, tmp_path, zone.ORIGIN, zone_text):
        data = messages(ns, [(f"{name}.{zone.ORIGIN}", "", kind) for name, kind, _ in ANSWERING])
    blocks = re.findall(r"((?:.+\n)*)\n", printed(ns, "answers", data))
    assert [set(block.splitlines()) for block in blocks] == [expected for _, _, expected in ANSWERING]
