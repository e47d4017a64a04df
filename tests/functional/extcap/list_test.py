"""`snet-extcap list` with plug-ins that behave, and with those that do not: message, exit code, time, what is left."""

import os
import pathlib
import signal
import subprocess
import time

import netns
import plugin
import pytest

SOON = 4.0  # seconds in which a call ends that waits for nobody; sanitized ones are slow


def addresses(host, *words, **options):
    return [row["address"] for row in host.json("list", *words, **options)]


def skipped(host, *words):
    """{file name: reason} as -v tells."""
    code, _, err = host.run("list", "-v", *words)
    assert code == 0
    lines = [line.removeprefix("snet-extcap: skipped ") for line in err.splitlines() if ": skipped " in line]
    return {pathlib.Path(path).name: reason for path, _, reason in (line.partition(": ") for line in lines) if path != "/nonexistent"}


def nobody_is_left(folder):
    """No process has a program of the folder in its command line."""
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in path.read_bytes() and int(path.parent.name) != os.getpid():
                return False
        except OSError:
            pass
    return True


def test_table_is_scapys(host):
    plugin.install(host.folder, "first")
    plugin.install(host.folder, "second", "some_arguments")
    code, out, err = host.run("list")
    assert (code, err) == (0, "")
    assert out == ("SOURCE  INDEX  NAME         ADDRESS\n"
                   "first   100    Own plug-in  own\n"
                   "second  101    Own plug-in  own\n")


def test_json_has_all(host):
    path = plugin.install(host.folder, "first")
    assert host.json("list", "-o", "+dlts") == [
        {"source": "first", "index": 100, "name": "Own plug-in", "address": "own", "origin": "extcap", "version": "1.0",
         "help": "http://localhost/", "path": str(path), "dlts": ["ETH", "OWN"]}]


def test_no_plugin_is_an_empty_list(host):
    assert host.json("list") == []
    plugin.install(host.folder, "quiet", "silent")
    assert host.json("list") == []
    assert skipped(host) == {}


BAD = {
    "fails_with_text": "ended with exit code 3: no licence\\x1b[31m found",
    "dies": "died of signal 11",
    "floods": "wrote more than 1024 KiB",
    "endless_line": "wrote more than 1024 KiB",
}
LATE = ["hangs", "ignores_signals", "floods_errors_for_ever", "closes_output"]


@pytest.mark.parametrize("behaviour", BAD)
def test_bad_answer_is_skipped_with_its_reason(host, behaviour):
    plugin.install(host.folder, "bad", behaviour)
    plugin.install(host.folder, "good")
    assert addresses(host) == ["own"]
    assert host.seconds < SOON
    assert skipped(host) == {"bad": BAD[behaviour]}
    assert nobody_is_left(host.folder)


@pytest.mark.parametrize("behaviour", LATE)
def test_late_answer_is_skipped_at_the_limit(host, behaviour):
    plugin.install(host.folder, "late", behaviour)
    plugin.install(host.folder, "good")
    assert addresses(host, "--query-timeout", "1.5") == ["own"]
    assert 1.5 <= host.seconds < 1.5 + SOON
    assert nobody_is_left(host.folder)
    reason = skipped(host, "--query-timeout", "0.5")["late"]
    assert reason.startswith("did not end within 500 ms")


def test_time_is_that_of_the_slowest(host):
    for i in range(12):
        plugin.install(host.folder, f"late{i}", "hangs")
    plugin.install(host.folder, "good")
    assert addresses(host, "--query-timeout", "1") == ["own"]
    assert host.seconds < 1 + SOON


def test_limit_is_five_seconds_unless_told(host):
    plugin.install(host.folder, "late", "hangs")
    assert addresses(host) == []
    assert 5 <= host.seconds < 5 + SOON


def test_noise_on_standard_error_is_no_answer(host):
    plugin.install(host.folder, "noisy", "floods_errors")
    assert addresses(host) == ["own"]


def test_daemon_neither_delays_nor_survives(host, tmp_path):
    plugin.install(host.folder, "daemon", "daemon")
    number = tmp_path / "daemon"
    assert addresses(host, env={"PLUGIN_DAEMON": str(number)}) == ["own"]
    assert host.seconds < SOON
    # It may have been killed before it could say who it is.
    assert nobody_is_left(host.folder)
    if number.exists() and number.read_text():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number.read_text()), 0)


