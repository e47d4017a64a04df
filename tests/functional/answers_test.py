"""The verbs that answer one question, and the filters of those that list."""

import json
import shutil
import subprocess

import pytest

import netns


@pytest.fixture
def net(ns):
    """Two pairs of veth, addresses of both families, two default routes, some neighbors."""
    refused = ns.batch([
        "link set lo up",
        "link add eth0 address 02:00:00:00:00:10 type veth peer name eth1 address 02:00:00:00:00:11",
        "link add eth2 address 02:00:00:00:00:12 type veth peer name eth3", "link property add dev eth2 altname backup",
        "link set eth0 up", "link set eth1 up", "link set eth2 up",
        "address add 10.0.0.5/24 dev eth0", "address add 10.0.0.6/24 dev eth0", "address add 10.2.0.1/24 dev eth2",
        "address add 2001:db8::5/64 dev eth0 nodad", "address add 2001:db8:1::5/64 dev eth0 nodad preferred_lft 0",
        "route add default via 10.2.0.9 metric 200", "route add default via 10.0.0.1 metric 100",
        "route add default via 10.0.0.2 metric 300 src 10.0.0.6", "route add 10.64.0.0/10 via 10.0.0.1 proto static",
        "route add 10.64.1.0/24 via 10.0.0.3 proto bgp", "route add blackhole 10.65.0.0/16",
        "route add 10.66.0.0/16 dev eth2 table 100",
        "neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent",
        "neigh add 10.2.0.9 lladdr 02:00:00:00:00:02 dev eth2 nud stale",
        "neigh add 10.2.0.8 lladdr 02:00:00:00:00:03 dev eth2 nud noarp",
    ])
    assert not refused
    assert not ns.batch(["route add default via fe80::1 dev eth0 metric 50", "route add 2001:db8:2::/48 via fe80::1 dev eth0"],
                        "-6")
    return ns


def answer(tools, ns, *words):
    done = tools.run(ns, *words)
    assert (done.returncode, done.stderr) == (0, b""), done
    return done.stdout.decode().strip()


def test_addr(net, tools):
    assert answer(tools, net, "snet-ifaces", "addr", "eth0") == "10.0.0.5"
    assert answer(tools, net, "snet-ifaces", "addr", "-4", "eth0") == "10.0.0.5"
    assert answer(tools, net, "snet-ifaces", "addr", "-6", "eth0").startswith("2001:db8:")
    assert answer(tools, net, "snet-ifaces", "addr", "-6", "eth1").startswith("fe80::")
    assert answer(tools, net, "snet-ifaces", "addr", "backup") == "10.2.0.1"
    assert answer(tools, net, "snet-ifaces", "addr") == "10.0.0.5"  # of the default interface
    index = net.ip("link", "show", "eth2")[0]["ifindex"]
    assert answer(tools, net, "snet-ifaces", "addr", str(index)) == "10.2.0.1"


def test_mac(net, tools):
    assert answer(tools, net, "snet-ifaces", "mac", "eth0") == "02:00:00:00:00:10"
    assert answer(tools, net, "snet-ifaces", "mac") == "02:00:00:00:00:10"
    assert answer(tools, net, "snet-ifaces", "mac", "eth1", "--short") == "02:00:00:00:00:11"


def test_default_interface(net, tools):
    """The device of the best IPv4 default route, else of the IPv6 one, else the first that is up with an address."""
    assert answer(tools, net, "snet-ifaces", "default") == "eth0"
    net.check("ip", "route", "del", "default", "metric", "100")
    assert answer(tools, net, "snet-ifaces", "default") == "eth2"
    net.check("ip", "route", "flush", "default")
    assert answer(tools, net, "snet-ifaces", "default") == "eth0"
    net.check("ip", "-6", "route", "flush", "default")
    net.check("ip", "address", "flush", "dev", "eth0")
    net.check("ip", "link", "set", "eth1", "down")
    net.check("ip", "link", "set", "eth0", "down")
    assert answer(tools, net, "snet-ifaces", "default") == "eth2"
    net.check("ip", "link", "set", "eth2", "down")
    assert answer(tools, net, "snet-ifaces", "default") == "lo"


