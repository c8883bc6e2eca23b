"""JSON into plain data with positions. Numbers stay text as typed, as in YAML."""

from __future__ import annotations

import json
import re
from typing import Any

from playbook.errors import Problem, ProfileError
from playbook.sources.source import (
    MAX_DEPTH,
    Path_,
    Position,
    SourceDocument,
    failure,
    repeated_key,
    too_deep,
)

_TYPED = "Check commas, quotes and brackets."
# What the parser says, what that means to somebody who does not know JSON, and what to do.
_MEANINGS = {
    "Expecting property name enclosed in double quotes": ("a key between double quotes should stand here", _TYPED),
    "Expecting ',' delimiter": ("a comma or a closing bracket is missing here", _TYPED),
    "Expecting ':' delimiter": ("a colon is missing here", _TYPED),
    "Expecting value": ("a value should stand here", _TYPED),
    "Extra data": ("something follows after the end", "Remove it."),
    "Illegal trailing comma before end of object": ("a comma too many stands here", "Remove it."),
    "Illegal trailing comma before end of array": ("a comma too many stands here", "Remove it."),
    "Invalid control character at": ("a line end or a tab stands inside a text", "Replace it by a space."),
    "Invalid \\escape": ("a \\ stands alone", "Write it twice."),
    "Invalid \\uXXXX escape": ("four hexadecimal digits should follow \\u", _TYPED),
    "Unterminated string starting at": ("a quote is opened here and never closed", "Close it."),
}  # fmt: skip
_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+)', re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}


def read_json(text: str, name: str) -> SourceDocument:
    """Read one JSON document.

    Raises:
        ProfileError: on a syntax error, with its place; else with every repeated key.
    """
    _check(text, name)
    reader = _Reader(text, name)
    data = reader.value(())
    if reader.problems:
        raise ProfileError(tuple(reader.problems))
    return SourceDocument(name, data, reader.positions)


def _check(text: str, name: str) -> None:
    """Let the strict parser speak first; what passes it needs no further checks."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        said = error.msg.removesuffix(": ")
        message, hint = _MEANINGS.get(said, (f"is not valid JSON: {said}", _TYPED))
        raise failure("syntax", name, message, hint, (error.lineno, error.colno)) from None
    except ValueError as error:
        word = str(error)
        before = text[: re.search(rf"(?<![\w\"]){word}\b", text).start()]  # type: ignore[union-attr]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise failure(
            "syntax", name, f"{word} is no value in JSON", "Write null or a text.", place
        ) from None
    except RecursionError:
        raise too_deep(name) from None


def _refuse_constant(word: str) -> Any:
    raise ValueError(word)


class _Reader:
    """Builds data from sound JSON, piece by piece, and notes where each stood."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.positions: dict[Path_, Position] = {}
        self.problems: list[Problem] = []
        self._tokens = _TOKEN.finditer(text)
        self._text = text
        self._counted = 0
        self._line = 1

    def value(self, path: Path_) -> Any:
        """Read the next value."""
        return self._from(*self._next(), path)

    def _from(self, piece: str, place: Position, path: Path_) -> Any:
        if len(path) > MAX_DEPTH:
            raise too_deep(self.name, place)
        self.positions.setdefault(path, place)
        if piece == "{":
            return self._object(path)
        if piece == "[":
            return self._array(path)
        return _text_of(piece) if piece.startswith('"') else _WORDS.get(piece, piece)

    def _next(self) -> tuple[str, Position]:
        match = next(self._tokens)
        start = match.start(1)
        self._line += self._text.count("\n", self._counted, start)
        self._counted = start
        return match[1], (self._line, start - self._text.rfind("\n", 0, start))

    def _object(self, path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        piece, place = self._next()
        while piece != "}":
            key = _text_of(piece)
            if key in result:
                first = self.positions[(*path, key)][0]
                self.problems.append(repeated_key(key, first, self.name, place))
            self.positions.setdefault((*path, key), place)
            self._next()  # the colon
            result[key] = self.value((*path, key))
            piece, place = self._next()
            if piece == ",":
                piece, place = self._next()
        return result

    def _array(self, path: Path_) -> list[Any]:
        result: list[Any] = []
        piece, place = self._next()
        while piece != "]":
            result.append(self._from(piece, place, (*path, len(result))))
            piece, place = self._next()
            if piece == ",":
                piece, place = self._next()
        return result


def _text_of(piece: str) -> str:
    text: str = json.loads(piece)
    return text
