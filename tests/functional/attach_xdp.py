"""Gives an interface of this network namespace an XDP program that passes every packet.

    attach_xdp.py DEVICE generic|driver [NAME]

Exits with 77 where the kernel does not let it.
"""

import ctypes
import errno
import platform
import socket
import struct
import sys

BPF = {"x86_64": 321, "aarch64": 280, "riscv64": 280}  # the number of bpf(2)
PASS = struct.pack("<BBhiBBhi", 0xb7, 0, 0, 2, 0x95, 0, 0, 0)  # r0 = XDP_PASS; exit
MODES = {"generic": 2, "driver": 4}  # XDP_FLAGS_SKB_MODE, XDP_FLAGS_DRV_MODE


def skip(number):
    print("not permitted:", errno.errorcode.get(number, number))
    sys.exit(77)


def load(name):
    """The program's file descriptor: BPF_PROG_LOAD of a BPF_PROG_TYPE_XDP."""
    if platform.machine() not in BPF:
        skip(errno.ENOSYS)
    code, license_ = ctypes.create_string_buffer(PASS, len(PASS)), ctypes.create_string_buffer(b"GPL")
    attributes = ctypes.create_string_buffer(
        struct.pack("IIQQIIQII16s", 6, len(PASS) // 8, ctypes.addressof(code), ctypes.addressof(license_), 0, 0, 0, 0, 0, name), 128)
    libc = ctypes.CDLL(None, use_errno=True)
    program = libc.syscall(BPF[platform.machine()], 5, attributes, 128)
    if program < 0:
        skip(ctypes.get_errno())
    return program


def attach(device, program, mode):
    """RTM_SETLINK with IFLA_XDP {IFLA_XDP_FD, IFLA_XDP_FLAGS}."""
    nest = struct.pack("HHi", 8, 1, program) + struct.pack("HHI", 8, 3, mode)
    body = struct.pack("BxHiII", 0, 0, socket.if_nametoindex(device), 0, 0) + struct.pack("HH", 4 + len(nest), 43 | 0x8000) + nest
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as netlink:
        netlink.send(struct.pack("IHHII", 16 + len(body), 19, 5, 1, 0) + body)
        error = struct.unpack_from("i", netlink.recv(65536), 16)[0]
    if error:
        skip(-error)


if __name__ == "__main__":
    attach(sys.argv[1], load(sys.argv[3].encode() if len(sys.argv) > 3 else b""), MODES[sys.argv[2]])