def test_default_route(net, tools):
    assert answer(tools, net, "snet-route", "default", "-4") == "via 10.0.0.1 dev eth0 src 10.0.0.5 metric 100"
    assert answer(tools, net, "snet-route", "default", "-4", "--short") == "10.0.0.1"
    assert answer(tools, net, "snet-route", "default", "-6", "--short") == "fe80::1"
    assert answer(tools, net, "snet-route", "default", "-6") == "via fe80::1 dev eth0 src 2001:db8::5 metric 50"
    net.check("ip", "route", "del", "default", "metric", "100")
    net.check("ip", "route", "del", "default", "metric", "200")
    assert answer(tools, net, "snet-route", "default", "-4") == "via 10.0.0.2 dev eth0 src 10.0.0.6 metric 300"
    assert answer(tools, net, "snet-route", "default", "-4", "-o", "gateway,dev") == "10.0.0.2\teth0"
    rows = tools.json(net, "snet-route", "default", "-4")
    assert [row["gateway"] for row in rows] == ["10.0.0.2"]


def test_names(net, tools):
    every = [row["ifname"] for row in net.ip("link")]
    assert answer(tools, net, "snet-ifaces", "names").splitlines() == every
    assert answer(tools, net, "snet-ifaces", "names", "--up").splitlines() == ["lo", "eth0", "eth1", "eth2"] or \
        set(every) - set(answer(tools, net, "snet-ifaces", "names", "--up").splitlines()) == {"eth3"}


@pytest.mark.parametrize("subject", ["eth2", "backup", "02:00:00:00:00:12", "10.2.0.1"])
def test_show_finds(net, tools, subject):
    rows = tools.json(net, "snet-ifaces", "show", subject)
    assert [row["ifname"] for row in rows] == ["eth2"]
    assert rows[0]["linkinfo"]["info_kind"] == "veth"


def test_list_shows_those_that_are_up(net, tools):
    table = answer(tools, net, "snet-ifaces", "list").splitlines()
    assert table[0].split() == ["SOURCE", "INDEX", "NAME", "MAC", "IPV4", "IPV6"]
    names = [line.split()[2] for line in table[1:] if line.startswith("sys")]
    assert names == [row["ifname"] for row in net.ip("link") if "UP" in row["flags"]]
    everything = answer(tools, net, "snet-ifaces", "list", "--all").splitlines()
    assert len([line for line in everything if line.startswith("sys")]) == len(net.ip("link"))


def test_list_of_one_family_has_no_column_of_the_other(net, tools):
    heading = lambda *words: answer(tools, net, "snet-ifaces", "list", *words).splitlines()[0].split()
    assert heading("-4") == ["SOURCE", "INDEX", "NAME", "MAC", "IPV4"]
    assert heading("-6", "-o", "+mtu") == ["SOURCE", "INDEX", "NAME", "MAC", "IPV6", "MTU"]
    assert heading("-6", "-o", "ifname,ipv4") == ["NAME", "IPV4"]  # asked for by name


def is_ipv6(row):
    return ":" in row["dst"] + row.get("gateway", "")


