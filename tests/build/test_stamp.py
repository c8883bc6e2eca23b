"""A build that is skipped would have made the same; whenever that is not sure it is not skipped."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from playbook.build import stamp
from playbook.build.stamp import FOLDER, said_before, stamp_path
from playbook.build.stamping import everything_under, installation, remember_build
from tests.support import write_tree

ARGUMENTS = ["build", "accounts.csv", "--output", "out"]
SAID = ("Nothing to do.\n", "row 3: “é” – mind it.\n", 4)
SECOND = 10**9
FAR = 4_000_000_000
"""A moment in 2096, in seconds: later than any test runs."""


def age(*paths):
    """Return a moment a second after the last change of any of these, in nanoseconds."""
    return max(path.stat().st_ctime_ns for path in paths if path.exists()) + SECOND


class Built:
    """A folder in which a build was complete."""

    def __init__(self, root):
        self.root = root
        self.inputs = [
            root / "accounts.csv",
            *everything_under(root / "content"),
            root / "_brand.yml",
        ]
        self.outputs = [root / "out" / "a.pdf", root / "out" / "b.pdf"]

    def remember(self, arguments=ARGUMENTS, started=None, said=SAID):
        out, err, code = said
        return remember_build(
            arguments,
            self.root / "out",
            self.inputs,
            self.outputs,
            started=started or age(*self.inputs),
            out=out,
            err=err,
            code=code,
        )

    @property
    def stamp(self):
        return Path(stamp_path(str(self.root / "out"), ARGUMENTS))


@pytest.fixture
def built(tmp_path, monkeypatch):
    write_tree(
        tmp_path,
        {
            "accounts.csv": "account\nAcme\n",
            "content/labels/en.yaml": "a: b\n",
            "content/x.md": "text",
            "out/a.pdf": "%PDF a",
            "out/b.pdf": "%PDF b",
        },
    )
    monkeypatch.chdir(tmp_path)
    return Built(tmp_path)


@pytest.fixture
def fresh(built):
    assert built.remember()
    assert said_before(ARGUMENTS) == SAID
    return built


def replace_quietly(path, text):
    """Put another text of the same length in a file, and set its time back."""
    before = path.stat()
    assert len(text) == before.st_size
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_is_known_before_the_first_build(built):
    assert said_before(ARGUMENTS) is None


def test_a_second_look_says_the_same(fresh):
    assert said_before(ARGUMENTS) == SAID


CHANGES = {
    "an input changed": lambda root: (root / "accounts.csv").write_text("account\nOther\n"),
    "an input changed, its time set back": lambda root: replace_quietly(
        root / "accounts.csv", "account\nAcmf\n"
    ),
    "an input gone": lambda root: (root / "accounts.csv").unlink(),
    "an input in a folder changed": lambda root: (root / "content/labels/en.yaml").write_text("c"),
    "a new input": lambda root: (root / "content/labels/nl.yaml").write_text(""),
    "a new input in a new folder": lambda root: write_tree(root, {"content/new/x.md": ""}),
    "a renamed input": lambda root: (root / "content/x.md").rename(root / "content/y.md"),
    "something that was not there": lambda root: (root / "_brand.yml").write_text(""),
    "a folder that became a file": lambda root: (
        shutil.rmtree(root / "content/labels"),
        (root / "content/labels").write_text(""),
    ),
    "an output gone": lambda root: (root / "out/a.pdf").unlink(),
    "an output changed": lambda root: (root / "out/a.pdf").write_text("longer than it was"),
    "an output changed, its time set back": lambda root: replace_quietly(
        root / "out/b.pdf", "%PDF c"
    ),
    "an output replaced by its equal": lambda root: (
        shutil.copy2(root / "out/a.pdf", root / "copy"),
        (root / "copy").replace(root / "out/a.pdf"),
    ),
    "all outputs gone": lambda root: shutil.rmtree(root / "out"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_there_may_be_work(fresh, change):
    change(fresh.root)
    assert said_before(ARGUMENTS) is None


def test_inputs_that_only_look_newer_are_the_same(fresh):
    for path in fresh.inputs:
        if path.exists():
            os.utime(path, ns=(1, 1))
    assert said_before(ARGUMENTS) == SAID


def test_a_checkout_that_writes_every_input_anew_is_the_same(fresh):
    for path in fresh.inputs:
        if path.is_file():
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)
    assert said_before(ARGUMENTS) == SAID


def test_where_no_change_is_timed_the_content_decides(fresh, monkeypatch):
    monkeypatch.setattr(stamp, "_HAS_CHANGE_TIME", False)
    assert said_before(ARGUMENTS) == SAID
    replace_quietly(fresh.root / "accounts.csv", "account\nAcmf\n")
    assert said_before(ARGUMENTS) is None


@pytest.mark.parametrize("name", ["accounts.csv", "content"])
def test_an_input_changed_during_the_build_leaves_no_stamp(built, name):
    changed = (built.root / name).stat().st_ctime_ns
    assert not built.remember(started=changed)
    assert not built.remember(started=changed - SECOND)
    assert not built.stamp.exists()


def test_an_input_changed_during_the_build_leaves_no_stamp_when_its_time_is_set_back(built):
    changed = built.root / "accounts.csv"
    os.utime(changed, ns=(1, 1))
    assert not built.remember(started=changed.stat().st_ctime_ns)


def test_a_coarse_clock_needs_more_distance(built):
    for path in built.inputs:
        if path.exists():
            os.utime(path, ns=(0, FAR * SECOND))  # in whole seconds
    assert not built.remember(started=(FAR + 1) * SECOND)
    assert built.remember(started=(FAR + 3) * SECOND)


def test_an_output_that_is_not_there_leaves_no_stamp(built):
    built.outputs[0].unlink()
    assert not built.remember()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-", "--output", "out"],
        ["build", "accounts.csv", "--json", "--output", "out"],
        ["build", "accounts.csv", "--dry-run", "--output", "out"],
        ["place", "accounts.csv", "--output", "out"],
        [],
    ],
)
def test_some_commands_are_never_skipped(built, arguments):
    assert not built.remember(arguments)
    assert said_before(arguments) is None


def test_another_command_is_another_build(fresh):
    assert said_before([*ARGUMENTS, "--lang", "nl"]) is None
    assert fresh.remember([*ARGUMENTS, "--lang", "nl"])
    assert said_before(ARGUMENTS) == SAID


def test_the_same_command_elsewhere_is_another_build(fresh, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    arguments = ["build", "accounts.csv", "--output", str(fresh.root / "out")]
    assert said_before(arguments) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("SOURCE_DATE_EPOCH", "1"), ("FONTCONFIG_FILE", "x"), ("PLAYBOOK_ANYTHING", "1")],
)
def test_another_environment_is_another_build(fresh, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert said_before(ARGUMENTS) is None


def test_another_day_or_version_is_another_build(fresh, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(stamp.time, "strftime", lambda _: "2026-11-25")
        assert said_before(ARGUMENTS) is None
    with monkeypatch.context() as patch:
        patch.setattr(stamp, "__version__", "9")
        assert said_before(ARGUMENTS) is None
    assert said_before(ARGUMENTS) == SAID


def test_a_damaged_stamp_is_no_error(fresh):
    whole = fresh.stamp.read_bytes()
    for at in range(0, len(whole), 7):
        fresh.stamp.write_bytes(whole[:at])
        assert said_before(ARGUMENTS) is None
        fresh.stamp.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert said_before(ARGUMENTS) is None
    fresh.stamp.write_bytes(whole)
    assert said_before(ARGUMENTS) == SAID


def test_a_foreign_stamp_is_no_error(fresh):
    for foreign in (b"", b"\xff\xfe", stamp.HEAD, stamp.HEAD + b"00000000\n", b"x" * 10_000):
        fresh.stamp.write_bytes(foreign)
        assert said_before(ARGUMENTS) is None
    fresh.stamp.unlink()
    fresh.stamp.mkdir()
    assert said_before(ARGUMENTS) is None


def test_a_stamp_from_elsewhere_steers_no_terminal(built):
    assert built.remember(said=("\x1b[2J", "", 0))
    assert said_before(ARGUMENTS) is None


def test_a_name_with_a_line_end_leaves_no_stamp(built):
    built.inputs.append(built.root / "a\nb")
    assert not built.remember()


def test_a_folder_that_cannot_be_written_is_no_error(built):
    (built.root / "out" / FOLDER).write_text("in the way")
    assert not built.remember()


def test_only_so_many_stamps_are_kept(built):
    for number in range(30):
        assert built.remember([*ARGUMENTS, str(number)])
    assert len(list((built.root / "out" / FOLDER).iterdir())) == 20
    assert said_before([*ARGUMENTS, "29"]) == SAID


@pytest.mark.parametrize(
    ("settings", "arguments", "folder"),
    [
        (None, ["build"], "output"),
        ("", ["build"], "output"),
        ('output = "made"\n', ["build"], "made"),
        ("# output = 'no'\noutput='made here'  # yes\n", ["build"], "made here"),
        ('output = "made"\n', ["build", "--output", "out"], "out"),
        ('output = "made"\n', ["build", "--output=out"], "out"),
        (None, ["build", "--output", "a", "--output", "out"], "out"),
    ],
)
def test_the_stamp_lies_in_the_output_folder(built, settings, arguments, folder, monkeypatch):
    if settings is not None:
        (built.root / "playbook.toml").write_text(settings)
    below = built.root / "content"
    if "--output" not in " ".join(arguments) and settings is not None:
        monkeypatch.chdir(below)  # the settings count for all that lies under them
    (built.root / folder).mkdir(exist_ok=True)
    assert remember_build(
        arguments,
        built.root / folder,
        built.inputs,
        built.outputs,
        started=age(*built.inputs),
        out="x",
        err="",
    )
    assert said_before(arguments) == ("x", "", 0)


def test_settings_that_are_no_settings_are_no_error(built):
    for settings in ('output = "', "output", "output =", b"\xff", '[a]\noutput = "b"'):
        write_tree(built.root, {"playbook.toml": settings})
        assert said_before(["build"]) is None


def test_an_option_without_a_value_is_no_error(built):
    assert said_before(["build", "--output"]) is None


def test_everything_under_a_folder_is_listed_but_what_python_makes(tmp_path):
    write_tree(
        tmp_path, {"a/b/c.md": "", "a/__pycache__/d.pyc": "", "a/e": "", "a/.playbook/f": ""}
    )
    found = [path.relative_to(tmp_path).as_posix() for path in everything_under(tmp_path / "a")]
    assert found == ["a", "a/b", "a/e", "a/b/c.md"]
    assert [*everything_under(tmp_path / "none")] == [tmp_path / "none"]


def test_the_installation_is_our_code_and_where_libraries_are():
    found = [*installation()]
    assert any(path.name == "stamping.py" for path in found)
    assert any(path.name == "site-packages" for path in found)
    assert not any(path.suffix == ".pyc" for path in found)
