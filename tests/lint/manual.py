#!/usr/bin/env python3
"""Holds a manual page against what its tool says with --help: neither may know a verb, an option, a word or a column that
the other does not, and the text of a column, a word or a verb's own option in the page begins with that of the help. No
sentence of a page may be broken, and the help must fit a screen.

    manual.py TOOL PAGE COMMON-PAGE     checks a tool; the common options stand in COMMON-PAGE
    manual.py --self-test               checks that every rule can fail"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "completions"))
from help_text import parse_tool, read_tool  # noqa: E402
from help_text import sections as help_sections  # noqa: E402


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


def items(lines):
    """The `.It` lines, each with the text below it, up to the next macro."""
    found, text = [], []
    for line in lines:
        if line.startswith("."):
            text = []
            if line.startswith(".It "):
                found.append((line, text))
        else:
            text.append(line)
    return [(item, " ".join(text)) for item, text in found]


def first_sentence(text):
    """It, as the help would write it."""
    sentence = (text + " ").partition(". ")[0].strip()
    return sentence[:1].lower() + sentence[1:]


def help_text(text):
    """The help's text, as a page writes it out."""
    text = text.replace(", ...", " and so on")
    return text[:1].lower() + text[1:]


def options_in(lines):
    """{spellings: (argument, first sentence)} of the `.It Fl` items."""
    found = {}
    for item, text in items(lines):
        if item.startswith(".It Fl"):
            spellings = tuple("-" + word for word in re.findall(r"Fl (\S+)", item))
            argument = re.search(r"Ar (\S+)", item)
            found[spellings] = (argument[1] if argument else "", first_sentence(text))
    return found


def options_of(verb, is_common):
    """The same of the help: the verb's own options, or the common ones."""
    return {tuple(option.spellings): (option.value or option.maybe, help_text(option.text))
            for option in verb.options if option.is_common == is_common}


def common_options_of(tool):
    """The spellings that the tool's own help lists, also of those that none of its verbs takes."""
    return [tuple(word.split(",")) for line in help_sections(tool.help)["Common options"] for word in line.split()]


def words_in(lines):
    """{word: (value, first sentence)} of the `.It Cm` items."""
    found = {}
    for item, text in items(lines):
        if word := re.match(r"\.It Cm (\S+) Ar (\S+)", item):
            found[word[1]] = (word[2], first_sentence(text))
    return found


def words_of(verb):
    """The same of one verb's help."""
    return {word.name: (word.value, help_text(word.text)) for word in verb.selectors}


def arguments(options):
    return {spellings: argument for spellings, (argument, _) in options.items()}


def verbs_in(parts):
    """{verb: lines} of the section VERBS, where each has a `.Ss`."""
    return {name.partition("/")[2].split()[0]: lines for name, lines in parts.items() if name.startswith("VERBS/")}


def columns_in(parts):
    """{verb: {key: (mark, text)}} of the section COLUMNS, where a `.Ss` names the verbs that have them. A mark is that of
    all of them, or each has one, a dash for none."""
    found = {}
    for name, lines in parts.items():
        if name.startswith("COLUMNS/"):
            verbs = re.findall(r"[a-z]+", name.partition("/")[2])
            for item, text in items(lines):
                if column := re.match(r"\.It Va (\S+)(?: No (.*))?", item):
                    marks = [mark.replace("-", " ") for mark in re.findall(r"\\&(\S)", column[2] or r"\&-")]
                    for verb, mark in zip(verbs, marks * len(verbs) if len(marks) == 1 else marks):
                        found.setdefault(verb, {})[column[1]] = (mark, first_sentence(text))
    return found


def columns_of(verb):
    """The same of one verb's help."""
    return {column.key: (column.mark, help_text(column.text)) for column in verb.columns}


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


