"""What is printed, and where. Everything a file or a user gave is made harmless first: a name can hold terminal codes."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playbook.errors import Problem

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def harmless(text: str) -> str:
    """Return a text with every invisible or control character written out, so that it cannot steer a terminal.

    A line end is written out too: whoever prints several lines prints them one by one.
    """
    return "".join(
        character.encode("unicode_escape").decode() if _is_hidden(character) else character
        for character in text
    )


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


@dataclass
class Said:
    """What was printed."""

    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    is_silent: bool = False


_listening: list[Said] = []


@contextmanager
def overheard(*, is_silent: bool = False) -> Iterator[Said]:
    """Keep what is printed within the block; *is_silent* keeps it from being printed."""
    said = Said(is_silent=is_silent)
    _listening.append(said)
    try:
        yield said
    finally:
        _listening.remove(said)


def _print(text: str, *, is_result: bool) -> None:
    for said in _listening:
        (said.out if is_result else said.err).append(f"{text}\n")
    if not any(said.is_silent for said in _listening):
        print(text, file=sys.stdout if is_result else sys.stderr)


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal who can answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say(text: str) -> None:
    """Talk to the user, on standard error."""
    _print(harmless(text), is_result=False)


def show(text: str) -> None:
    """Print a result, on standard output."""
    _print(harmless(text), is_result=True)


def show_json(value: Any) -> None:
    """Print a result for machines: one document on standard output."""
    takes_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not takes_unicode, indent=2)
    # JSON itself lets most control characters through; written as escapes they mean the same.
    _print(_written_out(text), is_result=True)


def _written_out(text: str) -> str:
    return "".join(_as_escape(one) if one != "\n" and _is_hidden(one) else one for one in text)


def _as_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one to a line, on standard error."""
    for problem in problems:
        say(str(problem))


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem for machines."""
    return {
        "code": problem.code,
        "message": problem.message,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "hint": problem.hint,
    }
