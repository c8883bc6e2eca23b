"""A file with a table of accounts, whatever its kind, into a sheet."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from playbook.errors import Problem, quoted
from playbook.sources.sheets.delimited import read_delimited
from playbook.sources.sheets.faults import notice, refusal
from playbook.sources.sheets.kinds import SUFFIXES_OF, FileKind, kind_of
from playbook.sources.sheets.sheet import SHEET_SUFFIXES, Sheet
from playbook.sources.sheets.tables import read_table
from playbook.sources.sheets.tabs import choose_tab
from playbook.sources.sheets.workbooks import open_workbook

MOST_BYTES = 50_000_000
STANDARD_INPUT = "-"
_XLS_HINT = "If cells turn out empty that are not, save it as .xlsx and give that."


def split_tab(path: str) -> tuple[str, str | None]:
    """Return a path and the tab that stands behind a `#`: accounts.xlsx#Klanten; a file whose name holds one comes first."""
    file, mark, tab = path.rpartition("#")
    is_sheet = Path(file).suffix.lower() in SHEET_SUFFIXES
    if not mark or not is_sheet or Path(path).exists():
        return path, None
    return file, tab or None


def load_sheet(path: Path, name: str | None = None, tab: str | None = None) -> Sheet:
    """Read one table of accounts.

    Args:
        path: a CSV or workbook, with `#Tab` behind it for one tab; `-` for a CSV on standard input.
        name: what to call the file in messages; without it the path.
        tab: the tab to read; without it the visible one with the table.

    Raises:
        SheetError: when it cannot be read, or holds no table.
    """
    file = name or str(path)
    if str(path) == STANDARD_INPUT:
        return parse_sheet(sys.stdin.buffer.read(MOST_BYTES + 1), file, tab)
    found, named = split_tab(str(path))
    return parse_sheet(_read(Path(found), file), split_tab(file)[0], tab or named)


def parse_sheet(raw: bytes, file: str, tab: str | None = None) -> Sheet:
    """Read one table of accounts from the bytes of a file; see `load_sheet`."""
    if len(raw) > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1_000_000} MB"
        raise refusal("too-large", file, message, "Split it, or leave out what is not needed.")
    if not raw.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        hint = "Was the export interrupted? Export it again."
        raise refusal("empty", file, "is empty", hint)
    kind, parts = kind_of(raw, file)
    notices = _about_suffix(kind, file)
    if kind is FileKind.CSV:
        if tab is not None:
            message = f"is a text file and has no tab {quoted(tab)}"
            raise refusal("no-such-tab", file, message, "Leave the tab out.")
        return read_table(read_delimited(raw, file, notices))
    grid = choose_tab(open_workbook(raw, kind, parts, file), tab)
    return read_table(replace(grid, notices=(*notices, *grid.notices)))


def _about_suffix(kind: FileKind, file: str) -> tuple[Problem, ...]:
    told = []
    suffix = Path(file).suffix.lower()
    if suffix in SHEET_SUFFIXES and suffix not in SUFFIXES_OF[kind]:
        what = "delimited text" if kind is FileKind.CSV else f"a workbook ({kind.value})"
        message = f"is called {suffix} but is {what}; read as that"
        told.append(notice("other-kind", file, message, f"Name it {kind.value}."))
    if kind is FileKind.XLS:
        message = "is in the old Excel format, which does not show us formulas without a value, error cells and hidden rows or columns"  # fmt: skip
        told.append(notice("old-format", file, message, _XLS_HINT))
    return tuple(told)


def _read(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            raise refusal("not-a-file", file, "is a folder", "Name a sheet in it.")
        if not path.exists():
            raise refusal("not-found", file, "does not exist", "Check the path.")
        if not path.is_file():
            raise refusal("not-a-file", file, "is not a regular file", "Name a file.")
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "error").lower()
        hint = "Check its permissions, and whether another program has it open."
        raise refusal("unreadable", file, f"cannot be read ({reason})", hint) from None