def broken(name, page):
    for line in page.splitlines():
        if not line.startswith(".") and re.search(r"(^|[\s,;:(])\.$", line):
            yield f"{name}: a sentence that breaks off: {line}"


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
        yield from differ(f"{what}: words", words_in(pages.get(verb.name, [])), words_of(verb))
        yield from differ(f"{what}: columns", columns.pop(verb.name, {}), columns_of(verb))
        yield from too_large(what, verb.help, 1000)
    for verb in columns:
        yield f"{tool.name}: columns of {verb}, which is no verb"
    from_help = {key: value for verb in tool.verbs for key, value in options_of(verb, True).items()}
    in_page = options_in(common.get("COMMON OPTIONS", []))
    yield from differ(f"{tool.name}: common options", dict.fromkeys(in_page), dict.fromkeys(common_options_of(tool)))
    yield from differ(f"{tool.name}: common options", {key: in_page[key][0] for key in in_page.keys() & from_help.keys()},
                      arguments(from_help))
    yield from broken(tool.name, page)
    yield from broken("the common page", common_page)
    yield from exit_codes(tool.name, parts)
    yield from exit_codes("the common page", common)
    yield from too_large(tool.name, tool.help, 24)


HELP = """snet-try: a try
Usage: snet-try [VERB] [OPTION...] [SUBJECT...]

Verbs (list if none is named; VERB --help explains its options):
  list [PREFIX]  what there is
  names          the names

Common options:
  -j,--json -4 -6
"""
LIST_HELP = """Usage: snet-try list [OPTION...] [PREFIX]
what there is

Words:
  from A                  its source

Options:
  -a, --all               those too
      --dev D             of D: eth0, ...

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

Available columns (* shown unasked, t only as text, j only in JSON):
  j dst                   where to
    mtu                   how long
"""
PAGE = """.Sh VERBS
.Ss list Op Ar PREFIX
.It Fl a , Fl -all
Those too.
It is slow.
.It Fl -dev Ar D
Of D: eth0 and so on.
.It Cm from Ar A
Its source.
It may be any.
.Ss names
The names.
.Sh COLUMNS
.Ss list , names
.It Va dst No \\&* \\&j
where to
.It Va mtu
how long
"""
STATUS = ".Sh EXIT STATUS\n.It 0\n.It 1\n.It 2\n.It 130\n"
COMMON_PAGE = ".Sh COMMON OPTIONS\n.It Fl j , Fl -json\n.It Fl 4\n.It Fl 6\n" + STATUS


def self_test():
    helps = {"": HELP, "list": LIST_HELP, "names": NAMES_HELP}

    def found(page=PAGE + STATUS, common=COMMON_PAGE, **changed):
        texts = {**helps, **{key.replace("tool", ""): text for key, text in changed.items()}}
        return list(problems(parse_tool("snet-try", lambda verb="": texts[verb]), page, common))

    assert not found(), found()
    page = PAGE + STATUS
    for line in [line for line in page.splitlines() if line.startswith((".It", ".Ss"))]:
        assert found(page.replace(line + "\n", "", 1)), f"may be left out: {line}"
    for line, extra in ((".Sh COLUMNS", ".Ss gone\n.Sh COLUMNS"), (".It Va mtu", ".It Va gone\n.It Va mtu"),
                        ("Those too.", "These too."), ("eth0 and so on", "eth0, "), ("how long", "how short"),
                        ("It is slow.", "It is, ."), ("Its source", "The source"), ("from Ar A", "from Ar B"), (".Ss names", ".It Fl -gone\n.Ss names"), ("Ar D", "Ar E"),
                        ("\\&*", "\\&t"), ("\\&j", "\\&-"), (" \\&j", ""), ("dst No \\&* \\&j", "dst"), (".Ss list , names", ".Ss names , list"),
                        (".Ss list , names", ".Ss list , names , gone")):
        assert page.replace(line, extra) != page and found(page.replace(line, extra)), f"may be added: {extra}"
    assert found(common=COMMON_PAGE.replace(".It Fl 4\n", "")) and found(common=COMMON_PAGE.replace(".It 130\n", ""))
    assert found(common=COMMON_PAGE.replace(".It Fl 4\n", ".It Fl 4\n.It Fl 5\n"))
    assert found(common=COMMON_PAGE.replace(".It Fl 6\n", "")) and found(common=COMMON_PAGE.replace("-json", "-json Ar X"))
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
