"""Delimited text into records, strictly, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from playbook.errors import SheetError
from playbook.sources.sheets.faults import refusal

Record = tuple[int, list[str]]
"""Line on which it begins, from 1, and its fields."""
_LONGEST_FIELD = 131_072  # the csv module's own limit


def records(text: str, delimiter: str, first_line: int = 1) -> Iterator[Record]:
    """Return the records of a text one by one; an empty line is a record without fields.

    Raises:
        csv.Error: on a quote that is not closed, or closed before the end of its field.
    """
    # newline="" leaves every kind of line end as it stands, as the csv module wants it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = first_line
    for fields in reader:
        yield begins, fields
        begins = first_line + reader.line_num


def sample(text: str, delimiter: str, most: int) -> tuple[list[list[str]], bool]:
    """Return the first records that are not empty, and whether they could be read to the end."""
    found: list[list[str]] = []
    try:
        found.extend(islice((fields for _, fields in records(text, delimiter) if fields), most))
    except csv.Error:
        return found, False
    return found, True


def read_records(text: str, delimiter: str, file: str, first_line: int = 1) -> list[Record]:
    """Return every record of a text.

    Raises:
        SheetError: on a quote that is not closed, with the place where it was opened.
    """
    try:
        return list(records(text, delimiter, first_line))
    except csv.Error as error:
        raise _explained(error, text, delimiter, file, first_line) from None


def _explained(
    error: csv.Error, text: str, delimiter: str, file: str, first_line: int
) -> SheetError:
    """Say where the quote was opened that the csv module only says is wrong."""
    at, is_open = _bad_quote(text, delimiter)
    line = text.count("\n", 0, at) + first_line
    if "\n" not in text:
        line = text.count("\r", 0, at) + first_line
    column = at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    if "field limit" in str(error):
        message = f"a cell with more than {_LONGEST_FIELD:,} characters begins here"
        return refusal("syntax", file, message, "Is a quote missing its other half?", line, column)
    said = "a quote is opened here and never closed" if is_open else (
        "a quote is opened here and closed before the end of its cell"
    )  # fmt: skip
    hint = 'Close it, or write a quote that belongs to the text twice, in a cell between quotes: "Bar ""De Zon""".'
    return refusal("syntax", file, said, hint, line, column)


def _bad_quote(text: str, delimiter: str) -> tuple[int, bool]:
    """Return where the faulty quoted cell begins, and whether it is open to the end of the text."""
    at, starts, ends = 0, True, {delimiter, "\r", "\n"}
    while at < len(text):
        if not starts or text[at] != '"':
            starts = text[at] in ends
            at += 1
            continue
        close = _closing(text, at)
        if close < 0:
            return at, True
        if close + 1 < len(text) and text[close + 1] not in ends:
            return at, False
        if close - at > _LONGEST_FIELD:
            return at, False
        at, starts = close + 1, False
    return 0, False  # a cell without quotes, too long for the csv module


def _closing(text: str, opening: int) -> int:
    """Return the place of the quote that closes a cell, or -1; two in a row stand for one in the text."""
    at = text.find('"', opening + 1)
    while at >= 0 and text[at + 1 : at + 2] == '"':
        at = text.find('"', at + 2)
    return at
