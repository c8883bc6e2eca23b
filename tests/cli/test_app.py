from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook import __version__
from playbook.cli import app as module
from playbook.cli.console import harmless
from tests.cli.running import profile
from tests.support import write_tree

FULL = Path("/dev/full")
COMMANDS = ("place", "build", "check", "evaluate")


def test_help_names_every_command(folder):
    ran = folder("--help")
    assert (ran.code, ran.err) == (0, "")
    listed = set(ran.out.split())
    assert listed >= set(COMMANDS)
    registered = {one.name for one in module.app.registered_commands}
    assert registered <= listed


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(folder, command):
    ran = folder(command, "-h")
    assert (ran.code, ran.err) == (0, "")
    assert "Usage" in ran.out


def test_the_version_is_a_result(folder):
    ran = folder("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"playbook {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("--nonsense",), ("place",), ("place", "a", "b")]
)
def test_wrong_usage_gives_2_and_talks_on_standard_error(folder, arguments):
    ran = folder(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.fixture
def failing(monkeypatch, folder):
    """Make `place` fail in a given way."""

    def fail(error):
        def raise_it(*_):
            raise error

        monkeypatch.setattr("playbook.cli.inputs.load_inputs", raise_it)
        return folder("place", "x")

    return fail


def test_a_bug_gives_3_without_a_traceback(failing, monkeypatch):
    monkeypatch.delenv("PLAYBOOK_DEBUG", raising=False)
    ran = failing(ZeroDivisionError("division \x1b[2J"))
    assert (ran.code, ran.out) == (3, "")
    assert "bug" in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_a_bug_shows_its_traceback_when_asked(failing, monkeypatch):
    monkeypatch.setenv("PLAYBOOK_DEBUG", "1")
    assert "Traceback" in failing(ZeroDivisionError("x")).err


def test_an_interruption_gives_130(failing):
    ran = failing(KeyboardInterrupt())
    assert (ran.code, ran.out) == (130, "")
    assert "Stopped" in ran.err


@pytest.mark.parametrize(
    "character",
    ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u200f", "\ud800", "\n", "\r", "\u2028"],
)
def test_nothing_that_steers_a_terminal_is_harmless(character):
    assert character not in harmless(f"a{character}b")
    assert harmless("ordinary “text” – é 🚗") == "ordinary “text” – é 🚗"


def start(arguments, **options):
    """Start the command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "playbook", *arguments], stderr=subprocess.PIPE, **options
    )


def test_a_reader_who_leaves_early_is_no_error(tmp_path):
    write_tree(tmp_path, {"a.yaml": profile()})
    for unbuffered in ("", "1"):
        read, write = os.pipe()
        os.close(read)
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        process = start(["place", "a.yaml"], stdout=write, cwd=tmp_path, env=environment)
        os.close(write)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_not_called_a_bug(tmp_path):
    write_tree(tmp_path, {"a.yaml": profile()})
    with FULL.open("w") as full:
        process = start(["place", "a.yaml"], stdout=full, cwd=tmp_path)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 5
    assert os.strerror(errno.ENOSPC).encode() in err
    assert b"bug" not in err


def test_a_terminal_without_our_characters_gets_their_numbers(tmp_path):
    write_tree(tmp_path, {"a.yaml": profile("Ελλ")})
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for more in ([], ["--json"]):
        process = start(
            ["place", "a.yaml", *more], stdout=subprocess.PIPE, cwd=tmp_path, env=environment
        )
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        assert b"\\u0395" in out


def test_ctrl_c_leaves_whole_files_only(tmp_path):
    write_tree(tmp_path, {f"in/{name}.yaml": profile(name) for name in "abcdefghijkl"})
    process = start(["build", "in"], stdout=subprocess.PIPE, cwd=tmp_path)
    output = tmp_path / "output"
    deadline = time.monotonic() + 60
    while not (output.is_dir() and any(output.glob("*.pdf"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Stopped" in err
    assert b"Traceback" not in err
    written = list(output.iterdir())
    assert written
    assert [path.name for path in written if path.name.startswith(".")] == [".playbook"]
    for path in filter(Path.is_file, written):
        data = path.read_bytes().rstrip()
        assert data.endswith((b"%%EOF", b"</html>")), path