def test_who_rejects_the_version_is_asked_without_it(host):
    plugin.install(host.folder, "old", "rejects_version")
    assert addresses(host) == ["own"]


def test_odd_texts(host):
    plugin.install(host.folder, "odd", "odd_texts")
    rows = {row["address"]: row["name"] for row in host.json("list")}
    assert rows == {"a": "CR and LF", "esc\x1b[2J": "\u202eevil \x1b[31mred", "braces": "{a}b", "key": "Keys in any case",
                    "last": "No end of line"}
    code, out, _ = host.run("list", "-o", "+help")
    assert code == 0
    assert "esc\\x1b[2J" in out and "\\u{202e}evil \\x1b[31mred" in out and "\\x1b]0;evil\\x07" in out
    assert not [c for c in out if c in "\x1b\x07\u202e"]
    _, _, err = host.run("list", "-v")
    assert "odd: line 5: not UTF-8" in err and "interface a is there twice" in err


def test_files_that_are_no_plugins(host):
    plugin.install(host.folder, "plain", mode=0o644)
    plugin.install(host.folder, ".hidden")
    plugin.install(host.folder, "backup~")
    plugin.install(host.folder, "old.bak")
    (host.folder / "folder").mkdir()
    (host.folder / "dangling").symlink_to("/nonexistent/plugin")
    (host.folder / "circle").symlink_to("circle")
    noshebang = host.folder / "noshebang"
    noshebang.write_text("echo interface\n")
    noshebang.chmod(0o755)
    interpreter = host.folder / "interpreter"
    interpreter.write_text("#!/nonexistent/python\n")
    interpreter.chmod(0o755)
    os.mkfifo(host.folder / "fifo", 0o755)
    assert addresses(host) == []
    reasons = skipped(host)
    assert reasons.pop("circle").endswith("Too many levels of symbolic links")
    assert reasons == {
        "plain": "not executable", "dangling": "the link leads nowhere", "fifo": "no regular file",
        "noshebang": "neither a program nor a script with a #! line",
        "interpreter": "its interpreter or loader does not exist"}


def test_link_is_run_by_its_own_name(host, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (host.folder / "link").symlink_to(plugin.install(elsewhere, "target"))
    assert [(row["source"], row["path"]) for row in host.json("list")] == [("link", str(host.folder / "link"))]


def test_first_of_two_files_with_one_name_wins(host, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    plugin.install(host.folder, "same")
    plugin.install(other, "same", "many_interfaces")
    assert addresses(host, "--extcap-dir", str(other)) == ["own"]
    _, _, err = host.run("list", "-v", "--extcap-dir", str(other))
    assert f"skipped {other}/same: {host.folder}/same comes before it" in err
    # The environment comes behind what is named.
    assert addresses(host, env={"SNET_EXTCAP_PATH": str(other)}) == ["own"]


def test_ten_thousand_interfaces(host):
    plugin.install(host.folder, "many", "many_interfaces")
    rows = host.json("list")
    assert [row["address"] for row in rows] == [f"if{i}" for i in range(10_000)]
    assert rows[-1]["index"] == 10_099


def test_folders_from_everywhere(host, tmp_path):
    """The order is the command's, the stack's, the environment's, the user's own, the system's."""
    folders = {}
    for name in ("stack", "path", "system"):
        folders[name] = tmp_path / name
        folders[name].mkdir()
        plugin.install(folders[name], name)
    local = host.home / ".local/lib/wireshark/extcap"
    config = host.home / ".config/wireshark/extcap"
    for name, folder in (("local", local), ("config", config)):
        folder.mkdir(parents=True)
        plugin.install(folder, name)
    plugin.install(host.folder, "named")
    stack = tmp_path / "lab.stack"
    stack.write_text(f"snet 1\nbase os\nextcap-directory {folders['stack']}\n")
    environment = {"SNET_EXTCAP_PATH": f":{folders['path']}:", "WIRESHARK_EXTCAP_DIR": str(folders["system"])}
    rows = host.json("list", "--stack", str(stack), env=environment)
    assert {row["source"] for row in rows} == {"named", "stack", "path", "local", "config", "system"}
    for folder in (folders["stack"], folders["path"], local, config, folders["system"]):
        plugin.install(folder, "shared")
    order = [folders["stack"], folders["path"], local, config, folders["system"]]
    for i, folder in enumerate(order):
        rows = host.json("list", "--stack", str(stack), env=environment)
        assert [row["path"] for row in rows if row["source"] == "shared"] == [str(folder / "shared")], i
        (folder / "shared").unlink()


def test_named_folder_that_is_not_there(host):
    host.folder.rmdir()
    code, message = host.fails("list")
    assert (code, message) == (2, f"{host.folder}: no such file or folder")


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "nan", "inf", "3601", "1s"])
def test_bad_time_limit(host, value):
    code, _ = host.fails("list", "--query-timeout", value)
    assert code == 2


