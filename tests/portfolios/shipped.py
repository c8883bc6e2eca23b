"""The shipped rows, and the small things that all messy variants need of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "content/portfolio/accounts.csv"
STAMP = datetime(2026, 11, 23, 8, 15)  # noqa: DTZ001 - a fixed day keeps the bytes the same
FLEET = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1010, 1011, 1012, 1016, 2003, 2012, 2015]
Row = dict[str, str]


def shipped() -> dict[str, Row]:
    """Return the shipped rows by customer number; of an account with two offerings the first."""
    with SHIPPED.open(encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.DictReader(sheet, delimiter=";"))
    return {row["Klantnummer"].removeprefix("KL-"): row for row in reversed(rows)}


ALL = shipped()
NAME, OWNER, CITY, INDUSTRY = "Klantnaam", "Accountmanager", "Plaats", "Branche"
VALUE, VOLUME = "Contractwaarde per jaar (EUR)", "Inkoopvolume per jaar (EUR)"
SUPPLIERS, OUTAGE, LEAD = "Alternatieven", "Schade per dag uitval", "Beschikbaarheid en levertijd"


def pick(numbers: Iterable[int]) -> list[Row]:
    return [ALL[str(number)] for number in numbers]


def dots(amount: str) -> str:
    return f"{int(amount):,}".replace(",", ".")


def count(row: Row) -> str:
    """Return the number of suppliers without its word, as in a column headed `Aantal leveranciers`."""
    return row[SUPPLIERS].split(" ")[0].replace("onbekend", "")


def people(row: Row) -> str:
    """Return the number of employees; of a municipality the sheet only has inhabitants."""
    return "" if "inwoners" in row["Omvang"] else row["Omvang"].split(" ")[0].replace(".", "")


def country(row: Row) -> str:
    abroad = {"Koen Claessens": "Belgium", "Annika Brandt": "Germany"}
    return abroad.get(row[OWNER], "Netherlands")


def english(quantity: str) -> str:
    words = {"weken": "weeks", "maanden": "months", "maand": "month", "uit voorraad": "from stock"}
    for dutch, word in words.items():
        quantity = re.sub(rf"\b{dutch}\b", word, quantity)
    return quantity


def text(
    rows: Iterable[Iterable[object]], delimiter: str, end: str = "\r\n", *, quote_all: bool = False
) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()
