"""TOML into plain data with positions."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from playbook.sources.source import MAX_DEPTH, Path_, Position, SourceDocument, failure, too_deep

_TYPED = "Check quotes, brackets and the equals signs."
_TWICE = "Keep one of the two."
# What the parser says, what that means to somebody who does not know TOML, and what to do.
_MEANINGS = (
    (r"Cannot declare \('(.+)',\) twice", r"[\1] stands here again", _TWICE),
    (r"Cannot overwrite a value", "a key stands here again", _TWICE),
    (r"Invalid value", "a value should stand here", "Put quotes around texts."),
    (r"Illegal character '\\n'", "a quote is not closed on its line", "Close it."),
    (r"Unterminated string", "a quote is not closed", "Close it."),
    (r"Expected '=' after a key in a key/value pair", "an equals sign should stand here", _TYPED),
    (
        r"Expected newline or end of document after a statement",
        "something follows after the value",
        _TYPED,
    ),
    (r"Invalid statement", "a key or a [table] should stand here", _TYPED),
    (
        r"Invalid date or datetime",
        "this date is not in the calendar",
        "Check the month and the day.",
    ),
    (
        r"Unescaped '\\' in a string",
        "a \\\\ means something else between double quotes",
        "Use single quotes.",
    ),
    (r"Expected '\]+' at the end of a", "a bracket is not closed", "Close it."),
    (r"Invalid initial character for a key part", "a key should stand here", _TYPED),
    (r"Expected [\"']+", "a quote is not closed", "Close it."),
    (r"Illegal character", "a line end or a tab stands where it cannot", _TYPED),
    (r"Invalid hex value|Escaped character is not", "no character has this number", "Correct it."),
    (r"Unclosed (array|inline table)", "a bracket is not closed", "Close it."),
)
_TABLE = re.compile(r"^\s*\[(\[)?\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""^(\s*)((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_LONG_QUOTE = re.compile(r'"""|' + "'''")


def read_toml(text: str, name: str) -> SourceDocument:
    """Read one TOML document.

    Raises:
        ProfileError: on a syntax error, with its place.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise failure(
            "syntax",
            name,
            *_meaning(str(error)),
            _place(str(error), text),
        ) from None
    except ValueError:
        raise failure("syntax", name, "holds a number that is too long", "Shorten it.") from None
    except RecursionError:
        raise too_deep(name) from None
    if _is_deep(data):
        raise too_deep(name)
    return SourceDocument(name, data, _positions(text))


def _meaning(said: str) -> tuple[str, str]:
    said = re.sub(r"\s*\(at .*\)$", "", said)
    for pattern, meaning, hint in _MEANINGS:
        if re.match(pattern, said):
            return re.sub(f"{pattern}.*", meaning, said), hint
    return f"is not valid TOML: {said[0].lower()}{said[1:]}", _TYPED


def _place(said: str, text: str) -> Position:
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    if place:
        return int(place[1]), int(place[2])
    lines = text.splitlines()
    return len(lines), len(lines[-1]) + 1


def _is_deep(data: Any) -> bool:
    """Tell whether *data* is nested too deeply, without recursion: dotted keys make any depth."""
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for value in level:
            inner += value.values() if isinstance(value, dict) else []
            inner += value if isinstance(value, list) else []
        level = inner
    return bool(level)


def _positions(text: str) -> dict[Path_, Position]:
    """Find the place of each key by its own look; `tomllib` tells places only for syntax errors."""
    positions: dict[Path_, Position] = {(): (1, 1)}
    counts: dict[Path_, int] = {}
    table: Path_ = ()
    is_inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        was_inside, is_inside_text = is_inside_text, is_inside_text ^ _opens_text(line)
        header, key = _TABLE.match(line), _KEY.match(line)
        if was_inside:
            continue
        if header:
            table = _table_path(_parts(header[2]), counts)
            if header[1]:
                positions.setdefault(table, (number, 1))
                index = counts[table] = counts.get(table, -1) + 1
                table = (*table, index)
            _note(positions, table, (number, 1))
        elif key:
            _note(positions, (*table, *_parts(key[2])), (number, len(key[1]) + 1))
    return positions


def _opens_text(line: str) -> bool:
    """Tell whether a text over several lines opens or closes on this line."""
    return len(_LONG_QUOTE.findall(line)) % 2 == 1


def _note(positions: dict[Path_, Position], path: Path_, place: Position) -> None:
    """Note a path, and the parents that dotted names make on the way."""
    for length in range(1, len(path) + 1):
        positions.setdefault(path[:length], place)


def _table_path(parts: Path_, counts: dict[Path_, int]) -> Path_:
    """Return the path of a table; under a list of tables it belongs to the last entry."""
    path: Path_ = ()
    for index, part in enumerate(parts):
        path = (*path, part)
        if index < len(parts) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> Path_:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
