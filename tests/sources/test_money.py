"""The money section in a file: every mistake with its place and remedy, every doubt as a warning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import Severity
from playbook.locales import Locale
from playbook.profile import MoneyGiven
from playbook.sources.costs import load_costs
from playbook.sources.profiles import parse_profile, read_profile
from playbook.sources.structured import SourceDocument, parse_structured
from tests.support import MINIMAL, make_bank, problems_if_any, problems_of

BANK = make_bank()
TEXT = (
    MINIMAL
    + """\
  yearly_value: {value: 138000 EUR, said_by: buyer, on: 2026-10-14}
money:
  years: 4
  discount_rate: {value: 6%, said_by: buyer, on: 2026-10-14}
  total_cost:
    template: vehicles
    units: 600
    elements:
      price:
        offer: {value: 667 EUR, per: unit per month, said_by: seller, on: 2026-11-03}
        current: {value: 655..670 EUR, per: eenheid per maand, said_by: buyer, on: 2026-11-03}
      washing:
        name: {en: Washing, nl: Wassen}
        phase: use
        offer: {value: 0 EUR, per: jaar, said_by: seller, on: 2026-11-03}
        current: {value: 9000 EUR, per: jaar, said_by: buyer, on: 2026-11-03}
    standstill:
      current:
        probability: 10..20%
        hours: 8
        cost_per_hour: {value: 2000 EUR, per: hour, said_by: buyer, on: 2026-11-03}
      avoided: {value: 50%, said_by: seller}
  process:
    now: {orders: 600, invoices: 720, emergency_orders: 30}
    after: {orders: 348, invoices: 372}
    cost_per_order: {value: 35..90 EUR, per: order, said_by: buyer, on: 2026-11-03}
    cost_per_invoice: {value: 8..12 EUR, per: factuur, said_by: buyer, on: 2026-11-03}
  gains:
    baseline: {value: 300000 EUR, per: year, said_by: buyer, on: 2026-11-03}
    improvement: {value: 6..10%, said_by: buyer, on: 2026-11-03}
    share: 40%
    floor: {value: 2000 EUR, per: year, said_by: seller, on: 2026-11-03}
    cap: {value: 9000 EUR, per: year, said_by: buyer, on: 2026-11-03}
  value:
    reference_price: {value: 640 EUR, per: unit per month, said_by: buyer, on: 2026-11-03}
    differences:
      - {name: Damage, worth: {value: 20 EUR, per: unit per month, said_by: buyer, on: 2026-11-03}, direction: more}
    parity: [{en: Same cars, nl: Zelfde auto’s}]
