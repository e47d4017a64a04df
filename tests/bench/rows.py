"""The table of budgets: what is measured against what, and how much it may be at most."""

import setups

WALL, USER, PEAK = 1, 2, 4  # columns of bench-measure


class Peer:
    """A command that ours is measured against. Ours may take `budget` of its time, or of another column; no budget: just
    to see. The peer did one in `share` of our work. `without`: a command of ours whose time does not count."""

    def __init__(self, command, budget=None, column=WALL, share=1, without=None):
        self.command, self.budget, self.column, self.share, self.without = command, budget, column, share, without


class Row:
    """A set-up of so many rows, our command, its peers, and limits: what a column may be at most. `{}` in a command
    stands for the folder of the set-up's files."""

    def __init__(self, what, setup, count, ours, peers=(), limits=(), pairs=1):
        self.what, self.setup, self.count, self.ours = what, setup, count, ours
        self.peers, self.limits = list(peers), limits
        self.pairs = pairs  # times as many as asked for


class OwnRow:
    """A program that compares by itself, given these numbers."""

    def __init__(self, what, program, *numbers):
        self.what, self.program, self.numbers = what, program, numbers
        self.setup = None


MILLION = 1_000_000
ROUTES4 = (setups.routes4, MILLION)
STACKS = (setups.stacks, MILLION)
ONE, HIDDEN = setups.ADDED_ADDRESS, setups.HIDDEN_ADDRESS
DUMP = "bench-bare-dump routes4"

# Row 1 is many short runs: its pairs cost little.
START = [Row(f"start: {ours}", None, 0, ours, [Peer("ip -j addr")], pairs=20)
         for ours in ("snet-ifaces --json", "snet-route list --json", "snet-arp list --json")]
START_SHARED, START_STATIC = 1.25, 0.85  # budgets of row 1

ROWS = {
    1: START,
    2: [Row("1,000,000 IPv4 routes -> JSON", *ROUTES4, "snet-route list -4 --json",
            [Peer("ip -j route", 0.40), Peer(DUMP, 1.3), Peer("ip -j route", 0.15, USER)], [(PEAK, 8)])],
    3: [Row("1,000,000 IPv4 routes -> table", *ROUTES4, "snet-route list -4", [Peer("ip route", 0.45)])],
    4: [Row("200,000 IPv6 routes -> JSON", setups.routes6, 200_000, "snet-route list -6 --json",
            [Peer("ip -6 -j route", 0.40), Peer("bench-bare-dump routes6")])],
    5: [Row("10,000 interfaces -> JSON", setups.interfaces, 10_000, "snet-ifaces list --json",
            [Peer("ip -j addr", 0.15), Peer("bench-bare-dump links addresses")])],
    6: [Row("one look-up, 1,000,000 routes: unedited", *ROUTES4, f"snet-route get {ONE}", [Peer(f"ip route get {ONE}", 1.25)], pairs=20),
        Row("... one private route, which answers", *ROUTES4, f"snet-route --stack {{}}/added.stack get {ONE}",
            [Peer(f"ip route get {ONE}", 1.5)], pairs=20),
        Row("... one private route, which does not", *ROUTES4, "snet-route --stack {}/added.stack get 10.0.0.7",
            [Peer("ip route get 10.0.0.7", 1.5)], pairs=20),
        Row("... one hidden route, which would have answered", *ROUTES4, f"snet-route --stack {{}}/hidden.stack get {HIDDEN}",
            [Peer(DUMP, 1.3)]),
        Row("... one hidden route, which would not", *ROUTES4, f"snet-route --stack {{}}/hidden.stack get {ONE}",
            [Peer(f"ip route get {ONE}", 1.5)], pairs=20)],
    7: [Row("5,000,000 look-ups, 1,000,000 routes", *ROUTES4, "snet-route get - < {}/questions",
            [Peer("ip -batch {}/ip-questions", 1 / 12, share=10),
             Peer("ip -batch {}/ip-questions", 1 / 25, share=10, without="snet-route get - < {}/question")])],
    8: [OwnRow("Fib in process: 1,000,000 IPv4, 200,000 IPv6 prefixes", "bench-fib", MILLION, 200_000)],
    9: [Row("stack file of 1,000,000 routes: read", *STACKS, "snet-stack check {}/own.stack", [Peer("wc -lw {}/own.stack", 2)],
            [(PEAK, 64)]),
        Row("... which hides 1,000,000 routes: read", *STACKS, "snet-stack check {}/hides.stack",
            [Peer("wc -lw {}/hides.stack", 2)], [(PEAK, 64)]),
        Row("... listed", *STACKS, "snet-route list --stack {}/own.stack", [], [(PEAK, 64)]),
        Row("freeze, 1,000,000 kernel routes", *ROUTES4, "snet-stack freeze -", [Peer("snet-route list -4", 1.3)], [(PEAK, 64)])],
    # A scan that loses an answer fails, and so does the row.
    10: [Row("65,536 hosts asked by ARP, all answer", setups.neighbors, 65536, "snet-arp scan -q --rate 0 --raw 10.1.0.0/16",
             [Peer("arp-scan -q -B 1000M -I eth0 10.1.0.0/16", 1 / 3)])],
    11: [Row("one neighbor, by ARP", setups.neighbors, 65536, "snet-arp get --refresh 10.0.0.2",
             [Peer("arping -f -c 1 -I eth0 10.0.0.2", 1.1)], pairs=20),
         Row("... by neighbor discovery", setups.neighbors, 65536, "snet-arp get --refresh 2001:db8::2",
             [Peer("ndisc6 -1 -q 2001:db8::2 eth0", 1.5)], pairs=20)],
    # Ours of the system's plug-ins, as many as are installed.
    13: [Row("the capture plug-ins that Wireshark brings", None, 0, "snet-extcap list", [Peer("tshark -D", 0.15)])],
}
