"""The comparison itself: it finds every kind of difference, and only those."""

import pytest

import compare
import mapping

ROW = {"dst": "10.0.0.0/8", "metric": 1, "flags": ["onlink", "dead"], "used": 10, "metrics": [{"mtu": 1400}]}

WRONG = [
    {**ROW, "dst": "10.0.0.0/9"},  # value
    {**ROW, "metric": "1"},  # type
    {**ROW, "metric": True},  # JSON's true is no number
    {**ROW, "metric": 1.0},
    {key: value for key, value in ROW.items() if key != "metric"},  # missing
    {**ROW, "extra": 1},
    {**ROW, "flags": ["dead", "onlink"]},  # order
    {**ROW, "flags": ["onlink"]},
    {**ROW, "used": 9},  # outside the two looks
    {**ROW, "used": 13},
    {**ROW, "metrics": [{"mtu": 1500}]},
]


@pytest.mark.parametrize("ours", WRONG, ids=str)
def test_finds(ours):
    assert compare.differences([ours], [ROW], [{**ROW, "used": 12}])


def test_accepts():
    assert compare.differences([{**ROW, "used": 11}], [ROW], [{**ROW, "used": 12}]) == []
    assert compare.differences([ROW, ROW], [ROW], [ROW])  # one row too many
    assert compare.keys([ROW, ROW]) == 12


def test_locks_are_those_of_the_text():
    line = "10.0.0.0/8 dev v0 scope link mtu lock 1400 window 9 congctl lock reno "
    row = {"dst": "10.0.0.0/8", "metrics": [{"mtu": 1400, "window": 9, "congestion": "reno"}]}
    assert mapping.with_locks(row, line)["metrics"][0]["lock"] == ["mtu", "congestion"]
    assert "lock" not in mapping.with_locks({"metrics": [{"mtu": 1400}]}, "10.0.0.0/8 mtu 1400")["metrics"][0]


def test_the_byte_behind_an_empty_address_is_dropped_where_there_is_no_address():
    byte = mapping.BYTE_BEHIND
    drop = lambda row: mapping.without_byte_behind(dict(row), {"tun0"})
    assert drop({"dev": "tun0", "lladdr": byte}) == {"dev": "tun0"}
    assert drop({"dev": "eth0", "lladdr": byte}) == {"dev": "eth0", "lladdr": byte}
    assert drop({"dev": "tun0", "lladdr": "0b"}) == {"dev": "tun0", "lladdr": "0b"}


def test_encapsulation_gathers_what_ip_mixes():
    text = b'[{"dst":"10.9.0.0/16","encap":"ip","id":42,"dst":"10.0.0.9","tos":0,"tos":"0x10","dev":"a","flags":[]}]'
    assert [mapping.route(row) for row in mapping.parse(text)] == [
        {"dst": "10.9.0.0/16", "encap": {"type": "ip", "id": 42, "dst": "10.0.0.9", "tos": 0}, "tos": "0x10", "dev": "a", "flags": []}]