"""
)


@pytest.fixture(scope="module")
def costs(project):
    book = load_costs(project)
    return lambda: book


def read(text, costs=None, locale=None):
    return read_profile(parse_structured(text, "p.yaml", ".yaml"), BANK, locale, costs)


def changed(old, new):
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


def line_of(piece):
    return next(n for n, line in enumerate(TEXT.splitlines(), 1) if piece in line)


@pytest.mark.parametrize("locale", Locale)
def test_a_sound_section_is_read_without_a_word(costs, locale):
    reading = read(TEXT, costs, locale)
    assert reading.warnings == ()
    money = reading.profile.money
    assert money.total_cost.elements["washing"].name == {"en": "Washing", "nl": "Wassen"}[locale]
    assert money.value.parity == ({"en": "Same cars", "nl": "Zelfde auto’s"}[locale],)
    assert reading.profile.offering.yearly_value.said_by == "buyer"


@pytest.mark.parametrize(
    ("old", "new", "at", "code", "said"),
    [
        ("value: 667 EUR", "value: -667 EUR", "667", "impossible-value", "is negative"),
        ("value: 667 EUR", "value: 667", "667", "impossible-value", "has no currency"),
        ("value: 667 EUR", "value: 670..667 EUR", "667", "impossible-value", "runs backwards"),
        ("667 EUR, per: unit per month", "667 EUR", "667", "missing-key", "offer.per is missing"),
        ("month, said_by: seller", "month", "667", "missing-key", "offer.said_by is missing"),
        ("month, said_by: seller", "month, said_by: sellr", "667", "unknown-voice", "sellr"),
        ("month, said_by: seller", "month, said_by: published", "667", "missing-source", "source"),
        ("per: unit per month", "per: fortnight", "667", "impossible-value", "“fortnight”"),
        ("per: unit per month", "per: order", "667", "wrong-unit", "cannot be counted here"),
        ("value: 667 EUR", "value: 667 USD", "667", "mixed-currencies", "counted in EUR"),
        ("value: 0 EUR", "value: 0 CHF", "value: 0", "mixed-currencies", "counted in EUR"),
        ("value: 0 EUR", "value: 0 EUR, rebate: 1", "value: 0", "unknown-key", "rebate"),
        ("years: 4", "years: 0", "years", "impossible-value", "is “0”"),
        ("years: 4", "years: 51", "years", "impossible-value", "1 to 50"),
        ("value: 6%", "value: 106%", "discount", "impossible-value", "over 100%"),
        ("value: 6%", "value: 6", "discount", "impossible-value", "no percent sign"),
        ("{value: 6%, said_by: buyer", "{value: 6%", "discount", "impossible-value", "who gave it"),
        ("template: vehicles", "template: vans", "template", "unknown-template", "vans"),
        ("        name: {en: Washing, nl: Wassen}\n", "", "washing", "unknown-element", "no name or phase"),
        ("        phase: use\n", "", "washing", "unknown-element", "no name or phase"),
        ("phase: use", "phase: usage", "phase", "impossible-value", "“usage”"),
        ("units: 600", "units: 0", "units", "none-counted", "zero"),
        ("10..20%", "110%", "10..20%", "impossible-value", "over 100%"),
        ("{value: 50%", "{value: 101%", "avoided", "impossible-value", "over 100%"),
        ("hours: 8", "hours: 8 days", "hours", "impossible-value", "days"),
        ("after: {orders: 348", "after: {orders: -1", "after", "impossible-value", "negative"),
        ("emergency_orders: 30", "emergency_orders: 601", "now:", "part-above-whole", "all orders"),
        ("{value: 6..10%", "{value: 96..110%", "6..10%", "impossible-value", "over 100%"),
        ("share: 40%", "share: 140%", "share:", "impossible-value", "over 100%"),
        ("floor: {value: 2000", "floor: {value: 9001", "floor", "floor-above-cap", "above the cap"),
        ("direction: more", "direction: up", "Damage", "impossible-value", "more, less"),
        ("138000 EUR, said_by: buyer", "138000 EUR", "138000", "missing-key", "said_by"),
        ("138000 EUR, said_by: buyer", "138000 EUR, said_by: bayer", "138000", "unknown-voice", "bayer"),
        ("138000 EUR", "138000", "138000", "impossible-value", "no currency"),
        (", nl: Zelfde auto’s", ", de: Gleich", "parity", "wrong-type", "a text"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_remedy(costs, old, new, at, code, said):
    problem = problems_of(lambda: read(changed(old, new), costs))[0]
    assert (problem.code, problem.line, problem.file) == (code, line_of(at), "p.yaml")
    assert said in str(problem)
    assert problem.column
    assert problem.hint.endswith((".", "?"))
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ("value: 6%", "value: 16%", "discount", "implausible-rate"),
        ("years: 4", "years: 16", "years", "implausible-years"),
        ("10..20%", "10..81%", "10..20%", "implausible-probability"),
        ("hours: 8", "hours: 8..721", "hours", "implausible-hours"),
        ("after: {orders: 348", "after: {orders: 601", "after", "more-after"),
        ("8..12 EUR", "8..200 EUR", "8..12", "above-benchmark"),
        ("seller, on: 2026-11-03", "seller", "667", "undated"),
        ("current: {value: 655..670", "current: {value: 1500", "total_cost", "large-saving"),
        ("{value: 6..10%", "{value: 6..51%", "6..10%", "large-saving"),
    ],
)
def test_a_doubt_is_a_warning_with_its_place_and_changes_nothing(costs, old, new, at, code):
    reading = read(changed(old, new), costs)
    (warning,) = reading.warnings
    assert (warning.code, warning.line, warning.severity) == (code, line_of(at), Severity.WARNING)
    assert ": warning: " in str(warning)
    assert warning.hint


@pytest.mark.parametrize(
    ("drop", "at", "said"),
    [
        ("    units: 600\n", "total_cost:", "money.total_cost.units is missing: amounts per unit"),
        ("  years: 4\n", "money:", "money.years is missing: the total cost is left out"),
    ],
)
def test_a_count_that_amounts_need_is_told_where_it_belongs(costs, drop, at, said):
    warnings = read(changed(drop, ""), costs).warnings
    (warning,) = [one for one in warnings if one.code == "missing-count"]
    assert said in warning.message
    assert (warning.file, warning.line) == ("p.yaml", line_of(at))
    assert warning.hint.startswith("Add ")


def test_amounts_per_use_need_both_counts(costs):
    text = changed("    units: 600\n", "").replace(
        "667 EUR, per: unit per month", "667 EUR, per: use"
    )
    said = [one.message for one in read(text, costs).warnings]
    assert "money.total_cost.units is missing: amounts per use are left out" in said
    assert "money.total_cost.uses is missing: amounts per use are left out" in said


def test_without_amounts_no_count_is_asked_for(costs):
    text = TEXT[: TEXT.index("  total_cost:")].replace("  years: 4\n", "")
    assert read(text, costs).warnings == ()


def test_mistakes_in_one_part_do_not_hide_those_in_another(costs):
    text = changed("share: 40%", "share: 140%").replace("value: 0 EUR", "value: 0 CHF")
    codes = [one.code for one in problems_of(lambda: read(text, costs))]
    assert codes == ["mixed-currencies", "impossible-value"]


def test_with_an_error_no_warnings_are_told(costs):
    text = changed("share: 40%", "share: 140%").replace("years: 4", "years: 16")
    assert [one.severity for one in problems_of(lambda: read(text, costs))] == [Severity.ERROR]


def test_without_the_content_nothing_is_said_of_templates_and_benchmarks():
    text = changed("template: vehicles", "template: vans")
    assert parse_profile(parse_structured(text, "p", ".yaml"), BANK).money.years == 4


RATES = "  rates: [{from: USD, to: EUR, rate: 1.085, on: 2026-10-30, source: ECB}]\n"


def test_another_currency_is_taken_with_a_dated_rate(costs):
    text = changed("value: 0 EUR", "value: 5 USD").replace("money:\n", f"money:\n{RATES}")
    assert read(text, costs).profile.money.rates[0].currency == "USD"


def rate_of(rate, pair="from: USD, to: EUR"):
    given = RATES.replace("1.085", rate).replace("from: USD, to: EUR", pair)
    return TEXT.replace("money:\n", "money:\n" + given)


@pytest.mark.parametrize("rate", ["0.0004", "2001"])
def test_a_rate_that_no_currency_has_is_refused(costs, rate):
    (problem,) = problems_of(lambda: read(rate_of(rate, "from: JPY, to: EUR"), costs))
    assert (problem.code, problem.line) == ("rate", line_of("money:") + 1)
    assert f"money.rates[1].rate is {rate}, outside 0.0005 to 2000" in problem.message
    assert "what one JPY is worth in EUR" in problem.hint


@pytest.mark.parametrize(
    ("rate", "pair", "codes"),
    [
        ("3.01", "from: USD, to: EUR", ["implausible-exchange-rate"]),
        ("0.29", "from: GBP, to: CHF", ["implausible-exchange-rate"]),
        ("3", "from: USD, to: EUR", []),
        ("0.3", "from: EUR, to: GBP", []),
        ("0.006", "from: JPY, to: EUR", []),
        ("2000", "from: JPY, to: EUR", []),
    ],
)
def test_a_rate_that_two_close_currencies_hardly_have_is_doubted(costs, rate, pair, codes):
    assert [one.code for one in read(rate_of(rate, pair), costs).warnings] == codes


@pytest.mark.parametrize("missing", [", on: 2026-10-30", ", source: ECB", "from: USD, "])
def test_a_rate_without_day_or_source_is_refused(costs, missing):
    text = TEXT.replace("money:\n", "money:\n" + RATES.replace(missing, ""))
    (problem,) = problems_of(lambda: read(text, costs))
    assert (problem.code, problem.line) == ("missing-key", line_of("money:") + 1)


@pytest.mark.parametrize("rate", ["0", "-1", "x", "true", "1e5", "1 EUR"])
def test_a_rate_that_is_none_is_refused(costs, rate):
    text = TEXT.replace("money:\n", "money:\n" + RATES.replace("1.085", f"'{rate}'"))
    (problem,) = problems_of(lambda: read(text, costs))
    assert "rate is" in problem.message


WORDS = """
    -1 0 1e9 999999999999999 EUR USD EUR.. .. % 101% per: said_by: {} [] ~ once use unit 0.0001 minus: x:
