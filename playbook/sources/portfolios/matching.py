"""Columns to fields: by hand, by a saved mapping, by a header we know, else by likeness, with the cells to confirm or veto."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from playbook.locales import Locale
from playbook.sources.portfolios.fields import IGNORE, Alias, Field, Fields
from playbook.sources.portfolios.headers import bare_header, compact, is_needed_back
from playbook.sources.portfolios.likeness import Likeness
from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.portfolios.own_columns import own_columns
from playbook.sources.portfolios.shapes import fits, looked_at, looks_like_ids, looks_like_words
from playbook.sources.sheets.sheet import Column, Sheet

_SAMPLES, _SAMPLE_LENGTH = 3, 40


class How(StrEnum):
    """How a column came to its field."""

    HAND = "hand"
    SAVED = "saved"
    ALIAS = "alias"
    CONTENT = "content"
    """By a header that can mean two things, settled by the cells."""
    FUZZY = "fuzzy"
    """A guess, with its score."""
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What one column becomes."""

    column: Column
    field: Field | None
    how: How
    samples: tuple[str, ...]
    score: int | None = None
    """Likeness of header and field, 0 to 100, of a guess; of an unused column that of the nearest field."""
    nearest: Field | None = None
    why: str | None = None
    """Why it is not used, as a key of `sheet.unused`."""
    reason: Mapping[Locale, str] | None = None
    """Why it is not used, as the content says it."""

    @property
    def is_guess(self) -> bool:
        """Whether somebody should look before it is used."""
        return self.how in (How.FUZZY, How.CONTENT) or self.why in ("taken", "values")


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """What every column of a sheet becomes."""

    sheet: Sheet
    columns: tuple[ColumnMatch, ...]
    mapping: SavedMapping | None = None
    """The saved mapping it was read with."""

    @property
    def used(self) -> dict[str, ColumnMatch]:
        """The matches by field id."""
        return {one.field.id: one for one in self.columns if one.field}

    @property
    def has_guesses(self) -> bool:
        """Whether somebody should look before it is used."""
        return any(one.is_guess for one in self.columns)

    def as_mapping(self, name: str) -> SavedMapping:
        """Return the match as a mapping to be saved."""
        columns = {
            one.column.name: one.field.id if one.field else IGNORE
            for one in self.columns
            if one.why != "own"
        }
        known = self.mapping
        return SavedMapping(
            name, columns, known.decimal if known else None, known.dates if known else None
        )


def match_columns(
    sheet: Sheet,
    fields: Fields,
    mapping: SavedMapping | None = None,
    by_hand: Mapping[int, str] | None = None,
) -> SheetMatch:
    """Match every column of a sheet. No field is given to two columns.

    Args:
        sheet: the sheet.
        fields: what columns may become.
        mapping: a saved mapping; it decides for every header that it has.
        by_hand: field id or `ignore` by column index; it decides before anything else.
    """
    found: dict[int, ColumnMatch] = {}
    hand = by_hand or {}
    taken = {one for one in hand.values() if one != IGNORE}
    ours = own_columns(sheet)
    for column in sheet.columns:
        target, how = hand.get(column.index), How.HAND
        if target is None and column.index in ours:
            found[column.index] = _unused(sheet, column, "own")
            continue
        if target is None and mapping:
            target, how = mapping.field_of(column.name), How.SAVED
        if target is None or (how is How.SAVED and target in taken):
            continue
        if target == IGNORE:
            found[column.index] = replace(_unused(sheet, column, "asked"), how=how)
        else:
            found[column.index] = _match(sheet, column, fields[target], how)
            taken.add(target)
    open_ones = [one for one in sheet.columns if one.index not in found]
    found |= _known_headers(sheet, open_ones, fields, taken)
    likeness = Likeness(fields)
    rest = [one for one in open_ones if one.index not in found]
    found |= _guesses(sheet, rest, fields, likeness, taken)
    return SheetMatch(sheet, tuple(found[one.index] for one in sheet.columns), mapping)


def _match(
    sheet: Sheet, column: Column, field: Field, how: How, score: int | None = None
) -> ColumnMatch:
    return ColumnMatch(column, field, how, _samples(sheet, column), score)


def _unused(sheet: Sheet, column: Column, why: str, nearest: Field | None = None) -> ColumnMatch:
    samples = _samples(sheet, column)
    return ColumnMatch(column, None, How.UNUSED, samples, nearest=nearest, why=why)


