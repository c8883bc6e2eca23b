"""The money page: the calculation that fits the approach, told honestly, and a table that can be recomputed by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from playbook.build.workshop import brief_account
from playbook.document.money_charts import Stair, Tone, bridge, tornado
from playbook.document.money_page import SECTION_OF, Section, compose_money_page
from playbook.economics.sheet import Measure, Result, Swing
from playbook.kraljic.matrix import Quadrant
from playbook.library.library import Source
from playbook.locales import Locale
from tests.economics.money import BOOK, amount
from tests.support import make_profile


def element(name, phase, per="year", **sides):
    return {"name": name, "phase": phase, **{side: amount(one, per) for side, one in sides.items()}}


COST = {
    "units": {"value": 600, "said_by": "buyer", "on": "2026-10-14"},
    "elements": {
        "price": {
            "offer": amount(667, "unit per month", "seller", "2026-11-03"),
            "current": amount(661, "unit per month"),
            "alternative": amount("656..664 EUR", "unit per month", "seller", "2026-11-10"),
        },
        "fuel": element("Fuel", "use", "unit per year", offer="3000..3200 EUR", current=3300),
        "hand_in": element("Hand-in", "end-of-life", "unit", offer=100, current=300),
    },
}
TOTAL_COST = {"years": 4, "discount_rate": "6%", "total_cost": COST}
PROCESS = {
    "process": {
        "said_by": "buyer",
        "on": "2026-11-09",
        "now": {"orders": 1150, "invoices": 1150, "sites": 9},
        "after": {"orders": 900, "invoices": 12},
        "cost_per_order": {"benchmark": "orders"},
        "cost_per_invoice": amount("3..8 EUR", "invoice"),
        "steps": [
            {"name": "Retype lines", "now": 4140, "after": 0, "unit": "lines"},
            {"name": "Pay", "now": 1150, "after": 12},
            {"name": "Sign", "now": 5, "after": 5},
        ],
    },
    "rates": [{"from": "USD", "to": "EUR", "rate": "0.9", "on": "2026-10-30", "source": "ECB"}],
    "yearly_price": amount(64000, "year"),
}
GAINS = {
    "years": 5,
    "gains": {
        "outcome": "Released in five days",
        "baseline": amount("4800000..5600000 EUR"),
        "improvement": "12..20%",
        "contributions": {"seller": amount(150000), "buyer": amount(180000)},
        "share": "30%",
    },
}
VALUE = {
    "value": {
        "alternative": "The cheapest",
        "reference_price": amount(660),
        "price": amount(667),
        "differences": [
            {"name": "Fewer stops", "worth": amount("2..15 EUR"), "direction": "more"},
            {"name": "A link to build", "worth": amount(1), "direction": "less"},
        ],
        "parity": ["Service at night"],
        "contention": [{"point": "The cost of a day", "settle": "Price one month’s lost jobs"}],
    }
}
MONEY = {
    Quadrant.LEVERAGE: TOTAL_COST,
    Quadrant.BOTTLENECK: TOTAL_COST,
    Quadrant.ROUTINE: PROCESS,
    Quadrant.STRATEGIC: GAINS,
}


@pytest.fixture(scope="module")
def shop(workshop):
    sources = {
        "study-2020": Source("study-2020", "Study 2020", "A study", {Locale.EN: "Few firms."})
    }
    library = replace(workshop.library, sources={**workshop.library.sources, **sources})
    return replace(workshop, costs=BOOK, library=library)


@pytest.fixture(scope="module")
def page_of(shop):
    def made(quadrant, money, locale=Locale.EN, lean=0):
        profile = make_profile(money=money, placement={"quadrant": quadrant.value, "reason": "So"})
        briefing = brief_account(profile, locale, shop)
        return compose_money_page(briefing, lean), briefing.money

    return made


def number(text):
    """Return the number that an English cell shows."""
    return Decimal(re.sub(r"[^\d.−]", "", text).replace("−", "-"))


@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_without_figures_the_page_is_a_worksheet(page_of, quadrant):
    page, _ = page_of(quadrant, {})
    assert page.is_worksheet
    assert page.block.items
    assert not page.other


@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_each_approach_prints_its_own_calculation_and_names_the_others(page_of, quadrant):
    page, _ = page_of(quadrant, {**TOTAL_COST, **PROCESS, **GAINS, "years": 4})
    assert page.section is SECTION_OF[quadrant]
    assert page.sums
    assert set(page.other) == set(Section) - {page.section}


def test_where_only_another_calculation_has_figures_the_worksheet_says_so(page_of):
    page, _ = page_of(Quadrant.ROUTINE, TOTAL_COST)
    assert page.is_worksheet
    assert page.other == (Section.TOTAL_COST,)


@pytest.mark.parametrize(
    ("fuel", "kind"),
    [
        ("3000..3200 EUR", "saves about"),
        ("2900..3550 EUR", "with every figure against us it costs"),
        ("3000..3600 EUR", "only with every figure in our favour it saves"),
        ("3300..3600 EUR", "costs about"),
        ("3100 EUR", "saves €"),
        ("3500 EUR", "on cost alone it does not win"),
    ],
)
def test_the_verdict_is_honest_at_both_ends(page_of, fuel, kind):
    elements = {
        **COST["elements"],
        "fuel": element("Fuel", "use", "unit per year", offer=fuel, current=3300),
    }
    page, _ = page_of(
        Quadrant.LEVERAGE, {**TOTAL_COST, "total_cost": {**COST, "elements": elements}}
    )
    assert kind in page.sums.verdict


def test_the_table_gives_a_controller_the_totals_of_the_case(page_of):
    """Amount times factor, added up by hand, is the total; a difference of whole units comes from rounded factors."""
    page, case = page_of(Quadrant.LEVERAGE, TOTAL_COST)
    (table,) = page.sums.tables
    by_hand = Decimal(0)
    for row in table.rows:
        if row.kind == "line":
            ends = [number(one) for one in row.cells[3].text.split("–")]
            by_hand += sum(ends) / len(ends) * number(row.cells[2].text or "1")
    total = case.total_cost.calculation.line("offer.total").base
    assert abs(by_hand - total) / total < Decimal("0.0001")
    last = table.rows[-1]
    assert number(last.cells[3].text) == round(total)
    assert number(last.cells[-1].text) == round(
        case.total_cost.calculation.results["saving.current"].base
    )


def test_sums_of_phases_add_up_also_where_elements_are_left_out(page_of):
    for lean in (0, 3):
        page, _ = page_of(Quadrant.LEVERAGE, TOTAL_COST, lean=lean)
        rows = page.sums.tables[0].rows
        groups = [number(row.cells[3].text) for row in rows if row.kind == "group"]
        assert abs(sum(groups) - number(rows[-1].cells[3].text)) <= len(groups)


def test_every_figure_carries_who_gave_it_and_when(page_of):
    page, _ = page_of(Quadrant.LEVERAGE, TOTAL_COST)
    row = next(one for one in page.sums.tables[0].rows if "price" in one.cells[0].text.lower())
    assert [cell.mark for cell in row.cells[3:6]] == ["S1", "B1", "S2"]
    assert "S1 seller, 3 Nov 2026" in page.notes
    assert "B1 buyer, 14 Oct 2026" in page.notes


def test_a_benchmark_is_marked_with_its_source_year_country_and_caution(page_of):
    page, _ = page_of(Quadrant.ROUTINE, PROCESS)
    (note,) = [one for one in page.notes if one.startswith("P1")]
    assert note == "P1 Order (Study 2020, US, 2006). Few firms"
    marks = [cell.mark for table in page.sums.tables for row in table.rows for cell in row.cells]
    assert "P1" in marks


def test_the_process_says_what_it_is_worth_of_the_price_and_the_one_thing_to_offer(page_of):
    page, case = page_of(Quadrant.ROUTINE, PROCESS)
    worth = case.process.calculation.results["break-even"]
    shown = page.sums.verdict
    assert shown.startswith("Our way of working is worth")
    assert f"{round(worth.low * 100)} to {round(worth.high * 100)}% of the price" in shown
    assert page.sums.remarks[0].name == "Offer one thing: One consolidated invoice"
    assert "1,150 invoices" in page.sums.remarks[0].text
    removed, fewer, kept = page.sums.steps
    assert removed.is_removed
    assert removed.counts == "4,140 → 0 lines: no longer needed"
    assert (fewer.counts, kept.counts) == ("1,150 → 12", "5: stays")
    assert (removed.now, removed.after) == (1, 0)


def test_shared_gains_start_from_the_pool_and_end_at_both_shares(page_of):
    page, case = page_of(Quadrant.STRATEGIC, GAINS)
    amounts = [row.amount for row in page.sums.chart.rows]
    assert amounts == ["€832,000", "−€150,000", "−€180,000", "€502,000", "−€151,000", "€351,000"]
    assert "€832,000" in page.sums.verdict
    assert case.gains.calculation.results["buyer-gain"].base == 351400
    assert {one.name for one in page.questions} >= {"Most we receive", "Cost of a pilot"}


def test_the_bottleneck_puts_the_standstill_first(page_of):
    stop = {"probability": "25%", "hours": 9, "cost_per_hour": amount(315, "hour")}
    money = {
        **TOTAL_COST,
        "total_cost": {**COST, "standstill": {"current": stop, "avoided": "50%"}},
    }
    first = page_of(Quadrant.BOTTLENECK, money)[0].sums.remarks[0]
    assert first.name == "Standstill"
    assert "Now: 25% (S1) × 9 h (S1) × €315 (B1) = €708.75 a year" in first.text
    assert "Our offer: 50% (S1) avoided, so 12.5% × 9 h (S1) × €315 (B1) = €354.38" in first.text
    assert page_of(Quadrant.LEVERAGE, money)[0].sums.remarks[0].name == "Price"


def test_the_value_bridge_runs_from_the_reference_to_the_worth(page_of):
    page, _ = page_of(Quadrant.LEVERAGE, {**TOTAL_COST, **VALUE})
    rows = page.value.chart.rows
    assert [row.amount for row in rows] == ["€660", "+€8.50", "−€1", "€667.50", "€667"]
    assert rows[1].spans[0].start == pytest.approx(rows[0].spans[0].end)
    assert rows[3].spans[0].end == pytest.approx(rows[2].spans[0].start)
    assert "it depends on the figures" in page.value.verdict
    assert page.value.contention[0].text == "Price one month’s lost jobs"
    assert page.value.parity == ("Service at night",)


def test_open_figures_are_questions_with_whom_to_ask_from_the_template_where_it_has_one(page_of):
    cost = {"template": "cars", "elements": {"price": COST["elements"]["price"]}, "units": 600}
    page, _ = page_of(Quadrant.LEVERAGE, {"years": 2, "total_cost": cost})
    asked = {(one.name, one.ask, one.holder) for one in page.questions}
    assert ("Fuel", "Fuel?", "Controller") in asked
    assert any(one.name == "Fuel: our own figure" for one in page.questions)
    lean, _ = page_of(Quadrant.LEVERAGE, {"years": 2, "total_cost": cost}, lean=3)
    assert len(lean.questions) + lean.more_questions == len(page.questions) + page.more_questions


def test_amounts_are_written_the_dutch_way(page_of):
    page, _ = page_of(Quadrant.LEVERAGE, TOTAL_COST, Locale.NL)
    assert page.sums.chart.rows[0].amount.startswith("€\u00a0")
    assert page.sums.chart.rows[0].amount.endswith("\u00a0mln")
    assert "Vergeleken met de huidige situatie" in page.sums.verdict


def test_a_bridge_far_above_zero_is_cut_and_one_that_reaches_zero_is_not():
    def stairs(first):
        return [
            Stair("a", Decimal(first), "", True),
            Stair("b", Decimal(5), ""),
            Stair("c", Decimal(first + 5), "", True),
        ]

    assert bridge(stairs(600))[1]
    assert not bridge(stairs(1))[1]
    rows, _ = bridge([*stairs(1), Stair("d", Decimal(-9), "")])
    assert rows[-1].spans[0].tone is Tone.HOLLOW


def test_a_tornado_has_the_largest_five_around_one_line_and_no_infinite_end():
    swings = [
        Swing(str(size), Decimal(50 - size), Decimal(50 + size)) for size in (40, 30, 20, 10, 5, 1)
    ]
    swings.insert(0, Swing("infinite", Decimal("Infinity"), Decimal(1)))
    result = Result(
        "r", Measure.MONEY, Decimal(0), Decimal(50), Decimal(100), tuple(swings), {}, {}
    )
    rows = tornado(result, {one.input_id: (one.input_id, "low", "high", "") for one in swings})
    assert [row.name for row in rows] == ["40", "30", "20", "10", "5"]
    assert {row.marks for row in rows} == {(0.5,)}
    assert (rows[0].spans[0].start, rows[0].spans[1].end) == (0, 1)
    falling = replace(result, tornado=(Swing("40", Decimal(90), Decimal(10)),))
    (row,) = tornado(falling, {"40": ("40", "low", "high", "")})
    assert (row.left, row.right) == ("high", "low")


def test_what_is_not_known_is_counted_apart_from_what_is_small(page_of):
    cost = {"template": "cars", "elements": {"price": COST["elements"]["price"]}, "units": 600}
    page, case = page_of(Quadrant.LEVERAGE, {"years": 2, "total_cost": cost})
    unknown = sum(not one.totals for one in case.total_cost.elements)
    notes = " ".join(page.sums.tables[0].notes)
    assert unknown
    assert f"Not known yet, not in the sums: {unknown}." in notes
    assert "not shown" not in notes


def test_a_side_that_misses_a_cost_known_elsewhere_says_so_at_its_total_and_bar(page_of):
    elements = {"price": COST["elements"]["price"], "fuel": element("Fuel", "use", offer=10)}
    for locale, word in ((Locale.EN, "incomplete"), (Locale.NL, "onvolledig")):
        cost = {**COST, "elements": elements}
        page, _ = page_of(Quadrant.LEVERAGE, {**TOTAL_COST, "total_cost": cost}, locale)
        rows = page.sums.tables[0].rows
        assert [cell.mark for cell in rows[-1].cells[3:6]] == ["", word, word]
        assert [f"({word})" in row.name for row in page.sums.chart.rows] == [False, True, True]
        use = [row for row in rows if row.kind == "group"][-1]
        assert [cell.text for cell in use.cells[4:6]] == ["–", "–"]
    zero = element("Tyres", "use", current=0, offer=5)
    with_zero = {**COST, "elements": {**elements, "tyres": zero}}
    page, _ = page_of(Quadrant.LEVERAGE, {**TOTAL_COST, "total_cost": with_zero})
    use = [row for row in page.sums.tables[0].rows if row.kind == "group"][-1]
    assert [cell.text for cell in use.cells[4:6]] == ["–", "–"]
    whole, _ = page_of(
        Quadrant.LEVERAGE,
        {**TOTAL_COST, "total_cost": {**COST, "elements": {"price": elements["price"]}}},
    )
    assert not any(cell.mark for cell in whole.sums.tables[0].rows[-1].cells)


def test_the_longest_payback_stands_under_low_and_its_unit_in_the_name_of_the_row(page_of):
    pilot = {"cost": amount(100000, "once"), "share_of_pool": "22.5%", "months": 6}
    page, _ = page_of(Quadrant.STRATEGIC, {**GAINS, "gains": {**GAINS["gains"], "pilot": pilot}})
    row = page.sums.scenarios[-1]
    assert row.name.endswith("(months)")
    assert Decimal(row.low) > Decimal(row.base) > Decimal(row.high)
    worked = page.sums.tables[-1].rows[-1]
    assert [cell.text for cell in worked.cells[2:]] == [row.low, row.base, row.high]
    texts = [cell.text for table in page.sums.tables for one in table.rows for cell in one.cells]
    assert any("22.5%" in text for text in texts)


def test_beside_a_bar_of_the_tornado_stand_short_amounts(page_of):
    page, _ = page_of(Quadrant.STRATEGIC, GAINS)
    sides = {(row.left, row.right) for row in page.sums.hangs_on.rows}
    assert ("€4.80m", "€5.60m") in sides


def test_one_year_is_no_years(page_of):
    for locale, one, more in (
        (Locale.EN, "Total over 1 year", "Total over 4 years"),
        (Locale.NL, "Totaal over 1 jaar", "Totaal over 4 jaar"),
    ):
        for years, text in ((1, one), (4, more)):
            page, _ = page_of(Quadrant.LEVERAGE, {**TOTAL_COST, "years": years}, locale)
            assert page.sums.tables[0].rows[-1].cells[0].text == text


def test_a_result_of_published_amounts_only_is_marked_a_benchmark(page_of):
    published = {key: one for key, one in PROCESS["process"].items() if key != "cost_per_invoice"}
    for locale in Locale:
        page, _ = page_of(Quadrant.ROUTINE, {**PROCESS, "process": published}, locale)
        assert "Benchmark: " in page.sums.verdict
        page, _ = page_of(Quadrant.ROUTINE, PROCESS, locale)
        assert "Benchmark" not in page.sums.verdict


@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_a_complete_comparison_stands_where_the_other_calculation_has_no_figures(page_of, quadrant):
    page, case = page_of(quadrant, VALUE)
    assert not page.is_worksheet
    assert page.value is None
    assert [row.amount for row in page.sums.chart.rows][-2:] == ["€667.50", "€667"]
    assert "it depends on the figures" in page.sums.verdict
    assert len(page.sums.tables[0].rows) == len(case.value.calculation.inputs)
    assert page.questions
    half = {"value": {**VALUE["value"], "price": None}}
    assert page_of(quadrant, half)[0].is_worksheet
