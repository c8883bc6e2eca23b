"""The money case of a profile as a workbook with live formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playbook.economics.case import MoneyCase
from playbook.library.library import Labels, Source
from playbook.locales import format_date
from playbook.version import __version__
from playbook.workbook.book import Book
from playbook.workbook.calculation_sheet import CalculationSheet
from playbook.workbook.front_sheets import add_summary, fill_summary, lead, write_open
from playbook.workbook.inputs_sheet import InputsSheet
from playbook.workbook.scenarios import End
from playbook.workbook.wording import Cover, MoneyWording
from playbook.workbook.workings_sheet import WorkingsSheet


@dataclass(frozen=True, slots=True)
class MoneyBook:
    """A workbook, and on which sheet and in which cell its numbers stand."""

    data: bytes
    figures: Mapping[tuple[str, End], tuple[str, str]]
    """Cells of the sheet with the inputs that the reader can change, by input id and end."""
    lines: Mapping[tuple[str, str, End], tuple[str, str]]
    """By section, line and scenario of the section's first result."""
    results: Mapping[tuple[str, str, End], tuple[str, str]]
    """By section, result and its own scenario."""
    swings: Mapping[tuple[str, str, End], tuple[str, str]]
    """The first result of a section with one input at one end, by section, input and end."""


def write_money(
    case: MoneyCase, cover: Cover, labels: Labels, sources: Mapping[str, Source], today: date
) -> MoneyBook:
    """Write a money case as a workbook: the same case on the same day gives the same bytes.

    A case in which nothing is known is a list of what is to be filled in.
    """
    words = MoneyWording(case, cover, labels, sources)
    made = words.t("made", date=format_date(today, words.locale), version=__version__)
    book = Book(words.locale, today, lead(words), cover.seller, made, words.t("page"))
    sections = case.calculations
    inputs = InputsSheet(book, words, sections)
    # The summary comes first and is filled last, when everything it refers to has its place.
    summary = add_summary(book, words)
    parts = [
        CalculationSheet(book, words, inputs, section, calculation)
        for section, calculation in sections.items()
    ]
    if parts:
        inputs.write()
    for part in parts:
        part.write()
    workings = WorkingsSheet(book, words)
    workings.write(parts)
    if case.questions or not parts:
        write_open(book, words)
    fill_summary(summary, book, words, parts, inputs)
    return MoneyBook(
        book.close(),
        {
            (one.id, end): inputs.place(one.id, end)
            for part in parts
            for one in part.calculation.inputs
            for end in End
        },
        {
            (part.section, line.id, end): part.place(line.id, column)
            for part in parts
            for line in part.calculation.lines
            for column, end in enumerate(End)
        },
        {
            (part.section, result, end): part.result_place(result, end)
            for part in parts
            for result in part.calculation.results
            for end in End
        },
        workings.places,
    )
