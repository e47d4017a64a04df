"""A capture plug-in that answers as it is told to, honestly or not. `install` puts one into a folder; what it does is the
name of a function below."""

import os
import pathlib
import signal
import subprocess
import sys
import time

SCRIPT = """#!{python}
import sys
sys.path.insert(0, {folder!r})
import plugin
sys.exit(plugin.main({behaviour!r}))
"""
EXTCAP = "extcap {version=1.0}{help=http://localhost/}"
# Of each type one that is right, as far as a type can be wrong.
ARGUMENTS = r"""arg {number=0}{call=--host}{display=Host}{type=string}{required=true}{group=Server}{tooltip=Where to}
arg {number=1}{call=--port}{display=Port}{type=unsigned}{default=22}{range=1,65535}{group=Server}
arg {number=2}{call=--offset}{display=Offset}{type=integer}{range=-10,10}{group=Numbers}
arg {number=3}{call=--big}{display=Big}{type=long}{group=Numbers}
arg {number=4}{call=--ratio}{display=Ratio}{type=double}{default=0.5}{group=Numbers}
arg {number=5}{call=--address}{display=Address}{type=string}{validation=^(\d{1,3}\.){3}\d{1,3}$}{placeholder=192.0.2.1}
arg {number=6}{call=--secret}{display=Secret word}{type=password}
arg {number=7}{call=--verify}{display=Verify}{type=boolean}{default=true}
arg {number=8}{call=--sudo}{display=Sudo}{type=boolflag}
arg {number=9}{call=--level}{display=Level}{type=selector}
value {arg=9}{value=1}{display=Low}
value {arg=9}{value=2}{display=High}{default=true}
arg {number=10}{call=--name}{display=Name}{type=editselector}
value {arg=10}{value=n1}{display=First name}
arg {number=11}{call=--mode}{display=Mode}{type=radio}
value {arg=11}{value=m1}{display=One}
value {arg=11}{value=m2}{display=Two}
arg {number=12}{call=--parts}{display=Parts}{type=multicheck}
value {arg=12}{value=all}{display=All}{enabled=false}
value {arg=12}{value=a}{display=A}{parent=all}
value {arg=12}{value=c}{display=C}
value {arg=12}{value=b}{display=B}{parent=all}
arg {number=13}{call=--key}{display=Key}{type=fileselect}{mustexist=true}{fileext=*.pem}
arg {number=14}{call=--since}{display=Since}{type=timestamp}
arg {number=15}{call=-x}{display=Short}{type=integer}
arg {number=16}{call=--remote}{display=Remote}{type=selector}{reload=true}
value {arg=16}{value=if0}{display=None known}
"""


def say(text):
    sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode())
    sys.stdout.buffer.flush()


def question():
    return next((word for word in ("interfaces", "dlts", "config") if f"--extcap-{word}" in sys.argv), "capture")


def value_of(option):
    return sys.argv[sys.argv.index(option) + 1] if option in sys.argv else None


def introduce(name="own", display="Own plug-in"):
    say(f"{EXTCAP}\ninterface {{value={name}}}{{display={display}}}\n")


def honest():
    if question() == "interfaces":
        introduce()
    elif question() == "dlts":
        say("dlt {number=1}{name=ETH}{display=Ethernet}\ndlt {number=147}{name=OWN}{display=Own}\n")
    elif value_of("--extcap-reload-option") == "remote":
        say(f"value {{arg=16}}{{value={value_of('--host')}-eth0}}{{display=First}}\n"
            f"value {{arg=16}}{{value={' '.join(sys.argv[6:])}}}{{display=Words}}{{default=true}}\n")
    else:
        say(ARGUMENTS)


def hangs():
    time.sleep(3600)


def ignores_signals():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    subprocess.Popen(["sleep", "3600"])
    time.sleep(3600)


def fails_with_text():
    introduce()
    print("first trouble\nno licence\x1b[31m found", file=sys.stderr)
    return 3


def dies():
    introduce()
    os.kill(os.getpid(), signal.SIGSEGV)


