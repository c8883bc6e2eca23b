from __future__ import annotations

from decimal import Decimal

import pytest

from playbook.errors import RefusalError
from playbook.quantities import (
    Amount,
    AmountRange,
    Levels,
    Natural,
    Unit,
    names_currency,
    parse_amount,
    parse_amounts,
    parse_number,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1250", "1250"),
        ("0.8", "0.8"),
        ("0,8", "0.8"),
        ("1.250,00", "1250.00"),
        ("1,250.5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1 250 000", "1250000"),
        ("1\u00a0250", "1250"),
        ("1'250'000", "1250000"),
        ("0.125", "0.125"),
        ("12345,678", "12345.678"),
    ],
)
def test_numbers_are_read_with_either_mark(text, expected):
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("1.250", "can mean two things", "Write 1250 or 1.25."),
        ("1,000", "can mean two things", "Write 1000 or 1."),
        ("1.125", "can mean two things", "Write 1125 or 1.1250."),
        ("123.456", "can mean two things", "Write 123456 or 123.4560."),
        ("12 5", "is not a number", "digits"),
        ("1 2 3", "is not a number", "digits"),
        ("", "is not a number", "digits"),
        ("1..2", "is not a number", "digits"),
        ("-1", "is not a number", "digits"),
        ("٣", "is not a number", "digits"),
        ("4.20.000", "thousands separator in the wrong place", "without"),
        ("1250.000,5", "thousands separator in the wrong place", "without"),
        ("1.2,3.4", "mixes its separators", "without"),
        ("9" * 19, "too many digits", "Round"),
    ],
)
def test_numbers_that_are_none_or_two_are_refused(text, said, hint):
    with pytest.raises(RefusalError, match=said) as caught:
        parse_number(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("4200000 EUR", "4200000", "EUR"),
        ("EUR 4200000", "4200000", "EUR"),
        ("€ 4.200.000", "4200000", "EUR"),
        ("€4.2m", "4200000", "EUR"),
        ("4.2 million EUR", "4200000", "EUR"),
        ("4,2 mln EUR", "4200000", "EUR"),
        ("4,2 mln. euro", "4200000", "EUR"),
        ("4.2 MLN EUR", "4200000", "EUR"),
        ("400k usd", "400000", "USD"),
        ("2 mrd €", "2000000000", "EUR"),
        ("CHF 1'250'000", "1250000", "CHF"),
        ("£ 12.50", "12.50", "GBP"),
        ("€ 5.000,-", "5000", "EUR"),
        ("5,- EUR", "5", "EUR"),
        ("4 200 000 EUR", "4200000", "EUR"),
    ],
)
def test_amounts_are_read_as_people_write_them(text, value, currency):
    assert parse_amount(text) == Amount(Decimal(value), currency)


def test_one_amount_written_twice_is_one_value():
    assert str(parse_amount("4.2 mln EUR").value) == str(parse_amount("4200000 EUR").value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4200000", "has no currency"),
        ("5 mln", "has no currency"),
        ("4.2 MLN", "has no currency"),
        ("5 XYZ", "neither a currency nor"),
        ("5 zillion EUR", "neither a currency nor"),
        ("10%", "neither a currency nor"),
        ("1e6 EUR", "neither a currency nor"),
        ("€ 5 EUR", "not one amount in one currency"),
        ("5 mln mln EUR", "not one amount in one currency"),
        ("abc", "is not an amount"),
        ("EUR", "is not an amount"),
        ("", "is not an amount"),
        ("-5 EUR", "is negative"),
        ("EUR -5", "is negative"),
        ("€ −5", "is negative"),
        ("0 EUR", "not above zero"),
        ("1.250 EUR", "can mean two things"),
        ("1.250 mln EUR", "can mean two things"),
        ("0.001 EUR", "finer than a cent"),
        ("999999999 bn EUR", "larger than any contract"),
        ("4..5 EUR", "is not a number"),
    ],
)
def test_amounts_that_are_none_are_refused_with_a_remedy(text, said):
    with pytest.raises(RefusalError, match=said) as caught:
        parse_amount(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2300..3400 EUR", 2300, 3400),
        ("2300-3400 EUR", 2300, 3400),
        ("2300 to 3400 EUR", 2300, 3400),
        ("2300 tot 3400 euro", 2300, 3400),
        ("EUR 2300..3400", 2300, 3400),
        ("€2300..€3400", 2300, 3400),
        ("2300 EUR..3400 EUR", 2300, 3400),
        ("2..3 mln EUR", 2_000_000, 3_000_000),
        ("500 k..3 mln EUR", 500_000, 3_000_000),
        ("0..500 EUR", 0, 500),
        ("0 EUR", 0, 0),
    ],
)
def test_what_one_end_of_a_range_says_goes_for_both(text, low, high):
    assert parse_amounts(text) == AmountRange(Decimal(low), Decimal(high), "EUR")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5..3 EUR", "runs backwards"),
        ("2 EUR..3 USD", "two currencies"),
        ("2..3", "no currency"),
        ("-2..3 EUR", "is negative"),
        ("-5 EUR", "is negative"),
    ],
)
def test_ranges_of_amounts_that_cannot_be_are_refused(text, said):
    with pytest.raises(RefusalError, match=said):
        parse_amounts(text)


