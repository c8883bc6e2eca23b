"""The match of a sheet's columns as text and as JSON: what each becomes, how, with values to judge it by."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from playbook.library.library import Labels
from playbook.sources.portfolios.evidence import ColumnEvidence, weigh_column
from playbook.sources.portfolios.fields import FieldKind, Fields
from playbook.sources.portfolios.matching import ColumnMatch, How, SheetMatch

_LEAST_WIDTH, _MOST_WIDTH = 80, 140
_MOST_NAME = 30
_GAP = 2


def match_lines(
    match: SheetMatch, fields: Fields, labels: Labels, missing: Sequence[str] = ()
) -> Iterator[str]:
    """Return the match as a table for a terminal: letter, header, field, how it was matched, three values.

    Args:
        match: what every column becomes.
        fields: all fields, to name the missing ones and count the questions.
        labels: the words.
        missing: fields without which nothing can be built.
    """
    width = max(_LEAST_WIDTH, min(_MOST_WIDTH, shutil.get_terminal_size((100, 24)).columns))
    sheet = match.sheet
    file = f"{sheet.file} ({sheet.tab})" if sheet.tab else sheet.file
    counts = {"columns": str(len(sheet.columns)), "rows": str(len(sheet.rows))}
    yield from textwrap.wrap(labels("sheet.columns.title", sheet=file, **counts), width)
    if match.mapping and match.mapping.name:
        yield labels("sheet.columns.saved", name=match.mapping.name)
    yield ""
    rows = [_row(one, labels) for one in match.columns]
    heads = [labels(f"sheet.columns.heads.{key}") for key in ("column", "field", "how", "samples")]
    names = min(_MOST_NAME, max(len(one[1]) for one in [["", heads[0]], *rows]))
    targets = min(_MOST_NAME, max(len(one[2]) for one in [["", "", heads[1]], *rows]))
    hows = max(len(one[3]) for one in [["", "", "", heads[2]], *rows])
    widths = (4, names + _GAP, targets + _GAP, hows + _GAP)
    yield _aligned(("", *heads), widths, width)
    for one, cells in zip(match.columns, rows, strict=True):
        yield _aligned(cells, widths, width)
        for note in _notes(one, match, labels):
            yield from textwrap.wrap(note, width, initial_indent=" " * 6, subsequent_indent=" " * 6)
    yield ""
    yield from _ending(match, fields, labels, missing, width)


def _row(one: ColumnMatch, labels: Labels) -> tuple[str, ...]:
    target = one.field.names[labels.locale] if one.field else "–"
    how = labels(f"sheet.how.{one.how}", score=one.score or 0)
    return one.column.letter, one.column.name, target, how, ", ".join(f"“{text}”" for text in one.samples)  # fmt: skip


def _aligned(cells: Sequence[str], widths: Sequence[int], most: int) -> str:
    parts = [_cut(text, width - 1).ljust(width) for text, width in zip(cells, widths, strict=False)]
    line = "".join(parts)
    return (line + _cut(cells[-1], most - len(line))).rstrip()


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: max(0, most - 1)]}…"


def _notes(one: ColumnMatch, match: SheetMatch, labels: Labels) -> Iterator[str]:
    """Return why a column is not used, or how its bare numbers are read."""
    if one.field is None:
        yield _why(one, match, labels)
        return
    evidence = weigh_column(match.sheet, one.column, one.field, match.mapping)
    yield from _reads(one, evidence, labels)


def _why(one: ColumnMatch, match: SheetMatch, labels: Labels) -> str:
    if one.why == "known" and one.reason:
        return one.reason[labels.locale]
    if one.nearest is None or one.why in ("empty", "asked", "own"):
        known = ("empty", "asked", "own")
        return labels(f"sheet.unused.{one.why if one.why in known else 'none'}")
    holder = match.used.get(one.nearest.id)
    values = {
        "field": one.nearest.names[labels.locale],
        "letter": holder.column.letter if holder else "",
        "score": one.score or 0,
    }
    return labels(f"sheet.unused.{one.why}", **values)


def _reads(one: ColumnMatch, evidence: ColumnEvidence, labels: Labels) -> Iterator[str]:
    if one.field and one.field.kind is FieldKind.ANSWER and evidence.unit:
        yield labels("sheet.reads.unit", unit=labels(f"sheet.unit.{evidence.unit}"))
    if evidence.hints.multiple > 1:
        yield labels("sheet.reads.multiple", multiple=evidence.hints.multiple)


def _ending(
    match: SheetMatch, fields: Fields, labels: Labels, missing: Sequence[str], width: int
) -> Iterator[str]:
    questions = [one for one in fields.by_id.values() if one.kind is FieldKind.ANSWER]
    answered = sum(one.id in match.used for one in questions)
    yield labels("sheet.columns.answers", count=answered, all=len(questions))
    if match.sheet.left_out:
        rows = ", ".join(str(one.number) for one in match.sheet.left_out[:12])
        more = ", …" if len(match.sheet.left_out) > 12 else ""
        yield from textwrap.wrap(labels("sheet.columns.left-out", rows=rows + more), width)
    if missing:
        names = ", ".join(f"{fields[one].names[labels.locale]} ({one})" for one in missing)
        yield from textwrap.wrap(labels("sheet.columns.missing", fields=names), width)
        if "seller.name" in missing:
            yield from textwrap.wrap(labels("sheet.columns.offering"), width)
    if match.has_guesses:
        yield from textwrap.wrap(labels("sheet.columns.guesses"), width)


def match_json(
    match: SheetMatch, fields: Fields, labels: Labels, missing: Sequence[str], saved: str | None
) -> dict[str, Any]:
    """Return the match for machines."""
    questions = [one for one in fields.by_id.values() if one.kind is FieldKind.ANSWER]
    return {
        "format": 1,
        "file": match.sheet.file,
        "tab": match.sheet.tab,
        "rows": len(match.sheet.rows),
        "left_out": [{"row": one.number, "text": one.text} for one in match.sheet.left_out],
        "mapping": match.mapping.name if match.mapping else None,
        "columns": [_column_json(one, match, labels) for one in match.columns],
        "missing": list(missing),
        "answers": [one.id for one in questions if one.id in match.used],
        "guesses": match.has_guesses,
        "saved": saved,
    }


def _column_json(one: ColumnMatch, match: SheetMatch, labels: Labels) -> dict[str, Any]:
    return {
        "letter": one.column.letter,
        "header": one.column.name,
        "hidden": one.column.hidden,
        "field": one.field.id if one.field else None,
        "name": one.field.names[labels.locale] if one.field else None,
        "how": one.how.value,
        "score": one.score if one.how is How.FUZZY or one.nearest else None,
        "nearest": one.nearest.id if one.nearest else None,
        "why": _why(one, match, labels) if one.field is None else None,
        "samples": list(one.samples),
    }