# Whom others could have changed is not run.

@pytest.fixture
def trusted(host, namespaces):
    """A function that asks without --trust, in a view of the file tree where /mnt/plugins is nobody's but root's."""

    def ask(prepare, *words):
        script = ("mount -t tmpfs -o mode=755 none /mnt && mkdir /mnt/plugins && cp -p \"$1\"/* /mnt/plugins/ && cd / && "
                  f"{{ {prepare}; }} && shift && exec \"$@\"")
        argv = ["unshare", "-m", *([] if os.geteuid() == 0 else ["-U", "-r"]), "sh", "-c", script, "sh", str(host.folder),
                host.tools.path("snet-extcap"), "list", "-v", "--raw", "-o", "source", "--extcap-dir", "/mnt/plugins", *words]
        done = netns.run(argv, env=host.environment)
        notes = [line for line in done.stderr.decode().splitlines() if "/nonexistent" not in line]
        return done.returncode, done.stdout.decode().split(), notes

    plugin.install(host.folder, "good")
    return ask


def test_who_is_trusted(trusted):
    assert trusted(":") == (0, ["good"], [])


@pytest.mark.parametrize(("prepare", "reason"), [
    ("chmod o+w /mnt/plugins/good", "/mnt/plugins/good can be written by everybody"),
    ("chmod g+w /mnt/plugins/good", "/mnt/plugins/good can be written by its group"),
    ("chown 12345 /mnt/plugins/good", "/mnt/plugins/good belongs to user 12345"),
    ("mkdir -m 777 /mnt/open && mv /mnt/plugins/good /mnt/open/g && ln -s /mnt/open/g /mnt/plugins/good",
     "/mnt/open can be written by everybody"),
])
def test_file_that_others_could_have_changed(trusted, prepare, reason):
    if "chown" in prepare and os.geteuid() != 0:
        pytest.skip("only the super-user gives files away")
    assert trusted(prepare) == (0, [], [f"snet-extcap: skipped /mnt/plugins/good: {reason}"])
    assert trusted(prepare, "--trust") == (0, ["good"], [])


@pytest.mark.parametrize(("prepare", "reason"), [
    ("chmod o+w /mnt/plugins", "/mnt/plugins can be written by everybody"),
    ("chmod g+w /mnt", "/mnt can be written by its group"),
    ("chmod 1777 /mnt", "/mnt can be written by everybody"),
    ("chown 12345 /mnt/plugins", "/mnt/plugins belongs to user 12345"),
])
def test_folder_that_others_could_have_changed(trusted, prepare, reason):
    if "chown" in prepare and os.geteuid() != 0:
        pytest.skip("only the super-user gives folders away")
    code, rows, notes = trusted(prepare)
    assert (code, rows, notes) == (2, [], [f"snet-extcap: {reason}: its programs are run with --trust only"])
    assert trusted(prepare, "--trust") == (0, ["good"], [])


def test_link_to_a_trusted_folder(trusted):
    assert trusted("mv /mnt/plugins /mnt/real && ln -s /mnt/real /mnt/plugins") == (0, ["good"], [])


def test_interrupt_ends_all_questions(host):
    plugin.install(host.folder, "late", "hangs")
    argv = [host.tools.path("snet-extcap"), "list", "--extcap-dir", str(host.folder), "--trust", "--query-timeout", "60"]
    with subprocess.Popen(argv, env=host.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"SOURCE  INDEX  NAME  ADDRESS\n", b"")
    assert nobody_is_left(host.folder)