FILTERS = [
    (["--dev", "eth2"], lambda row: row.get("dev") == "eth2"),
    (["--proto", "bgp"], lambda row: row.get("protocol") == "bgp"),
    (["--proto", "kernel"], lambda row: row.get("protocol") == "kernel"),
    (["--type", "blackhole"], lambda row: row.get("type") == "blackhole"),
    (["--type", "BlackHole"], lambda row: row.get("type") == "blackhole"),
    (["--via", "10.0.0.1"], lambda row: row.get("gateway") == "10.0.0.1"),
    (["--exact", "10.64.0.0/10"], lambda row: row["dst"] == "10.64.0.0/10"),
    (["--match", "10.64.1.7"], lambda row: row["dst"] in ("10.64.0.0/10", "10.64.1.0/24") or row["dst"] == "default" and
     ":" not in row.get("gateway", "")),
    (["--within", "10.64.0.0/10"], lambda row: row["dst"] in ("10.64.0.0/10", "10.64.1.0/24", "10.65.0.0/16")),
    (["--within", "default"], lambda row: True),
    (["-4", "--within", "default"], lambda row: not is_ipv6(row)),
    (["-6", "--within", "default"], is_ipv6),
    (["--match", "2001:db8:2::1", "--within", "default"], lambda row: row["dst"] in ("2001:db8:2::/48", "default") and is_ipv6(row)),
    (["--dev", "eth0", "--via", "10.0.0.3"], lambda row: row.get("gateway") == "10.0.0.3"),
]


@pytest.mark.parametrize("words,keep", FILTERS, ids=[" ".join(one[0]) for one in FILTERS])
def test_route_filters(net, tools, words, keep):
    everything = tools.json(net, "snet-route", "list")
    expected = [row for row in everything if keep(row)]
    assert expected, "the filter would prove nothing"
    assert tools.json(net, "snet-route", "list", *words) == expected
    assert answer(tools, net, "snet-route", "list", *words, "--count") == str(len(expected))


def test_both_families_come_together(net, tools):
    both = tools.json(net, "snet-route", "list")
    assert both == tools.json(net, "snet-route", "list", "-4") + tools.json(net, "snet-route", "list", "-6")
    rules = tools.json(net, "snet-route", "rules")
    assert [rule["family"] for rule in rules] == ["inet"] * 3 + ["inet6"] * 2


def test_route_table(net, tools):
    table = answer(tools, net, "snet-route", "list", "-4").splitlines()
    assert table[0].split() == ["NETWORK", "GATEWAY", "IFACE", "OUTPUT-IP", "METRIC", "ORIGIN"]
    assert table[1].split() == ["default", "10.0.0.1", "eth0", "10.0.0.5", "100", "os"]


def test_neighbors(net, tools):
    rows = tools.json(net, "snet-arp", "list", "-4")
    assert {row["dst"] for row in rows} == {"10.0.0.1", "10.2.0.9"}
    assert {row["dst"] for row in tools.json(net, "snet-arp", "list", "-4", "--all")} == {"10.0.0.1", "10.2.0.9", "10.2.0.8"}
    assert [row["dst"] for row in tools.json(net, "snet-arp", "list", "-4", "--dev", "eth2")] == ["10.2.0.9"]
    assert [row["dst"] for row in tools.json(net, "snet-arp", "list", "-4", "--state", "permanent")] == ["10.0.0.1"]
    assert tools.json(net, "snet-arp", "list", "-4", "--state", "PERMANENT") == tools.json(
        net, "snet-arp", "list", "-4", "--state", "permanent")


def test_another_namespace(net, tools, namespaces):
    """--netns reads what a process inside would read."""
    with netns.Namespace() as elsewhere:
        if not elsewhere.is_root:
            pytest.skip("another namespace can be entered by the super-user only")
        for words in (["snet-ifaces", "list", "-d"], ["snet-route", "list", "--table", "all"], ["snet-arp", "list"]):
            inside = tools.json(net, *words)
            for name in (str(net.pid), f"/proc/{net.pid}/ns/net"):
                assert tools.json(elsewhere, *words, "--netns", name) == inside


