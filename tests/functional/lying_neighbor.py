"""Answers ARP and neighbor solicitations on a device as no honest neighbor would: lying_neighbor.py DEVICE LIE. It lies
about addresses that end in 66, always as 02:66:66:66:66:66."""

import select
import socket
import struct
import sys
import threading
import time

ETH_P_ALL, ARP, IPV6 = 3, 0x0806, 0x86DD
LIAR = bytes.fromhex("026666666666")
REQUEST, REPLY, SOLICITATION, ADVERTISEMENT = 1, 2, 135, 136


def checksum(data):
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def arp(asker_mac, asker_ip, target, operation=REPLY, mac=LIAR, hardware=1):
    return asker_mac + LIAR + struct.pack(">HHHBBH", ARP, hardware, 0x0800, 6, 4, operation) + mac + target + asker_mac + asker_ip


def advertisement(asker_mac, asker_ip, target, hop_limit=255, mac=LIAR, kind=ADVERTISEMENT):
    body = struct.pack(">I", 0x60000000) + target + b"\2\1" + mac
    length = 4 + len(body)
    pseudo = target + asker_ip + struct.pack(">II", length, 58)
    total = checksum(pseudo + bytes([kind, 0, 0, 0]) + body)
    return (asker_mac + LIAR + struct.pack(">HIHBB", IPV6, 0x60000000, length, 58, hop_limit) + target + asker_ip +
            struct.pack(">BBH", kind, 0, total) + body)


def tagged(frame):
    return frame[:12] + b"\x81\x00\x00\x05" + frame[12:]


def lies(lie, make, mac, ip, target):
    """The frames that the lie answers with; `make` is arp or advertisement."""
    other = target[:-1] + b"\x67"
    is_arp = make is arp
    honest = make(mac, ip, target)
    if lie == "late":
        return [honest]
    if lie == "gratuitous":
        return [make(mac, target, target) if is_arp else make(bytes.fromhex("333300000001"), bytes.fromhex("ff02" + "00" * 13 + "01"), target)
                .replace(struct.pack(">I", 0x60000000) + target + b"\2\1", struct.pack(">I", 0x20000000) + target + b"\2\1")]
    if lie == "wrong-target":
        return [make(mac, ip, other)]
    if lie == "wrong-operation":
        return [make(mac, ip, target, operation=REQUEST) if is_arp else make(mac, ip, target, kind=SOLICITATION)]
    if lie == "group-sender":
        return [make(mac, ip, target, mac=b"\xff" * 6), make(mac, ip, target, mac=bytes.fromhex("01005e000001"))]
    if lie == "own-sender":
        return [make(mac, ip, target, mac=mac)]
    if lie == "truncated":
        return [honest[:size] for size in range(14, len(honest))]
    if lie == "other-hardware":
        return [make(mac, ip, target, hardware=32)] if is_arp else []
    if lie == "hop-limit":
        return [] if is_arp else [make(mac, ip, target, hop_limit=64)]
    if lie == "vlan":
        return [tagged(honest)]
    return []


def flood(link):
    """Answers that nobody asked for, of thousands of addresses."""
    mac, ip = bytes.fromhex("020000000001"), bytes([10, 0, 0, 1])
    i = 0
    while True:
        link.send(arp(mac, ip, bytes([10, 0, i >> 8 & 255 | 128, i & 255])))
        i += 1
        if i % 200 == 0:
            time.sleep(0.001)


def main(device, lie):
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    link.bind((device, ETH_P_ALL))
    print("ready", flush=True)
    if lie == "flood":
        threading.Thread(target=flood, args=(link,), daemon=True).start()
    if lie == "unasked":
        mac, ip = bytes.fromhex("020000000001"), bytes([10, 0, 0, 1])
        while True:
            link.send(arp(mac, ip, bytes([10, 0, 0, 67])))
            time.sleep(0.01)
    while True:
        select.select([link], [], [])
        frame, address = link.recvfrom(2048)
        if address[2] == socket.PACKET_OUTGOING:
            continue
        kind = struct.unpack(">H", frame[12:14])[0]
        if kind == ARP and frame[20:22] == b"\0\1":
            make, ip, target = arp, frame[28:32], frame[38:42]
        elif kind == IPV6 and frame[20] == 58 and frame[54] == SOLICITATION:
            make, ip, target = advertisement, frame[22:38], frame[62:78]
        else:
            continue
        if target[-1] not in (66, 0x66):
            continue
        if lie == "late":
            time.sleep(0.5)
        for one in lies(lie, make, frame[6:12], ip, target):
            try:
                link.send(one)
            except OSError:
                pass


main(*sys.argv[1:])
