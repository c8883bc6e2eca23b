"""The one door to XlsxWriter: sheets, formats, protection and print set-up. Every text is written as a text, never as a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from playbook.locales import Locale

_INK, _GREY, _LINE = "#1F2A37", "#5B6673", "#C9D0D8"
_ROLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "lead": {"font_color": _GREY, "font_size": 11},
    "text": {"font_color": _GREY, "text_wrap": True, "valign": "vcenter"},
    "block": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": _INK},
    "head": {"bold": True, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "vcenter"},
    "head-apart": {"bold": True, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "vcenter", "indent": 1},
    "head-number": {"bold": True, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "vcenter", "align": "right"},
    "group": {"bold": True, "font_color": _GREY},
    "label": {"text_wrap": True, "valign": "vcenter"},
    "small": {"font_color": _GREY, "font_size": 9, "text_wrap": True, "valign": "vcenter", "align": "left", "indent": 1},
    "input": {"bg_color": "#FFF4CC", "font_color": "#1F3A8A", "locked": False, "border": 1, "border_color": _LINE, "valign": "vcenter"},
    "number": {"valign": "vcenter"},
    "result": {"bold": True, "valign": "vcenter"},
    "check": {"align": "right", "valign": "vcenter"},
    "fill-in": {"locked": False, "indent": 1, "valign": "vcenter", "bottom": 4, "bottom_color": _LINE, "right": 4, "right_color": _LINE},
    "head-fill": {"bold": True, "indent": 1, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#FFFFFF"},
    "example": {"locked": False, "indent": 1, "italic": True, "font_color": _GREY, "bg_color": "#F4F1E8", "valign": "vcenter", "bottom": 1, "bottom_color": "#C9BFA0"},
    "text-open": {"font_color": _INK},
    "name-top": {"bold": True, "valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": _LINE},
    "label-top": {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": _LINE},
    "row-head": {"bold": True, "bg_color": "#E8ECF1", "text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": _INK},
    "row-cell": {"valign": "top"},
    "row-flaw": {"valign": "top", "bg_color": "#FFDCD6", "font_color": "#7A1F12", "border": 1, "border_color": "#D98C80"},
    "row-reason": {"valign": "top", "indent": 1, "text_wrap": True},
    "row-source": {"valign": "top", "align": "left", "font_color": _GREY},
}  # fmt: skip
_PATTERN_CODES = {Locale.EN: "809", Locale.NL: "413"}
MOST_DECIMALS = 4
_HEADER_LENGTH = 80
"""Characters of a name in a header; Excel takes 255 in all."""
_LONGEST_PROPERTY = 240
"""Characters of a property; Excel takes 255."""
_LINE_HEIGHT = 12.5
"""Of a text of 9 or 10 points, in points."""
DIVIDED_BY_ZERO = "#DIV/0!"


def cell(row: int, column: int, *, is_fixed: bool = False) -> str:
    """Return a cell's name, such as `E12`, or `$E$12` where it is to stay when copied."""
    return str(xl_rowcol_to_cell(row, column, row_abs=is_fixed, col_abs=is_fixed))


def on_sheet(name: str, reference: str) -> str:
    """Return a cell of another sheet: `'Total cost'!E12`."""
    return f"{quote_sheetname(name)}!{reference}"


def written_number(value: Decimal) -> str:
    """Return a constant as it is written in a formula."""
    return format(value.normalize(), "f")


def decimals_of(*values: Decimal) -> int:
    """Return the decimals that all *values* need to be shown whole, at most four."""
    exponents = [one.normalize().as_tuple().exponent for one in values if one.is_finite()]
    needed = max((-one for one in exponents if isinstance(one, int)), default=0)
    return max(0, min(needed, MOST_DECIMALS))


