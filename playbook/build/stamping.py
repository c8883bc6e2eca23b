"""Leaving a stamp after a complete build (see `playbook.build.stamp`), and what to list in it."""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from playbook.build.artifacts import write_artifact
from playbook.build.stamp import (
    ABSENT,
    DIRECTORY,
    FILE,
    FOLDER,
    OUTPUT,
    PREFIX,
    digest_of,
    key_of,
    put_together,
    stamp_path,
    state_of,
)
from playbook.errors import EnvironmentProblem

_SECOND = 1_000_000_000
_FINE, _COARSE = _SECOND // 20, 2 * _SECOND
"""How much older than it is a file's time may look: the tick of a clock, or the two seconds of a simple file system."""
_MOST_STAMPS = 20
"""Of different commands; the oldest goes when there is one more."""


def remember_build(
    arguments: list[str],
    output: Path,
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    *,
    started: int,
    out: str,
    err: str,
    code: int = 0,
) -> bool:
    """Leave a stamp that lets the same build be skipped, and tell whether it was left.

    None is left where a build of this kind is never skipped, or where a file was changed about or after the start, so
    that nobody can tell whether the build saw the change.

    Args:
        arguments: of the command, as typed, from `build` on.
        output: the output folder.
        inputs: every file and folder that the build read or looked into, also those that were not there. A folder counts
            by the names in it, so list what is in it as well (`everything_under`).
        outputs: every file that the build is answerable for, made now or found fresh.
        started: when the build started, before it read anything, in nanoseconds (`time.time_ns()`).
        out: what the same build prints on standard output when it has nothing to do; made harmless already.
        err: the same for standard error.
        code: its exit code.
    """
    key = key_of(arguments)
    if key is None:
        return False
    try:
        lines = [*_lines_for(outputs, None), *_lines_for(inputs, started)]
    except (OSError, _UnsureError):
        return False
    path = Path(stamp_path(str(output), arguments))
    data = put_together(key, b"".join(lines), out.encode(), err.encode(), code)
    try:
        path.parent.mkdir(exist_ok=True)
        write_artifact(path, data)
        _sweep(path.parent)
    except (OSError, EnvironmentProblem):
        return False  # the documents are there; a later build will take a little longer
    return True


class _UnsureError(Exception):
    """A file may not be what the build saw."""


def _lines_for(paths: Iterable[Path], started: int | None) -> Iterator[bytes]:
    """Yield the line for each file; without a start for those that were made.

    Raises:
        OSError: when something that was made is gone, or what was read can be read no longer.
        _UnsureError: when something that was read may have changed since.
    """
    for name in dict.fromkeys(os.fsencode(os.path.abspath(path)) for path in paths):  # noqa: PTH100 links stay links
        if b"\n" in name or b"\r" in name:
            raise _UnsureError
        try:
            found = os.stat(name)  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            if started is None:
                raise
            yield b"\t".join((ABSENT, b"", b"", name)) + b"\n"
            continue
        if started is None:
            yield b"\t".join((OUTPUT, b"", state_of(found), name)) + b"\n"
            continue
        latest = max(found.st_mtime_ns, found.st_ctime_ns)
        if latest >= started - (_FINE if latest % _SECOND else _COARSE):
            raise _UnsureError
        kind = DIRECTORY if S_ISDIR(found.st_mode) else FILE
        yield b"\t".join((kind, digest_of(name, kind), state_of(found), name)) + b"\n"


def _sweep(folder: Path) -> None:
    """Drop the oldest stamps where there are many."""
    stamps = sorted(folder.glob(f"{PREFIX}*"), key=lambda one: one.stat().st_mtime)
    for one in stamps[:-_MOST_STAMPS]:
        one.unlink(missing_ok=True)


def everything_under(folder: Path) -> Iterator[Path]:
    """Yield a folder, what is in it and in the folders in it; one that is not there is yielded too, for it may come."""
    yield folder
    for found, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(one for one in folders if one not in ("__pycache__", FOLDER))
        yield from (Path(found, name) for name in (*folders, *sorted(files)))


def installation() -> Iterator[Path]:
    """Yield what tells one installation from another: our own code, and the folders that libraries are installed in."""
    package = Path(__file__).resolve().parent.parent
    yield from (one for one in everything_under(package) if one.is_dir() or one.suffix != ".pyc")
    yield from map(Path, site.getsitepackages())
    yield Path(sys.executable)
