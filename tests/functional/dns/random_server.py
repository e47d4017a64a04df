"""A server on 127.0.0.1, port 53, that answers question NUMBER.test. with the data of that number, whatever that is: each on a line of
a file, TYPE HEX. Prints a line when it is ready.

    random_server.py FILE"""

import pathlib
import socket
import struct
import sys

OPT = 41


def answer_to(query, samples):
    """The question back, and one record; OPT is an additional one."""
    end = query.index(b"\0", 12) + 5
    number = int(query[13:13 + query[12]])
    kind, data = samples[number]
    if kind == OPT:
        return query[:2] + struct.pack(">HHHHH", 0x8580, 1, 0, 0, 1) + query[12:end] + b"\0" + record(OPT, 1232, 0, data)
    return query[:2] + struct.pack(">HHHHH", 0x8580, 1, 1, 0, 0) + query[12:end] + b"\xc0\x0c" + record(kind, 1, 300, data)


def record(kind, dns_class, ttl, data):
    return struct.pack(">HHIH", kind, dns_class, ttl, len(data)) + data


def read_samples(path):
    lines = (line.split() for line in pathlib.Path(path).read_text().splitlines())
    return [(int(words[0]), bytes.fromhex("".join(words[1:]))) for words in lines]


def main():
    samples = read_samples(sys.argv[1])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as serving:
        serving.bind(("127.0.0.1", 53))
        print("ready", flush=True)
        while True:
            query, client = serving.recvfrom(65535)
            serving.sendto(answer_to(query, samples), client)


if __name__ == "__main__":
    main()