@dataclass
class Book:
    """A workbook being written, with its formats made once."""

    locale: Locale
    today: date
    title: str
    author: str
    footer: str
    page: str
    _stream: io.BytesIO = field(default_factory=io.BytesIO)
    _formats: dict[tuple[str, str], Format] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = xlsxwriter.Workbook(self._stream, options)
        at = datetime(self.today.year, self.today.month, self.today.day)  # noqa: DTZ001 the format has no zone
        self._workbook.set_properties({"title": self.title, "author": self.author, "created": at})
        self._workbook.set_calc_mode("auto")

    def sheet(self, name: str, widths: tuple[int, ...], *, is_locked: bool = True) -> Worksheet:
        """Add a sheet: its columns, its protection, and how it prints."""
        sheet = self._workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        short = _escaped(self.title[:_HEADER_LENGTH])
        sheet.set_header(f"&L{short}&R{_escaped(name)}")
        sheet.set_footer(f"&L{_escaped(self.footer)}&R{_escaped(self.page)} &P / &N")
        if is_locked:
            sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def carry(self, name: str, text: str) -> None:
        """Let a text travel unseen with the workbook, in as many of its properties as it needs."""
        for number, start in enumerate(range(0, len(text), _LONGEST_PROPERTY)):
            piece = text[start : start + _LONGEST_PROPERTY]
            self._workbook.set_custom_property(f"{name}-{number:04}", piece, "text")

    def open_sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """Add a sheet without protection, to be sorted, filtered and imported."""
        sheet = self._workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        return sheet

    def style(self, role: str, pattern: str = "") -> Format:
        """Return the format of a role with a number pattern."""
        key = (role, pattern)
        if key not in self._formats:
            made = {"font_name": "Calibri", "font_size": 10, "font_color": _INK, **_ROLES[role]}
            self._formats[key] = self._workbook.add_format(
                made | ({"num_format": pattern} if pattern else {})
            )
        return self._formats[key]

    def coloured(self, role: str, ground: str, letters: str) -> Format:
        """Return the format of a role on a ground of its own."""
        key = (role, f"{ground} {letters}")
        if key not in self._formats:
            made = {"font_name": "Calibri", "font_size": 10, **_ROLES[role]}
            self._formats[key] = self._workbook.add_format(
                made | {"bg_color": ground, "font_color": letters}
            )
        return self._formats[key]

    def name(self, name: str, sheet: str, reference: str) -> None:
        """Give a cell a name that formulas can use."""
        self._workbook.define_name(name, f"={on_sheet(sheet, reference)}")

    def money(self, currency: str | None, decimals: int) -> str:
        """Return the number pattern of amounts in a currency."""
        from babel.numbers import get_currency_symbol

        if currency is None:
            return self.number(decimals)
        language = {Locale.EN: "en_GB", Locale.NL: "nl_NL"}[self.locale]
        symbol = get_currency_symbol(currency, locale=language)
        apart = " " if self.locale is Locale.NL or symbol[-1].isalpha() else ""
        number = f'"{symbol}{apart}"{_plain(decimals)}'
        return f"{self._language()}{number};{self._language()}-{number}"

    def share(self, decimals: int) -> str:
        """Return the number pattern of a share with so many decimals in percent."""
        return self._language() + (f"0.{'0' * decimals}%" if decimals else "0%")

    def number(self, decimals: int) -> str:
        """Return the number pattern of a bare number."""
        return self._language() + _plain(decimals)

    def _language(self) -> str:
        """Return what tells a pattern its language; a viewer may put its own marks for thousands and decimals."""
        return f"[$-{_PATTERN_CODES[self.locale]}]"

    def day(self) -> str:
        """Return the pattern of a date, day first."""
        return "d-m-yyyy" if self.locale is Locale.NL else "d mmm yyyy"

    def close(self) -> bytes:
        """Return the workbook's bytes."""
        self._workbook.close()
        return self._stream.getvalue()


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text; one that begins with = or + stays a text."""
    sheet.write_string(row, column, text, style)


def heighten(sheet: Worksheet, row: int, text: str, width: int) -> None:
    """Make a row high enough for a text that wraps in a column so many characters wide."""
    lines = math.ceil(len(text) / width)
    if lines > 1:
        sheet.set_row(row, _LINE_HEIGHT * lines + 2)


def put_number(sheet: Worksheet, row: int, column: int, value: Decimal, style: Format) -> None:
    """Write a number that somebody supplied."""
    sheet.write_number(row, column, float(value), style)


def put_formula(
    sheet: Worksheet, row: int, column: int, formula: str, value: Decimal | str, style: Format
) -> None:
    """Write a formula with what it comes to, for viewers that do not calculate."""
    shown: float | str
    if isinstance(value, Decimal):
        shown = float(value) if value.is_finite() else DIVIDED_BY_ZERO
    else:
        shown = value
    sheet.write_formula(row, column, formula, style, shown)


def _plain(decimals: int) -> str:
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
