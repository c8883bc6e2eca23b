"""Writing files so that the old one stays whole until the new one is complete."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import EnvironmentProblem, PlaybookError

_STALE_AFTER = 3600.0


def prepare_folder(folder: Path) -> None:
    """Make the output folder, check that it can be written, and sweep what a killed run left in it.

    Raises:
        EnvironmentProblem: when that is not possible.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        for leftover in folder.glob(".*.playbook-tmp"):
            # Another build may sweep at the same moment, or finish the file.
            with contextlib.suppress(FileNotFoundError):
                if time.time() - leftover.stat().st_mtime > _STALE_AFTER:
                    leftover.unlink()
    except FileExistsError:
        raise EnvironmentProblem(
            f"{folder} is not a folder", "Give another folder with --output."
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"{folder} cannot be written ({_reason(error)})", "Give another folder with --output."
        ) from None


@dataclass(frozen=True, slots=True)
class Replacement:
    """A new text for a file that a person wrote."""

    path: Path
    """Where a link leads is what is replaced."""
    name: str
    """What to call the file in messages."""
    before: bytes
    """What was read."""
    after: bytes


def replace_files(files: Sequence[Replacement]) -> None:
    """Put new texts in the place of ones that people wrote: none until all are ready beside them, and each in one step.

    Each file keeps its mode.

    Raises:
        PlaybookError: when a file is no longer what was read; nothing is written then.
        EnvironmentProblem: when one cannot be written, with which were; every file is whole, the old or the new.
    """
    ready: list[tuple[Replacement, str]] = []
    written = 0
    try:
        for file in files:
            with _told(file, files, written):
                ready.append((file, _ready(file)))
        for file, temporary in ready:
            with _told(file, files, written):
                os.replace(temporary, file.path.resolve())  # noqa: PTH105 as in write_artifact
            written += 1
    finally:
        for _, temporary in ready[written:]:
            _remove(temporary)


def _ready(file: Replacement) -> str:
    """Write a new text beside the old one, and return its temporary name."""
    real = file.path.resolve()
    try:
        mode = stat.S_IMODE(real.stat().st_mode)
        is_unchanged = real.read_bytes() == file.before
    except OSError:
        is_unchanged, mode = False, 0
    if not is_unchanged:
        message = f"{file.name} was changed by somebody else in the meantime; nothing was written"
        raise PlaybookError(message, "Run it again.")
    # A folder lets a file be replaced that is locked itself.
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")
    return _written_beside(real, file.after, mode)


@contextlib.contextmanager
def _told(file: Replacement, files: Sequence[Replacement], written: int) -> Iterator[None]:
    """Turn a failure to write *file*, after the first *written* ones, into what it left behind and a remedy."""
    try:
        yield
    except OSError as error:
        left, again = "nothing was written", "run it again"
        if written:
            again += ": what was written is not written twice"
            names = [one.name for one in files]
            left = (
                f"written: {', '.join(names[:written])}; not written: {', '.join(names[written:])}"
            )
        is_locked = isinstance(error, PermissionError) or error.errno == errno.EROFS
        remedy = "See that the file and its folder can be written" if is_locked else "Make room"
        raise EnvironmentProblem(
            f"{file.name} cannot be written ({_reason(error)}); {left}",
            f"{remedy}, and {again}.",
        ) from None


def write_artifact(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file all at once: to a temporary name beside it, then in its place.

    Args:
        path: where to.
        data: the whole content.
        mode: who may read and write it; as shipped a document to hand on, not a secret of this user.

    Raises:
        EnvironmentProblem: when it cannot be written; an older file is then still whole.
    """
    try:
        temporary = _written_beside(path, data, mode)
        try:
            os.replace(temporary, path)  # noqa: PTH105 the one call that swaps files in one step on every system
        except BaseException:
            _remove(temporary)
            raise
    except PermissionError as error:
        raise EnvironmentProblem(
            f"{path} cannot be written ({_reason(error)})",
            "If it is open in a viewer, close it and build again.",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} cannot be written ({_reason(error)})", "Make room or give another folder."
        ) from None


def _written_beside(path: Path, data: bytes, mode: int) -> str:
    """Write to a temporary name in the folder of *path*, and return that name."""
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".playbook-tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101 the name is a plain string here
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _remove(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108 the name is a plain string here


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