def test_settings_of_another_namespace(net, tools, namespaces):
    """--netns chooses sources by what is set there: here, that packets through eth2 have one of its own addresses."""
    net.check("ip", "-6", "route", "add", "2001:db8:9::/48", "dev", "eth2")
    with netns.Namespace() as elsewhere:
        if not elsewhere.is_root:
            pytest.skip("another namespace can be entered by the super-user only")
        words = ["snet-route", "list", "2001:db8:9::/48", "-o", "output_ip", "--netns", str(net.pid)]
        assert tools.json(elsewhere, *words) == [{"output_ip": "2001:db8::5"}]
        net.check("sysctl", "-qw", "net.ipv6.conf.eth2.use_oif_addrs_only=1")
        assert tools.json(elsewhere, *words)[0].get("output_ip") != "2001:db8::5"


def test_columns_and_formats_agree(net, tools):
    rows = tools.json(net, "snet-route", "list", "-4")
    lines = tools.run(net, "snet-route", "list", "-4", "--jsonl").stdout.decode().splitlines()
    assert [json.loads(line) for line in lines] == rows
    raw = tools.run(net, "snet-route", "list", "-4", "--raw", "-o", "dst,gateway,dev").stdout.decode().splitlines()
    gateways = [row.get("gateway", row.get("type", "-")) for row in rows]  # text has the type where there is no gateway
    assert raw == ["\t".join((row["dst"], gateway, row.get("dev", "-"))) for row, gateway in zip(rows, gateways)]
    pattern = tools.run(net, "snet-route", "list", "-4", "--format", "{dst}|{dev}").stdout.decode().splitlines()
    assert pattern == [f"{row['dst']}|{row.get('dev', '-')}" for row in rows]
    some = tools.json(net, "snet-route", "list", "-4", "-o", "dst,dev")
    assert some == [{key: row[key] for key in ("dst", "dev") if key in row} for row in rows]


def test_vendor(tools):
    """The longest registered block of the distribution's registry wins; skips where no registry is installed."""
    done = tools.run(None, "snet-arp", "vendor", "00:00:0c:12:34:56")
    if not netns.has_vendors():
        assert (done.returncode, done.stdout) == (2, b"")
        pytest.skip("no registry of vendors is installed")
    assert done.returncode == 0 and b"Cisco" in done.stdout
    assert tools.run(None, "snet-arp", "vendor", "02:00:00:00:00:01").returncode == 1  # locally administered: nobody's
    columns = tools.run(None, "snet-arp", "vendor", "-o", "lladdr", "00:00:0c:12:34:56")
    assert (columns.returncode, columns.stdout) == (0, b"00:00:0c:12:34:56\n")
    both = tools.run(None, "snet-arp", "vendor", "-", input=b"00:00:0c:12:34:56\n00:00:0c:00:00:00\n")
    assert both.returncode == 0 and both.stdout.count(b"Cisco") == 2


@pytest.mark.parametrize("family", ["-4", "-6"])
def test_type_of_a_next_hop_object(ns, tools, family):
    """A route is of the type that it shows, not of the one that it was added with."""
    destination = "10.62.0.0/16" if family == "-4" else "2001:db8:62::/48"
    assert ns.batch(["link set lo up"]) == []
    assert ns.batch(["nexthop add id 8 blackhole", f"route add {destination} nhid 8"], family) == []
    for of_type, expected in (("blackhole", [destination]), ("unicast", [])):
        rows = tools.json(ns, "snet-route", "list", family, "--type", of_type)
        assert [row["dst"] for row in rows if row["dst"] == destination] == expected, of_type


