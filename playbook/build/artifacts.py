"""Writing files so that the old one stays whole until the new one is complete."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
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


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put a new text in the place of one that a person wrote, if it is still the one we read.

    The file keeps its mode, and where it is a link the file it leads to is replaced.

    Raises:
        PlaybookError: when the file is no longer what was read.
        EnvironmentProblem: when it cannot be written; the old file is then still whole.
    """
    real = path.resolve()
    try:
        mode = stat.S_IMODE(real.stat().st_mode)
        is_unchanged = real.read_bytes() == before
    except OSError:
        is_unchanged, mode = False, 0
    if not is_unchanged:
        raise PlaybookError(
            f"{path} was changed by somebody else in the meantime; nothing was written to it",
            "Run it again.",
        )
    write_artifact(real, after, mode)


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
        descriptor, temporary = tempfile.mkstemp(
            prefix=".", suffix=".playbook-tmp", dir=path.parent
        )
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, mode)  # noqa: PTH101 the name is a plain string here
            os.replace(temporary, path)  # noqa: PTH105 the one call that swaps files in one step on every system
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 the name is a plain string here
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


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
