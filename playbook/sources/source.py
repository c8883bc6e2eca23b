"""What a reader returns: plain data that remembers where each value stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playbook.errors import Problem, ProfileError

MAX_DEPTH = 32
"""Deeper data is refused: a profile is five levels deep."""

Path_ = tuple[str | int, ...]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """Data as read, with the position of every key and list item."""

    name: str
    """The file as the user knows it; `-` for standard input."""
    data: Any
    positions: dict[Path_, Position] = field(default_factory=dict)
    """Line and column, both from 1, by path into the data."""

    def position(self, path: Path_) -> Position | None:
        """Return where *path* stands, or its nearest known parent."""
        for length in range(len(path), -1, -1):
            found = self.positions.get(path[:length])
            if found:
                return found
        return None


def failure(
    code: str, name: str, message: str, hint: str, place: Position | None = None
) -> ProfileError:
    """Return the error for a file with one thing wrong in it."""
    line, column = place or (None, None)
    return ProfileError((Problem(code, message, name, line, column, hint),))


def too_deep(name: str, place: Position | None = None) -> ProfileError:
    """Return the error for data that is nested too deeply."""
    message = f"is nested deeper than {MAX_DEPTH} levels"
    return failure("too-deep", name, message, "Flatten it.", place)


def repeated_key(key: str, first_line: int, name: str, place: Position) -> Problem:
    """Return the problem of a key that stands twice in one group."""
    message = f"{key} stands here again; it was first used on line {first_line}"
    return Problem("repeated-key", message, name, *place, "Keep one of the two.")