def test_a_record_for_each_subject(net, tools):
    """In raw columns and JSON lines, also for those that are not there, so that `paste` pairs them."""
    subjects = b"eth0\nnosuch\nlo\n"
    for verb, key in (("addr", "local"), ("mac", "address"), ("show", "mtu")):
        raw = tools.run(net, "snet-ifaces", verb, "-", "--raw", "-o", f"ifname,{key}", input=subjects)
        assert [line.split(b"\t")[0] for line in raw.stdout.splitlines()] == [b"eth0", b"nosuch", b"lo"], raw
        assert raw.returncode == 1 and b"line 2: nosuch: no such interface" in raw.stderr
        lines = tools.run(net, "snet-ifaces", verb, "-", "--jsonl", input=subjects).stdout.splitlines()
        assert [json.loads(line).get("ifname") for line in lines] == ["eth0", "nosuch", "lo"]
        assert json.loads(lines[1]) == {"ifname": "nosuch"}
        rows = json.loads(tools.run(net, "snet-ifaces", verb, "-", "--json", input=subjects).stdout)
        assert [row.get("ifname") for row in rows] == ["eth0", "lo"]
    shown = tools.run(net, "snet-ifaces", "show", "-", input=subjects)
    assert b"nosuch" not in shown.stdout


def test_a_line_for_each_subject(net, tools):
    """With --short and in records also for what cannot be a subject, so that `paste` pairs them."""
    subjects = b"eth0\neth0@eth1\nnosuch\n# none\neth1\n"
    for verb, first, last in (("addr", b"10.0.0.5", b"-"), ("mac", b"02:00:00:00:00:10", b"02:00:00:00:00:11")):
        done = tools.run(net, "snet-ifaces", verb, "-", "--short", input=subjects)
        assert (done.returncode, done.stdout.split(b"\n")) == (2, [first, b"-", b"-", last, b""])
    for verb in ("addr", "mac", "show"):
        done = tools.run(net, "snet-ifaces", verb, "-", "--raw", "-o", "ifname", input=subjects)
        assert (done.returncode, done.stdout.split()) == (2, [b"eth0", b"eth0@eth1", b"nosuch", b"eth1"])


@pytest.mark.parametrize("verb", ["snet-ifaces addr", "snet-ifaces mac", "snet-ifaces show", "snet-route get"])
def test_a_record_for_each_line(net, tools, verb):
    """Also for objects without a subject, and for lines that are none."""
    tool, name = verb.split()
    subject = b"8.8.8.8" if name == "get" else b"eth0"
    lines = [subject, b'{"no":"subject"}', b"[1]", b"nul\0", b"{", b"x" * 70_000, subject]
    for form in ("--short", "--raw", "--jsonl"):
        if form == "--short" and name == "show":
            continue
        done = tools.run(net, tool, name, "-", form, input=b"\n".join(lines))
        assert (done.returncode, done.stdout.count(b"\n")) == (2, len(lines)), (form, done)
        rows = done.stdout.splitlines()
        # Counters may have moved between the two.
        assert rows[0][:40] == rows[-1][:40] and rows[1] not in (rows[0], b""), rows


def test_an_answer_that_is_none_is_no_mistake(net, tools):
    """What one verb has not found is passed on as a negative answer by the next."""
    addresses = tools.run(net, "snet-ifaces", "addr", "-", "--jsonl", input=b"eth0\nlo\neth1\n").stdout
    assert [("local" in json.loads(line)) for line in addresses.splitlines()].count(False) >= 1
    ways = tools.run(net, "snet-route", "get", "-", "--short", input=addresses)
    assert (ways.returncode, ways.stdout.count(b"\n")) == (1, 3), ways
    assert b"none of the keys dst, local" in ways.stderr


def test_a_stream_of_names_is_answered_from_one_look(net, tools):
    """At each interface, however often it is named; but who waits in between sees what is new."""
    argv = net.enter(tools.path("snet-ifaces"), "addr", "--short", "-")
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as stream:
        stream.stdin.write(b"eth0\n")
        assert stream.stdout.readline() == b"10.0.0.5\n"
        net.check("ip", "address", "flush", "dev", "eth0")
        stream.stdin.write(b"eth0\n")
        assert stream.stdout.readline() == b"-\n"
        stream.communicate()
    strace = shutil.which("strace")
    if not strace or net.run(strace, "true").returncode != 0:
        pytest.skip("no strace, to count questions to the kernel")
    asked = []
    for times in (1, 500):
        done = net.run(strace, "-f", "-e", "trace=sendto,sendmsg", tools.path("snet-ifaces"), "mac", "--short", "-",
                       input=b"eth0\nnosuch\n" * times)
        assert done.stdout.count(b"\n") == 2 * times
        asked.append(done.stderr.count(b"send"))
    assert asked[0] == asked[1] > 0


