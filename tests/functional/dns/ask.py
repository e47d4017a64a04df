"""Asks a server on 127.0.0.1, port 53, each question of standard input, a line NAME TYPENUMBER each, and writes the answers behind
their lengths as they come over TCP.

    ask.py tcp|udp"""

import socket
import struct
import sys

DNSSEC_OK = 0x8000


def question(number, name, kind):
    labels = b"".join(bytes([len(label)]) + label for label in name.encode().rstrip(b".").split(b".") if label)
    opt = b"\0" + struct.pack(">HHHHH", 41, 4096, 0, DNSSEC_OK, 0)
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 1) + labels + b"\0" + struct.pack(">HH", int(kind), 1) + opt


def read(stream, size):
    data = stream.read(size)
    assert len(data) == size, "the server has hung up"
    return data


def ask_tcp(messages):
    with socket.create_connection(("127.0.0.1", 53), timeout=30) as connection, connection.makefile("rb") as stream:
        for message in messages:
            connection.sendall(struct.pack(">H", len(message)) + message)
            size = read(stream, 2)
            yield read(stream, *struct.unpack(">H", size))


def ask_udp(messages):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
        sending.settimeout(30)
        for message in messages:
            sending.sendto(message, ("127.0.0.1", 53))
            yield sending.recv(65535)


def main():
    messages = [question(number, *line.split()) for number, line in enumerate(sys.stdin)]
    for answer in {"tcp": ask_tcp, "udp": ask_udp}[sys.argv[1]](messages):
        sys.stdout.buffer.write(struct.pack(">H", len(answer)) + answer)


if __name__ == "__main__":
    main()
