"""Reads what the tools print with --help. The completions and the lints of the manual know the tools from nothing else."""

import dataclasses
import re
import subprocess

OPTION = re.compile(r"^  (?:-(?P<letter>\S)|  )(?:, |  )?(?P<name>--[a-z0-9-]+)?"
                    r"(?: (?P<value>[^\s=]+)|\[=(?P<maybe>\S+)\])?(?:  +(?P<text>.*))?$")
COLUMN = re.compile(r"^  (?P<mark>[*tj ]) (?P<key>[^ ]+)(?:  +(?P<text>.*))?$")
WORD = re.compile(r"^  (?P<name>[a-z]+) (?P<value>[A-Z]+)(?:  +(?P<text>.*))?$")
VERB = re.compile(r"^  (?P<name>[a-z][a-z0-9-]*)(?P<subjects>(?: \S+)*)(?:  +(?P<text>.*))?$")
CHOICES = re.compile(r"(?:^|: )([\w+-]+(?:, [\w+-]+)+)$")

# What an argument's name says of its values.
KINDS = {"IFACE": "interface", "DEV": "interface", "D": "interface", "NS": "namespace", "FILE": "file",
         "COL": "columns", "X": "stack", "B": "stack", "DIR": "file",
         "PROGRAM": "plugin"}


@dataclasses.dataclass
class Option:
    letter: str
    name: str  # with its dashes; empty: a letter only
    value: str  # what its argument is called; empty: a flag
    maybe: str  # the same for one that may be left out, and stands after = only
    text: str
    is_common: bool

    @property
    def spellings(self):
        return [s for s in ("-" + self.letter if self.letter else "", self.name) if s]

    @property
    def choices(self):
        found = CHOICES.search(self.text) if self.value or self.maybe else None
        return found[1].split(", ") if found else []

    @property
    def kind(self):
        """interface, namespace, file, columns, stack, plugin, or nothing that one could offer."""
        return kind_of(self.value or self.maybe)


@dataclasses.dataclass
class Word:
    """That may follow the subjects, with its value."""
    name: str
    value: str
    text: str

    @property
    def kind(self):
        return kind_of(self.value)


@dataclasses.dataclass
class Column:
    mark: str
    key: str
    text: str


@dataclasses.dataclass
class Verb:
    name: str
    subjects: str  # as in the usage line
    text: str
    options: list
    columns: list
    selectors: list
    help: str

    @property
    def kind(self):
        return kind_of(self.subjects)

    @property
    def words(self):
        """What may be typed as it stands: the second verb of `rules list`, the word of `from A`."""
        inside = re.findall(r"(?<![A-Za-z-])[a-z]+(?![A-Za-z])", self.subjects)
        return inside + [word.name for word in self.selectors]

    @property
    def takes_plugin_options(self):
        """Whether words behind the interface of a plug-in are the plug-in's."""
        return self.kind == "plugin" and "[--" in self.subjects

    @property
    def interface_words(self):
        """Those behind which an interface stands."""
        return [word.name for word in self.selectors if word.kind == "interface"]


@dataclasses.dataclass
class Tool:
    name: str
    text: str
    verbs: list
    examples: list
    help: str


def kind_of(term):
    for word in re.findall(r"[A-Z]+", term):
        if word in KINDS:
            return KINDS[word]
    return ""


def sections(text):
    """The entries of a help text by their heading, each on one line: an entry's term stands left, and where its text is
    broken it goes on far to the right."""
    lines, continued = [], 80
    parts = {"": lines}
    for line in text.splitlines():
        heading = re.match(r"^([A-Z][a-z ]+?)(?: \(.*\))?:$", line)
        indent = len(line) - len(line.lstrip())
        if heading:
            lines = parts.setdefault(heading[1], [])
            continued = 3 if heading[1] == "Verbs" else 20
        elif lines and indent >= continued:
            lines[-1] += (" " if "  " in lines[-1].strip() else "  ") + line.strip()
        elif line:
            lines.append(line)
    return parts


def entries(pattern, lines, what):
    for line in lines:
        found = pattern.match(line)
        if not found:
            raise ValueError(f"{what}: a line of the help that nobody understands: {line!r}")
        yield {key: value or "" for key, value in found.groupdict().items()}


def parse_verb(name, subjects, summary, text):
    parts = sections(text)
    options = [Option(**found, is_common=heading == "Common options") for heading in ("Options", "Common options")
               for found in entries(OPTION, parts.get(heading, []), name)]
    for option in options:
        option.text = option.text.strip()
    columns = [Column(**found) for found in entries(COLUMN, parts.get("Available columns", []), name)]
    selectors = [Word(**found) for found in entries(WORD, parts.get("Words", []), name)]
    return Verb(name, subjects.strip(), summary, options, columns, selectors, text)


def parse_tool(name, help_of):
    """`help_of(verb)` is the text of `TOOL VERB --help`, of `TOOL --help` without a verb."""
    text = help_of()
    parts = sections(text)
    verbs = [parse_verb(found["name"], found["subjects"], found["text"], help_of(found["name"]))
             for found in entries(VERB, parts["Verbs"], name)]
    summary = text.splitlines()[0].partition(": ")[2]
    return Tool(name, summary, verbs, [line.strip() for line in parts.get("Examples", [])], text)


def read_tool(program):
    """Asks a built tool."""

    def help_of(*verb):
        return subprocess.run([program, *verb, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout

    return parse_tool(program.rsplit("/", 1)[-1], help_of)