def test_a_line_for_each_vendor(tools):
    if not netns.has_vendors():
        pytest.skip("no registry of vendors is installed")
    subjects = b"00:00:0c:12:34:56\nnonsense\n02:00:00:00:00:01\n00:00:0c:00:00:00\n"
    vendor = lambda *words: tools.run(None, "snet-arp", "vendor", "-", *words, input=subjects)
    short = vendor("--short")
    assert (short.returncode, short.stderr) == (2, b"snet-arp: line 2: nonsense: not a MAC address\n")
    name, bad, none, again = short.stdout.splitlines()
    assert b"Cisco" in name and (bad, none, again) == (b"-", b"-", name)
    assert vendor("--raw").stdout.splitlines()[1:3] == [b"nonsense\t-", b"02:00:00:00:00:01\t-"]
    lines = [json.loads(line) for line in vendor("--jsonl").stdout.splitlines()]
    assert [line["lladdr"] for line in lines] == subjects.decode().split() and "vendor" not in lines[1]
    assert len(json.loads(vendor("--json").stdout)) == 2 and vendor().stdout.count(b"\n") == 2
    unknown = tools.run(None, "snet-arp", "vendor", "--json", "02:00:00:00:00:01")
    assert (unknown.returncode, unknown.stdout) == (1, b"[]\n") and b"no vendor is known" in unknown.stderr
    without = tools.run(None, "snet-arp", "vendor", "-", "--short", input=b'{"dst":"10.0.0.9"}\n00:00:0c:12:34:56\n[1]\n')
    assert (without.returncode, without.stdout) == (2, b"-\n" + name + b"\n-\n")


def test_vendor_asks_no_stack(tools, monkeypatch):
    vendor = ("snet-arp", "vendor", "00:00:0c:00:00:00")
    expected = tools.run(None, *vendor)
    monkeypatch.setenv("SNET_STACK", "/nosuch/a.stack")
    assert tools.run(None, "snet-arp", "list").returncode == 2
    done = tools.run(None, *vendor)
    assert (done.returncode, done.stdout, done.stderr) == (expected.returncode, expected.stdout, expected.stderr)


def test_json_lines_go_on(net, tools):
    """What one verb prints as JSON lines, another reads."""
    listed = tools.run(net, "snet-ifaces", "list", "--jsonl").stdout
    names = [json.loads(line)["ifname"] for line in listed.splitlines()]
    shown = tools.run(net, "snet-ifaces", "show", "-", "--raw", "-o", "ifname", input=listed)
    assert (shown.returncode, shown.stdout.decode().split()) == (0, names)
    macs = tools.run(net, "snet-ifaces", "mac", "-", "--jsonl", input=listed).stdout.splitlines()
    assert [json.loads(line)["ifname"] for line in macs] == names
    vendors = tools.run(net, "snet-arp", "vendor", "-", "--raw", "-o", "lladdr", input=b'{"dst":"10.0.0.9","lladdr":"02:00:00:00:00:01"}\n')
    if netns.has_vendors():
        assert vendors.stdout == b"02:00:00:00:00:01\n"


@pytest.mark.parametrize("form, out", [("--raw", b""), ("--jsonl", b""), ("--json", b"[]\n"), ("--short", b"-\n")])
def test_no_default_route(ns, tools, form, out):
    done = tools.run(ns, "snet-route", "default", form)
    assert (done.returncode, done.stdout) == (1, out)
    assert form == "--short" or b"there is no default route" in done.stderr
