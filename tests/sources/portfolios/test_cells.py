"""Single cells: amounts, days and answers, and what a column tells of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from playbook.locales import Locale
from playbook.profile.answer import Answer
from playbook.sources.portfolios.amounts import read_amount, style_shown
from playbook.sources.portfolios.answer_cells import read_answer
from playbook.sources.portfolios.days import DayOrder, read_day
from playbook.sources.portfolios.evidence import ColumnEvidence, weigh_column
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.sheets.sheet import CellKind, NumberStyle
from tests.sources.portfolios.making import cell, sheet

COMMA, DOT, UNKNOWN = NumberStyle.COMMA, NumberStyle.DOT, NumberStyle.UNKNOWN


def fault_of(call, *arguments):
    with pytest.raises(CellFault) as caught:
        call(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    ("typed", "style", "value", "currency"),
    [
        ("€ 1.250.000", UNKNOWN, "1250000", "EUR"),
        ("1.250.000,50", UNKNOWN, "1250000.50", None),
        ("1,250,000.50", UNKNOWN, "1250000.50", None),
        ("1,2 mln", UNKNOWN, "1200000", None),
        ("EUR 4 200 000", UNKNOWN, "4200000", "EUR"),
        ("k€ 50", UNKNOWN, "50000", "EUR"),
        ("€50k", UNKNOWN, "50000", "EUR"),
        ("1.250", COMMA, "1250", None),
        ("1.250", DOT, "1.25", None),
        ("1,250", COMMA, "1.25", None),
        ("1,250", DOT, "1250", None),
        ("12.000,-", COMMA, "12000", None),
        ("$ 3.5m", UNKNOWN, "3500000", "USD"),
        ("CHF 12’500", UNKNOWN, "12500", "CHF"),
        ("€ 64.000 per jaar", COMMA, "64000", "EUR"),
        ("€ 64.000 p/j", COMMA, "64000", "EUR"),
        ("64.000,- p.j.", COMMA, "64000", None),
        ("€ 64.000 /jr", COMMA, "64000", "EUR"),
        (1250.3333333, UNKNOWN, "1250.33", None),
        (4200000, UNKNOWN, "4200000", None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed, style, value, currency):
    found = read_amount(cell(typed), style)
    assert (found.value, found.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.250", "amount-ambiguous"),
        ("veel", "amount"),
        ("ca. 1,7 miljoen", "amount"),
        ("-5", "amount-negative"),
        ("(1.250)", "amount-negative"),
        (-7, "amount-negative"),
        ("50.000 - 75.000", "amount-range"),
        ("€ 500 per maand", "amount-monthly"),
        ("€ 500 p/m", "amount-monthly"),
        (">1 mln", "amount-range"),
        ("< € 50.000,00", "amount-range"),
        ("5 mln+", "amount-range"),
        ("5 mln p.m.", "amount-monthly"),
        ("1,5+ mln", "amount-range"),
        (date(2026, 1, 1), "amount"),
        (True, "amount"),
        ("12 bananen", "amount"),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(typed, code):
    assert fault_of(read_amount, cell(typed), UNKNOWN) == code


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("closedwon", "running-contract"),
        ("contractsent", "negotiation"),
        ("decisionmakerboughtin", "negotiation"),
        ("presentationscheduled", "specification"),
        ("qualifiedtobuy", "orientation"),
        ("appointmentscheduled", "orientation"),
    ],
)
def test_stages_of_hubspot_are_known_by_their_internal_names(fields, typed, stage):
    assert fields.meant("offering.stage", typed) == stage


def test_zero_is_not_known():
    assert read_amount(cell(0), UNKNOWN) is None
    assert read_amount(cell("€ 0,00"), UNKNOWN) is None


def test_a_header_multiplies_its_amounts_but_not_one_that_says_so_itself():
    assert read_amount(cell("12"), UNKNOWN, 1000).value == 12000
    assert read_amount(cell("12 mln"), UNKNOWN, 1000).value == 12000000


@pytest.mark.parametrize(
    ("text", "style"),
    [("1.250", UNKNOWN), ("1,250", UNKNOWN), ("12,5", COMMA), ("12.5", DOT), ("1.250.000", COMMA), ("1,250,000", DOT), ("1.250,50", COMMA), ("1250", UNKNOWN)],
)  # fmt: skip
def test_only_what_can_be_read_one_way_proves_a_number_style(text, style):
    assert style_shown(text) is style


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("€ 1.250K", "€ 1250K", "€ 1.25K"),
        ("£ 5.000", "£ 5000", "£ 5"),
        ("1.234 mln", "1234 mln", "1.2340 mln"),
        ("1,250", "1250", "1,25"),
    ],
)
def test_both_readings_of_an_amount_are_offered_with_its_currency_and_multiple(typed, one, other):
    with pytest.raises(CellFault) as caught:
        read_amount(cell(typed), UNKNOWN)
    assert (caught.value.values["one"], caught.value.values["other"]) == (one, other)
    for way in (one, other):
        assert read_amount(cell(way), UNKNOWN)


@pytest.mark.parametrize(
    ("delimiter", "values", "style"),
    [
        (";", ["€ 250.000", "€ 180.000"], COMMA),
        (",", ["€ 250.000", "€ 180.000"], UNKNOWN),
        (None, ["€ 250.000"], UNKNOWN),
        (";", ["€ 250,000", "€ 180.000"], UNKNOWN),
        (";", ["€ 250.000", "€ 1.80"], DOT),
        (";", ["250"], UNKNOWN),
    ],
)
@pytest.mark.parametrize("field", ["offering.yearly_value", "answers.outage_cost"])
def test_round_thousands_between_semicolons_are_thousands_and_told(
    fields, delimiter, values, style, field
):
    table = replace(sheet(["Jaarwaarde"], *([one] for one in values)), delimiter=delimiter)
    evidence = weigh_column(table, table.columns[0], fields[field])
    assert evidence.style is style
    assert evidence.notices == (("decimal-assumed",) if style is COMMA else ())


def test_a_decimal_dot_elsewhere_in_the_sheet_leaves_round_thousands_open(fields):
    rows = [["€ 250.000", "4.5"], ["€ 180.000", "3,5"]]
    table = replace(sheet(["Jaarwaarde", "Score"], *rows), delimiter=";")
    assert weigh_column(table, table.columns[0], fields["offering.yearly_value"]).style is UNKNOWN


DAY_FIRST, MONTH_FIRST = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("typed", "order", "wanted"),
    [
        ("2026-11-24", DAY_FIRST, date(2026, 11, 24)),
        ("24-11-2026", DAY_FIRST, date(2026, 11, 24)),
        ("24/11/2026", DAY_FIRST, date(2026, 11, 24)),
        ("24.11.26", DAY_FIRST, date(2026, 11, 24)),
        ("3/4/2026", DAY_FIRST, date(2026, 4, 3)),
        ("3/4/2026", MONTH_FIRST, date(2026, 3, 4)),
        ("04.03.2026", MONTH_FIRST, date(2026, 3, 4)),
        ("11/24/2026", DAY_FIRST, date(2026, 11, 24)),
        ("24 nov 2026", DAY_FIRST, date(2026, 11, 24)),
        ("24 november 2026", DAY_FIRST, date(2026, 11, 24)),
        ("Nov 24, 2026", DAY_FIRST, date(2026, 11, 24)),
        ("2026-11-24T10:15:00Z", DAY_FIRST, date(2026, 11, 24)),
        ("24-11-2026 10:15", DAY_FIRST, date(2026, 11, 24)),
        (date(2026, 11, 24), DAY_FIRST, date(2026, 11, 24)),
        (46350, DAY_FIRST, date(2026, 11, 24)),
    ],
)
def test_a_day_is_read_in_every_shape(typed, order, wanted):
    assert read_day(cell(typed), order) == wanted


@pytest.mark.parametrize("typed", ["morgen", "31-2-2026", "13/13/2026", 12, "24-foo-2026"])
def test_what_is_no_day_is_refused(typed):
    assert fault_of(read_day, cell(typed), DAY_FIRST) == "day"


@pytest.mark.parametrize("typed", ["1-1-1900", "1999-12-31", date(1900, 1, 1)])
def test_a_day_before_2000_is_refused(typed):
    assert fault_of(read_day, cell(typed), DAY_FIRST) == "day-early"


@pytest.mark.parametrize(
    ("values", "order", "notices"),
    [
        (["3/4/2026", "11/24/2026"], MONTH_FIRST, ()),
        (["3/4/2026", "24/11/2026"], DAY_FIRST, ()),
        (["3-4-2026", "5-4-2026"], DAY_FIRST, ("days-assumed",)),
        (["3/4/2026", "5/4/2026"], DayOrder.UNKNOWN, ()),
        (["3/3/2026", ""], DAY_FIRST, ()),
        (["3/4/2026", "24/11/2026", "11/24/2026"], DAY_FIRST, ("days-mixed",)),
        (["2026-04-03", ""], DAY_FIRST, ()),
        (["04.03.2026", "5.4.2026"], DAY_FIRST, ()),
    ],
)
def test_one_date_of_a_column_tells_how_the_others_are_meant(fields, values, order, notices):
    table = sheet(["Answered on"], *([one] for one in values))
    evidence = weigh_column(table, table.columns[0], fields["on"])
    assert (evidence.order, evidence.notices) == (order, notices)


def test_dates_with_slashes_are_day_first_where_commas_are_decimal_and_else_as_the_sheet_proves(
    fields,
):
    rows = [["3/4/2026", "x"], ["5/4/2026", "11/24/2026"]]
    table = sheet(["Answered on", "Created"], *rows)
    assert weigh_column(table, table.columns[0], fields["on"]).order is MONTH_FIRST
    table = sheet(["Answered on"], ["3/4/2026"], style=COMMA)
    evidence = weigh_column(table, table.columns[0], fields["on"])
    assert (evidence.order, evidence.notices) == (DAY_FIRST, ("days-assumed",))


PLAIN = ColumnEvidence()


@pytest.mark.parametrize(
    ("factor", "typed", "wanted"),
    [
        ("alternatives", "3", "3"),
        ("alternatives", 4, "4"),
        ("alternatives", "6 leveranciers", "6 leveranciers"),
        ("alternatives", "3 tot 6 suppliers", "3..6 suppliers"),
        ("alternatives", "onbekend", "unknown"),
        ("alternatives", "don’t know", "unknown"),
        ("switching_time", "ca. 6 weken", "6 weken"),
        ("switching_time", "2 à 3 maanden", "2..3 maanden"),
        ("cost_share", "2,5%", "2,5%"),
        ("cost_share", "2,5 %", "2,5%"),
        ("outage_cost", "€ 50.000,-", "50000 EUR"),
        ("outage_cost", "€ 50000..75000", "€ 50000..75000"),
        ("specification", "2..3", "2..3"),
    ],
)
def test_an_answer_is_one_that_a_profile_takes(bank, factor, typed, wanted):
    found = read_answer(cell(typed), bank[factor], PLAIN)
    assert found == wanted
    Answer.model_validate(found)


@pytest.mark.parametrize("locale", Locale)
def test_every_choice_of_our_lists_is_its_level(bank, locale):
    for factor in bank:
        for level, anchor in enumerate(factor.texts[locale].anchors, start=1):
            for text in (f"{level} – {anchor}", f"{level} - {anchor}", anchor):
                found = read_answer(cell(text), factor, PLAIN)
                is_figure = text in (
                    "2 suppliers",
                    "3 suppliers",
                    "2 leveranciers",
                    "3 leveranciers",
                )
                assert found == (text if is_figure else str(level)), (factor.id, text)


def test_a_range_is_no_choice_of_a_list(bank):
    assert (
        read_answer(cell("2 – 3 leveranciers"), bank["alternatives"], PLAIN) == "2 – 3 leveranciers"
    )


@pytest.mark.parametrize(
    ("factor", "typed", "code"),
    [
        ("alternatives", "9", "answer-bare-suppliers"),
        ("outage_cost", "€ 50.000", "amount-ambiguous"),
        ("outage_cost", "€ 50.000..75.000", "amount"),
        ("switching_time", "6", "answer-bare-duration"),
        ("cost_share", "12,5", "answer-bare-percent"),
        ("specification", "7", "answer-level"),
        ("specification", "hoog", "answer-level"),
        ("alternatives", "6 weken", "answer-suppliers"),
        ("alternatives", "3+ leveranciers", "answer-suppliers"),
        ("cost_share", "veel", "answer-percent"),
        ("specification", date(2026, 3, 2), "answer-date"),
        ("cost_share", 0.025, "answer-fraction"),
    ],
)
def test_what_is_no_answer_is_refused_by_what_was_asked(bank, factor, typed, code):
    assert fault_of(read_answer, cell(typed), bank[factor], PLAIN) == code


def evidence_of(fields, header, field_id, *values):
    table = sheet([header], *([one] for one in values))
    return weigh_column(table, table.columns[0], fields[field_id])


def test_shares_that_excel_keeps_as_fractions_are_told_by_the_whole_column(fields, bank):
    evidence = evidence_of(fields, "Cost share", "answers.cost_share", 0.025, 0.1, "")
    assert (evidence.are_fractions, evidence.notices) == (True, ("fractions",))
    assert read_answer(cell(0.025), bank["cost_share"], evidence) == "2.5%"
    assert fault_of(read_answer, cell(1), bank["cost_share"], evidence) == "answer-fraction"


def test_fractions_beside_percents_are_refused(fields, bank):
    evidence = evidence_of(fields, "Cost share", "answers.cost_share", 0.5, 12.5)
    assert fault_of(read_answer, cell(0.5), bank["cost_share"], evidence) == "answer-fraction"


def test_a_cell_that_shows_its_percent_sign_is_as_it_shows(bank):
    shown = cell(0.025)
    shown = type(shown)(CellKind.NUMBER, "2.5%", shown.value)
    assert read_answer(shown, bank["cost_share"], PLAIN) == "2.5%"


def test_a_header_says_what_bare_numbers_count(fields, bank):
    weeks = evidence_of(fields, "Overstaptijd (weken)", "answers.switching_time", "6")
    assert read_answer(cell("6"), bank["switching_time"], weeks) == "6 weeks"
    assert read_answer(cell("5-8"), bank["switching_time"], weeks) == "5-8 weeks"
    count = evidence_of(fields, "Aantal leveranciers", "answers.alternatives", "3")
    assert read_answer(cell("3"), bank["alternatives"], count) == "3 suppliers"
    level = evidence_of(fields, "Alternatieven", "answers.alternatives", "3")
    assert read_answer(cell("3"), bank["alternatives"], level) == "3"


def test_numbers_above_five_make_a_column_of_suppliers(fields, bank):
    count = evidence_of(fields, "Alternatieven", "answers.alternatives", "3", "9")
    assert count.notices == ("unit-column",)
    assert read_answer(cell("3"), bank["alternatives"], count) == "3 suppliers"


@pytest.mark.parametrize(
    ("field", "typed", "others"),
    [
        ("cost_share", "5", ["2%", "12%", "3,5%"]),
        ("switching_time", 3, ["6 weken", "2..3 maanden"]),
        ("switching_time", "2-3", ["6 weken"]),
        ("alternatives", "4", ["4 leveranciers", "unknown"]),
    ],
)
def test_a_column_of_answers_with_units_shows_that_it_needs_them(
    fields, bank, field, typed, others
):
    evidence = evidence_of(fields, "Vraag", f"answers.{field}", typed, *others)
    assert evidence.needs_units
    assert read_answer(cell(others[0]), bank[field], evidence) == others[0]


@pytest.mark.parametrize("others", [["4", "2", "6 weken"], ["2 – 2–6 weken", "1"], []])
def test_a_bare_number_among_levels_is_one(fields, bank, others):
    evidence = evidence_of(fields, "Overstaptijd", "answers.switching_time", "3", *others)
    assert not evidence.needs_units
    assert read_answer(cell("3"), bank["switching_time"], evidence) == "3"
