"""The other end of a link, for tests: answers questions of ARP and of neighbor discovery in every wrong and right way.

    wire_peer.py IFACE answers      by the question's last byte (CASES), a line on stdout first when it is ready
    wire_peer.py IFACE lossy        for every address, but not to one question in five
    wire_peer.py IFACE record       a line in hexadecimal for every frame that is heard, until it is killed
    wire_peer.py IFACE send HEX...  sends these frames
    wire_peer.py IFACE flood N HEX  sends this one so many times

Meant to run in the namespace of that end. Needs no more than Python."""

import random
import socket
import struct
import sys
import time

MAC = bytes.fromhex("020000000a01")
OTHER = bytes.fromhex("020000000a02")
GROUP, ZERO = bytes.fromhex("01005e000001"), bytes(6)


def ethernet(target, sender, kind, payload):
    return target + sender + struct.pack("!H", kind) + payload


def tagged(frame, vlan):
    return frame[:12] + struct.pack("!HH", 0x8100, vlan) + frame[12:]


def arp(operation, sender_mac, sender, target_mac, target, hardware=1, protocol=0x0800, sizes=(6, 4)):
    return struct.pack("!HHBBH", hardware, protocol, *sizes, operation) + sender_mac + sender + target_mac + target


def checksum(source, target, message):
    data = source + target + struct.pack("!II", len(message), 58) + message
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def icmpv6(source, target, kind, body, code=0, hops=255, broken=0):
    message = struct.pack("!BBH", kind, code, 0) + body
    message = struct.pack("!BBH", kind, code, checksum(source, target, message) ^ broken) + body
    return struct.pack("!IHBB", 6 << 28, len(message), 58, hops) + source + target + message


def advertisement(source, target, address, mac, flags=0x60, option=2, size=1, **words):
    body = struct.pack("!I", flags << 24) + address
    if mac:
        body += bytes([option, size]) + mac
    return icmpv6(source, target, 136, body, **words)


class Arp:
    """A who-has that was heard."""

    def __init__(self, frame):
        self.mac, self.source, self.address = frame[22:28], frame[28:32], frame[38:42]

    def answer(self, mac=MAC, operation=2, sender=None, target_mac=None, target=None, frame_target=None, **words):
        target_mac = target_mac or self.mac
        return ethernet(frame_target or self.mac, mac, 0x0806,
                        arp(operation, mac, sender or self.address, target_mac, target or self.source, **words))

    # What answers the address whose last byte is the case's number. None of `wrong` may be taken.
    def right(self):
        return [
            [self.answer()],
            [self.answer() + b"\0" * 18],  # padded to the least that Ethernet has
            [tagged(self.answer(), 0)],  # a priority, no VLAN
            [self.answer(), self.answer(OTHER)],
            [self.answer(), self.answer()],
            [self.answer(GROUP), self.answer()],
            [self.answer(bytes([2, 0, 0, 0, 1, number])) for number in range(40)],
        ]

    def wrong(self):
        next_address = self.address[:3] + bytes([self.address[3] ^ 0x80])
        return [
            [],
            [self.answer(operation=1)],
            [self.answer(operation=3)],
            [self.answer(target=b"\x0a\0\0\x63")],
            [self.answer(target_mac=OTHER)],
            [self.answer(GROUP)],
            [self.answer(ZERO)],
            [self.answer(self.mac)],
            [self.answer(hardware=6)],
            [self.answer(protocol=0x86dd)],
            [self.answer(sizes=(8, 4))],
            [self.answer()[:41]],
            [self.answer()[:20]],
            [tagged(self.answer(), 5)],
            [tagged(tagged(self.answer(), 5), 6)],
            [self.answer(sender=next_address)],  # which is nobody's question
            [ethernet(b"\xff" * 6, MAC, 0x0806, arp(2, MAC, self.address, b"\xff" * 6, self.address))],  # gratuitous
            [ethernet(b"\xff" * 6, MAC, 0x0806, arp(1, MAC, self.address, ZERO, self.address))],
        ]


class Solicitation:
    """The same for IPv6."""

    def __init__(self, frame):
        self.mac, self.source, self.address = frame[6:12], frame[22:38], frame[62:78]

    def answer(self, mac=MAC, frame_target=None, to=None, address=None, **words):
        return ethernet(frame_target or self.mac, MAC, 0x86dd,
                        advertisement(self.address, to or self.source, address or self.address, mac, **words))

    def right(self):
        return [
            [self.answer()],
            [self.answer() + b"\0" * 8],
            [tagged(self.answer(), 0)],
            [self.answer(), self.answer(OTHER)],
            [self.answer(), self.answer()],
            [self.answer(flags=0xe0)],  # a router
            [self.answer(bytes([2, 0, 0, 0, 1, number])) for number in range(40)],
        ]

    def wrong(self):
        all_nodes = bytes.fromhex("ff020000000000000000000000000001")
        return [
            [],
            [self.answer(hops=254)],
            [self.answer(broken=1)],
            [self.answer(code=1)],
            [self.answer(None)],
            [self.answer(flags=0x20)],  # unsolicited
            [self.answer(GROUP)],
            [self.answer(ZERO)],
            [self.answer(self.mac)],
            [self.answer(size=0)],
            [self.answer(size=2)],
            [self.answer(option=1)],
            [self.answer()[:-1]],
            [tagged(self.answer(), 5)],
            [self.answer(address=self.address[:15] + bytes([self.address[15] ^ 0x80]))],
            [self.answer(frame_target=b"\x33\x33\0\0\0\x01", to=all_nodes, flags=0x20)],
            [self.answer(to=self.address)],
        ]


RIGHT, WRONG = 0x20, 0x40  # the first address of each kind


def question(frame):
    if frame[12:14] == b"\x08\x06" and frame[20:22] == b"\0\x01":
        return Arp(frame)
    if frame[12:14] == b"\x86\xdd" and frame[20] == 58 and frame[54] == 135:
        return Solicitation(frame)
    return None


def answers(asked):
    number = asked.address[-1]
    for first, cases in ((RIGHT, asked.right()), (WRONG, asked.wrong())):
        if first <= number < first + len(cases):
            return cases[number - first]
    return []


def main(interface, what, *words):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) as wire:
        wire.setsockopt(socket.SOL_SOCKET, 33, 32 << 20)  # SO_RCVBUFFORCE
        wire.bind((interface, 3))
        if what == "send":
            for frame in words:
                wire.send(bytes.fromhex(frame))
            return
        if what == "flood":
            for _ in range(int(words[0])):
                wire.send(bytes.fromhex(words[1]))
            return
        print("ready", flush=True)
        pick = random.Random(1)
        while True:
            frame, address = wire.recvfrom(2048)
            if address[2] == socket.PACKET_OUTGOING:
                continue
            if what == "record":
                print(f"{time.time():.6f} {frame.hex()}", flush=True)
                continue
            asked = question(frame)
            if asked is None:
                continue
            if what == "lossy":
                if pick.random() >= 0.2:
                    wire.send(asked.answer())
                continue
            for answer in answers(asked):
                wire.send(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
