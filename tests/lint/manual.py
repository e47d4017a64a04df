#!/usr/bin/env python3
"""Holds a manual page against what its tool says with --help: neither may know a verb, an option or a column that the
other does not. And the help must fit a screen.

    manual.py TOOL PAGE COMMON-PAGE     checks a tool; the common options stand in COMMON-PAGE
    manual.py --self-test               checks that every rule can fail"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "completions"))
from help_text import parse_tool, read_tool  # noqa: E402


def sections(page):
    """The lines of a page by section; `.Ss` parts as "SECTION/part"."""
    parts, name, lines = {}, "", []
    for line in page.splitlines():
        heading = re.match(r"\.(Sh|Ss) (.*)", line)
        if heading:
            name = heading[2] if heading[1] == "Sh" else name.partition("/")[0] + "/" + heading[2]
            lines = parts.setdefault(name, [])
        else:
            lines.append(line)
    return parts


def options_in(lines):
    """{spellings: argument} of the `.It Fl` lines."""
    found = {}
    for line in lines:
        if line.startswith(".It Fl"):
            spellings = tuple("-" + word for word in re.findall(r"Fl (\S+)", line))
            argument = re.search(r"Ar (\S+)", line)
            found[spellings] = argument[1] if argument else ""
    return found


def options_of(verb, is_common):
    """The same of the help: the verb's own options, or the common ones."""
    return {tuple(option.spellings): option.value or option.maybe
            for option in verb.options if option.is_common == is_common}


def verbs_in(parts):
    """{verb: lines} of the section VERBS, where each has a `.Ss`."""
    return {name.partition("/")[2].split()[0]: lines for name, lines in parts.items() if name.startswith("VERBS/")}


def columns_in(parts):
    """{verb: {key: mark}} of the section COLUMNS, where a `.Ss` names the verbs that have them."""
    found = {}
    for name, lines in parts.items():
        if name.startswith("COLUMNS/"):
            items = (re.match(r"\.It Va (\S+)(?: No \\&(\S))?", line) for line in lines)
            columns = {item[1]: item[2] or " " for item in items if item}
            found.update({verb: columns for verb in re.findall(r"[a-z]+", name.partition("/")[2])})
    return found


def differ(what, page, tool):
    for one in page.keys() - tool.keys():
        yield f"{what}: {one} stands in the page only"
    for one in tool.keys() - page.keys():
        yield f"{what}: {one} stands in the help only"
    for one in page.keys() & tool.keys():
        if page[one] != tool[one]:
            yield f"{what}: {one}: {page[one]!r} in the page, {tool[one]!r} in the help"


def exit_codes(name, parts):
    listed = [line.split()[1] for line in parts.get("EXIT STATUS", []) if line.startswith(".It ")]
    if listed != ["0", "1", "2", "130"]:
        yield f"{name}: EXIT STATUS must list 0, 1, 2 and 130, not {listed}"


def too_large(what, text, lines):
    if len(text.splitlines()) > lines:
        yield f"{what} --help: {len(text.splitlines())} lines, more than {lines}"
    for line in text.splitlines():
        if len(line) > 80:
            yield f"{what} --help: wider than 80: {line}"


def problems(tool, page, common_page):
    parts, common = sections(page), sections(common_page)
    pages = verbs_in(parts)
    columns = columns_in(parts)
    yield from differ(f"{tool.name}: verbs", dict.fromkeys(pages), {verb.name: None for verb in tool.verbs})
    for verb in tool.verbs:
        what = f"{tool.name} {verb.name}"
        yield from differ(f"{what}: options", options_in(pages.get(verb.name, [])), options_of(verb, False))
        yield from differ(f"{what}: columns", columns.pop(verb.name, {}), {c.key: c.mark for c in verb.columns})
        yield from too_large(what, verb.help, 1000)
    for verb in columns:
        yield f"{tool.name}: columns of {verb}, which is no verb"
    from_help = {key: value for verb in tool.verbs for key, value in options_of(verb, True).items()}
    yield from differ(f"{tool.name}: common options", options_in(common.get("COMMON OPTIONS", [])), from_help)
    yield from exit_codes(tool.name, parts)
    yield from exit_codes("the common page", common)
    yield from too_large(tool.name, tool.help, 24)


HELP = """snet-try: a try
Usage: snet-try [VERB] [OPTION...] [SUBJECT...]

Verbs (list if none is named; VERB --help explains its options):
  list [PREFIX]  what there is
  names          the names
"""
LIST_HELP = """Usage: snet-try list [OPTION...] [PREFIX]
what there is

Options:
  -a, --all               those too
      --dev D             of D

Common options:
  -j, --json              as JSON
  -4                      of IPv4

Available columns (* shown unasked, t only as text, j only in JSON):
  * dst                   where to
    mtu                   how long
"""
NAMES_HELP = """Usage: snet-try names [OPTION...]
the names

Common options:
  -4                      of IPv4
"""
PAGE = """.Sh VERBS
.Ss list Op Ar PREFIX
.It Fl a , Fl -all
.It Fl -dev Ar D
.Ss names
The names.
.Sh COLUMNS
.Ss list
.It Va dst No \\&*
.It Va mtu
"""
STATUS = ".Sh EXIT STATUS\n.It 0\n.It 1\n.It 2\n.It 130\n"
COMMON_PAGE = ".Sh COMMON OPTIONS\n.It Fl j , Fl -json\n.It Fl 4\n" + STATUS


def self_test():
    helps = {"": HELP, "list": LIST_HELP, "names": NAMES_HELP}

    def found(page=PAGE + STATUS, common=COMMON_PAGE, **changed):
        texts = {**helps, **{key.replace("tool", ""): text for key, text in changed.items()}}
        return list(problems(parse_tool("snet-try", lambda verb="": texts[verb]), page, common))

    assert not found(), found()
    page = PAGE + STATUS
    for line in [line for line in page.splitlines() if line.startswith((".It", ".Ss"))]:
        assert found(page.replace(line + "\n", "", 1)), f"may be left out: {line}"
    for line, extra in ((".Sh COLUMNS", ".Ss gone\n.Sh COLUMNS"), (".It Va mtu", ".It Va mtu\n.It Va gone"),
                        (".Ss names", ".It Fl -gone\n.Ss names"), ("Ar D", "Ar E"), ("\\&*", "\\&t"),
                        (".Ss list\n.It", ".Ss list , gone\n.It")):
        assert page.replace(line, extra) != page and found(page.replace(line, extra)), f"may be added: {extra}"
    assert found(common=COMMON_PAGE.replace(".It Fl 4\n", "")) and found(common=COMMON_PAGE.replace(".It 130\n", ""))
    assert found(common=COMMON_PAGE.replace(".It Fl 4\n", ".It Fl 4\n.It Fl 5\n"))
    assert found(tool=HELP + "\n" * 24) and found(names=NAMES_HELP.replace("of IPv4", "of IPv4" + " too" * 20))


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    program, page, common = arguments
    tool = read_tool(program)
    found = list(problems(tool, pathlib.Path(page).read_text(), pathlib.Path(common).read_text()))
    print("\n".join(found) or f"{tool.name}: {len(tool.verbs)} verbs")
    return 1 if found or not tool.verbs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
