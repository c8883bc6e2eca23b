from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.locales import (
    Locale,
    format_amount,
    format_date,
    format_exact,
    format_natural,
    format_number,
    format_odds,
    format_probability,
    format_rough,
    format_share,
)
from playbook.quantities import parse_amount, parse_quantity

EN, NL = Locale.EN, Locale.NL
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "locale", "decimals", "shown"),
    [
        (1234567, EN, 2, "1,234,567"),
        (1234567, NL, 2, "1.234.567"),
        (0.756, EN, 2, "0.76"),
        (0.756, NL, 2, "0,76"),
        (Decimal("12.50"), EN, 2, "12.5"),
        (1234.5, EN, 0, "1,234"),
    ],
)
def test_numbers_take_the_separators_of_the_language(value, locale, decimals, shown):
    assert format_number(value, locale, decimals) == shown


@pytest.mark.parametrize(
    ("value", "currency", "locale", "shown"),
    [
        ("1250000", "EUR", EN, "€1,250,000"),
        ("1250000", "EUR", NL, f"€{NBSP}1.250.000"),
        ("12.5", "EUR", EN, "€12.50"),
        ("12.5", "EUR", NL, f"€{NBSP}12,50"),
        ("5", "CHF", EN, f"CHF{NBSP}5"),
        ("5", "CHF", NL, f"CHF{NBSP}5"),
        ("5", "USD", EN, "US$5"),
        ("5", "GBP", EN, "£5"),
        ("-5", "EUR", EN, "-€5"),
        ("-5", "EUR", NL, f"-€{NBSP}5"),
        ("4200000.00", "EUR", EN, "€4,200,000"),
    ],
)
def test_amounts_show_cents_only_where_there_are_any(value, currency, locale, shown):
    assert format_amount(Decimal(value), currency, locale) == shown


@pytest.mark.parametrize(
    ("typed", "english", "dutch"),
    [
        ("3..6 suppliers", "3 to 6 suppliers", "3 tot 6 leveranciers"),
        ("1 supplier", "1 supplier", "1 leverancier"),
        ("0.8%", "0.8%", "0,8%"),
        ("0.05..0.2%", "0.05 to 0.2%", "0,05 tot 0,2%"),
        ("6 weeks", "6 weeks", "6 weken"),
        ("1 week", "1 week", "1 week"),
        ("1..3 weeks", "1 to 3 weeks", "1 tot 3 weken"),
        ("2..3 months", "2 to 3 months", "2 tot 3 maanden"),
        ("1.5 years", "1.5 years", "1,5 jaar"),
        ("2.1 times", "2.1 times", "2,1 keer"),
        ("0 days", "from stock", "uit voorraad"),
    ],
)
def test_natural_values_are_written_in_words(typed, english, dutch):
    value = parse_quantity(typed)
    assert format_natural(value, EN).replace(NBSP, " ") == english
    assert format_natural(value, NL).replace(NBSP, " ") == dutch


@pytest.mark.parametrize(
    ("locale", "short", "shown"),
    [
        (EN, False, "24 November 2026"),
        (NL, False, "24 november 2026"),
        (EN, True, "24 Nov 2026"),
        (NL, True, "24 nov 2026"),
    ],
)
def test_dates_stand_day_before_month(locale, short, shown):
    assert format_date(date(2026, 11, 24), locale, short) == shown


@pytest.mark.parametrize(
    ("probability", "shown"),
    [
        (0.0, "<1%"),
        (0.004, "<1%"),
        (0.01, "1%"),
        (0.666, "67%"),
        (0.99, "99%"),
        (0.996, ">99%"),
        (1.0, ">99%"),
    ],
)
def test_probabilities_are_whole_and_never_certain(probability, shown):
    assert format_probability(probability) == shown


AMOUNTS = st.decimals(min_value="0.01", max_value=10**11, places=2)


@given(AMOUNTS, st.sampled_from(Locale))
def test_a_printed_amount_reads_back_as_itself(value, locale):
    printed = format_amount(value, "EUR", locale)
    cents = printed if value % 1 else f"{printed}{',' if locale is NL else '.'}00"
    assert parse_amount(cents).value == value


@given(
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.sampled_from([" suppliers", " days", " weeks", " months", " years", " times", "%"]),
    st.sampled_from(Locale),
)
def test_a_printed_natural_value_reads_back_as_itself(one, other, unit, locale):
    low, high = sorted((one + 1, other + 1))
    value = parse_quantity(f"{low}..{high}{unit}")
    assert parse_quantity(_ungrouped(format_natural(value, locale))) == value


def _ungrouped(text: str) -> str:
    """Take the thousands separator out, which a reader of whole numbers must refuse as ambiguous."""
    return text.replace(",", "").replace(".", "")


