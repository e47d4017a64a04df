"""`snet-extcap show`, `dlts` and `reload`, and what the options of a capture come to on the plug-in's command line."""

import json
import os
import pathlib
import pty
import select
import shlex
import time

import plugin
import pytest

DRY_RUN = str(pathlib.Path(os.environ.get("SNET_BUILD", ".")) / "tests/functional/extcap/dry_run")
ALWAYS = "--level 2 --mode m1"  # what selectors and radio buttons pass unasked


@pytest.fixture
def own(host):
    host.path = plugin.install(host.folder, "own")
    return host


def passed(host, *words, own_words=(), **options):
    """The plug-in's words behind the FIFO."""
    code, out, err = host.run("capture", *own_words, "own", *words, program=DRY_RUN, **options)
    assert (code, err) == (0, ""), err
    start = f"{host.path} --capture --extcap-interface own --fifo FIFO"
    assert out.startswith(start), out
    return out.removeprefix(start).strip()


def refused(host, *words, **options):
    code, message = host.fails("capture", "own", *words, program=DRY_RUN, **options)
    assert code == 2, message
    return message


# What there is.

def test_show_has_every_attribute(own):
    rows = {row["name"]: row for row in own.json("show", "own")}
    assert list(rows) == ["host", "port", "offset", "big", "ratio", "address", "secret", "verify", "sudo", "level", "name", "mode",
                          "parts", "key", "since", "x", "remote"]
    base = {"save": True, "reload": False, "mustexist": False, "required": False}
    assert rows["host"] == {**base, "number": 0, "name": "host", "call": "--host", "type": "string", "required": True,
                            "group": "Server", "display": "Host", "tooltip": "Where to"}
    assert rows["port"] == {**base, "number": 1, "name": "port", "call": "--port", "type": "unsigned", "default": 22,
                            "range": {"min": 1, "max": 65535}, "group": "Server", "display": "Port"}
    assert rows["ratio"]["default"] == 0.5 and rows["verify"]["default"] is True and rows["level"]["default"] == "2"
    assert rows["offset"]["range"] == {"min": -10, "max": 10}
    assert rows["address"]["validation"] == r"^(\d{1,3}\.){3}\d{1,3}$" and rows["address"]["placeholder"] == "192.0.2.1"
    assert rows["key"] == {**base, "number": 13, "name": "key", "call": "--key", "type": "fileselect", "display": "Key",
                           "mustexist": True, "fileext": "*.pem"}
    assert rows["parts"]["values"][:2] == [
        {"value": "all", "display": "All", "default": False, "enabled": False},
        {"value": "a", "display": "A", "default": False, "enabled": True, "parent": "all"}]
    assert rows["x"]["call"] == "-x" and rows["remote"]["reload"] is True


def test_show_table(own):
    code, out, err = own.run("show", "own", "-o", "name,type,default,range,required,values")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == ["NAME     TYPE          DEFAULT  RANGE     REQUIRED  VALUES",
                                    "host     string        -        -         yes       -",
                                    "port     unsigned      22       1..65535  -         -"]
    assert [line.split() for line in out.splitlines() if line.startswith("level")] == [["level", "selector", "2", "-", "-", "1"]]


def test_dlts(own):
    assert own.json("dlts", "own") == [{"number": 1, "dlt": "EN10MB", "name": "ETH", "display": "Ethernet"},
                                       {"number": 147, "dlt": "USER0", "name": "OWN", "display": "Own"}]


@pytest.mark.parametrize("verb", ["show", "dlts"])
def test_no_such_interface(own, verb):
    assert own.fails(verb, "owm") == (1, "owm: no plug-in has this interface; did you mean 'own'?")
    assert own.fails(verb, "own:owm") == (1, "own:owm: no plug-in has this interface; did you mean 'own'?")


def test_interface_of_two_plugins(own):
    plugin.install(own.folder, "also", "some_arguments")
    assert own.fails("show", "own") == (2, "own: several plug-ins have it: say also:own or own:own")
    assert len(own.json("show", "own:own")) == 17
    assert len(own.json("show", "also:own")) == 10_000


def test_message_tells_who_did_not_answer(own):
    plugin.install(own.folder, "bad", "dies")
    code, message = own.fails("show", "other")
    assert code == 1 and message.endswith(f"; {own.folder}/bad died of signal 11"), message


def test_question_that_fails(host):
    plugin.install(host.folder, "later", "fails_later")
    for verb in ("show", "dlts"):
        assert host.fails(verb, "own") == (2, f"{host.folder}/later: ended with exit code 7: no device")


