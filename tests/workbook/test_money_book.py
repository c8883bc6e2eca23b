"""What stands in the workbook, who may read it, and what may be changed in it."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from playbook.errors import ContentError
from playbook.locales import Locale
from playbook.workbook.scenarios import End
from tests.economics.money import amount
from tests.support import make_profile
from tests.workbook.cases import (
    CASES,
    FULL,
    PROCESS,
    VALUE,
    changed,
    with_money,
)
from tests.workbook.office import book_of, case_of, differences

MARK = "Zwartbont"


@pytest.fixture(scope="module")
def full(costs, content):
    """The workbook with everything in it, in English."""
    return book_of(with_money(FULL), costs, content)


def opened(data, **how):
    return openpyxl.load_workbook(io.BytesIO(data), **how)


def cells(book):
    return [
        (sheet, cell)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def parts_of(data):
    """Return every part of the file as text, and their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode(errors='replace')}" for name in archive.namelist()
        )


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", CASES)
def test_a_viewer_that_does_not_calculate_shows_our_numbers(costs, content, name, locale):
    profile = with_money(CASES[name])
    made = book_of(profile, costs, content, locale)
    book = opened(made.data, data_only=True)
    assert list(differences(book, made, case_of(profile, costs))) == []
    assert [c.coordinate for _, c in cells(book) if c.value in ("Look", "Kijk na")] == []


@pytest.mark.parametrize("name", CASES)
def test_every_line_is_a_formula_and_only_figures_are_numbers(costs, content, name):
    profile = with_money(CASES[name])
    made = book_of(profile, costs, content)
    book = opened(made.data)
    for sheet, cell in made.lines.values():
        assert book[sheet][cell].data_type == "f", (sheet, cell)
    numbers = {c.coordinate for s, c in cells(book) if c.data_type == "n" and s.title != "Inputs"}
    assert numbers == set()


def test_only_figures_are_unlocked_and_the_lock_has_no_password(full):
    made = full
    book = opened(made.data)
    for sheet, cell in cells(book):
        is_shaded = cell.fill.fgColor.rgb == "FFFFF4CC"
        assert cell.protection.locked is not is_shaded, (sheet.title, cell.coordinate)
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    for (_, end), (sheet, cell) in made.figures.items():
        assert book[sheet][cell].protection.locked is (end is End.BASE)


def test_figures_can_only_be_what_they_measure(full):
    book = opened(full.data)
    sheet = book["Inputs"]
    limited = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert {one.type for one in limited.values()} == {"list", "decimal"}
    (choice,) = (one for one in limited.values() if one.type == "list")
    assert choice.formula1 == '"Low,Base,High"'
    assert book.defined_names["Scenario"].attr_text == f"Inputs!$C${str(choice.sqref)[1:]}"


def test_it_prints_on_a4_across_with_heads_that_stay(full):
    for sheet in opened(full.data):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.freeze_panes
        assert "24 November 2026" in sheet.oddFooter.left.text
        assert "Noordhof && Zonen" in sheet.oddHeader.left.text


def test_the_same_case_on_the_same_day_gives_the_same_bytes(full, costs, content):
    first, second = full.data, book_of(with_money(FULL), costs, content).data
    assert first == second
    properties = opened(first).properties
    assert (
        properties.created.isoformat() == properties.modified.isoformat() == "2026-11-24T00:00:00"
    )
    assert (properties.creator, properties.lastModifiedBy) == ("Meridian Lease", "Meridian Lease")


def test_a_text_that_looks_like_a_formula_stays_a_text(costs, content):
    profile = with_money(
        changed(VALUE, "value.price.source", "@SUM(A1)"),
        seller={"name": '=HYPERLINK("http://x")'},
        account={"name": "-2+3"},
    )
    book = opened(book_of(profile, costs, content).data)
    found = {str(c.value): c.data_type for _, c in cells(book)}
    for text in ("=1+1", "+Slower", "@SUM(A1)"):
        assert found[text] in ("s", "inlineStr"), text
    asked = make_profile(seller={"name": '=HYPERLINK("http://x")'})
    found = {
        str(c.value): c.data_type for _, c in cells(opened(book_of(asked, costs, content).data))
    }
    assert found['=HYPERLINK("http://x")'] in ("s", "inlineStr")


