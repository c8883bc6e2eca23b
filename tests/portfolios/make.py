"""Write the shipped portfolio as CRM systems and hurried people deliver it; expected.yaml says what is right in each file.

Run by hand after a change of content/portfolio/accounts.csv: `.venv/bin/python -m tests.portfolios.make`. Same input, same
bytes, but for marketer.ods and marketer.xls, which LibreOffice writes.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.portfolios.books import dynamics, marketer, still
from tests.portfolios.exports import hubspot, salesforce, undecided_dates, us_english
from tests.portfolios.shipped import (
    ALL,
    CITY,
    FLEET,
    HERE,
    INDUSTRY,
    LEAD,
    NAME,
    OUTAGE,
    OWNER,
    SUPPLIERS,
    VALUE,
    VOLUME,
    Row,
    count,
    dots,
    people,
    pick,
    text,
)


def dutch_excel() -> bytes:
    """Windows-1252, title lines, four shapes of dates, six of amounts, empty rows, a total and a printed-on line."""
    head = [
        "Relatienr",
        "Relatienaam",
        "Plaats",
        "Accountmanager",
        "Sector",
        "Branche",
        "Aantal medewerkers",
        "Inkoopvolume (EUR)",
        "Contractwaarde per jaar",
        "Fase",
        "Aantal leveranciers",
        "Zekerheid",
        "Gezegd door",
        "Gezegd op",
        "Schade per dag uitval",
        "Levertijd",
        "Opmerkingen",
        "",
    ]
    days = ["05-11-2026", "22/10/2026", "2026-11-10", "27 aug 2026", "29-10-26"]
    shapes: list[Callable[[str], str]] = [
        lambda a: f"€ {dots(a)},00",
        lambda a: a,
        lambda a: f"€ {int(a) / 1e6:.2f} mln".replace(".", ","),
        dots,
        lambda a: f"€ {dots(a)},-",
        lambda a: f"{dots(a)} euro",
    ]
    lines: list[list[str]] = [
        ["Klantenlijst Lindewaard Lease", *[""] * 17],
        ["Stand per 23-11-2026", *[""] * 17],
        [""] * 18,
        head,
    ]
    for n, row in enumerate(pick(FLEET)):
        lines.append(
            ["R" + row["Klantnummer"][3:], row[NAME], row[CITY], row[OWNER], row["Sector"], row[INDUSTRY], people(row), dots(row[VOLUME]), shapes[n % 6](row[VALUE]), row["Fase"], count(row), "onderbouwd", "inkoop", days[n % 5], row[OUTAGE], row[LEAD], "", ""]
        )  # fmt: skip
    lines[5][8] = "1.520.000,50"
    lines[7][8] = "ca. 1,7 miljoen"
    lines[9][13] = "31-11-2026"
    lines[11][10] = "0"
    lines[13][1] = ""
    lines[15][4] = "coöperatie"
    lines[18][8] = "28.000"
    lines.insert(10, [""] * 18)
    lines.insert(17, [])
    lines += [
        [""] * 18,
        ["Totaal", "", "", "", "", "15 klanten", "", "€ 1.834.500.000,00", "€ 30.068.000,00"]
        + [""] * 9,
        ["Afgedrukt op 23-11-2026 om 8:15", *[""] * 17],
    ]
    return text(lines, ";").encode("cp1252")


PLAIN = [
    "Klantnummer",
    "Klantnaam",
    "Accountmanager",
    "Contractwaarde per jaar (EUR)",
    "Alternatieven",
    "Schade per dag uitval",
]


def plain(row: Row) -> list[str]:
    return [row["Klantnummer"], row[NAME], row[OWNER], row[VALUE], row[SUPPLIERS], row[OUTAGE]]


def small(numbers: Iterable[int]) -> list[list[str]]:
    return [PLAIN, *(plain(row) for row in pick(numbers))]


def unicode_text() -> bytes:
    """What Excel calls Unicode text: UTF-16 with tabs."""
    return text(small(FLEET[:12]), "\t").encode("utf-16")


def sep_line() -> bytes:
    return ("sep=;\r\n" + text(small(FLEET[:12]), ";")).encode("utf-8-sig")


def unclosed_quote() -> bytes:
    return text(small(FLEET[:12]), ";").replace("Kleiwaard", '"Kleiwaard', 1).replace("KL-1008;\"", 'KL-1008;"').encode()  # fmt: skip


def repeated_header() -> bytes:
    lines = small(FLEET[:12])
    return text([*lines[:7], [], PLAIN, *lines[7:]], ";").encode()


def duplicate_ids() -> bytes:
    lines = small(FLEET[:12])
    again = plain(ALL["1013"])
    again[0] = "KL-1004"
    return text([*lines, list(lines[3]), again], ";").encode()


def same_names() -> bytes:
    """No ids, one group twice under one name, and one name that differs in case and spaces only."""
    lines = [line[1:] for line in small(FLEET[:12])]
    branch, shouted = list(lines[3]), list(lines[6])
    branch[2] = "640000"
    shouted[0] = "  ZWANENDRECHT  schoonmaak "
    return text([*lines, branch, shouted], ";").encode()


STRANGE = [
    "Totaal Techniek B.V.",
    '=HYPERLINK("http://example.com","Klik")',
    "../../etc",
    "Ørsted & Zn. <b>",
    "Ελληνική Μεταφορική Α.Ε.",
    "Het langste bedrijf van Nederland en omstreken " * 4 + "Holding N.V.",
    "CON",
    "con",
    "NUL.nl",
    "Van Dijk / De Smid: \\ *?",
    "...",
    "Twee\nRegels B.V.",
    "+31 Transport",
    "@Werk Uitzendbureau",
    "Som & Gemiddelde Accountants",
    "Firma \u202egro.elpmaxe",
    "Bakkerij De Croissant 🥐",
    'O’Reilly "De Smid"',
    "12,5 Graden Klimaattechniek",
]


def strange_names() -> bytes:
    lines = [["Klantnummer", "Klantnaam", "Contractwaarde per jaar (EUR)", "Alternatieven"]]
    lines += [
        [f"X-{n:03d}", name, str(100000 + n * 1000), "4 leveranciers"]
        for n, name in enumerate(STRANGE, 1)
    ]
    return text(lines, ";").encode("utf-8-sig")


def abbreviated() -> bytes:
    """Headers cut short and misspelt, that also say what the bare numbers below them are counted in."""
    head = "Relatie nr.;Naam klant;Acc.manager;Inkoopvol. p/j (x € 1.000);Contractw. per jr (k€);Aant. leveranciers;Levertyd (weken);Overstaptijd in mnd;Schade/dag uitval (%);Opm."
    lines = [head.split(";")]
    for n, row in enumerate(pick([1001, 1002, 1003, 1005, 1006, 1013, 2001, 2003])):
        thousands = [dots(str(int(row[key]) // 1000)) for key in (VOLUME, VALUE)]
        months = ["2", "2..3", "3", "", "2", "2,5", "1", "onbekend"][n]
        damage = ["0,4", "0,5", "0,2..0,4", "0,8", "0,3", "1,5", "0,1", "0,5"][n]
        lead = row[LEAD].split(" ")[0]
        lines.append(
            [row["Klantnummer"], row[NAME], row[OWNER], *thousands, count(row), lead, months, damage, "bellen"]
        )  # fmt: skip
    return text(lines, ";").encode("utf-8-sig")


TEXTS: dict[str, Callable[[], bytes]] = {
    "dutch-excel.csv": dutch_excel, "hubspot.csv": hubspot, "salesforce-report.csv": salesforce,
    "unicode-text.txt": unicode_text, "sep-line.csv": sep_line, "unclosed-quote.csv": unclosed_quote,
    "repeated-header.csv": repeated_header, "duplicate-ids.csv": duplicate_ids, "same-names.csv": same_names,
    "strange-names.csv": strange_names, "us-english.csv": us_english, "undecided-dates.csv": undecided_dates,
    "abbreviated.csv": abbreviated,
}  # fmt: skip
BOOKS: dict[str, Callable[[], bytes]] = {"marketer.xlsx": marketer, "dynamics.xlsx": dynamics}


def convert(name: str) -> None:
    """Let LibreOffice save a workbook as ODS and XLS; it calculates what had no value."""
    with tempfile.TemporaryDirectory() as home:
        for suffix in ("ods", "xls"):
            command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless"]
            command += ["--convert-to", suffix, "--outdir", str(HERE), str(HERE / name)]
            subprocess.run(command, check=True, capture_output=True)


def make(folder: Path) -> None:
    """Write every file but those of LibreOffice into a folder."""
    for name, content in TEXTS.items():
        (folder / name).write_bytes(content())
    for name, content in BOOKS.items():
        still(folder / name, content())


if __name__ == "__main__":
    make(HERE)
    convert("marketer.xlsx")
