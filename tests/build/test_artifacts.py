from __future__ import annotations

import errno
import io
import os
import time

import pytest

from playbook.build import artifacts
from playbook.build.artifacts import (
    Replacement,
    prepare_folder,
    replace_files,
    write_artifact,
)
from playbook.errors import EnvironmentProblem, ExitCode, PlaybookError
from tests.support import write_tree


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_readable_by_others(tmp_path):
    write_artifact(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o644
    assert names(tmp_path) == ["a.pdf"]


def test_an_older_file_is_replaced(tmp_path):
    write_tree(tmp_path, {"a.pdf": "old"})
    write_artifact(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_link_is_replaced_and_not_followed(tmp_path):
    write_tree(tmp_path, {"target.pdf": "precious"})
    (tmp_path / "a.pdf").symlink_to(tmp_path / "target.pdf")
    write_artifact(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "target.pdf").read_text() == "precious"
    assert not (tmp_path / "a.pdf").is_symlink()


STEPS = ("mkstemp", "write", "fsync", "chmod", "replace")


def break_step(monkeypatch, step, error):
    """Make one step of writing fail, and count that it was reached."""
    reached = []

    def fail(*_, **__):
        reached.append(step)
        raise error

    if step == "mkstemp":
        monkeypatch.setattr("tempfile.mkstemp", fail)
    elif step == "write":
        real = os.fdopen

        class Stream(io.BytesIO):
            def __init__(self, descriptor):
                super().__init__()
                self.real = real(descriptor, "wb")

            write = fail

            def close(self):
                self.real.close()
                super().close()

        monkeypatch.setattr(os, "fdopen", lambda descriptor, _: Stream(descriptor))
    else:
        monkeypatch.setattr(os, step, fail)
    return reached


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EXDEV])
@pytest.mark.parametrize("step", STEPS)
def test_whatever_step_fails_the_old_file_is_whole_and_nothing_is_left(
    tmp_path, monkeypatch, step, code
):
    write_tree(tmp_path, {"a.pdf": "old"})
    reached = break_step(monkeypatch, step, OSError(code, os.strerror(code)))
    with pytest.raises(EnvironmentProblem) as caught:
        write_artifact(tmp_path / "a.pdf", b"new")
    monkeypatch.undo()
    assert reached
    assert (tmp_path / "a.pdf").read_text() == "old"
    assert names(tmp_path) == ["a.pdf"]
    assert "a.pdf" in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code is ExitCode.ENVIRONMENT


@pytest.mark.parametrize("step", STEPS[1:])
def test_an_interruption_leaves_no_half_file_either(tmp_path, monkeypatch, step):
    write_tree(tmp_path, {"a.pdf": "old"})
    break_step(monkeypatch, step, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_artifact(tmp_path / "a.pdf", b"new")
    monkeypatch.undo()
    assert names(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_text() == "old"


def test_a_folder_in_the_way_of_a_file_is_told(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(EnvironmentProblem):
        write_artifact(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == ["a.pdf"]


@pytest.fixture
def three(tmp_path):
    write_tree(tmp_path, dict.fromkeys(("a", "b", "c"), "old"))
    return [Replacement(tmp_path / one, one, b"old", b"new") for one in ("a", "b", "c")]


def texts(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_files_are_replaced_together(tmp_path, three):
    replace_files(three)
    assert texts(tmp_path) == {"a": "new", "b": "new", "c": "new"}


@pytest.mark.parametrize(("step", "code"), [("mkstemp", errno.EACCES), ("write", errno.ENOSPC), ("fsync", errno.EIO), ("chmod", errno.EROFS)])  # fmt: skip
def test_while_one_is_not_ready_none_is_replaced(tmp_path, three, monkeypatch, step, code):
    reached = []
    real = artifacts._written_beside

    def only_the_first(path, data, mode):
        if path.name != "a":
            reached.extend([break_step(monkeypatch, step, OSError(code, os.strerror(code)))])
        return real(path, data, mode)

    monkeypatch.setattr(artifacts, "_written_beside", only_the_first)
    with pytest.raises(EnvironmentProblem) as caught:
        replace_files(three)
    monkeypatch.undo()
    assert reached == [[step]]
    assert texts(tmp_path) == {"a": "old", "b": "old", "c": "old"}
    assert caught.value.message.startswith("b cannot be written (")
    assert caught.value.message.endswith("; nothing was written")
    assert ("Make room" in caught.value.hint) == (code in (errno.ENOSPC, errno.EIO))


def test_where_replacing_stops_it_is_told_what_was_written_and_what_not(
    tmp_path, three, monkeypatch
):
    real = os.replace

    def refuse(temporary, path):
        if path.name == "b":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        real(temporary, path)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(EnvironmentProblem) as caught:
        replace_files(three)
    monkeypatch.undo()
    assert texts(tmp_path) == {"a": "new", "b": "old", "c": "old"}
    assert caught.value.message == (
        "b cannot be written (operation not permitted); written: a; not written: b, c"
    )
    assert "can be written" in caught.value.hint


def test_a_locked_file_is_not_replaced_by_way_of_its_folder(tmp_path, three, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "c")
    with pytest.raises(EnvironmentProblem) as caught:
        replace_files(three)
    assert texts(tmp_path) == {"a": "old", "b": "old", "c": "old"}
    assert caught.value.message == "c cannot be written (it is read-only); nothing was written"


def test_a_file_changed_by_somebody_else_keeps_all_as_they_are(tmp_path, three):
    (tmp_path / "b").write_text("mine")
    with pytest.raises(PlaybookError) as caught:
        replace_files(three)
    assert texts(tmp_path) == {"a": "old", "b": "mine", "c": "old"}
    assert "b was changed" in caught.value.message


def test_a_folder_is_made_with_its_parents(tmp_path):
    prepare_folder(tmp_path / "one" / "two")
    assert names(tmp_path / "one" / "two") == []


@pytest.mark.parametrize("below", ["", "/deeper"])
def test_a_file_where_the_folder_should_be_is_told(tmp_path, below):
    write_tree(tmp_path, {"output": "a file"})
    with pytest.raises(EnvironmentProblem) as caught:
        prepare_folder(tmp_path / f"output{below}")
    assert "output" in caught.value.message
    assert "--output" in str(caught.value.hint)
    assert (tmp_path / "output").read_text() == "a file"


def test_a_folder_that_takes_no_files_is_told(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(EnvironmentProblem) as caught:
        prepare_folder(tmp_path)
    assert "read-only file system" in caught.value.message


def test_leftovers_of_a_killed_run_are_swept_and_nothing_else(tmp_path):
    write_tree(
        tmp_path,
        {".old.playbook-tmp": "", ".fresh.playbook-tmp": "", "mine.playbook-tmp": "", ".x": ""},
    )
    long_ago = time.time() - 7200
    for name in (".old.playbook-tmp", "mine.playbook-tmp", ".x"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    prepare_folder(tmp_path)
    assert names(tmp_path) == [".fresh.playbook-tmp", ".x", "mine.playbook-tmp"]
