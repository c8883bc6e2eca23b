"""Files into text, and text into data with positions: one front for YAML, TOML and JSON."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.errors import Problem, ProfileError
from playbook.sources.json_reader import read_json
from playbook.sources.source import Path_, Position, SourceDocument, failure
from playbook.sources.toml_reader import read_toml
from playbook.sources.yaml_reader import read_yaml

__all__ = [
    "MAX_BYTES",
    "Path_",
    "SourceDocument",
    "decode_text",
    "load_structured",
    "parse_structured",
    "read_text",
]

MAX_BYTES = 1_000_000
"""Larger files are refused: a profile is a page, and the YAML reader does about 15,000 values a second."""

# What no format lets stand in a text: control characters but tab and line ends, halves of characters, non-characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_MOST_PROBLEMS = 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_text(path: Path, name: str) -> str:
    """Read a file as UTF-8 text.

    Raises:
        ProfileError: when it is missing, a folder, unreadable, empty, too large or not text.
    """
    try:
        if path.is_dir():
            raise failure("not-a-file", name, "is a folder", "Name a profile in it.")
        if not path.is_file():
            missing = not path.exists()
            raise failure(
                "not-found" if missing else "not-a-file",
                name,
                "does not exist" if missing else "is not a regular file",
                "Check the path." if missing else "Name a file.",
            )
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "error"
        raise failure(
            "unreadable", name, f"cannot be read ({reason.lower()})", "Check its permissions."
        ) from None
    return decode_text(raw, name)


def decode_text(raw: bytes, name: str) -> str:
    """Turn bytes into text, with the place of the first byte that is not UTF-8.

    Raises:
        ProfileError: when there is nothing, too much, or something that is not text.
    """
    if len(raw) > MAX_BYTES:
        raise failure(
            "too-large", name, "is larger than 1 MB", "A profile is about a page of text."
        )
    if raw.startswith(_UTF16_MARKS):
        raise failure("not-utf8", name, "is UTF-16 text", "Save the file as UTF-8.", (1, 1))
    if b"\0" in raw:
        raise failure("not-text", name, "is not a text file", "Give a YAML, TOML or JSON file.")
    raw = raw.removeprefix(_UTF8_MARK)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        raise failure(
            "not-utf8", name, "is not UTF-8 text", "Save the file as UTF-8.", _end_of(before)
        ) from None
    if not text.strip():
        raise failure("empty", name, "is empty", "Start from an example in content/profiles/.")
    return text


def parse_structured(text: str, name: str, suffix: str) -> SourceDocument:
    """Parse *text* by the file's suffix; anything but `.toml` and `.json` is YAML.

    Raises:
        ProfileError: on a syntax error, with its place.
    """
    text = text.removeprefix("\ufeff")
    _check_characters(text, name)
    reader = {".toml": read_toml, ".json": read_json}.get(suffix, read_yaml)
    return reader(text, name)


def load_structured(path: Path, name: str | None = None) -> SourceDocument:
    """Read and parse one file; see `read_text` and `parse_structured`."""
    shown = name or str(path)
    return parse_structured(read_text(path, shown), shown, path.suffix.lower())


def _check_characters(text: str, name: str) -> None:
    """Refuse characters that no format allows, all at once; the parsers would tell only the first, without its place."""
    problems = [
        Problem(
            "character",
            f"a character that does not print stands here (U+{ord(found[0]):04X})",
            name,
            *_end_of(text[: found.start()]),
            "Delete it.",
        )
        for found in _REFUSED.finditer(text)
    ]
    if problems:
        raise ProfileError(tuple(problems[:_MOST_PROBLEMS]))


def _end_of(text: str) -> Position:
    """Return the place right after *text*."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
