from __future__ import annotations

import errno
import io
import os
import time

import pytest

from playbook.build.artifacts import prepare_folder, write_artifact
from playbook.errors import EnvironmentProblem, ExitCode
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
