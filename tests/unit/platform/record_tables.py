#!/usr/bin/env python3
"""Record what the kernel says of addresses, routes, next hops, rules, neighbors and address labels.

    unshare -n tests/unit/platform/record_tables.py        (as root: sets up and dumps the namespace that it is run in)

writes data/tables/TABLE.hex: one row a line, the body of its message (after the nlmsghdr) in hexadecimal. The set-up is
below; what it leads to is written out in decode_tables_test.cpp. Ages are set to fixed values: they differ in each run.
"""

import pathlib
import socket
import struct
import subprocess

DATA = pathlib.Path(__file__).resolve().parent / "data" / "tables"

SETUP = """
link set lo up
link add v0 index 10 type veth peer name v1 index 11
link set v0 address 02:00:00:00:00:10 addrgenmode none
link set v1 address 02:00:00:00:00:11 addrgenmode none
link set v0 up
link set v1 up
addr add 192.0.2.1/24 broadcast + dev v0 label v0:one metric 77
addr add 192.0.2.2/24 dev v0 valid_lft 5000 preferred_lft 4000
addr add 198.51.100.1 peer 198.51.100.9/30 dev v1 scope link noprefixroute
addr add 2001:db8::1/64 dev v0 nodad
addr add 2001:db8:1::1 peer 2001:db8:1::2/128 dev v1 nodad
addr add 2001:db8:2::1/64 dev v0 nodad noprefixroute valid_lft 9000 preferred_lft 0
route add default via 192.0.2.254
route add 10.1.0.0/16 via 192.0.2.3 dev v0 src 192.0.2.2 metric 5 table 1000 proto static realm 3/4
route add 10.2.0.0/16 nexthop via 192.0.2.4 dev v0 weight 3 nexthop via 198.51.100.9 dev v1 weight 1 onlink
route add 10.3.0.0/16 dev v1 scope link mtu lock 1400 window 5000 advmss 1360 congctl reno tos 0x10
route add blackhole 10.4.0.0/16
route add unreachable 10.5.0.0/16 metric 9
route add prohibit 10.6.0.0/16
route add throw 10.7.0.0/16 table 1000
route add 10.8.0.0/16 via inet6 2001:db8::8 dev v0
route add 2001:db8:a::/48 via 2001:db8::2 dev v0 metric 7 pref high expires 6000
route add 2001:db8:b::/48 from 2001:db8:c::/48 via 2001:db8::3 dev v0 src 2001:db8::1 mtu 1300
route add unreachable 2001:db8:d::/48
route add 2001:db8:e::/48 nexthop via 2001:db8::4 dev v0 weight 2 nexthop via 2001:db8::5 dev v0
nexthop add id 1 via 192.0.2.5 dev v0 proto static
nexthop add id 2 dev v1
nexthop add id 3 blackhole
nexthop add id 4 via 2001:db8::6 dev v0 onlink
nexthop add id 5 via 192.0.2.6 fdb
nexthop add id 6 group 1,20/2,3
nexthop add id 7 group 1/2 type resilient buckets 8 idle_timer 60 unbalanced_timer 90
route add 10.9.0.0/16 nhid 6
route add 10.10.0.0/16 nhid 1
rule add priority 10 not from 10.0.0.0/8 to 192.0.2.0/24 tos 0x10 fwmark 0x5/0xff iif v0 oif gone table 1000 protocol static
rule add priority 11 uidrange 5-1000 ipproto tcp sport 10-20 dport 443 table 70000 suppress_prefixlength 8
rule add priority 12 goto 9000
rule add priority 13 blackhole
rule add priority 14 fwmark 6 nop
rule add priority 15 tun_id 77 table main suppress_ifgroup 3
rule add priority 16 l3mdev
rule add priority 17 prohibit realms 3/4
-6 rule add priority 20 from 2001:db8::/32 to 2001:db8:1::1 unreachable
-6 rule add priority 21 from 2001:db8::5/32 to 2001:db8::7/127 prohibit
neigh add 192.0.2.10 lladdr 02:00:00:00:00:a0 dev v0 nud permanent
neigh add 192.0.2.11 lladdr 02:00:00:00:00:a1 dev v0 nud noarp
neigh add 192.0.2.12 lladdr 02:00:00:00:00:a2 dev v0 nud stale protocol static
neigh add 192.0.2.13 lladdr 02:00:00:00:00:a3 dev v0 nud reachable
neigh add 192.0.2.14 lladdr 02:00:00:00:00:a4 dev v0 nud delay
neigh add 192.0.2.15 lladdr 02:00:00:00:00:a5 dev v0 nud probe
neigh add 192.0.2.16 dev v0 nud failed
neigh add 192.0.2.17 dev v0 nud incomplete
neigh add 2001:db8::10 lladdr 02:00:00:00:00:b0 dev v0 nud permanent router
neigh add 2001:db8::11 lladdr 02:00:00:00:00:b1 dev v0 nud stale extern_learn
neigh add 2001:db8::12 dev v0 managed
neigh add proxy 192.0.2.20 dev v0
neigh add proxy 2001:db8::20 dev v1
addrlabel add prefix 2001:db8::/32 label 99
addrlabel add prefix 2001:db8:5::/48 dev v0 label 100
"""

# name: (request, header, attributes of which some bytes are times: {type: offsets of 32 bits within the payload})
U32 = struct.Struct("I")
DUMPS = {
    "address": (22, [bytes(8)], 8, {6: {8: 100, 12: 200}}),
    "route": (26, [bytes([2]) + bytes(11), bytes([10]) + bytes(11)], 12, {}),
    "nexthop": (106, [bytes(8)], 8, {}),
    "rule": (34, [bytes([2]) + bytes(11), bytes([10]) + bytes(11)], 12, {}),
    "neighbor": (30, [bytes(12), bytes(10) + bytes([8, 0])], 12, {3: {0: 1100, 4: 2200, 8: 3300, 12: 1}}),
    "label": (74, [bytes([10]) + bytes(11)], 12, {}),
}


def dump(kind, header):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as s:
        s.setsockopt(270, 12, 1)  # SOL_NETLINK, NETLINK_GET_STRICT_CHK
        s.send(struct.pack("IHHII", 16 + len(header), kind, 0x301, 1, 0) + header)
        while True:
            data = s.recv(65536)
            while data:
                length, type_ = struct.unpack_from("IH", data)
                if type_ == 3:
                    return
                if type_ == 2:
                    raise OSError(-struct.unpack_from("i", data, 16)[0], "dump refused")
                yield bytearray(data[16:length])
                data = data[(length + 3) & ~3:]


def fix_times(body, start, times):
    while start + 4 <= len(body):
        length, type_ = struct.unpack_from("HH", body, start)
        for offset, value in times.get(type_, {}).items():
            U32.pack_into(body, start + 4 + offset, value)
        start += (length + 3) & ~3


def main():
    for line in SETUP.strip().splitlines():
        done = subprocess.run(["ip", *line.split()], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{line}: {done.stderr.strip()}")
    DATA.mkdir(parents=True, exist_ok=True)
    for name, (kind, headers, size, times) in DUMPS.items():
        rows = [row for header in headers for row in dump(kind, header)]
        for row in rows:
            fix_times(row, size, times)
        (DATA / f"{name}.hex").write_text("".join(row.hex() + "\n" for row in rows), encoding="ascii")


if __name__ == "__main__":
    main()
