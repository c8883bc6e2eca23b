"""What is printed, and where. Everything a file or a user gave is made harmless first: a name can hold terminal codes."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

from playbook.errors import Problem

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def harmless(text: str) -> str:
    """Return a text with every invisible or control character written out, so that it cannot steer a terminal."""
    return "".join(
        character
        if character == "\n" or unicodedata.category(character) not in _HIDDEN
        else character.encode("unicode_escape").decode()
        for character in text
    )


def say(text: str) -> None:
    """Talk to the user, on standard error."""
    print(harmless(text), file=sys.stderr)  # noqa: T201 this module is where printing happens


def show(text: str) -> None:
    """Print a result, on standard output."""
    print(harmless(text))  # noqa: T201


def show_json(value: Any) -> None:
    """Print a result for machines: one document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


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
