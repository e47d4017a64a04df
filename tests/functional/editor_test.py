"""`snet-stack edit`: the file in an editor of the user's, checked before it takes the file's place."""

import os
import pty
import re
import subprocess

import pytest

OLD = "snet 1\nbase none\n# mine\nnameserver 9.9.9.9\n"


@pytest.fixture
def edit(tools, tmp_path, monkeypatch):
    """Runs the verb on a file with a shell script as the editor; returns what became of it and the file."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = tmp_path / "my.stack"
    path.write_text(OLD)

    def run(script, variable="VISUAL", words="", **options):
        editor = tmp_path / "editor"
        editor.write_text(f"#!/bin/sh\nfile={path}\n{script}\n")
        editor.chmod(0o755)
        monkeypatch.setenv("EDITOR", "/nonexistent")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv(variable, f" {editor} {words}")
        return tools.run(None, "snet-stack", "edit", "--stack", str(path), **options)

    run.path = path
    return run


def copies(edit):
    return sorted(edit.path.parent.glob("snet-edit.*.stack"))


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_it_takes_the_files_place(edit, variable):
    done = edit("cp \"$1\" \"$file.seen\"; echo 'search lab.example' >> \"$1\"", variable)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert edit.path.with_suffix(".stack.seen").read_text() == OLD
    assert edit.path.read_text() == OLD + "search lab.example\n"
    assert not copies(edit)


def test_words_of_the_editor(edit):
    done = edit("printf '%s\\n' \"$1\" \"$2\" > \"$file.words\"; echo 'search a' >> \"$3\"", words="-x  $(id)")
    assert done.returncode == 0, done
    assert edit.path.with_suffix(".stack.words").read_text() == "-x\n$(id)\n"


def test_nothing_changed(edit):
    before = os.stat(edit.path)
    assert edit("true").returncode == 0
    assert os.stat(edit.path).st_ino == before.st_ino and not copies(edit)


def test_a_bad_file_is_not_taken(edit):
    done = edit("echo 'route nonsense' >> \"$1\"; echo 'nameserver x' >> \"$1\"")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2 and edit.path.read_text() == OLD
    assert "line 5, column 7: nonsense" in told[0] and "line 6" in told[1], told
    kept = copies(edit)
    assert len(kept) == 1 and kept[0].read_text() == OLD + "route nonsense\nnameserver x\n"
    assert told[2] == f"snet-stack: the file stays as it was; what was edited is kept in {kept[0]}"
    assert kept[0].stat().st_mode & 0o777 == 0o600


def test_an_editor_that_fails(edit):
    done = edit("echo 'search a' >> \"$1\"; exit 3")
    assert done.returncode == 2 and edit.path.read_text() == OLD
    assert re.search(rb"ended with status 3; what was edited is kept in \S+\.stack$", done.stderr.strip()), done


def test_an_edit_in_between_is_not_lost(edit):
    done = edit("echo 'search mine' >> \"$1\"; echo 'search other' >> \"$file\"")
    assert done.returncode == 2 and edit.path.read_text() == OLD + "search other\n"
    assert b"was changed by somebody else meanwhile; what was edited is kept in " in done.stderr
    assert copies(edit)[0].read_text() == OLD + "search mine\n"


def test_no_editor(tools, edit, monkeypatch):
    monkeypatch.setenv("VISUAL", "/nonexistent/editor")
    done = tools.run(None, "snet-stack", "edit", "--stack", str(edit.path))
    assert done.returncode == 2 and b"/nonexistent/editor: no such command" in done.stderr, done
    assert edit.path.read_text() == OLD


def test_a_terminal_is_asked_again(tools, edit, tmp_path, monkeypatch):
    """The second time the file is right."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nif grep -q nonsense \"$1\"; then sed -i s/nonsense/10.0.0.0\\\\/8\\ dev\\ lo/ \"$1\";"
                      " else echo route nonsense >> \"$1\"; fi\n")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    master, slave = pty.openpty()
    with subprocess.Popen([tools.path("snet-stack"), "edit", "--stack", str(edit.path)], stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        said = b""
        while b"Edit again? [Y/n] " not in said:
            said += os.read(master, 1000)
        os.write(master, b"\n")
        assert process.wait() == 0
    os.close(master)
    assert b"nonsense" in said
    assert edit.path.read_text() == OLD + "route 10.0.0.0/8 dev lo\n" and not copies(edit)


def test_a_stack_without_a_file(tools, edit, tmp_path, monkeypatch):
    edit("true")
    monkeypatch.setenv("SNET_STACK_DIR", str(tmp_path / "new"))
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\necho search a >> \"$1\"\n")
    monkeypatch.setenv("VISUAL", str(script))
    done = tools.run(None, "snet-stack", "edit", "--stack", "lab")
    assert done.returncode == 0, done
    assert (tmp_path / "new/lab.stack").read_text() == "snet 1\nbase os\nsearch a\n"
    assert tools.run(None, "snet-stack", "edit", "--stack", "-").returncode == 2
