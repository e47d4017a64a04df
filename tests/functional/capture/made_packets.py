"""Packets of many protocols, made at random from a seed: mostly sound, some cut off, some with a byte changed."""

import random
import struct

V4 = ("10.1.2.3", "192.0.2.77", "224.0.0.251", "255.255.255.255", "0.0.0.0")
ETHERNET, RAW, SLL, SLL2, NULL, LOOP, PPP, HDLC, V4_ONLY, V6_ONLY = 1, 101, 113, 276, 0, 108, 9, 104, 228, 229
TOKEN_RING, FDDI, WIRELESS, RADIOTAP = 6, 10, 105, 127
LINKS = (ETHERNET, RAW, SLL, SLL2, NULL, LOOP, PPP, HDLC, V4_ONLY, V6_ONLY, TOKEN_RING, FDDI, WIRELESS, RADIOTAP)
SNAP = b"\xaa\xaa\x03\0\0\0"


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def bytes(self, count):
        return self.random.randbytes(count)

    def some(self, most=60):
        return self.bytes(self.random.randrange(most))

    def port(self):
        return self.random.randrange(50000, 60000)

    def mac(self):
        return bytes([self.random.choice((0x02, 0x01, 0x33))]) + self.bytes(5)

    def address4(self):
        return bytes(int(part) for part in self.random.choice(V4).split(".")) if self.random.random() < 0.3 else self.bytes(4)

    def address6(self):
        return self.random.choice((bytes.fromhex("fe80"), bytes.fromhex("20010db8"), bytes.fromhex("ff02"))).ljust(15, b"\0") + self.bytes(1)

    def dns(self):
        labels = [bytes(self.random.choices(b"abcxyz-09", k=self.random.randrange(1, 12))) for _ in range(self.random.randrange(1, 5))]
        name = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
        bits = self.random.choice((0x0100, 0x8180, 0x8183, 0x8182))
        return struct.pack(">HHHHHH", self.random.randrange(65536), bits, 1, 0, 0, 0) + name + struct.pack(">HH", self.random.choice((1, 28, 15, 16, 65)), 1)

    def udp(self):
        ports, payload = [self.port(), self.port()], self.some()
        if self.random.random() < 0.4:
            ports[self.random.randrange(2)], payload = self.random.choice((53, 5353)), self.dns()
        return 17, struct.pack(">HHHH", *ports, 8 + len(payload), 0) + payload

    def tcp(self):
        options = b"\1" * 4 * self.random.choice((0, 0, 1, 5, 10))
        flags = self.random.choice((2, 18, 16, 24, 17, 4, 0x52))
        head = struct.pack(">HHIIBBHHH", self.port(), self.port(), self.random.getrandbits(32), self.random.getrandbits(32),
                           (5 + len(options) // 4) << 4, flags, 64240, 0, 0)
        return 6, head + options + self.some()

    def icmp(self):
        kind = self.random.choice((0, 8, 13, 9, 10))
        return 1, bytes([kind, 0]) + self.bytes(2) + self.bytes(16) + self.some()

    def icmpv6(self):
        kind = self.random.choice((128, 129, 133, 135, 136))
        body = self.bytes(4) + (self.address6() if kind in (135, 136) else b"") + (self.some() if kind in (128, 129) else b"")
        return 58, bytes([kind, 0]) + self.bytes(2) + body

    def igmp(self):
        return 2, bytes([self.random.choice((0x16, 0x17)), 0]) + self.bytes(2) + self.address4()

    def other(self):
        number = self.random.choice((253, 254, 89, 103, 112, 132, 50, 47, 115))
        return number, self.bytes(24) + self.some()

    def authenticated(self):
        number, payload = self.random.choice((self.udp, self.tcp))()
        return 51, bytes([number, 4, 0, 0]) + self.bytes(20) + payload

    def ipv4(self):
        number, payload = self.random.choice((self.udp, self.tcp, self.icmp, self.igmp, self.other, self.authenticated))()
        options = b"\1" * 4 * self.random.choice((0, 0, 0, 1, 10))
        fragment = self.random.choice((0, 0, 0, 0, 0x4000, 0x2000, 0x2000 | 100, 185))
        return struct.pack(">BBHHHBBH", 0x40 | 5 + len(options) // 4, 0, 20 + len(options) + len(payload), self.random.randrange(65536), fragment, 64,
                           number, 0) + self.address4() + self.address4() + options + payload

    def ipv6(self):
        number, payload = self.random.choice((self.udp, self.tcp, self.icmpv6, self.other, self.authenticated))()
        for _ in range(self.random.choice((0, 0, 0, 1, 2, 3))):
            kind = self.random.choice((60, 60, 44))
            if kind == 44:
                payload = struct.pack(">BBHI", number, 0, self.random.choice((0, 1, 1448)), self.random.getrandbits(32)) + payload
            else:
                payload = bytes([number, 0, 1, 4, 0, 0, 0, 0]) + payload
            number = kind
        return struct.pack(">IHBB", 0x60000000, len(payload), number, 64) + self.address6() + self.address6() + payload

    def arp(self):
        return struct.pack(">HHBBH", 1, 0x0800, 6, 4, self.random.choice((1, 1, 2))) + self.mac() + self.address4() + self.mac() + self.address4()

    def network(self, arp=True):
        """(EtherType, packet)"""
        choice = self.random.random()
        if choice < 0.1 and arp:
            return 0x0806, self.arp()
        return (0x0800, self.ipv4()) if choice < 0.6 else (0x86dd, self.ipv6())

    def tagged(self):
        number, packet = self.network()
        choice = self.random.random()
        if choice < 0.05:
            number, packet = self.random.choice((0x88b5, 0x9999)), self.some()
        elif choice < 0.1:
            packet = SNAP + struct.pack(">H", number) + packet
            number = len(packet)
        elif choice < 0.15:
            ppp = {0x0800: 0x21, 0x86dd: 0x57}.get(number)
            if ppp:
                number, packet = 0x8864, struct.pack(">BBHHH", 0x11, 0, 5, len(packet) + 2, ppp) + packet
        for tag in self.random.choice(((), (), (), (0x8100,), (0x88a8,), (0x8100, 0x8100), (0x8100, 0x88a8))):
            tag = 0x8100 if number < 1536 else tag  # behind 802.1ad tshark knows no lengths
            number, packet = tag, struct.pack(">HH", self.random.randrange(65536), number) + packet
        return number, packet

    def packet(self, link):
        number, packet = self.network(arp=False)
        if link == ETHERNET:
            number, packet = self.tagged()
            frame = self.mac() + self.mac() + struct.pack(">H", number) + packet
            return frame.ljust(60, b"\0") if self.random.random() < 0.5 else frame
        version = 4 if number == 0x0800 else 6
        llc = SNAP + struct.pack(">H", number) + packet
        return {
            TOKEN_RING: lambda: b"\x10\x40" + self.mac() + self.mac() + llc,
            FDDI: lambda: b"\x50" + self.mac() + self.mac() + llc,
            WIRELESS: lambda: self.wireless(llc),
            RADIOTAP: lambda: b"\0\0\x08\0\0\0\0\0" + self.wireless(llc),
            SLL: lambda: struct.pack(">HHH", 0, 1, 6) + self.mac() + b"\0\0" + struct.pack(">H", number) + packet,
            SLL2: lambda: struct.pack(">HHIHBB", number, 0, 3, 1, 0, 6) + self.mac() + b"\0\0" + packet,
            NULL: lambda: struct.pack(self.random.choice("<>") + "I", 2 if version == 4 else 30) + packet,
            LOOP: lambda: struct.pack(">I", 2 if version == 4 else 30) + packet,
            PPP: lambda: self.random.choice((b"\xff\3", b"")) + struct.pack(">H", 0x21 if version == 4 else 0x57) + packet,
            HDLC: lambda: b"\x0f\0" + struct.pack(">H", number) + packet,
            V4_ONLY: self.ipv4,
            V6_ONLY: self.ipv6,
            RAW: lambda: packet,
        }[link]()

    def wireless(self, llc):
        choice = self.random.random()
        if choice < 0.1:
            return self.random.choice((b"\xd4", b"\xc4")) + b"\0\0\0" + self.mac()
        if choice < 0.2:
            return b"\xb4\0\0\0" + self.mac() + self.mac()
        if choice < 0.3:
            return b"\xc0\0\0\0" + self.mac() + self.mac() + self.mac() + b"\0\0\1\0"
        way, quality = self.random.randrange(4), self.random.random() < 0.5
        return bytes([0x88 if quality else 0x08, way, 0, 0]) + self.mac() + self.mac() + self.mac() + b"\0\0" + (
            self.mac() if way == 3 else b"") + (b"\0\0" if quality else b"") + llc

    def record(self, link, changed=True):
        """(bytes captured, length on the link)"""
        packet = self.packet(link)
        choice = self.random.random()
        if choice < 0.1:
            return packet[:self.random.randrange(len(packet) + 1)], len(packet)
        if choice < 0.15 and changed:
            at = self.random.randrange(len(packet))
            packet = packet[:at] + self.bytes(1) + packet[at + 1:]
        return packet, len(packet)


def pcap(link, records, order="<", magic=0xA1B23C4D):
    """A file of records (bytes, length), a millisecond and a nanosecond apart."""
    out = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262144, link)]
    unit = 1 if magic == 0xA1B23C4D else 1000
    for number, (packet, length) in enumerate(records):
        time = 1_700_000_000_000_000_000 + number * 1_000_001
        out.append(struct.pack(order + "IIII", time // 10**9, time % 10**9 // unit, len(packet), length) + packet)
    return b"".join(out)
