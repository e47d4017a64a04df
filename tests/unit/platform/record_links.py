#!/usr/bin/env python3
"""Record what the kernel says of links of many kinds, and what `ip` makes of it.

    tests/unit/platform/record_links.py [NAME...]

boots User Mode Linux (Debian: user-mode-linux, which brings its own modules), so that kinds that this machine's kernel
lacks can be made without touching it; no privileges are needed. Each scenario below runs in a network namespace of its
own and gives two files in data/links:

    NAME.hex   one link a line: the body of its RTM_NEWLINK message (a struct ifinfomsg and attributes) in hexadecimal
    NAME.json  {"names": {INDEX: NAME of every link there}, "links": what `ip -d -s -j link` prints of the recorded ones}

A kind that the kernel or `ip` does not know is reported and leaves no files. Record with the iproute2 whose output is
the standard (`ip -V`: 6.1), since newer ones print more.
"""

import ctypes
import fcntl
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / "data" / "links"
MODULES = pathlib.Path("/usr/lib/uml/modules")

DUMMIES = "link add d0 type dummy; link add d1 type dummy"

# name: (modules, `ip` commands, the links to record)
SCENARIOS = {
    "dummy": ("dummy", """link add d0 address 02:00:00:00:00:01 mtu 1400 txqueuelen 77 type dummy; link set d0 alias "a \\" b"
        link property add dev d0 altname alternative-one altname two; link set d0 group 7; link set d0 up
        link set d0 promisc on; link set d0 allmulticast on; link set d0 addrgenmode random""", "d0"),
    "protodown": ("macvlan dummy", f"""{DUMMIES}; link add link d0 name m0 type macvlan
        link set m0 protodown on; link set m0 protodown_reason 3 on; link set m0 protodown_reason 7 on""", "m0"),
    "ifb": ("ifb", "link add i0 numtxqueues 2 numrxqueues 3 type ifb; link set i0 gso_max_size 1000", "i0"),
    "nlmon": ("nlmon", "link add n0 type nlmon", "n0"),
    "team": ("team dummy", f"{DUMMIES}; link add t0 type team; link set d0 master t0", "t0 d0"),
    "batadv": ("batman-adv dummy", f"{DUMMIES}; link add b0 type batadv; link set d0 master b0", "b0 d0"),
    "veth": ("veth", """link add v0 type veth peer name v1; link set v0 up
        netns add other; link add v2 type veth peer name v3 netns other""", "v0 v1 v2"),
    "vlan": ("8021q dummy", f"""{DUMMIES}; link set d0 up
        link add link d0 name v100 type vlan id 100 gvrp on mvrp on loose_binding on ingress-qos-map 1:2 3:4 egress-qos-map 5:6
        link add link d0 name v200 type vlan protocol 802.1ad id 200 reorder_hdr off bridge_binding on
        link add link d0 name v300 type vlan id 300; link set v300 up""", "v100 v200 v300"),
    "bond": ("bonding dummy", f"""{DUMMIES}
        link add b0 type bond mode active-backup arp_interval 60000 arp_ip_target 10.0.0.1,10.0.0.2 arp_validate active
        link set d0 master b0; link set d1 master b0; link set b0 type bond primary d1 primary_reselect better
        link set d0 type bond_slave queue_id 3; link set b0 up; link set d0 up; link set d1 up""", "b0 d0 d1"),
    "bond-lacp": ("bonding veth", """link add v0 type veth peer name v1; link set v1 up
        link add b1 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 lacp_rate fast ad_select count \
            xmit_hash_policy layer3+4 ad_actor_sys_prio 7 ad_actor_system 02:00:00:00:00:aa min_links 1
        link set v0 master b1; link set b1 up""", "b1 v0"),
    "bond-rr": ("bonding dummy", f"""{DUMMIES}
        link add b2 type bond mode balance-rr packets_per_slave 5 resend_igmp 3 all_slaves_active 1 miimon 50
        link add b3 type bond mode balance-alb tlb_dynamic_lb 1
        link add b4 type bond mode active-backup ns_ip6_target fe80::1,fe80::2 arp_missed_max 4 arp_interval 60000 fail_over_mac follow""", "b2 b3 b4"),
    "bridge": ("bridge dummy", f"""{DUMMIES}
        link add br0 type bridge stp_state 1 priority 4096 forward_delay 400 hello_time 300 max_age 1000 \
            vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1 group_fwd_mask 0x4000 \
            mcast_snooping 1 mcast_router 2 mcast_querier 1 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2 \
            mcast_last_member_count 5 mcast_query_interval 5000 nf_call_iptables 1 no_linklocal_learn 1
        link set d0 master br0; link set d1 master br0
        link set d0 type bridge_slave cost 7 priority 5 hairpin on guard on root_block on fastleave on learning off flood off \
            proxy_arp on mcast_router 2 mcast_flood off bcast_flood off mcast_to_unicast on group_fwd_mask 0x4015 \
            neigh_suppress on vlan_tunnel on isolated on locked on backup_port d1""", "br0 d0 d1"),
    "vrf": ("vrf dummy", f"{DUMMIES}; link add blue type vrf table 1234; link set d0 master blue; link set blue up", "blue d0"),
    "macvlan": ("macvlan macvtap dummy", f"""{DUMMIES}; link set d0 up
        link add link d0 name m0 type macvlan mode bridge bcqueuelen 123
        link add link d0 name m1 type macvlan mode private nodst; link add link d0 name m2 type macvtap mode vepa
        link add link d1 name m3 type macvlan mode passthru nopromisc; link add link d0 name m4 type macvlan mode source
        link set m4 type macvlan macaddr set 02:00:00:00:00:05 02:00:00:00:00:06""", "m0 m1 m2 m3 m4"),
    "ipvlan": ("ipvlan ipvtap dummy", f"""{DUMMIES}; link set d0 up; link set d1 up
        link add link d0 name i0 type ipvlan mode l3s private; link add link d0 name i1 type ipvlan mode l3s vepa
        link add link d1 name i2 type ipvtap mode l2 bridge""", "i0 i1 i2"),
    "tun": ("tun", "tuntap add t0 mode tun user 54321 group 54322; tuntap add t1 mode tap vnet_hdr multi_queue pi", "t0 t1"),
    "vxlan": ("vxlan dummy", f"""{DUMMIES}; link set d0 up
        link add x0 type vxlan id 42 group 239.1.1.1 local 10.0.0.1 dev d0 dstport 4789 ttl 5 tos 0x10 srcport 1000 2000 \
            ageing 77 maxaddr 99 proxy rsc l2miss l3miss df set gbp udpcsum remcsumtx remcsumrx
        link add x1 type vxlan id 43 remote 2001:db8::1 local 2001:db8::2 dstport 4790 nolearning udp6zerocsumtx udp6zerocsumrx \
            flowlabel 0x12345 ttl inherit df inherit
        link add x2 type vxlan external dstport 4791; link add x3 type vxlan external gpe dstport 4792
        link add x4 type vxlan external vnifilter dstport 4793; link add x5 type vxlan id 9 remote 10.0.0.2 dstport 4794
        link add x6 type vxlan id 10 group ff05::100 dev d0 dstport 4795""", "x0 x1 x2 x3 x4 x5 x6"),
    "geneve": ("geneve", """link add g0 type geneve id 7 remote 10.0.0.1 ttl 9 tos 0x20 dstport 6082 df set noudpcsum
        link add g1 type geneve id 8 remote 2001:db8::1 flowlabel 0x54321 ttl inherit udp6zerocsumtx udp6zerocsumrx
        link add g2 type geneve external dstport 6083""", "g0 g1 g2"),
    "gtp": ("gtp", "link add g0 type gtp role sgsn hsize 2048", "g0"),
    "gre": ("ip_gre dummy", f"""{DUMMIES}; link add e0 type gre remote 10.0.0.1 local 10.0.0.2 ttl 9 tos 0x10 dev d0 seq key 1.2.3.4 csum
        link add e1 type gre remote 10.0.0.1 local 10.0.0.3 ikey 5 okey 6 ignore-df nopmtudisc fwmark 0x1f
        link add e2 type gretap remote 10.0.0.1 local 10.0.0.4
        link add e3 type gretap external; link add e4 type gre remote any
        link add e5 type erspan remote 10.0.0.1 local 10.0.0.2 seq key 102 erspan_ver 1 erspan 123
        link add e6 type erspan remote 10.0.0.1 local 10.0.0.2 seq key 103 erspan_ver 2 erspan_dir egress erspan_hwid 0x1f
        link add e7 type erspan external; link add e8 type erspan remote 10.0.0.1 local 10.0.0.2 seq key 104 erspan_ver 0""",
            "e0 e1 e2 e3 e4 e5 e6 e7 e8"),
    "ip6gre": ("ip6_gre dummy", f"""{DUMMIES}; link add e0 type ip6gre remote 2001:db8::1 local 2001:db8::2 hoplimit 9 tclass 0x10 flowlabel 0x12345 dev d0 seq key 7 csum
        link add e1 type ip6gre remote 2001:db8::1 local 2001:db8::3 encaplimit none tclass inherit flowlabel inherit dscp inherit fwmark inherit
        link add e2 type ip6gretap remote 2001:db8::1 local 2001:db8::4 encaplimit 7 fwmark 5 allow-localremote; link add e3 type ip6gretap external
        link add e4 type ip6erspan remote 2001:db8::1 local 2001:db8::5 seq key 102 erspan_ver 1 erspan 123
        link add e5 type ip6erspan remote 2001:db8::1 local 2001:db8::6 seq key 103 erspan_ver 2 erspan_dir ingress erspan_hwid 7""",
               "e0 e1 e2 e3 e4 e5"),
    "ipip": ("ipip sit dummy", f"""{DUMMIES}; link add p0 type ipip remote 10.0.0.1 local 10.0.0.2 ttl 9 tos 1 dev d0
        link add p1 type ipip external; link add p2 type ipip mode mplsip remote 10.0.0.5 nopmtudisc fwmark 3
        link add s0 type sit remote 10.0.0.1 local 10.0.0.2 mode any; link add s1 type sit local 10.0.0.3 isatap
        link add s2 type sit local 10.0.0.4 6rd-prefix 2001:db8::/32 6rd-relay_prefix 10.0.0.0/8
        link add s3 type sit local 10.0.0.6 6rd-prefix 2001:db8::/32""", "p0 p1 p2 s0 s1 s2 s3"),
    "ip6tnl": ("ip6_tunnel dummy", f"""{DUMMIES}; link add t0 type ip6tnl remote 2001:db8::1 local 2001:db8::2 mode ip6ip6 hoplimit 3 tclass 0x20 flowlabel 0x00abc dev d0
        link add t1 type ip6tnl remote 2001:db8::1 local 2001:db8::3 mode ipip6 encaplimit none tclass inherit flowlabel inherit dscp inherit fwmark inherit
        link add t2 type ip6tnl remote 2001:db8::1 local 2001:db8::4 mode any encaplimit 9 fwmark 0x55 allow-localremote; link add t3 type ip6tnl external""",
               "t0 t1 t2 t3"),
    "vti": ("ip_vti ip6_vti dummy", f"""{DUMMIES}; link add v0 type vti remote 10.0.0.1 local 10.0.0.2 ikey 5 okey 1.2.3.4 dev d0 fwmark 0x10
        link add v1 type vti6 remote 2001:db8::1 local 2001:db8::2 ikey 7; link add v2 type vti local 10.0.0.9""", "v0 v1 v2"),
    "fallback": ("ipip sit ip_gre ip6_gre ip6_tunnel ip_vti ip6_vti", "",
                 "tunl0 sit0 gre0 gretap0 erspan0 ip6gre0 ip6tnl0 ip_vti0 ip6_vti0 lo"),
    "macsec": ("gcm ctr ghash-generic aes_generic ccm macsec dummy", f"""{DUMMIES}; link add link d0 m0 type macsec port 11 encrypt on replay on window 64 icvlen 12
        link add link d1 m1 type macsec port 12 validate check protect off send_sci off end_station on encodingsa 2""",
               "m0 m1"),
    "hsr": ("hsr dummy", f"""{DUMMIES}; link set d0 up; link set d1 up; link add h0 type hsr slave1 d0 slave2 d1 supervision 45 version 1
        link add d2 type dummy; link add d3 type dummy; link set d2 up; link set d3 up; link add h1 type hsr slave1 d2 slave2 d3 proto 1""", "h0 h1"),
    "vcan": ("vcan vxcan", "link add c0 type vcan; link add c1 type vxcan peer name c2; link set c0 up", "c0 c1"),
    "can": ("slcan", "SLCAN; link set can0 type can bitrate 500000", "can0"),
}

