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
    came_from = places_of(match)
    plain = [one.sheet.file for one in portfolio.matches if not holds_mended_rows(one)]
    files = {PurePath(one).name: one for one in plain}
    standing = _by_place(portfolio)
    known = {*standing, *((PurePath(one.sheet).name, one.row) for one in portfolio.entries)}
    came_in: list[Entry] = []
    for row, found in _by_row(mended.entries).items():
        place = came_from.get(row, (match.sheet.file, row))
        rows = standing.get(place, [])
        same = next((at for at, one in enumerate(rows) if _is_same(one, found[0])), None)
        sheet = files.get(place[0], place[0])
        if same is not None:
            stood = rows.pop(same).sheet
            sheet = stood if stood in plain else sheet
        if same is not None or is_asked:
            came_in += [replace(one, sheet=sheet, row=place[1]) for one in found]
    shift = len(portfolio.matches)
    for bad in mended.bad_rows:
        place = came_from.get(bad.row, (match.sheet.file, bad.row))
        if standing.get(place):
            standing[place][0] = replace(bad, match=bad.match + shift)
        elif is_asked and place not in known:
            standing[place] = [replace(bad, match=bad.match + shift)]
    keys = {one.key for one in came_in}
    kept = (one for one in portfolio.entries if one.key not in keys)
    together = Portfolio(
        (*kept, *came_in),
        tuple(one for rows in standing.values() for one in rows),
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


def _by_place(portfolio: Portfolio) -> dict[Place, list[BadRow]]:
    """Return the bad rows by where they first came from, also those that stand in a workbook of ours by now.

    Sheets of one name in two folders share their places.
    """
    came_from = [
        places_of(match) if holds_mended_rows(match) else {} for match in portfolio.matches
    ]
    found: dict[Place, list[BadRow]] = {}
    for one in portfolio.bad_rows:
        place = came_from[one.match].get(one.row, (PurePath(one.sheet).name, one.row))
        found.setdefault(place, []).append(one)
    return found


def _is_same(bad: BadRow, entry: Entry) -> bool:
    """Tell whether a mended row is about the account of a bad one: by id or name, of which either may be what was mended."""
    account = entry.profile.account
    name = account.name.casefold() if account else None
    return (
        bad.record_id is None
        or bad.record_id == entry.record_id
        or (bad.name is not None and bad.name.casefold() == name)
    )