def test_too_many_options(host):
    plugin.install(host.folder, "many", "many_arguments")
    assert host.fails("show", "own") == (2, f"{host.folder}/many: wrote more than 1024 KiB")


def test_odd_options(host):
    host.path = plugin.install(host.folder, "own", "odd_options")
    code, out, err = host.run("show", "-v", "own", "--json")
    assert code == 0
    rows = {row["name"]: row for row in json.loads(out)}
    assert list(rows) == ["no-comma", "reversed", "slow", "broken", "circle", "default", "esc", "truth", "late"]
    assert not [row for row in rows.values() if "range" in row]
    assert rows["reversed"]["default"] == 5 and "default" not in rows["default"] and rows["truth"]["required"] is True
    for text in ("no such option before it", "range=5: not LEAST,MOST", "range=9,1 is reversed", "--capture is left out: the word is "
                 "the protocol's own", "--extcap-evil is left out", "not-a-call is left out: neither -x nor --word", "unknown type colour",
                 "default 'many' is no integer", "of course not: taken for true", "--again is left out: its number is another's",
                 "--slow is left out: there is one of this name already"):
        assert text in err, (text, err)
    assert "\x1b" not in host.run("show", "own")[1]
    start = time.monotonic()
    assert "cannot be told in reasonable time" in refused(host, "--truth", "1", "--slow", "a" * 5000 + "!")
    assert time.monotonic() - start < 4
    assert passed(host, "--truth", "1", "--circle", "b,a", "--broken", "x") == "--broken x --circle a,b --truth true"


def test_reload(own):
    rows = own.json("reload", "own", "remote", "--host", "h1", "--secret-file", "/dev/null")
    assert [row["value"] for row in rows] == ["h1-eth0", "--host h1 --level 2 --mode m1"]
    assert rows[0] == {"value": "h1-eth0", "display": "First", "default": False, "enabled": True}
    assert rows[1]["default"] is True
    assert own.run("reload", "own", "remote", "--host", "h1", "--remote", "if0")[1].splitlines()[0].split() == ["VALUE", "DESCRIPTION", "DEFAULT"]


@pytest.mark.parametrize(("words", "message"), [
    (["own"], "the OPTION is missing whose values are wanted, behind own"),
    (["own", "--host", "h"], "the OPTION is missing whose values are wanted, behind own"),
    (["own", "host"], "option 'host' has no values that the plug-in could reload"),
    (["own", "remotes"], "no option 'remotes'; did you mean 'remote'?"),
    (["own", "remote", "--port", "0"], "--port: 0 is not from 1 to 65535"),
])
def test_reload_that_cannot_be(own, words, message):
    assert own.fails("reload", *words) == (2, message)


# What is passed.

@pytest.mark.parametrize(("words", "result"), [
    ("", ALWAYS),  # the port has a default, but is not required
    ("--port 22", f"--port 22 {ALWAYS}"),
    ("--port=+80", f"--port 80 {ALWAYS}"),
    ("--port 1 --port 2", f"--port 2 {ALWAYS}"),
    ("--offset -10", f"--offset -10 {ALWAYS}"),
    ("--big=-9223372036854775808", f"--big -9223372036854775808 {ALWAYS}"),
    ("--ratio 1e-3", f"--ratio 1e-3 {ALWAYS}"),
    ("--address 192.0.2.255", f"--address 192.0.2.255 {ALWAYS}"),
    ("--address=", ALWAYS),
    ("--verify off", f"--verify false {ALWAYS}"),
    ("--sudo", f"--sudo {ALWAYS}"),
    ("--sudo=false", ALWAYS),
    ("--level Low", "--level 1 --mode m1"),
    ("--mode Two", "--level 2 --mode m2"),
    ("--name 'First name'", "--level 2 --name n1 --mode m1"),
    ("--name 'it is free'", "--level 2 --name 'it is free' --mode m1"),
    ("--parts b,C --parts a", f"{ALWAYS} --parts a,b,c"),
    ("--key /etc/passwd", f"{ALWAYS} --key /etc/passwd"),
    ("--since @5", f"{ALWAYS} --since 5"),
    ("--since 2026-11-23T09:00:00Z", f"{ALWAYS} --since 1795424400"),
    ("-x 7", f"{ALWAYS} -x 7"),
    ("-x=-7", f"{ALWAYS} -x -7"),
    ("x=7", f"{ALWAYS} -x 7"),
])
def test_value_is_passed(own, words, result):
    assert passed(own, "--host", "h", *shlex.split(words)) == f"--host h {result}"


