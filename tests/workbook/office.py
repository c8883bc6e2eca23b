"""Recalculating workbooks with LibreOffice, and comparing what they say with what we worked out."""

from __future__ import annotations

import io
import math
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from playbook.economics.case import MoneyCase, compute_case
from playbook.economics.references import CostBook
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.workbook.money import MoneyBook, write_money
from playbook.workbook.scenarios import End
from playbook.workbook.wording import Cover

DAY = date(2026, 11, 24)
REQUIRED = "PLAYBOOK_REQUIRE_TOOLS"
"""Where this environment variable is 1, a missing LibreOffice fails the tests instead of skipping them."""
CLOSE = 1e-9


def office() -> str:
    """Return the program, or skip."""
    program = shutil.which("soffice")
    if program is None:
        told = "LibreOffice (soffice) is not installed: `make tools` installs it where it may"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(told)
        pytest.skip(reason=told)
    return program


def recalculated(folder: Path, books: Mapping[str, bytes]) -> dict[str, Any]:
    """Open every workbook in one run of LibreOffice, recalculate it, and return it with its values."""
    program = office()
    (folder / "in").mkdir(parents=True)
    for name, data in books.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(without_values(data))
    ran = subprocess.run(
        [
            program, f"-env:UserInstallation=file://{folder}/settings", "--headless", "--norestore",
            "--convert-to", "xlsx", "--outdir", str(folder / "out"),
            *(str(folder / "in" / f"{name}.xlsx") for name in books),
        ],
        check=False, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    made = {name: folder / "out" / f"{name}.xlsx" for name in books}
    assert all(path.exists() for path in made.values()), ran.stderr
    with warnings.catch_warnings():
        # LibreOffice writes its data bars in a newer form too, which openpyxl does not read.
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return {name: openpyxl.load_workbook(path, data_only=True) for name, path in made.items()}


def without_values(data: bytes) -> bytes:
    """Return a workbook without the values we wrote beside its formulas, so that only recalculating brings them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(made: MoneyBook, values: Mapping[tuple[str, End], float]) -> bytes:
    """Return a workbook with other figures in it, by input id and end."""
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    for key, value in values.items():
        sheet, cell = made.figures[key]
        assert not book[sheet][cell].protection.locked, key
        book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choosing(made: MoneyBook, scenario: str) -> bytes:
    """Return a workbook with another scenario chosen."""
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    sheet, cell = book.defined_names["Scenario"].attr_text.split("!")
    book[sheet][cell.replace("$", "")] = scenario
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def case_of(profile: OfferingProfile, costs: CostBook) -> MoneyCase:
    return compute_case(profile, costs.benchmarks, costs.templates)


def book_of(
    profile: OfferingProfile, costs: CostBook, content: ContentLibrary, locale: Locale = Locale.EN
) -> MoneyBook:
    account = profile.account.name if profile.account else None
    cover = Cover(profile.seller.name, profile.offering.name, account)
    case = case_of(profile, costs)
    return write_money(case, cover, content.labels[locale], content.sources, DAY)


def differences(book: Any, made: MoneyBook, case: MoneyCase) -> Iterable[str]:
    """Return every line, result and swing whose value in the workbook is not ours."""
    for key, expected in expected_values(case, made):
        sheet, cell = key[-1]
        found = book[sheet][cell].value
        if not is_same(found, expected):
            yield f"{key[:-1]} {sheet}!{cell}: {found}, not {expected}"


def expected_values(case: MoneyCase, made: MoneyBook) -> Iterable[tuple[Any, Decimal]]:
    """Return every number that stands in the workbook, with where it stands last in its key."""
    for section, calculation in case.calculations.items():
        for line in calculation.lines:
            for end, value in zip(End, (line.low, line.base, line.high), strict=True):
                yield ("line", line.id, end, made.lines[section, line.id, end]), value
        for result in calculation.results.values():
            for end, value in zip(End, (result.low, result.base, result.high), strict=True):
                yield ("result", result.id, end, made.results[section, result.id, end]), value
        first = next(iter(calculation.results.values()), None)
        for swing in first.tornado if first else ():
            for end, value in ((End.LOW, swing.at_low), (End.HIGH, swing.at_high)):
                place = made.swings.get((section, swing.input_id, end))
                if place:
                    yield ("swing", swing.input_id, end, place), value


def is_same(found: Any, expected: Decimal) -> bool:
    if not expected.is_finite():
        return bool(found == "#DIV/0!")
    return isinstance(found, int | float) and math.isclose(
        found, float(expected), rel_tol=CLOSE, abs_tol=CLOSE
    )