# What the kernel makes by itself, it makes in the initial namespace.
INITIAL = {"can", "fallback"}


# --- inside User Mode Linux ---

libc = ctypes.CDLL(None, use_errno=True)


def mount(kind, where, options=""):
    libc.mount(kind.encode(), where.encode(), kind.encode(), 0, options.encode())


def load(module, loaded=set()):
    """As modprobe does, which need not be installed."""
    if not loaded:
        loaded.add("")
        load.folder = next(MODULES.glob(os.uname().release + "*"))
        load.needs = dict(line.split(":") for line in (load.folder / "modules.dep").read_text().splitlines())
    for path, needed in load.needs.items():
        if pathlib.Path(path).stem.replace("-", "_") != module.replace("-", "_"):
            continue
        for one in [*reversed(needed.split()), path]:
            if one not in loaded:
                loaded.add(one)
                with open(load.folder / one) as file:
                    if libc.syscall(313, file.fileno(), b"", 0) != 0:  # finit_module
                        print(f"{one}: {os.strerror(ctypes.get_errno())}")


def attach_serial_can():
    """A CAN interface whose controller is the other end of a pseudoterminal."""
    controller = os.open("/run/pts/ptmx", os.O_RDWR | os.O_NOCTTY)
    fcntl.ioctl(controller, 0x40045431, struct.pack("i", 0))  # TIOCSPTLCK
    number = struct.unpack("i", fcntl.ioctl(controller, 0x80045430, bytes(4)))[0]  # TIOCGPTN
    line = os.open(f"/run/pts/{number}", os.O_RDWR | os.O_NOCTTY)
    fcntl.ioctl(line, 0x5423, struct.pack("i", 17))  # TIOCSETD, N_SLCAN
    return controller, line