def test_keywords_with_underscores(host):
    plugin.install(host.folder, "own")
    host.path = host.folder / "own"
    assert passed(host, "host=192.0.2.1", "port=23") == f"--host 192.0.2.1 --port 23 {ALWAYS}"


def test_keywords_of_the_seed(host):
    """With Wireshark's own program, where it is installed."""
    real = "/usr/lib/x86_64-linux-gnu/wireshark/extcap/sshdump"
    if not os.path.exists(real):
        pytest.skip("no sshdump")
    code, out, err = host.run("capture", "--extcap-dir", os.path.dirname(real), "sshdump", "remote_host=192.168.0.1", "remote_username=root",
                              "remote_password=SCAPY", program=DRY_RUN)
    assert code == 0 and "everybody can read it" in err and "SCAPY" not in out + err
    assert out == (f"{real} --capture --extcap-interface sshdump --fifo FIFO --remote-host 192.168.0.1 --remote-username root "
                   "--remote-password *** --remote-capture-command-select tcpdump --log-level message\n")


def test_all_defaults_on_request(own):
    assert passed(own, "--host", "h", own_words=["--send-defaults"]) == f"--host h --port 22 --ratio 0.5 --verify true {ALWAYS}"


def test_filter_is_passed(own):
    code, out, _ = own.run("capture", "--filter", "port 53", "own", "host=h", program=DRY_RUN)
    assert code == 0 and " --extcap-interface own --extcap-capture-filter 'port 53' --fifo FIFO --host h " in out


@pytest.mark.parametrize(("words", "message"), [
    ("", "a required option is missing: --host"),
    ("--host=", "a required option is missing: --host"),
    ("--host h --port 0", "--port: 0 is not from 1 to 65535"),
    ("--host h --port 65536", "--port: 65536 is not from 1 to 65535"),
    ("--host h --port 22x", "--port: '22x' is not a whole number from 0 to 4294967295"),
    ("--host h --port", "--port needs a value"),
    ("--host h --offset 11", "--offset: 11 is not from -10 to 10"),
    ("--host h --big 9223372036854775808", "--big: '9223372036854775808' is not a whole number of 64 bits"),
    ("--host h --ratio nan", "--ratio: 'nan' is not a number"),
    ("--host h --address 192.0.2", r"--address: '192.0.2' does not have the form ^(\d{1,3}\.){3}\d{1,3}$"),
    ("--host h --verify maybe", "--verify: 'maybe' is neither true nor false"),
    ("--host h --sudo=maybe", "--sudo: 'maybe' is neither true nor false"),
    ("--host h --sudo yes", "unexpected word 'yes': options are wanted, such as --NAME VALUE or NAME=VALUE"),
    ("--host h --level 3", "--level: '3' is none of its values, which are 1, 2"),
    ("--host h --mode x", "--mode: 'x' is none of its values, which are m1, m2"),
    ("--host h --parts a,x", "--parts: 'x' is none of its values, which are a, c, b"),
    ("--host h --parts all", "--parts: 'all' is a heading that cannot be chosen"),
    ("--host h --key /nonexistent", "--key: /nonexistent: no such file"),
    ("--host h --since soon", "--since: 'soon' is no time: 2026-11-23T09:00:00Z, @SECONDS, now or now-1h is"),
    ("--hots h", "own has no option '--hots'; did you mean 'host'? (snet-extcap show own lists what there is)"),
    ("--host h -y 1", "own has no option '-y' (snet-extcap show own lists what there is)"),
    ("hots=h", "own has no option 'hots'; did you mean 'host'? (snet-extcap show own lists what there is)"),
    ("--host h --filter x", "--filter is an option of snet-extcap: it stands before own"),
    ("--host h -v", "-v is an option of snet-extcap: it stands before own"),
    ("--host h --host-file /etc/passwd", "own has no option '--host-file' (snet-extcap show own lists what there is)"),
    ("--host h --secret-file /nonexistent", "--secret: /nonexistent: No such file or directory"),
    ("--host h --secret-fd x", "--secret: 'x' is no number of a file descriptor"),
    ("--host h --secret-fd 99", "--secret: file descriptor 99: Bad file descriptor"),
    ("--host h --secret-file /dev/zero", "--secret: /dev/zero: longer than 4096 bytes"),
])
def test_wrong_words_are_refused(own, words, message):
    assert refused(own, *shlex.split(words)) == message


def test_file_becomes_absolute(own, tmp_path):
    (tmp_path / "k.pem").write_text("")
    assert passed(own, "host=h", "--key", "k.pem", cwd=tmp_path).endswith(f"--key {tmp_path}/k.pem")