@given(st.floats(0, 1))
def test_every_probability_is_between_the_two_ends(probability):
    shown = format_probability(probability)
    assert shown in {"<1%", ">99%"} or 1 <= int(shown.removesuffix("%")) <= 99


def test_no_lead_time_is_said_the_way_buyers_say_it():
    value = parse_quantity("from stock")
    assert [format_natural(value, locale) for locale in Locale] == ["from stock", "uit voorraad"]


@pytest.mark.parametrize(
    ("probabilities", "shown"),
    [
        # rounded one by one these would make 99, 101 and 99
        ((0.484, 0.334, 0.122, 0.06), ("49%", "33%", "12%", "6%")),
        ((0.456, 0.266, 0.156, 0.122), ("46%", "27%", "15%", "12%")),
        ((0.404, 0.304, 0.244, 0.048), ("41%", "30%", "24%", "5%")),
        # equal ones stay equal, whatever the sum
        ((0.25, 0.25, 0.25, 0.25), ("25%", "25%", "25%", "25%")),
        ((1 / 6, 1 / 6, 1 / 6, 1 / 2), ("17%", "17%", "17%", "50%")),
        # certainty is never claimed, and nothing under half a percent is lifted to 1%
        ((0.996, 0.002, 0.001, 0.001), (">99%", "<1%", "<1%", "<1%")),
        ((0.992, 0.004, 0.003, 0.001), ("99%", "<1%", "<1%", "<1%")),
        ((0.6, 0.392, 0.004, 0.004), ("60%", "40%", "<1%", "<1%")),
        ((1.0, 0.0, 0.0, 0.0), (">99%", "<1%", "<1%", "<1%")),
    ],
)
def test_odds_add_up_to_a_hundred(probabilities, shown):
    assert tuple(format_odds(dict(enumerate(probabilities))).values()) == shown


@given(st.floats(0, 1), st.floats(0, 1))
def test_printed_odds_keep_order_stay_near_and_add_up(financial, supply):
    odds = dict(enumerate([
        financial * supply, financial * (1 - supply),
        (1 - financial) * supply, (1 - financial) * (1 - supply),
    ]))  # fmt: skip
    shown = format_odds(odds)
    whole = {key: {"<1%": 0, ">99%": 100}.get(text) for key, text in shown.items()}
    whole = {key: int(shown[key][:-1]) if one is None else one for key, one in whole.items()}
    for key, one in odds.items():
        assert abs(whole[key] - 100 * one) < 1
        assert all(whole[key] >= whole[other] for other in odds if one > odds[other] + 1e-8)
    missing = 100 - sum(whole.values())
    distinct = len({round(one, 7) for one in odds.values()}) == len(odds)
    if distinct:
        assert 0 <= missing <= list(shown.values()).count("<1%")


@pytest.mark.parametrize(
    ("amount", "english", "dutch"),
    [
        ("16634567.2", "€16.6m", "€ 16,6 mln"),
        ("28970000", "€29.0m", "€ 29,0 mln"),
        ("-1234567", "−€1.23m", "−€ 1,23 mln"),
        ("576000000000", "€576bn", "€ 576 mld"),
        ("12345", "€12,300", "€ 12.300"),
        ("2.5", "€2.50", "€ 2,50"),
        ("0", "€0", "€ 0"),
    ],
)
def test_a_rough_amount_has_three_digits(amount, english, dutch):
    for locale, written in ((Locale.EN, english), (Locale.NL, dutch)):
        found = format_rough(Decimal(amount), "EUR", locale)
        assert found.replace("\u00a0", " ") == written


def test_a_rough_amount_is_spelled_out_in_a_sentence():
    assert (
        format_rough(Decimal(16634567), "EUR", Locale.NL, spelled=True).replace("\u00a0", " ")
        == "€ 16,6 miljoen"
    )
    assert format_rough(Decimal(16634567), "EUR", Locale.EN, spelled=True) == "€16.6\u00a0million"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1234567.89", "€1,234,568"),
        ("-311693.4", "−€311,693"),
        ("683.345", "€683.34"),
        ("-0.001", "€0"),
    ],
)
def test_an_exact_amount_is_whole_above_a_thousand_and_has_cents_below(amount, written):
    assert format_exact(Decimal(amount), "EUR", Locale.EN) == written


@pytest.mark.parametrize(
    ("share", "written"), [("0.6654", "67%"), ("0.0612", "6.1%"), ("-0.0123", "−1.2%"), ("0", "0%")]
)
def test_a_share_is_whole_from_ten_percent(share, written):
    assert format_share(Decimal(share), Locale.EN) == written
