"""Help, the version and a build without work are answered before anything is loaded, and just as if it had been."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from playbook import __version__
from playbook.build.stamping import remember_build
from playbook.cli.help_texts import FOLDER, help_of, help_texts

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}
FULL = Path("/dev/full")
LIGHT = {"playbook", "playbook.entry", "playbook.version"}
STAMP = {"playbook.build", "playbook.build.stamp", "binascii"}
PROGRAM = """
import json, sys
before = set(sys.modules)
import playbook.entry
sys.argv[1:] = json.loads(sys.argv[1])
try:
    playbook.entry.main()
except SystemExit as ended:
    print(json.dumps([ended.code or 0, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""


def words_of(name):
    return name.removesuffix(".txt").split("_")[1:]


def loaded_by(*arguments, folder=None):
    """Return the exit code, what was printed, and the modules that were loaded."""
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, json.dumps(arguments)],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    *err, last = ran.stderr.splitlines()
    code, modules = json.loads(last)
    return code, ran.stdout, "\n".join(err), set(modules)


def command(*arguments, **options):
    environment = {**os.environ, **options.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    called = [sys.executable, "-m", "playbook", *arguments]
    return subprocess.run(called, check=False, timeout=60, env=environment, **pipes)


def test_the_help_that_is_kept_is_what_typer_prints():
    assert help_texts() == TEXTS, "run make help-texts"


def test_every_command_is_there():
    assert {"playbook.txt", "playbook_build.txt", "playbook_accounts_money.txt"} <= set(TEXTS)
    assert all(text.startswith("Usage: playbook ") for text in TEXTS.values())


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("name", TEXTS)
def test_help_loads_nothing(name, option):
    code, out, err, modules = loaded_by(*words_of(name), option)
    assert (code, out, err) == (0, TEXTS[name], "")
    assert modules <= LIGHT


def test_the_version_loads_nothing():
    code, out, err, modules = loaded_by("--version")
    assert (code, out, err) == (0, f"playbook {__version__}\n", "")
    assert modules <= LIGHT


def test_no_arguments_are_wrong_usage_and_load_nothing():
    code, out, err, modules = loaded_by()
    assert (code, out, err) == (2, "", TEXTS["playbook.txt"].rstrip("\n"))
    assert modules <= LIGHT


def test_a_build_without_work_loads_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sheet, made = tmp_path / "a.csv", tmp_path / "output" / "a.pdf"
    made.parent.mkdir()
    made.write_text("%PDF")
    sheet.write_text("account")
    started = sheet.stat().st_ctime_ns + 10**9
    assert remember_build(
        ["build", "a.csv"], made.parent, [sheet], [made], started=started, out="é\n", err="Row 3.\n", code=4
    )  # fmt: skip
    code, out, err, modules = loaded_by("build", "a.csv", folder=tmp_path)
    assert (code, out, err) == (4, "é\n", "Row 3.")
    assert modules <= LIGHT | STAMP


def test_a_build_with_work_is_built(tmp_path):
    code, _, err, modules = loaded_by("build", "none.yaml", folder=tmp_path)
    assert code == 1
    assert "none.yaml" in err
    assert "playbook.cli.app" in modules


@pytest.mark.parametrize("arguments", [("nonsense", "--help"), ("../app", "-h"), ("--nonsense", "--help"), ("build_x", "-h")])  # fmt: skip
def test_what_has_no_help_is_left_to_typer(arguments):
    code, _, err, modules = loaded_by(*arguments)
    assert "playbook.cli.app" in modules
    assert code in (0, 2)
    assert err or code == 0


def test_a_narrow_terminal_gets_narrow_lines():
    ran = command("build", "--help", env={"COLUMNS": "60"})
    assert ran.returncode == 0
    assert max(map(len, ran.stdout.decode().splitlines())) <= 60
    for columns in ("80", "200", "0", "wide"):
        assert command("--help", env={"COLUMNS": columns}).stdout.decode() == TEXTS["playbook.txt"]


def test_help_is_the_same_on_a_wide_terminal(monkeypatch):
    assert help_of("build") == TEXTS["playbook_build.txt"]


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_a_reader_who_has_gone_is_no_error(arguments):
    for unbuffered in ("", "1"):
        read, write = os.pipe()
        os.close(read)
        ran = command(*arguments, stdout=write, env={"PYTHONUNBUFFERED": unbuffered})
        os.close(write)
        assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, which Linux has")
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "-h")])
def test_a_full_disk_is_told(arguments):
    for unbuffered in ("", "1"):
        with FULL.open("w") as full:
            ran = command(*arguments, stdout=full, env={"PYTHONUNBUFFERED": unbuffered})
        assert ran.returncode == 5
        assert b"could not be written" in ran.stderr


def test_a_terminal_without_our_characters_gets_their_numbers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "output"
    output.mkdir()
    assert remember_build(["build"], output, [], [], started=0, out="“é”\n", err="")
    ran = command("build", env={"PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stdout) == (0, b"\\u201c\\xe9\\u201d\n")