# Passwords.

WITH_SECRET = "--host h --secret '***' --level 2 --mode m1".replace("'", "")


def test_secret_from_a_file(own, tmp_path):
    (tmp_path / "secret").write_bytes(b"s3cret\r\nanother line\n")
    assert passed(own, "host=h", "--secret-file", str(tmp_path / "secret")) == WITH_SECRET
    assert passed(own, "host=h", f"secret_file={tmp_path}/secret") == WITH_SECRET


def test_secret_from_a_descriptor(own):
    reads, writes = os.pipe()
    os.write(writes, b"s3cret")
    os.close(writes)
    assert passed(own, "host=h", "--secret-fd", str(reads), pass_fds=[reads]) == WITH_SECRET
    os.close(reads)


def test_secret_from_the_environment(own):
    assert passed(own, "host=h", env={"SNET_EXTCAP_SECRET": "s3cret"}) == WITH_SECRET
    # It is a value: what it must be goes for it, too. Said on the command line, it does not count.
    code, out, err = own.run("capture", "own", "host=h", "--secret=other", program=DRY_RUN, env={"SNET_EXTCAP_SECRET": "s3cret"})
    assert code == 0 and "other" not in out + err and "s3cret" not in out + err


def test_secret_on_the_command_line_is_warned_of(own):
    for words in (["--secret", "s3cret"], ["--secret=s3cret"], ["secret=s3cret"]):
        code, out, err = own.run("capture", "own", "host=h", *words, program=DRY_RUN)
        assert (code, "s3cret" in out + err) == (0, False)
        assert err == ("snet-extcap: --secret: everybody can read it in the list of processes; --secret-file, --secret-fd and "
                       "$SNET_EXTCAP_SECRET are for that, or no value, to be asked\n")
        assert out.rstrip().endswith("--host h --secret *** --level 2 --mode m1")
        assert own.run("capture", "-q", "own", "host=h", *words, program=DRY_RUN)[2] == ""


def test_secret_without_a_terminal(own):
    message = refused(own, "host=h", "--secret", start_new_session=True)
    assert message == ("--secret: there is no terminal to ask for it on: --secret-file, --secret-fd or $SNET_EXTCAP_SECRET can have it")


def ask(argv, environment, answer):
    """Runs it on a terminal, types when it asks, and gives all that was shown, and the exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(argv[0], argv, environment)
    shown, end, typed = b"", time.monotonic() + 30, False
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                break
        if not typed and b"Secret word: " in shown:
            time.sleep(0.2)
            os.write(terminal, answer)
            typed = True
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), typed


@pytest.mark.parametrize("words", [["--secret"], ["--secret", "--port", "23"]])
def test_secret_is_asked_for_without_echo(own, words):
    argv = [DRY_RUN, "capture", "--extcap-dir", str(own.folder), "--trust", "own", "host=h", *words]
    shown, code, typed = ask(argv, own.environment, b"s3cret\n")
    assert typed and code == 0 and "s3cret" not in shown, shown
    assert "--secret *** --level" in shown


def test_interrupt_at_the_question(own):
    argv = [DRY_RUN, "capture", "--extcap-dir", str(own.folder), "--trust", "own", "host=h", "--secret"]
    shown, code, typed = ask(argv, own.environment, b"\x03")
    assert typed and code == 130, (shown, code)


# Help.

def test_help_of_an_interface(own):
    code, out, err = own.run("capture", "own", "--help", program=DRY_RUN)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: snet-extcap capture [OPTION...] own [--NAME VALUE]...\nOwn plug-in, by " + str(own.path) + "\n")
    lines = out.splitlines()
    assert lines[3:6] == ["Server:", "      --host TEXT                 Host (required)",
                          "      --port NUMBER               Port (1 to 65535; 22 if not set)"]
    assert "Numbers:" in lines and "Options:" in lines
    assert "  -x NUMBER                       Short" in lines
    assert "      --level VALUE               Level: 1, 2 (2 if not set)" in lines
    assert "      --sudo                      Sudo" in lines
    assert max(map(len, lines[2:])) <= 80
    assert own.run("capture", "own", "host=h", "-h", program=DRY_RUN)[1] == out


def test_help_of_the_verb_needs_no_plugin(host):
    code, out, _ = host.run("capture", "--help", program=DRY_RUN)
    assert code == 0 and out.startswith("Usage: snet-extcap capture [OPTION...] [PROGRAM:]IFACE")
