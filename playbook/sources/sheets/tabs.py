"""Which tab of a workbook is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playbook.errors import Problem, SheetError, quoted
from playbook.sources.sheets.faults import listed, notice, refusal
from playbook.sources.sheets.grid import Grid
from playbook.sources.sheets.headers import find_header
from playbook.sources.sheets.workbooks import Tab, Workbook

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    grid: Grid
    names: frozenset[str]


def choose_tab(book: Workbook, wanted: str | None) -> Grid:
    """Read the tab asked for, or the visible one with the widest table.

    Raises:
        SheetError: when there is no such tab, none that is visible holds a table, or several hold tables of one kind.
    """
    if wanted is not None:
        return book.read(_named(book, wanted).name)
    visible = [tab for tab in book.tabs if tab.is_visible]
    if not visible:
        raise refusal("no-table", book.file, "has hidden tabs only", _ask(book.tabs, book.file))
    if len(visible) == 1:
        return _with_notice(book.read(visible[0].name), book, ())
    candidates, failures = _read_all(book, visible)
    if not candidates:
        if failures:
            raise failures[0]
        message = f"has no table on its tabs {_names(visible)}"
        raise refusal("no-table", book.file, message, "Fill in one account per row.")
    best = max(candidates, key=lambda one: len(one.names))
    others = [one for one in candidates if one is not best]
    alike = [one for one in others if len(one.names & best.names) >= _ALIKE * len(best.names)]
    if alike:
        tabs = [one.grid.tab or "" for one in candidates if one is best or one in alike]
        message = f"has tables with the same columns on the tabs {listed(map(quoted, tabs))}"
        raise refusal("several-tabs", book.file, message, _ask_names(tabs, book.file))
    return _with_notice(best.grid, book, tuple(one.grid.tab or "" for one in others))


def _named(book: Workbook, wanted: str) -> Tab:
    for tab in book.tabs:
        if tab.name == wanted:
            return tab
    loosely = [tab for tab in book.tabs if tab.name.strip().casefold() == wanted.strip().casefold()]
    if len(loosely) == 1:
        return loosely[0]
    message = f"has no tab {quoted(wanted)}"
    raise refusal("no-such-tab", book.file, message, f"Its tabs are {_names(book.tabs)}.")


def _read_all(book: Workbook, tabs: list[Tab]) -> tuple[list[_Candidate], list[SheetError]]:
    candidates, failures = [], []
    for tab in tabs:
        try:
            grid = book.read(tab.name)
        except SheetError as error:
            failures.append(error)
            continue
        header = find_header(grid)
        if header:
            names = frozenset(column.name.casefold() for column in header.columns)
            candidates.append(_Candidate(grid, names))
    return candidates, failures


def _with_notice(grid: Grid, book: Workbook, others: tuple[str, ...]) -> Grid:
    """Say which tabs were passed over, where something stands on them or the first one is hidden."""
    told: list[Problem] = []
    if others:
        message = (
            f"is read from the tab {quoted(grid.tab)}; not read: {listed(map(quoted, others))}"
        )
        told.append(notice("tab-chosen", book.file, message, _ask_names(others, book.file)))
    elif not book.tabs[0].is_visible:
        message = f"is read from the tab {quoted(grid.tab)}; {quoted(book.tabs[0].name)} is hidden"
        told.append(notice("tab-chosen", book.file, message))
    return replace(grid, notices=(*told, *grid.notices))


def _names(tabs: tuple[Tab, ...] | list[Tab]) -> str:
    return listed(quoted(tab.name) for tab in tabs)


def _ask(tabs: tuple[Tab, ...], file: str) -> str:
    return _ask_names([tab.name for tab in tabs], file)


def _ask_names(names: tuple[str, ...] | list[str], file: str) -> str:
    return f"Name the tab to read: {quoted(f'{file}#{names[0]}')}."
