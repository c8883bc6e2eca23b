"""Rows that were mended in a workbook of ours, put in the place of those they came from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from playbook.sources.portfolios.entry import BadRow, Entry, Portfolio
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.own_columns import SOURCE_ROW, SOURCE_SHEET, own_columns

Place = tuple[str, int]
"""Name of a sheet, without folder, and row."""


def holds_mended_rows(match: SheetMatch) -> bool:
    """Tell whether a sheet is a workbook of rows to mend that we made."""
    return bool(own_columns(match.sheet))


def places_of(match: SheetMatch) -> dict[int, Place]:
    """Return where each row of such a workbook came from, by row."""
    at = {key: index for index, key in own_columns(match.sheet).items()}
    found = {}
    for row in match.sheet.rows:
        sheet, number = row.cells[at[SOURCE_SHEET]].text, row.cells[at[SOURCE_ROW]].text
        if sheet and number.isdigit():
            found[row.number] = (sheet, int(number))
    return found


def put_mended(
    portfolio: Portfolio, mended: Portfolio, *, is_asked: bool
) -> tuple[Portfolio, tuple[Entry, ...]]:
    """Return a portfolio with mended rows in the place of bad ones, and which entries came in.

    A good row never gives way to a bad one, so workbooks may be put in one after the other, in any order.

    Args:
        portfolio: the sheets, with what was put in before.
        mended: one such workbook, read by itself.
        is_asked: whether the workbook was asked for. Then its rows also come in where the sheet has none or another one
            of the same key; else only where a bad row of the same account stands.
    """
    (match,) = mended.matches
    places = places_of(match)
    files = {PurePath(one.sheet.file).name: one.sheet.file for one in portfolio.matches}
    entries = _by_row(mended.entries)
    bad = {_place(one, portfolio): one for one in portfolio.bad_rows}
    came_in: list[Entry] = []
    for row, found in entries.items():
        place = places.get(row, (match.sheet.file, row))
        stands = bad.get(place)
        is_same = stands is not None and _is_same(stands, found[0])
        if not (is_same or is_asked):
            continue
        if is_same:
            del bad[place]
        sheet = files.get(place[0], place[0])
        came_in += [replace(one, sheet=sheet, row=place[1]) for one in found]
    shift = len(portfolio.matches)
    known = {_place(one, portfolio) for one in portfolio.bad_rows}
    good = {(PurePath(one.sheet).name, one.row) for one in portfolio.entries}
    for one in mended.bad_rows:
        place = places.get(one.row, (match.sheet.file, one.row))
        if place in bad or (is_asked and place not in good and place not in known):
            bad[place] = replace(one, match=one.match + shift)
    keys = {one.key for one in came_in}
    kept = tuple(one for one in portfolio.entries if one.key not in keys)
    together = Portfolio(
        (*kept, *came_in),
        tuple(bad.values()),
        (*portfolio.matches, *mended.matches),
        tuple(dict.fromkeys((*portfolio.notices, *(mended.notices if is_asked else ())))),
        {**portfolio.taken, **mended.taken},
    )
    return together, tuple(came_in)


def _by_row(entries: Iterable[Entry]) -> Mapping[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.row, []).append(one)
    return found


def _place(bad: BadRow, portfolio: Portfolio) -> Place:
    """Return where a bad row first came from, also when it stands in a workbook of ours by now."""
    match = portfolio.matches[bad.match]
    own = places_of(match) if holds_mended_rows(match) else {}
    return own.get(bad.row, (PurePath(bad.sheet).name, bad.row))


def _is_same(bad: BadRow, entry: Entry) -> bool:
    """Tell whether a mended row is about the account of a bad one: by id or name, of which either may be what was mended."""
    account = entry.profile.account
    name = account.name.casefold() if account else None
    return (
        bad.record_id is None
        or bad.record_id == entry.record_id
        or (bad.name is not None and bad.name.casefold() == name)
    )
