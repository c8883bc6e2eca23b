"""Faults of cells in words: where, what and how to mend it, in the reader's language and in the words of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.errors import Problem, Severity, quoted
from playbook.library.library import Labels
from playbook.locales import Locale
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.portfolios.matching import ColumnMatch

_CODES = "sheet.problem"
_PLAIN = ("row", "sheet", "one", "other", "known", "length", "most", "name")
"""Values that are set without quotes."""
_WORD_LABELS = {
    "account.sector": "sector",
    "offering.stage": "stage",
    "stakeholder.role": "role",
    "sure": "sure",
    "said_by": "voice",
}
"""Group of the labels that say the words of a list, by field."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words for one sheet."""

    labels: Labels
    sheet: str

    @property
    def locale(self) -> Locale:
        """The reader's language."""
        return self.labels.locale

    def problem(self, fault: CellFault, row: int, match: ColumnMatch | None) -> Problem:
        """Return the problem of a cell, or of a row where no cell can be named."""
        values = {
            key: value if key in _PLAIN or fault.code.startswith("answer-bare") else quoted(value)
            for key, value in fault.values.items()
        }
        if fault.code == "row":
            values = dict(fault.values)
        if fault.code == "word":
            values["known"] = self._words(fault.values["known"], match)
        column = match.column.index + 1 if match else None
        what = self.labels(f"{_CODES}.{fault.code}.what", **values)
        remedy = self.labels(f"{_CODES}.{fault.code}.do", **values).rstrip(".")
        return Problem(
            f"cell-{fault.code}", f"{self.place(row, match)}: {what}", self.sheet, row, column, f"{remedy}."
        )  # fmt: skip

    def _words(self, known: str, match: ColumnMatch | None) -> str:
        """Return the words of a list in the reader's language, where it has them."""
        group = _WORD_LABELS.get(match.field.id) if match and match.field else None
        labels = [(word, f"{group}.{word}") for word in known.split(", ")]
        texts = self.labels.texts
        return ", ".join(texts.get(key, word) for word, key in labels)

    def place(self, row: int, match: ColumnMatch | None) -> str:
        """Return the words for a cell: `cell F12 (Jaarwaarde)`."""
        if match is None:
            return self.labels("sheet.row", row=row)
        cell = f"{match.column.letter}{row}"
        return self.labels("sheet.cell", cell=cell, header=match.column.name)

    def notice(self, code: str, **values: str) -> Problem:
        """Return what is told once of a column or of the sheet."""
        message = self.labels(f"sheet.notice.{code}", **values)
        return Problem(f"sheet-{code}", message, self.sheet, severity=Severity.WARNING)

    def known(self, words: Mapping[str, str] | tuple[str, ...]) -> str:
        """Return a list of words as it stands in a sentence."""
        return ", ".join(words)


def last_name(file: str) -> str:
    """Return a file's name without its folders, as it stands in a sentence."""
    return file.replace("\\", "/").rpartition("/")[2] or file