"""
FRAGMENTS = st.sampled_from([*WORDS.split(), ": ", "- ", "\n", "  ", ", ", "{", "}"])


@given(st.lists(st.tuples(st.integers(200, len(TEXT)), FRAGMENTS), min_size=1, max_size=4))
def test_any_damaged_section_is_read_or_has_problems_with_remedies(costs, damage):
    text = TEXT
    for at, fragment in damage:
        text = text[:at] + fragment + text[at:]
    for problem in problems_if_any(lambda: read(text, costs)):
        assert problem.hint
        assert problem.line
        assert str(problem).isprintable()


LEAVES = st.none() | st.sampled_from(
    ["0 EUR", "999999999999999 EUR", "1..2 USD", "year", "once", "unit", "0%", "100%", "0", "7", "buyer", "2026-10-14"]
)  # fmt: skip
KEYS = st.sampled_from(sorted(
    {"value", "per", "said_by", "on", "benchmark", "offer", "current", "name", "phase", "elements", "price"}
    | {"now", "after", "orders", "invoices", "probability", "hours", "cost_per_hour", "standstill", "avoided"}
    | {"baseline", "improvement", "share", "floor", "cap", "pilot", "cost", "months", "differences", "worth"}
))  # fmt: skip
SECTIONS = st.sampled_from(sorted(MoneyGiven.model_fields))
PARTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)


@given(st.dictionaries(SECTIONS, PARTS, max_size=5))
def test_any_data_is_a_section_or_refused(costs, money):
    data = {
        "format": 1,
        "seller": {"name": "S"},
        "offering": {"name": "O", "summary": "S"},
        "money": money,
    }
    source = SourceDocument("p", data)
    assert all(one.hint for one in problems_if_any(lambda: read_profile(source, BANK, None, costs)))
