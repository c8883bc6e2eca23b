"""What we made in an output folder and from what, so that what is fresh is skipped and only what is ours is removed.

The manifest is a JSON file in a hidden folder. While a build runs, each finished document is a line in a journal beside it, written
after the document is in its place; so a build that was killed goes on where it stopped. Both are folded together at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from playbook.build.artifacts import write_artifact
from playbook.build.stamp import FOLDER
from playbook.errors import EnvironmentProblem

STATE_FOLDER = FOLDER
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A document that we made."""

    digest: str
    """Of everything that its bytes rest on."""
    subject: str
    """Digest of whom it is about: its profile."""
    origin: str
    """The file that its subject came from, as a path from the project."""
    key: str
    """What identifies its subject within that file."""
    slot: str
    """Kind, language and format."""
    sha256: str
    """Of its bytes, 32 hexadecimal digits."""
    size: int
    modified: int
    """When it was written, in nanoseconds since 1970 as the file system tells it."""
    remarks: tuple[str, ...] = ()


@dataclass
class Manifest:
    """The record of one output folder; `hold` opens it."""

    folder: Path
    documents: dict[str, Made] = field(default_factory=dict)
    """By path from the folder, with forward slashes."""
    memory: dict[str, Any] = field(default_factory=dict)
    """What the overview keeps between builds, by name; plain JSON."""
    _journal: IO[bytes] | None = None

    def is_whole(self, name: str) -> bool:
        """Tell whether a document still is what we wrote."""
        made = self.documents[name]
        try:
            found = (self.folder / name).stat()
            if found.st_size != made.size:
                return False
            return found.st_mtime_ns == made.modified or made.sha256 == _sha256(
                (self.folder / name).read_bytes()
            )
        except OSError:
            return False

    def write(self, name: str, data: bytes, made_of: dict[str, Any]) -> Path:
        """Write a document and record it; `made_of` holds the fields of `Made` that its bytes do not tell.

        Raises:
            EnvironmentProblem: when it cannot be written; an older one is then still whole.
        """
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise EnvironmentProblem(
                f"{path.parent} cannot be made ({reason})", "Give another folder with --output."
            ) from None
        write_artifact(path, data)
        modified = path.stat().st_mtime_ns
        made = Made(sha256=_sha256(data), size=len(data), modified=modified, **made_of)
        self.documents[name] = made
        self._note({"made": name, **_fields(made)})
        return path

    def forget(self, name: str) -> None:
        """Strike a document from the record; its file is the caller's to remove."""
        self.documents.pop(name, None)
        self._note({"forgotten": name})

    def remove(self, name: str) -> bool:
        """Remove a document if it still is what we wrote, with its folder if that is empty then; tell whether it was."""
        is_ours = self.is_whole(name)
        if is_ours:
            with contextlib.suppress(FileNotFoundError):
                (self.folder / name).unlink()
            with contextlib.suppress(OSError):  # not empty
                if (self.folder / name).parent != self.folder:
                    (self.folder / name).parent.rmdir()
        self.forget(name)
        return is_ours

    def fold(self) -> None:
        """Write everything down, and empty the journal."""
        lines = (
            f"{_json(name)}: {_json(_fields(made))}"
            for name, made in sorted(self.documents.items())
        )
        # By hand, one document a line: Python writes indented JSON ten times as slowly.
        documents = ",\n".join(lines)
        text = (
            f'{{"format": {_FORMAT},\n"documents": {{\n{documents}\n}},\n'
            f'"memory": {_json(self.memory)}}}\n'
        )
        write_artifact(self.folder / STATE_FOLDER / "manifest.json", text.encode())
        if self._journal:
            self._journal.truncate(0)

    def _note(self, line: dict[str, Any]) -> None:
        if self._journal:
            self._journal.write(_json(line).encode() + b"\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())


_FIELDS = tuple(Made.__dataclass_fields__)


def _fields(made: Made) -> dict[str, Any]:
    return {name: getattr(made, name) for name in _FIELDS}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a record can raise that is none."""


def read_manifest(folder: Path) -> Manifest:
    """Return the record of a folder as it stands; one that is missing or damaged is empty, so that all is made anew."""
    manifest = Manifest(folder)
    with contextlib.suppress(*_DAMAGE):
        state = json.loads((folder / STATE_FOLDER / "manifest.json").read_bytes())
        if state["format"] == _FORMAT:
            documents = {
                name: _made(one) for name, one in state["documents"].items() if _is_inside(name)
            }
            manifest.memory = dict(state["memory"])
            manifest.documents = documents
    with contextlib.suppress(OSError):
        for line in (folder / STATE_FOLDER / "journal.jsonl").read_bytes().splitlines():
            with contextlib.suppress(*_DAMAGE):
                _replay(manifest, json.loads(line))
    return manifest


def _replay(manifest: Manifest, line: dict[str, Any]) -> None:
    if "forgotten" in line:
        manifest.documents.pop(line["forgotten"], None)
    else:
        name = line.pop("made")
        if _is_inside(name):
            manifest.documents[name] = _made(line)


def _is_inside(name: str) -> bool:
    """Tell whether a name leads to a file below the folder, so that no record can have others removed."""
    return ".." not in PurePosixPath(name).parts and not Path(name).is_absolute()


def _made(data: dict[str, Any]) -> Made:
    return Made(**{**data, "remarks": tuple(data["remarks"])})


@contextmanager
def hold(folder: Path, on_wait: Any = lambda: None) -> Iterator[Manifest]:
    """Open the record of a folder for one build at a time; another build in the folder is waited for.

    What was finished is kept when the build stops half-way, also by Ctrl-C.

    Args:
        folder: the output folder; it exists.
        on_wait: called when another build is at work here.

    Raises:
        EnvironmentProblem: when the folder cannot be written.
    """
    state = folder / STATE_FOLDER
    try:
        state.mkdir(exist_ok=True)
        lock = (state / "lock").open("ab")
        journal = (state / "journal.jsonl").open("ab")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise EnvironmentProblem(
            f"{state} cannot be written ({reason})", "Give another folder with --output."
        ) from None
    with lock, journal:
        _lock(lock, on_wait)
        manifest = read_manifest(folder)
        manifest._journal = journal
        if os.fstat(journal.fileno()).st_size:
            manifest.fold()  # what follows a torn line would be lost with it
        try:
            yield manifest
        finally:
            manifest.fold()


def _lock(file: IO[bytes], on_wait: Any) -> None:
    """Take the lock, which the system gives back whatever becomes of us."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                return
            except OSError:
                on_wait()
    else:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