def link_message(netlink, index):
    body = struct.pack("=BxHiII", 0, 0, index, 0, 0) + struct.pack("=HHI", 8, 29, 1)  # IFLA_EXT_MASK: VFs and counters
    netlink.send(struct.pack("=IHHII", 16 + len(body), 18, 1, 1, 0) + body)  # RTM_GETLINK
    answer = netlink.recv(65536)
    length, kind = struct.unpack_from("=IH", answer)
    assert kind == 16, "not RTM_NEWLINK"
    return answer[16:length].hex()


def record(name, commands, links, out):
    lines = [line.strip() for line in commands.replace("\n", ";").split(";") if line.strip()]
    keep = None
    for line in lines:
        if line == "SLCAN":
            keep = attach_serial_can()
        else:
            done = subprocess.run(f"ip {line}", shell=True, capture_output=True, text=True)
            if done.returncode:
                print(f"{name}: ip {line}: {done.stderr.strip()}")
    time.sleep(0.3)  # carriers and aggregators settle
    names = {str(index): link for index, link in socket.if_nameindex()}
    numbers = {link: int(index) for index, link in names.items()}
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    messages, objects = [], []
    for link in links.split():
        if link not in numbers:
            print(f"{name}: no {link}, only {' '.join(numbers)}")
            continue
        for _ in range(20):  # until nothing changes while `ip` reads
            before = link_message(netlink, numbers[link])
            shown = subprocess.run(["ip", "-d", "-s", "-j", "link", "show", "dev", link], capture_output=True, text=True)
            if before == link_message(netlink, numbers[link]):
                messages.append(before)
                objects += json.loads(shown.stdout)
                break
        else:
            print(f"{name}: {link} never rests")
    if messages:
        (out / f"{name}.hex").write_text("".join(message + "\n" for message in messages))
        links_text = ",\n".join("  " + json.dumps(one) for one in objects)
        (out / f"{name}.json").write_text(f'{{"names": {json.dumps(names)},\n "links": [\n{links_text}]}}\n')
    del keep


