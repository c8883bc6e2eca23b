"""The columns that our workbook of problem rows adds, so that they are known again when it comes back."""

from __future__ import annotations

from playbook.locales import Locale
from playbook.sources.portfolios.headers import normal
from playbook.sources.sheets.sheet import Sheet

SOURCE_SHEET, SOURCE_ROW, REASON = "source-sheet", "source-row", "reason"
HEADERS = {
    SOURCE_SHEET: {Locale.EN: "Source sheet", Locale.NL: "Bronblad"},
    SOURCE_ROW: {Locale.EN: "Source row", Locale.NL: "Bronrij"},
    REASON: {Locale.EN: "Reason", Locale.NL: "Reden"},
}
"""In the order in which they stand, after all others."""


def own_columns(sheet: Sheet) -> dict[int, str]:
    """Return which columns are ours, by index: only the last three with these names together; a reason alone is not ours."""
    last = sheet.columns[-len(HEADERS) :]
    for locale in Locale:
        names = [texts[locale] for texts in HEADERS.values()]
        if [_plain(one.name) for one in last] == [normal(name) for name in names]:
            return {one.index: key for one, key in zip(last, HEADERS, strict=True)}
    return {}


def _plain(header: str) -> str:
    """Return a header without the number that tells it from an earlier one of the same name."""
    return normal(header.removesuffix(" (2)"))
