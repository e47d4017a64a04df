"""Edits by many at once, edits that are killed, and edits where there is no room, no right or no home: the file is the
old one or the new one, and no edit that succeeded is lost."""

import concurrent.futures
import os
import pathlib
import random
import subprocess
import tempfile
import time

import pytest

PROCESSES, EDITS = 8, 1000
KILLS = 500
ROWS = 3000  # of the file that is killed at: its writing takes a while
FROZEN = "snet 1\nbase none\n"


@pytest.fixture
def stack(tmp_path):
    """A file in memory, where syncing costs nothing."""
    memory = pathlib.Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        path = pathlib.Path(folder) / "a.stack"
        path.write_text(FROZEN)
        yield path


def command(tools, path, *words):
    return [tools.path("snet-stack"), "--stack", str(path), *words]


def add(tools, path, i):
    return command(tools, path, "add", "neighbor", f"10.0.{i >> 8}.{i & 255}", "dev", "e0", "lladdr", "02:00:00:00:00:01")


def test_edits_at_once_are_all_there(tools, stack):
    def edit(process):
        return [subprocess.run(add(tools, stack, i), capture_output=True).returncode for i in range(process, EDITS, PROCESSES)]

    with concurrent.futures.ThreadPoolExecutor(PROCESSES) as pool:
        codes = [code for some in pool.map(edit, range(PROCESSES)) for code in some]
    assert codes == [0] * EDITS
    lines = stack.read_text().splitlines()
    assert lines[:2] == FROZEN.splitlines()
    assert sorted(line.split()[1] for line in lines[2:]) == sorted(f"10.0.{i >> 8}.{i & 255}" for i in range(EDITS))
    assert [path.name for path in stack.parent.iterdir()] == [stack.name]


def test_a_killed_edit_leaves_the_old_file_or_the_new_one(tools, stack):
    stack.write_text(FROZEN + "".join(f"nameserver 2001:db8::{i:x}\n" for i in range(ROWS)))
    dice = random.Random(5)
    began = time.monotonic()
    subprocess.run(add(tools, stack, 0), check=True)
    whole = time.monotonic() - began
    old, changed = stack.read_bytes(), 0
    for i in range(1, KILLS + 1):
        with subprocess.Popen(add(tools, stack, i)) as edit:
            time.sleep(dice.random() * whole * 1.5)
            edit.kill()
        now = stack.read_bytes()
        new = old + f"neighbor 10.0.{i >> 8}.{i & 255} dev e0 lladdr 02:00:00:00:00:01\n".encode()
        assert now in (old, new)
        changed += now == new
        old = now
    # Some came to their end and some did not, or nothing was tried.
    assert 0 < changed < KILLS
    assert subprocess.run(command(tools, stack, "check")).returncode == 0


def refused(tools, path, *prefix, **options):
    """An edit that must fail: nothing is changed and the reason is told."""
    before = path.read_bytes() if path.exists() else None
    done = subprocess.run([*prefix, *add(tools, path, 1)], capture_output=True, **options)
    assert (done.returncode, done.stdout) == (2, b""), done
    assert (path.read_bytes() if path.exists() else None) == before
    return done.stderr.decode()


def test_a_full_disk_leaves_the_old_file(tools, tmp_path):
    """A tmpfs of one page more than the file has, in a mount namespace."""
    if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", tmp_path], capture_output=True).returncode != 0:
        pytest.skip("no right to mount a tmpfs")
    size = 64 << 10
    script = f"""mount -t tmpfs -o size={size + 8192} none {tmp_path}; cd {tmp_path}
printf 'snet 1\\nbase none\\n' > a.stack; yes '# a comment' | head -c {size - 100} | grep comment >> a.stack; cp a.stack /dev/shm/$$.old
"$@"; code=$?
cmp a.stack /dev/shm/$$.old && ls; rm /dev/shm/$$.old; exit $code"""
    edit = add(tools, "./a.stack", 1)
    done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", *edit], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "a.stack\n"), done
    assert "No space left on device" in done.stderr


def test_a_folder_that_cannot_be_written(tools, tmp_path):
    path = tmp_path / "a.stack"
    path.write_text(FROZEN)
    tmp_path.chmod(0o555)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o755)
    prefix = [] if os.geteuid() else ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    if prefix and subprocess.run([*prefix, "test", "-x", tools.path("snet-stack")]).returncode != 0:
        pytest.skip("an ordinary user cannot reach the build directory")
    assert "Permission denied" in refused(tools, path, *prefix)


def test_a_symbolic_link_is_kept(tools, stack):
    link = stack.with_name("link.stack")
    link.symlink_to(stack.name)
    done = subprocess.run(add(tools, link, 1) + (["--force"] if os.geteuid() == 0 else []), capture_output=True)
    assert done.returncode == 0, done
    assert link.is_symlink() and "10.0.0.1" in stack.read_text()


def test_without_a_home(tools):
    clean = {name: value for name, value in os.environ.items()
             if name not in ("HOME", "XDG_CONFIG_HOME") and not name.startswith("SNET_STACK")}
    done = subprocess.run([tools.path("snet-stack"), "add", "search", "lab.example"], capture_output=True, env=clean)
    assert done.returncode == 2 and b"set HOME or SNET_STACK_DIR" in done.stderr
