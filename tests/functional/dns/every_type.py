"""A zone with data of every type that snet prints, in the words of a zone file."""

import base64

BASE64 = base64.b64encode(bytes(range(256))).decode()
HEX32 = bytes(range(32)).hex()
# What a type has: its number, and data. What the server's zone parser does not know by name stands as RFC 3597 has it.
RECORDS = {
    "A": (1, ["192.0.2.1", "0.0.0.0", "255.255.255.255"]),
    "NS": (2, ["ns.sub", "ns.sub2.example.net."]),
    "MD": (3, [r"\# 3 01 61 00"]),
    "MF": (4, [r"\# 3 01 61 00"]),
    "CNAME": (5, ["a"]),
    "MB": (7, [r"\# 3 01 61 00"]),
    "MG": (8, [r"\# 3 01 61 00"]),
    "MR": (9, [r"\# 3 01 61 00"]),
    "NULL": (10, [r"\# 4 00010203"]),
    "WKS": (11, [r"\# 9 c0000201 06 00000140 ", r"\# 5 c0000201 11"]),
    "PTR": (12, ["host.example.org.", r"a\.b\\c\"\$\(\)\;\@\032x\255.example.org.", "."]),
    "HINFO": (13, ['"PC-Intel" "a \\"quoted\\" \\\\ \\200 name"', '"" ""']),
    "MINFO": (14, ["mail box"]),
    "MX": (15, ["10 mail", "65535 mail2.example.org.", "0 ."]),
    "TXT": (16, ['"one"', '"one" "two words" ""', r'"semi;colon @ $ ( ) \"quote\" back\\slash \000\009\127\128\255"',
                 '"' + "x" * 255 + '" "' + "y" * 255 + '"']),
    "RP": (17, ["admin.mail text", ". ."]),
    "AFSDB": (18, ["1 afs"]),
    "X25": (19, [r"\# 6 05 3131303631"]),
    "ISDN": (20, [r"\# 8 03 313233 03 343536", r"\# 4 03 313233"]),
    "RT": (21, ["10 relay"]),
    "NSAP": (22, [r"\# 4 47000580"]),
    "KEY": (25, ["256 3 8 " + BASE64]),
    "PX": (26, [r"\# 8 000a 016100 016200"]),
    "GPOS": (27, [r"\# 12 03 312e35 03 2d3230 03 302e31"]),
    "AAAA": (28, ["2001:db8::1", "::", "::ffff:192.0.2.1", "1:2:3:4:5:6:7:8", "fe80::1"]),
    "LOC": (29, ["51 30 12.748 N 0 7 39.611 W 0.00m 0.00m 0.00m 0.00m", "52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m",
                 "90 0 0.000 S 180 0 0.000 E 42849672.95m 90000000.00m 0.05m 0.90m", "0 0 0.001 N 0 0 0.999 E 100m 1000m 1m 1m"]),
    "EID": (31, [r"\# 2 0102"]),
    "NIMLOC": (32, [r"\# 2 0102"]),
    "SRV": (33, ["1 2 443 target", "0 0 0 ."]),
    "NAPTR": (35, ['100 50 "s" "z3950+I2L+I2C" "" _z3950._tcp.gatech.edu.', r'10 0 "" "" "!^(.*)$!http://\\1 \"x\"!" .']),
    "KX": (36, ["10 exchange"]),
    "CERT": (37, ["PKIX 12345 8 " + BASE64, "3 0 0 AQID", "URI 1 13 AQI=", "253 65535 253 AQ==", "4711 1 200 AQ=="]),
    "A6": (38, [r"\# 17 00 20010db8000000000000000000000001", r"\# 12 40 0000000000000001 016100"]),
    "DNAME": (39, ["other.example.org."]),
    "APL": (42, ["1:192.168.32.0/21 !1:192.168.38.0/28 2:ff00:0:0:0:0:0:0:0/8", "1:0.0.0.0/0"]),
    "DS": (43, ["60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118", "60485 13 2 " + HEX32]),
    "SSHFP": (44, ["2 1 123456789abcdef67890123456789abcdef67890", "4 2 " + HEX32]),
    "IPSECKEY": (45, ["10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==", "10 0 2 . AQNRU3mG7TVTO2Bk",
                      "10 3 2 mygateway.example.com. AQNRU3mG7TVTO2Bk", "10 2 2 2001:db8:0:8002::2000:1 AQNRU3mG7TVTO2Bk"]),
    "DNSKEY": (48, ["256 3 8 " + BASE64]),
    "DHCID": (49, ["AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA="]),
    "NSEC3PARAM": (51, ["1 0 12 aabbccdd", "1 0 0 -"]),
    "TLSA": (52, ["3 1 1 " + HEX32]),
    "SMIMEA": (53, ["3 0 0 " + HEX32]),
    "HIP": (55, [r"\# 30 10 02 0004 200100107b1a74df365639cc39f1d578 01020304 016100 016300"]),
    "NINFO": (56, [r"\# 4 03 616263"]),
    "RKEY": (57, [r"\# 7 0000 03 08 010203"]),
    "TALINK": (58, [r"\# 6 016100 016200"]),
    "CDS": (59, ["0 0 0 00", "60485 13 2 " + HEX32]),
    "CDNSKEY": (60, ["0 3 0 AA=="]),
    "OPENPGPKEY": (61, [BASE64]),
    "CSYNC": (62, ["66 3 A NS AAAA", "1 0"]),
    "ZONEMD": (63, ["2018031900 1 1 " + "00112233445566778899aabbccddeeff" * 3]),
    "SVCB": (64, ["0 alias", "1 .", "16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1,192.0.2.2 port=443",
                  '1 target key667="hello\\210qoo" key65534=x', r'2 . alpn="f\\\\oo\\,bar,h2"', "3 . ech=AQIDBA== no-default-alpn alpn=h2",
                  "4 . ipv6hint=2001:db8::1,2001:db8::53:1", '5 . key7="/q{?dns}"']),
    "HTTPS": (65, ["1 . alpn=h3,h2 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1"]),
    "SPF": (99, ['"v=spf1 -all"']),
    "UINFO": (100, [r"\# 2 0102"]),
    "NID": (104, ["10 0014:4fff:ff20:ee64", "0 0000:0000:0000:0001"]),
    "L32": (105, ["10 10.1.2.0"]),
    "L64": (106, ["10 2001:0DB8:1140:1000"]),
    "LP": (107, ["10 l64-subnet1.example.com."]),
    "EUI48": (108, ["00-00-5e-00-53-2a"]),
    "EUI64": (109, ["00-00-5e-ef-10-00-00-2a"]),
    "URI": (256, ['10 1 "ftp://ftp1.example.com/\\"public\\""']),
    "CAA": (257, ['0 issue "ca.example.net; policy=ev"', '128 tbs "\\"x\\\\\\255"', '0 iodef ""']),
    "AVC": (258, [r"\# 4 03 616263"]),
    "DOA": (259, [r"\# 12 00000001 00000002 01 00 0102", r"\# 12 00000001 00000002 01 02 3132"]),
    "AMTRELAY": (260, [r"\# 2 0a00", r"\# 6 0a81cb00710f", r"\# 18 0a02 20010db8000000000000000000000015", r"\# 5 0a83 016100"]),
    "RESINFO": (261, [r"\# 4 03 616263"]),
    "WALLET": (262, [r"\# 4 03 616263"]),
    "TYPE65280": (65280, [r"\# 3 010203", r"\# 0"]),
    "TA": (32768, [r"\# 24 0001 08 01 000102030405060708090a0b0c0d0e0f10111213"]),
    "DLV": (32769, [r"\# 24 0001 08 01 000102030405060708090a0b0c0d0e0f10111213"]),
}
ORIGIN = "example.com."


def owner(kind):
    """The name that the records of a type are at. Other names with NS records would be delegations."""
    return ORIGIN if kind == "NS" else f"{kind.lower()}.{ORIGIN}"


def text():
    lines = [f"$ORIGIN {ORIGIN}", "$TTL 3600", r"@ SOA ns1 host\.master\@ 2024010101 7200 3600 1209600 300", "@ NS ns1",
             "ns1 A 127.0.0.1", "chain CNAME chain2", "chain2 CNAME a", "*.wild TXT wild", "under.dname2 A 192.0.2.9", "tree DNAME a.example.com.",
             "loop1 CNAME loop2", "loop2 CNAME loop1", "x.a A 192.0.2.77"]
    for kind, (number, data) in RECORDS.items():
        word = f"TYPE{number}" if data[0].startswith("\\#") else kind
        lines += [f"{owner(kind)} {word} {each}" for each in data]
    return "\n".join(lines) + "\n"


def questions(kinds=RECORDS):
    """The question for the data of each type: name, mnemonic, number."""
    return [(owner(kind), kind, RECORDS[kind][0]) for kind in kinds]