def inside(out, wanted):
    os.environ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    mount("proc", "/proc")
    mount("sysfs", "/sys")
    mount("tmpfs", "/run")
    os.mkdir("/run/pts")
    mount("devpts", "/run/pts", "ptmxmode=0666")
    mount("hostfs", "/mnt", out)  # the rest of the root is read-only
    out = pathlib.Path("/mnt")
    log = open(out / "log", "w", buffering=1)
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    load("ipv6")
    for name in sorted(wanted, key=lambda one: one in INITIAL):
        modules, commands, links = SCENARIOS[name]
        for module in modules.split():
            load(module)
        child = os.fork()
        if child == 0:
            if name not in INITIAL:
                libc.unshare(0x40000000)  # CLONE_NEWNET
            try:
                record(name, commands, links, out)
            except Exception as error:
                print(f"{name}: {error}")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        # Namespaces that come later start without fallback tunnels.
        if pathlib.Path("/proc/sys/net/core/fb_tunnels_only_for_init_net").exists():
            pathlib.Path("/proc/sys/net/core/fb_tunnels_only_for_init_net").write_text("1")
    log.close()
    os.sync()
    libc.reboot(0x4321FEDC)  # power off


# --- outside ---


def main(wanted):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "out")
        out.mkdir()
        init = pathlib.Path(folder, "init")
        init.write_text(f"#!/bin/sh\nexec {sys.executable} -B {pathlib.Path(__file__).resolve()} --inside {out} {' '.join(wanted)}\n")
        init.chmod(0o755)
        subprocess.run(["linux.uml", "mem=256M", "rootfstype=hostfs", "rootflags=/", "ro", f"init={init}", "con=null",
                        "con0=null,fd:1", "quiet", f"uml_dir={folder}/", "umid=record"],
                       stdin=subprocess.DEVNULL, stdout=(out / "console").open("w"), stderr=subprocess.STDOUT, timeout=180)
        DATA.mkdir(parents=True, exist_ok=True)
        print((out / "log").read_text() if (out / "log").exists() else (out / "console").read_text(), end="")
        for name in wanted:
            for suffix in ("hex", "json"):
                if (out / f"{name}.{suffix}").exists():
                    shutil.copyfile(out / f"{name}.{suffix}", DATA / f"{name}.{suffix}")
            if not (out / f"{name}.hex").exists():
                print(f"{name}: nothing recorded")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], sys.argv[3:])
    else:
        main(sys.argv[1:] or list(SCENARIOS))
