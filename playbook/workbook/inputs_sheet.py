"""The sheet with every figure that somebody supplied: what the reader can change, and who said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from playbook.economics.process import HALF
from playbook.economics.sheet import Calculation, Input, Measure, Party
from playbook.profile import Rate
from playbook.workbook.book import (
    Book,
    cell,
    decimals_of,
    heighten,
    on_sheet,
    put_formula,
    put_number,
    put_text,
)
from playbook.workbook.scenarios import End
from playbook.workbook.wording import MoneyWording

_FIGURE, _UNIT, _LOW, _BASE, _HIGH, _WHO, _ON, _FROM = range(8)
_WIDTHS = (44, 24, 14, 14, 14, 24, 12, 56)
_CHARACTERS = 64
"""Of the small type that go into the column with sources."""
_ENDS = {End.LOW: _LOW, End.BASE: _BASE, End.HIGH: _HIGH}
_CHOICE_ROW = 5
SCENARIO = "Scenario"
"""The name of the cell with the scenario to follow."""
_HUNDRED = Decimal(100)


@dataclass
class InputsSheet:
    """The sheet, and where each figure stands on it."""

    book: Book
    words: MoneyWording
    sections: dict[str, Calculation]
    rows: dict[str, int] = field(default_factory=dict)
    """Row of each input, and of the rates as `rate.USD.EUR`, the years and the share of hours that counts."""
    row: int = _CHOICE_ROW + 2

    @property
    def name(self) -> str:
        """Return the sheet's name."""
        return self.words.t("sheet.inputs")

    def write(self) -> None:
        """Write the sheet."""
        book, t = self.book, self.words.t
        self.sheet = book.sheet(self.name, _WIDTHS)
        put_text(self.sheet, 0, 0, self.name, book.style("title"))
        for row, key in enumerate(("how-to", "how-scenarios", "how-chosen"), start=1):
            self.sheet.merge_range(row, 0, row, _FROM, "", book.style("text"))
            put_text(self.sheet, row, 0, t(key), book.style("text"))
        self._put_choice()
        self._put_heads()
        self.sheet.freeze_panes(self.row, 1)
        self.sheet.repeat_rows(self.row - 1)
        self._put_shared()
        seen: set[str] = set()
        for section, calculation in self.sections.items():
            own = [one for one in calculation.inputs if one.id not in seen]
            if own:
                self._put_block(t(f"sheet.{section}"))
            for one in own:
                seen.add(one.id)
                self._put_input(one)
            if section == "process":
                self._put_counted(calculation)

    def at(self, one: Input, end: End) -> str:
        """Return the formula part for an input at one end, in the case's currency."""
        return self._converted(one, cell(self.rows[one.id], _ENDS[end], is_fixed=True))

    def place(self, key: str, end: End) -> tuple[str, str]:
        """Return sheet and cell of a figure at one end."""
        return self.name, cell(self.rows[key], _ENDS[end])

    def plain(self, key: str) -> str:
        """Return the cell of a figure that has one value only: the years, or the share of hours that counts."""
        return on_sheet(self.name, cell(self.rows[key], _BASE, is_fixed=True))

    def wrong_ranges(self) -> str:
        """Return the formula part that counts the figures whose low is above their high."""
        lows, highs = (
            on_sheet(
                self.name,
                f"{cell(_CHOICE_ROW + 3, column, is_fixed=True)}:{cell(self.row, column, is_fixed=True)}",
            )
            for column in (_LOW, _HIGH)
        )
        return f"SUMPRODUCT(--({lows}>{highs}))"

    def _converted(self, one: Input, reference: str) -> str:
        amount = on_sheet(self.name, reference)
        return f"{amount}*{self.plain(_rate_key(one.rate))}" if one.rate else amount

    def _put_choice(self) -> None:
        t, style = self.words.t, self.book.style
        put_text(self.sheet, _CHOICE_ROW, 0, t("scenario.choose"), style("result"))
        names = [t(f"scenario.{end}") for end in End]
        put_text(self.sheet, _CHOICE_ROW, _LOW, t("scenario.base"), style("input"))
        self.sheet.data_validation(
            _CHOICE_ROW, _LOW, _CHOICE_ROW, _LOW,
            {"validate": "list", "source": names, "error_message": t("scenario-error")},
        )  # fmt: skip
        self.book.name(SCENARIO, self.name, cell(_CHOICE_ROW, _LOW, is_fixed=True))

    def _put_heads(self) -> None:
        t = self.words.t
        heads = (
            t("figure-name"), t("unit-of"), t("scenario.low"), t("scenario.base"), t("scenario.high"),
            t("given-by"), t("given-on"), t("from"),
        )  # fmt: skip
        for column, head in enumerate(heads):
            role = "head-number" if _LOW <= column <= _HIGH else "head-apart" if column else "head"
            put_text(self.sheet, self.row, column, head, self.book.style(role))
        self.row += 1

    def _put_block(self, title: str) -> None:
        self.row += 1
        for column in range(len(_WIDTHS)):
            text = title if not column else ""
            put_text(self.sheet, self.row, column, text, self.book.style("block"))
        self.row += 1

    def _put_shared(self) -> None:
        """Write the years, which are fixed, and the exchange rates in use."""
        used = {
            _rate_key(one.rate): one.rate
            for calculation in self.sections.values()
            for one in calculation.inputs
            if one.rate
        }
        years = self.words.case.years
        if not (used or years):
            return
        t, style = self.words.t, self.book.style
        self._put_block(t("shared"))
        if years:
            self.rows["years"] = self.row
            put_text(self.sheet, self.row, _FIGURE, t("years"), style("label"))
            put_number(
                self.sheet, self.row, _BASE, Decimal(years), style("number", self.book.number(0))
            )
            put_text(self.sheet, self.row, _FROM, t("years-fixed"), style("small"))
            self.row += 1
        for key, rate in used.items():
            self._put_rate(key, rate)

    def _put_rate(self, key: str, rate: Rate) -> None:
        style = self.book.style
        self.rows[key] = self.row
        name = self.words.t("rate-of", one=rate.currency, other=rate.to)
        put_text(self.sheet, self.row, _FIGURE, name, style("label"))
        pattern = self.book.number(max(2, decimals_of(rate.rate)))
        put_number(self.sheet, self.row, _BASE, rate.rate, style("input", pattern))
        self._limit(self.row, _BASE, is_share=False)
        self._put_day(rate)
        put_text(self.sheet, self.row, _FROM, rate.source, style("small"))
        self.row += 1

    def _put_counted(self, calculation: Calculation) -> None:
        """Write our own share of the freed hours that counts, where it counts and nobody gave another."""
        line = calculation.line("capacity.counted")
        if line is None or line.terms[1] != HALF:
            return
        style = self.book.style
        self.rows["counted"] = self.row
        put_text(self.sheet, self.row, _FIGURE, self.words.t("counted"), style("label"))
        put_number(self.sheet, self.row, _BASE, HALF, style("input", self.book.share(0)))
        self._limit(self.row, _BASE, is_share=True)
        put_text(self.sheet, self.row, _FROM, self.words.t("counted-why"), style("small"))
        self.row += 1

    def _put_input(self, one: Input) -> None:
        style, pattern = self.book.style, self._pattern(one)
        self.rows[one.id] = self.row
        put_text(self.sheet, self.row, _FIGURE, self.words.figure(one.id), style("label"))
        put_text(self.sheet, self.row, _UNIT, self.words.unit(one), style("small"))
        low, base, high = _stated(one)
        first, last = (cell(self.row, column) for column in (_LOW, _HIGH))
        put_number(self.sheet, self.row, _LOW, low, style("input", pattern))
        middle = first if one.party is Party.BENCHMARK else f"({first}+{last})/2"
        put_formula(self.sheet, self.row, _BASE, f"={middle}", base, style("number", pattern))
        if one.is_uncertain:
            put_number(self.sheet, self.row, _HIGH, high, style("input", pattern))
        else:
            put_formula(self.sheet, self.row, _HIGH, f"={first}", high, style("input", pattern))
        self._limit(self.row, _LOW, is_share=one.measure is Measure.SHARE)
        self._limit(self.row, _HIGH, is_share=one.measure is Measure.SHARE)
        put_text(self.sheet, self.row, _WHO, self.words.who(one), style("small"))
        self._put_day(one)
        said = self.words.provenance(one)
        put_text(self.sheet, self.row, _FROM, said, style("small"))
        heighten(self.sheet, self.row, said, _CHARACTERS)
        self.row += 1

    def _put_day(self, one: Input | Rate) -> None:
        if one.on:
            at = datetime(one.on.year, one.on.month, one.on.day)  # noqa: DTZ001 the format has no zone
            self.sheet.write_datetime(self.row, _ON, at, self.book.style("small", self.book.day()))

    def _limit(self, row: int, column: int, *, is_share: bool) -> None:
        limits = (
            {"criteria": "between", "minimum": 0, "maximum": 1}
            if is_share
            else {"criteria": ">=", "value": 0}
        )
        error = self.words.t("share-error" if is_share else "number-error")
        self.sheet.data_validation(
            row, column, row, column, {"validate": "decimal", "error_message": error, **limits}
        )

    def _pattern(self, one: Input) -> str:
        ends = _stated(one)
        if one.measure is Measure.SHARE:
            return self.book.share(decimals_of(*(end * _HUNDRED for end in ends)))
        decimals = decimals_of(*ends)
        if one.measure is Measure.MONEY:
            currency = one.stated.currency if one.stated else self.words.case.currency
            return self.book.money(currency, max(2, decimals) if decimals else 0)
        return self.book.number(decimals)


def follow(words: MoneyWording, low: str, base: str, high: str) -> str:
    """Return the formula that takes the scenario chosen out of three cells."""
    lowest, highest = (words.t(f"scenario.{end}") for end in (End.LOW, End.HIGH))
    return f'=IF({SCENARIO}="{lowest}",{low},IF({SCENARIO}="{highest}",{high},{base}))'


def _stated(one: Input) -> tuple[Decimal, Decimal, Decimal]:
    """Return low, base and high as they were stated, in the currency they were stated in."""
    if one.rate is None or one.stated is None:
        return one.low, one.base, one.high
    low, high = one.stated.low, one.stated.high
    return low, low if one.party is Party.BENCHMARK else (low + high) / 2, high


def _rate_key(rate: Rate | None) -> str:
    return f"rate.{rate.currency}.{rate.to}" if rate else ""
