"""The variants that are workbooks: one kept by hand, and one as Dynamics 365 exports it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.portfolios.shipped import (
    FLEET,
    INDUSTRY,
    LEAD,
    NAME,
    OUTAGE,
    OWNER,
    STAMP,
    SUPPLIERS,
    VALUE,
    VOLUME,
    count,
    english,
    people,
    pick,
)


def still(path: Path, content: bytes) -> None:
    """Write a workbook whose formulas without a result have none stored, as programs other than Excel leave them."""
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry).replace(b"<v></v>", b"")
            new.writestr(zipfile.ZipInfo(entry.filename, (2026, 11, 23, 8, 15, 0)), data, 8)


def marketer() -> bytes:
    """A workbook kept by hand: merged title and cells, a hidden column, numbers as text, formulas, an error, two tabs."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Klanten", "author": "Lindewaard Lease", "created": STAMP})
    sheet = book.add_worksheet("Klanten")
    title = book.add_format({"bold": True, "font_size": 14})
    percent = book.add_format({"num_format": "0.0%"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    money = book.add_format({"num_format": '"€" #,##0'})
    sheet.merge_range("A1:I1", "Klanten wagenpark 2026", title)
    head = [
        "Klantnr",
        "Klantnaam",
        "Regio",
        "Accountmanager",
        "Marge",
        "Inkoopvolume (€)",
        "Maandbedrag (€)",
        "Contractwaarde per jaar (€)",
        "Aantal leveranciers",
        "Gezegd op",
        "Schade per dag uitval",
        "Aandeel in kosten of budget",
    ]
    sheet.write_row("A3", head, book.add_format({"bold": True}))
    for n, row in enumerate(pick(FLEET[:12])):
        at = n + 3
        sheet.write_string(at, 0, "000" + row["Klantnummer"][3:])
        sheet.write(at, 1, row[NAME])
        sheet.write(at, 3, row[OWNER])
        sheet.write_number(at, 4, 0.041, percent)
        sheet.write_number(at, 5, int(row[VOLUME]), money)
        sheet.write_number(at, 6, int(row[VALUE]) / 12, money)
        value = "" if n in (4, 7) else int(row[VALUE])
        sheet.write_formula(at, 7, f"=ROUND(G{at + 1}*12,0)", money, value)
        if count(row):
            sheet.write_string(at, 8, count(row))
        sheet.write_datetime(at, 9, datetime(2026, 10, n + 5), day)  # noqa: DTZ001
        sheet.write(at, 10, row[OUTAGE])
        sheet.write_number(at, 11, 0.04 + n / 100, percent)
    sheet.merge_range("C4:C8", "Noord en oost")
    sheet.merge_range("C9:C15", "Overig")
    sheet.merge_range("D4:D5", "Sanne Verbruggen")
    sheet.write_string("H6", "4.420.000")
    sheet.write_formula("K9", "=VLOOKUP(A9,Toelichting!A1:B2,2,FALSE)", None, "#N/A")
    sheet.write_string("F12", "190000000")
    sheet.write("A17", "Totaal")
    sheet.write_formula("H17", "=SUM(H4:H15)", money, 26770000)
    sheet.set_column("E:E", None, None, {"hidden": True})
    notes = book.add_worksheet("Toelichting")
    notes.write_column("A1", ["Bijgewerkt door Sanne", "Bedragen zonder btw"])
    book.close()
    return out.getvalue()


def dynamics() -> bytes:
    """A view, exported from Dynamics 365: three hidden columns it needs back, and a hidden sheet of its own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": STAMP})
    sheet = book.add_worksheet("My Active Accounts")
    head = [
        "(Do Not Modify) Account",
        "(Do Not Modify) Row Checksum",
        "(Do Not Modify) Modified On",
        "Account Name",
    ]
    head += ["Owner", "Industry", "Number of Employees", "Annual Revenue", "Currency", "Contract value per year"]  # fmt: skip
    head += ["Purchasing volume", "Alternatives", "Availability and lead time", "Created On"]
    day = book.add_format({"num_format": "m/d/yyyy h:mm"})
    rows = pick([1003, 1004, 1009, 1016, 1017, 2003, 2005, 2012, 2004, 2018, 1018, 1020])
    for n, row in enumerate(rows):
        guid = f"7f3c{n:04x}-21a4-ee11-9be7-6045bd8f{n:04x}"
        sheet.write_row(n + 1, 0, [guid, "bT8xQm0vKzq1y/4=" + str(n)])
        sheet.write_datetime(n + 1, 2, STAMP, day)
        sheet.write_row(n + 1, 3, ["" if n == 4 else row[NAME], row[OWNER], row[INDUSTRY], int(people(row)), int(row[VOLUME]) * 2, "EUR"])  # fmt: skip
        sheet.write_row(n + 1, 9, [int(row[VALUE]), int(row[VOLUME])])
        sheet.write_row(n + 1, 11, [row[SUPPLIERS].replace("leveranciers", "suppliers"), english(row[LEAD])])  # fmt: skip
        sheet.write_datetime(n + 1, 13, STAMP, day)
    sheet.write("L9", "more than enough")
    sheet.add_table(0, 0, len(rows), 13, {"columns": [{"header": one} for one in head]})
    sheet.set_column("A:C", None, None, {"hidden": True})
    hidden = book.add_worksheet("hiddenSheet")
    hidden.write(
        "A1",
        "account:bT8xQm0vKzq1y/4=:accountid=%28Do%20Not%20Modify%29%20Account&name=Account%20Name",
    )
    hidden.very_hidden()
    book.close()
    return out.getvalue()
