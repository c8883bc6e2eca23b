"""The first and the last sheet: what comes out of everything at a glance, and what is still to be asked."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from playbook.workbook.book import Book, cell, heighten, on_sheet, put_formula, put_text
from playbook.workbook.calculation_sheet import CalculationSheet
from playbook.workbook.inputs_sheet import InputsSheet, follow
from playbook.workbook.scenarios import End
from playbook.workbook.wording import MoneyWording

_SUMMARY_WIDTHS = (64, 18, 18, 18, 18)
_OPEN_WIDTHS = (36, 76, 26, 16, 18, 20, 14)
_HEAD_ROW = 5


def add_summary(book: Book, words: MoneyWording) -> Worksheet:
    """Add the first sheet, still empty."""
    return book.sheet(words.t("sheet.summary"), _SUMMARY_WIDTHS)


def fill_summary(
    sheet: Worksheet,
    book: Book,
    words: MoneyWording,
    parts: list[CalculationSheet],
    inputs: InputsSheet,
) -> None:
    """Write all results side by side, and whether every check holds."""
    t, style = words.t, book.style
    put_text(sheet, 0, 0, t("title"), style("title"))
    put_text(sheet, 1, 0, lead(words), style("lead"))
    put_text(sheet, 2, 0, book.footer, style("lead"))
    put_text(sheet, 3, 0, t("how-to") if parts else t("open-lead"), style("lead"))
    row = _HEAD_ROW
    if parts:
        heads = [t("result"), *(t(f"scenario.{one}") for one in (*End, "chosen"))]
        for column, head in enumerate(heads):
            put_text(sheet, row, column, head, style("head-number" if column else "head"))
        sheet.freeze_panes(row + 1, 0)
    for part in parts:
        row += 1
        for column in range(len(_SUMMARY_WIDTHS)):
            put_text(sheet, row, column, "" if column else part.name, style("block"))
        for result in part.calculation.results.values():
            row += 1
            values = {End.LOW: result.low, End.BASE: result.base, End.HIGH: result.high}
            number = style("number", part.pattern(result.measure, list(values.values())))
            put_text(sheet, row, 0, words.line(part.section, result.id), style("label"))
            never = t("never")
            for column, (end, value) in enumerate(values.items(), start=1):
                at = on_sheet(*part.result_place(result.id, end))
                shown = value if value.is_finite() else never
                put_formula(sheet, row, column, f'=IFERROR({at},"{never}")', shown, number)
            cells = [cell(row, column) for column in (1, 2, 3)]
            base = result.base if result.base.is_finite() else never
            put_formula(sheet, row, 4, follow(words, *cells), base, number)
        row += 1
    if parts:
        _put_checks(sheet, book, words, parts, inputs, row + 1)
    sheet.activate()


def _put_checks(
    sheet: Worksheet,
    book: Book,
    words: MoneyWording,
    parts: list[CalculationSheet],
    inputs: InputsSheet,
    row: int,
) -> None:
    t, style = words.t, book.style
    for column in range(len(_SUMMARY_WIDTHS)):
        put_text(sheet, row, column, "" if column else t("checks"), style("block"))
    counts = [
        (t("checks-of", sheet=one.name), one.wrong_checks()) for one in parts if one.check_rows
    ]
    for name, wrong in [*counts, (t("check.inputs"), inputs.wrong_ranges())]:
        row += 1
        fine, bad = t("check-fine"), t("check-wrong")
        put_text(sheet, row, 0, name, style("label"))
        put_formula(sheet, row, 1, f'=IF({wrong}=0,"{fine}","{bad}")', fine, style("check"))


def lead(words: MoneyWording) -> str:
    """Return what is offered, by whom and for whom."""
    cover = words.cover
    if cover.buyer:
        return words.t("lead-for", offering=cover.offering, seller=cover.seller, buyer=cover.buyer)
    return words.t("lead", offering=cover.offering, seller=cover.seller)


def write_open(book: Book, words: MoneyWording) -> None:
    """Write what is still to be asked, with room for the answer."""
    t, style = words.t, book.style
    asked = words.case.questions
    sheet = book.sheet(t("sheet.open"), _OPEN_WIDTHS)
    put_text(sheet, 0, 0, t("sheet.open"), style("title"))
    put_text(sheet, 1, 0, t("open-lead") if asked else t("open-none"), style("lead"))
    heads = (
        t("figure-name"), t("question"), t("ask-whom"), t("value-of"), t("unit-of"), t("given-by"),
        t("given-on"),
    )  # fmt: skip
    row = 3
    for column, head in enumerate(heads):
        put_text(sheet, row, column, head, style("head"))
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    last = ""
    for one in asked:
        if one.section != last:
            last = one.section
            row += 1
            for column in range(len(heads)):
                text = "" if column else t(f"sheet.{last}")
                put_text(sheet, row, column, text, style("block"))
        row += 1
        put_text(sheet, row, 0, words.figure(one.id), style("label"))
        question = words.question(one)
        put_text(sheet, row, 1, question, style("label"))
        heighten(sheet, row, question, _OPEN_WIDTHS[1])
        put_text(sheet, row, 2, words.holder(one), style("small"))
        for column in range(3, len(heads)):
            put_text(sheet, row, column, "", style("input", book.day() if column == 6 else ""))
