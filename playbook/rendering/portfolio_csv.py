"""The portfolio as CSV, as a spreadsheet of the same language opens it, and safe to open in one.

Dutch: semicolons and decimal commas; English: commas and decimal points. UTF-8 with a byte order mark, without which Excel
takes it for Windows-1252, and days as year-month-day, which every CRM reads the same.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from playbook.document.portfolio_table import ColumnKind, HoldingList, Value
from playbook.locales import Locale

# OWASP, CSV Injection: a cell that begins with one of these is taken for a formula. The wide forms count too.
_FORMULA = re.compile(r"[=+\-@\t\r\n|%＝＋－＠]")
_SIGNED_NUMBER = re.compile(r"[+-]\d+")
_DELIMITERS = {Locale.EN: ",", Locale.NL: ";"}


def write_csv(table: HoldingList, locale: Locale) -> bytes:
    """Return the list as the bytes of a CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=_DELIMITERS[locale], lineterminator="\r\n")
    writer.writerow(_harmless(column.name) for column in table.columns)
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        writer.writerow(_written(v, kind, locale) for v, kind in zip(row, kinds, strict=True))
    return stream.getvalue().encode("utf-8-sig")


def _written(value: Value, kind: ColumnKind, locale: Locale) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # An id must come back as it went out; a signed whole number is no formula.
        is_whole = kind is ColumnKind.ID and _SIGNED_NUMBER.fullmatch(value)
        return value if is_whole else _harmless(value)
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.replace(".", ",") if locale is Locale.NL else text
    return str(value)  # whole numbers, and days as year-month-day


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before it, as OWASP advises."""
    return f"'{text}" if _FORMULA.match(text) else text