@pytest.mark.parametrize(
    ("text", "is_money"),
    [
        ("5 EUR", True),
        ("€5", True),
        ("5 euros", True),
        ("5 CHF", True),
        ("3 suppliers", False),
        ("all of them", False),
        ("3 top", False),
        ("2..4", False),
        ("4 MLN", False),
    ],
)
def test_money_is_told_from_other_answers(text, is_money):
    assert names_currency(text) is is_money


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3", 3, 3),
        ("1", 1, 1),
        ("5", 5, 5),
        ("2..4", 2, 4),
        ("2-4", 2, 4),
        ("2–4", 2, 4),
        ("2 to 4", 2, 4),
        ("2 tot 4", 2, 4),
        (" 2 .. 4 ", 2, 4),
    ],
)
def test_bare_numbers_are_levels(text, low, high):
    assert parse_quantity(text) == Levels(low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "word"),
    [
        ("3 suppliers", 3, 3, Unit.SUPPLIERS, "supplier"),
        ("1 leverancier", 1, 1, Unit.SUPPLIERS, "supplier"),
        ("3..6 Suppliers", 3, 6, Unit.SUPPLIERS, "supplier"),
        ("0.8%", 0.8, 0.8, Unit.PERCENT, "percent"),
        ("3%..5%", 3, 5, Unit.PERCENT, "percent"),
        ("0,8 procent", 0.8, 0.8, Unit.PERCENT, "percent"),
        ("2.1 times", 2.1, 2.1, Unit.TIMES, "times"),
        ("2,1x", 2.1, 2.1, Unit.TIMES, "times"),
        ("2.1 times the price", 2.1, 2.1, Unit.TIMES, "times"),
        ("6 weken", 42, 42, Unit.DURATION, "week"),
        ("6 wk", 42, 42, Unit.DURATION, "week"),
        ("2 wks", 14, 14, Unit.DURATION, "week"),
        ("10 dgn.", 10, 10, Unit.DURATION, "day"),
        ("12 mnd", 365.25, 365.25, Unit.DURATION, "month"),
        ("12–24 mo", 365.25, 730.5, Unit.DURATION, "month"),
        ("1 jr", 365.25, 365.25, Unit.DURATION, "year"),
        ("2 yr", 730.5, 730.5, Unit.DURATION, "year"),
        ("6 weeks..8 weeks", 42, 56, Unit.DURATION, "week"),
        ("2 weeks..4", 14, 28, Unit.DURATION, "week"),
        ("0 days", 0, 0, Unit.DURATION, "day"),
        ("from stock", 0, 0, Unit.DURATION, "day"),
        ("Uit voorraad", 0, 0, Unit.DURATION, "day"),
        ("2..3 months", 60.875, 91.3125, Unit.DURATION, "month"),
        ("1 jaar", 365.25, 365.25, Unit.DURATION, "year"),
    ],
)
def test_natural_values_are_read_with_their_unit(text, low, high, unit, word):
    value = parse_quantity(text)
    assert isinstance(value, Natural)
    assert (value.low, value.high, value.unit, value.word) == (low, high, unit, word)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "outside the levels 1 to 5"),
        ("7", "outside the levels 1 to 5"),
        ("2..9", "outside the levels 1 to 5"),
        ("2.5", "not a whole level"),
        ("1.250", "not a whole level"),
        ("4..2", "runs backwards"),
        ("6..3 suppliers", "runs backwards"),
        ("-1", "is negative"),
        ("-3 suppliers", "is negative"),
        ("0 suppliers", "you are one supplier yourself"),
        ("2.5..3 suppliers", "not a whole number of suppliers"),
        ("2..2.5", "not a whole level"),
        ("2.5 suppliers", "not a whole number of suppliers"),
        ("0.5 times", "includes the price"),
        ("5 weks", "not a unit we know"),
        ("3 6 suppliers", "not a number|not a unit we know"),
        ("8+ suppliers", "open at the top"),
        ("2+", "open at the top"),
        ("2..", "open at the top"),
        ("6 weeks..3 months", "two units"),
        ("1.250 weeks", "can mean two things"),
        ("five", "neither a level nor a value"),
        ("about 3", "neither a level nor a value"),
        ("", "neither a level nor a value"),
        ("..4", "neither a level nor a value"),
        ("9" * 400 + "%", "too many digits"),
    ],
)
def test_answers_that_cannot_be_are_refused_with_a_remedy(text, said):
    with pytest.raises(RefusalError, match=said) as caught:
        parse_quantity(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0,80 %", "0.8%"),
        ("3 leveranciers", "3 supplier"),
        ("2..3 maanden", "2..3 month"),
        ("100%", "100%"),
    ],
)
def test_a_natural_value_is_shown_as_it_would_be_typed(text, shown):
    assert str(parse_quantity(text)) == shown