def internal(locale: Locale):
    """A profile with a mark in everything that is not for the buyer."""
    answer = {"level": 4, "said_by": MARK, "note": MARK, "sure": "guess", "on": "2026-10-01"}
    money = changed(FULL, "total_cost.elements.price.offer.note", MARK)
    money = changed(money, "process.use_of_hours", {"text": MARK, "said_by": "buyer"})
    money = changed(money, "gains.outcome", MARK)
    money = changed(money, "gains.measurement", MARK)
    money = changed(money, "gains.review", MARK)
    money = changed(money, "value.parity", [MARK])
    money = changed(money, "value.alternative", MARK)
    money = changed(money, "value.contention", [{"point": MARK, "settle": MARK}])
    money = changed(money, "total_cost.standstill.avoided.note", MARK)
    return make_profile(
        language=locale.value,
        seller={"name": "Meridian Lease", "contact": MARK, "role": MARK},
        offering={"summary": MARK, "category": MARK, "yearly_value": {"value": "7654321 EUR", "said_by": "seller", "note": MARK}},
        account={"name": "Account", "purchasing_volume": "987654321 EUR", "size": MARK, "industry": MARK},
        answers={"alternatives": [answer, answer], "cost_share": answer},
        proof_points=[{"claim": MARK, "figure": MARK, "source": MARK}],
        stakeholders=[{"name": MARK, "function": MARK, "note": MARK, "stance": "critic"}],
        objections=[{"objection": MARK, "answer": MARK}],
        actions=[{"action": MARK, "owner": MARK, "due": "2026-12-01"}],
        placement={"quadrant": "leverage", "reason": MARK},
        our_view={"revenue_share": 5, "growth": 1, "payment": 1, "ease": 1, "fit": 1},
        money=money,
    )  # fmt: skip


@pytest.mark.parametrize("locale", list(Locale))
def test_nothing_internal_stands_in_any_part_of_the_file(costs, content, locale):
    text = parts_of(book_of(internal(locale), costs, content, locale).data).casefold()
    assert "meridian lease" in text
    assert MARK.casefold() not in text
    assert "7654321" not in text
    assert "987654321" not in text
    words = ("kraljic", "quadrant", "kwadrant", "placement", "indeling", "tactic", "tactiek", "playbook", "leverage", "hefboom", "knelpunt", "floor", "internal", "intern.")  # fmt: skip
    assert [word for word in words if word in text] == []


def test_the_mark_is_found_where_a_buyer_s_note_brings_it(costs, content):
    """The search above is worth nothing unless it finds the mark where it is: the note beside the buyer's own figure."""
    money = changed(FULL, "total_cost.elements.price.current.note", MARK)
    assert MARK in parts_of(book_of(with_money(money), costs, content).data)


def test_a_benchmark_is_marked_with_source_and_caution(costs, content):
    for locale, mark in ((Locale.EN, "published (benchmark)"), (Locale.NL, "gepubliceerd (benchmark)")):  # fmt: skip
        made = book_of(with_money(PROCESS), costs, content, locale)
        sheet, cell = made.figures["money.process.cost_per_order", End.LOW]
        row = [str(one.value) for one in opened(made.data)[sheet][re.sub(r"\D", "", cell)]]
        assert mark in row
        benchmark = costs.benchmarks["apqc-order-2006"]
        source = content.sources[benchmark.source]
        assert any(source.text.rstrip(".") in one and "2006" in one for one in row)
        caution = source.caution.get(locale)
        assert not caution or any(caution.rstrip(".") in one for one in row)


@pytest.mark.parametrize("locale", list(Locale))
def test_without_money_it_is_a_sheet_to_fill_in(costs, content, locale):
    profile = make_profile()
    made = book_of(profile, costs, content, locale)
    book = opened(made.data)
    assert len(book.sheetnames) == 2
    asked = [c for c in book.worksheets[1]["B"][4:] if c.value]
    assert len(asked) == len(case_of(profile, costs).open_inputs) > 20
    assert all(str(one.value).endswith("?") for one in asked)
    assert not book.worksheets[1].cell(asked[0].row, 4).protection.locked


def test_everything_that_can_be_open_has_a_question_in_both_languages(costs, content):
    """Each template's elements, and what follows from each amount being in a unit that nobody counted."""
    for template in costs.templates:
        for per in ("unit per month", "use"):
            money = {
                "total_cost": {
                    "template": template,
                    "elements": {"price": {"offer": amount(1, per)}},
                    "standstill": {"current": {"hours": 8}},
                },
                "process": {"now": {"invoices": 10, "error_rate": "5%", "emergency_orders": 3}, "after": {"invoices": 5, "error_rate": "1%", "emergency_orders": 1}},
                "gains": {"pilot": {"months": 3}},
                "value": {"price": amount(10, per)},
            }  # fmt: skip
            for locale in Locale:
                book_of(make_profile(money=money), costs, content, locale)


def test_a_missing_label_is_told(costs, content):
    from dataclasses import replace

    texts = dict(content.labels[Locale.EN].texts)
    del texts["workbook.results"]
    labels = {**content.labels, Locale.EN: replace(content.labels[Locale.EN], texts=texts)}
    with pytest.raises(ContentError):
        book_of(with_money(FULL), costs, replace(content, labels=labels))


def test_every_calculation_has_a_sheet(costs, content):
    profile = with_money(FULL)
    titles = opened(book_of(profile, costs, content, Locale.NL).data).sheetnames
    assert titles == [
        "Overzicht", "Invoer", "Totale kosten", "Proces", "Batenverdeling", "Waarde", "Hulpblad", "Nog in te vullen"
    ]  # fmt: skip
    assert len(case_of(profile, costs).calculations) == 4