def _samples(sheet: Sheet, column: Column) -> tuple[str, ...]:
    """Return the first three different values, cut where they are long."""
    texts = dict.fromkeys(cell.text for cell in looked_at(sheet, column) if cell.text)
    cut = (
        text if len(text) <= _SAMPLE_LENGTH else f"{text[: _SAMPLE_LENGTH - 1]}…" for text in texts
    )
    return tuple(cut)[:_SAMPLES]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A column that a known header gives to a field."""

    column: Column
    field: Field
    rank: tuple[bool, int, int]
    """Empty columns last, then the more telling header, then the place in the sheet."""
    how: How


def _known_headers(
    sheet: Sheet, columns: Iterable[Column], fields: Fields, taken: set[str]
) -> dict[int, ColumnMatch]:
    """Match the columns whose header is known, the most telling first; adds to *taken*."""
    found: dict[int, ColumnMatch] = {}
    claims: list[_Claim] = []
    for column in columns:
        reason = _not_used(column, fields)
        if reason:
            found[column.index] = replace(_unused(sheet, column, "known"), reason=reason)
            continue
        claims += _claims(sheet, column, fields)
    for claim in sorted(claims, key=lambda one: one.rank):
        column, target = claim.column, claim.field
        if target.id in taken:
            found[column.index] = _unused(sheet, column, "taken", target)
        elif not fits(target, looked_at(sheet, column), fields) and claim.rank[1] > 0:
            found[column.index] = _unused(sheet, column, "values", target)
        else:
            found[column.index] = _match(sheet, column, target, claim.how)
            taken.add(target.id)
    return found


def _not_used(column: Column, fields: Fields) -> Mapping[Locale, str] | None:
    for header in (column.name, bare_header(column.name)):
        if compact(header) in fields.aliases and fields.aliases[compact(header)][0].rank == 0:
            exact = fields.aliases[compact(header)][0]
            if compact(exact.text) not in fields.not_used:
                return None
        if reason := fields.not_used.get(compact(header)):
            return reason
    return None


def _claims(sheet: Sheet, column: Column, fields: Fields) -> Iterator[_Claim]:
    """Yield the field that a column's header names, if it names one."""
    for header in (column.name, bare_header(column.name)):
        for alias in fields.aliases.get(compact(header), ())[:1]:
            field, how = _settled(sheet, column, alias, fields)
            is_empty = not looked_at(sheet, column)
            yield _Claim(column, field, (is_empty, alias.rank, column.index), how)
            return


def _settled(sheet: Sheet, column: Column, alias: Alias, fields: Fields) -> tuple[Field, How]:
    """Return the field of a header; where it can mean two things the cells settle which."""
    cells, named = looked_at(sheet, column), fields[alias.field_id]
    is_key = looks_like_ids(cells) or is_needed_back(column.name)
    if alias.field_id == "account.name" and is_key:
        return fields["record_id"], How.CONTENT
    is_line = alias.field_id == "account.sector" and cells
    if is_line and not looks_like_words(cells, named, fields):
        return fields["account.industry"], How.CONTENT
    return named, How.ALIAS


def _guesses(
    sheet: Sheet, columns: Iterable[Column], fields: Fields, likeness: Likeness, taken: set[str]
) -> dict[int, ColumnMatch]:
    """Guess the rest by likeness, the surest first; adds to *taken*."""
    found: dict[int, ColumnMatch] = {}
    ranked = sorted(
        ((likeness.of(column.name), column) for column in columns),
        key=lambda one: (-one[0].score, one[1].index),
    )
    for near, column in ranked:
        nearest = fields[near.field_id] if near.field_id else None
        unused = _unused(sheet, column, "unknown", nearest)
        if near.reason and near.is_sure:
            unused = replace(unused, why="known", reason=near.reason)
        elif nearest and near.is_sure and nearest.id in taken:
            unused = replace(unused, why="taken")
        elif nearest and near.is_sure and not looked_at(sheet, column):
            unused = replace(unused, why="empty")
        elif nearest and near.is_sure and not fits(nearest, looked_at(sheet, column), fields):
            unused = replace(unused, why="values")
        elif nearest and near.is_sure:
            found[column.index] = _match(sheet, column, nearest, How.FUZZY, near.score)
            taken.add(nearest.id)
            continue
        found[column.index] = replace(unused, score=near.score if nearest else None)
    return found