def floods():
    while True:
        say("interface {value=a}{display=b}\n" * 10000)


def endless_line():
    say("interface {value=")
    while True:
        say("x" * 100000)


def floods_errors():
    if question() != "interfaces":
        return 1
    for _ in range(2000):
        os.write(2, b"noise " * 10000)
    introduce()


def floods_errors_for_ever():
    while True:
        os.write(2, b"noise " * 10000)


def closes_output():
    introduce()
    os.close(1)
    time.sleep(3600)


def daemon():
    """What stays behind has a session of its own, and holds both outputs open."""
    introduce()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            pathlib.Path(os.environ["PLUGIN_DAEMON"]).write_text(str(os.getpid()))
            time.sleep(3600)
        os._exit(0)


def odd_texts():
    say(b"** (junk:1): a log line\n\n")
    say(b"extcap {version=1}{help=\x1b]0;evil\x07}\r\n")
    say(b"interface {value=a}{display=CR and LF}\r\n")
    say(b"interface {value=bad}{display=\xff\xfe}\n")
    say(b"interface {value=nul}{display=a\x00b}\n")
    say("interface {value=esc\x1b[2J}{display=\u202eevil \x1b[31mred}\n")
    say("interface {value=braces}{display={a}b}\n")
    say("INTERFACE {value=upper}{display=Upper}\ninterface {Value=key}{DISPLAY=Keys in any case}\n")
    say("interface {value=a}{display=Twice}\ninterface {value=only}\n  interface {value=indented}{display=I}\n")
    say("interface {value=last}{display=No end of line}")


def odd_options():
    if question() == "interfaces":
        return introduce()
    say("value {arg=1}{value=x}{display=Early}\n")
    for number, rest in enumerate((
            "{call=--no-comma}{type=integer}{range=5}", "{call=--reversed}{type=integer}{range=9,1}{default=5}",
            "{call=--slow}{type=string}{validation=^(a+)+$}", "{call=--broken}{type=string}{validation=(((}",
            "{call=--circle}{type=multicheck}", "{call=--capture}{type=string}", "{call=--extcap-evil}{type=string}",
            "{call=not-a-call}{type=string}", "{call=--two words}{type=string}", "{call=--colour}{type=colour}",
            "{call=--default}{type=integer}{default=many}", "{call=--esc}{type=string}{default=\x1b[31m}",
            "{call=--truth}{type=boolean}{required=of course not}")):
        say(f"arg {{number={number}}}{{display=Option {number}}}{rest}\n")
    say("value {arg=4}{value=a}{display=A}{parent=b}\nvalue {arg=4}{value=b}{display=B}{parent=a}\n")
    say("arg {number=0}{call=--again}{display=Same number}{type=string}\n")
    say("arg {number=50}{call=--slow}{display=Same call}{type=string}\narg {number=51}{call=--late}{display=L}{type=string}")


def many_arguments(count=100_000):
    if question() == "interfaces":
        return introduce()
    say("".join(f"arg {{number={i}}}{{call=--o{i}}}{{display=O}}{{type=string}}\n" for i in range(count)))


def some_arguments():
    many_arguments(10_000)


def many_interfaces():
    say("".join(f"interface {{value=if{i}}}{{display=Interface {i}}}\n" for i in range(10_000)))


def rejects_version():
    if any(word.startswith("--extcap-version") for word in sys.argv):
        print("unknown option --extcap-version", file=sys.stderr)
        return 1
    introduce()


def fails_later():
    if question() == "interfaces":
        return introduce()
    print("no device", file=sys.stderr)
    return 7


def silent():
    """No interfaces, as androiddump without a telephone."""


def install(folder, name, behaviour="honest", mode=0o755):
    path = pathlib.Path(folder) / name
    path.write_text(SCRIPT.format(python=sys.executable, folder=str(pathlib.Path(__file__).parent), behaviour=behaviour))
    path.chmod(mode)
    return path


def main(behaviour):
    return globals()[behaviour]()
