from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import RefusalError
from playbook.quantities import (
    Amount,
    parse_amount,
    parse_amounts,
    parse_number,
    parse_quantity,
    percent,
)


def refusal_of(parse, text):
    try:
        parse(text)
    except RefusalError as refusal:
        return refusal
    return None


AMOUNTS = st.decimals(min_value="0.01", max_value=10**12, places=2)
ENDS = st.tuples(
    st.decimals(min_value=1, max_value=9999, places=1),
    st.decimals(min_value=1, max_value=9999, places=1),
).map(sorted)


@given(AMOUNTS, st.sampled_from(["EUR", "USD", "CHF"]))
def test_an_amount_survives_being_written_and_read(value, currency):
    assert parse_amount(f"{value} {currency}") == Amount(value, currency)


@given(AMOUNTS)
def test_an_amount_means_the_same_in_dutch_and_english_writing(value):
    english = f"{value:,.2f} EUR"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert parse_amount(english) == parse_amount(dutch) == Amount(value, "EUR")


@given(ENDS, st.sampled_from(["%", " times", " day", " week", " month", " year"]))
def test_a_natural_value_survives_being_shown_and_read(ends, unit):
    value = parse_quantity(f"{ends[0]}..{ends[1]}{unit}")
    assert parse_quantity(str(value)) == value


@given(ENDS)
def test_a_share_in_percent_equals_the_share_as_read(ends):
    assert percent(*ends) == parse_quantity(f"{ends[0]}..{ends[1]}%")


@given(st.text())
@pytest.mark.parametrize("parse", [parse_number, parse_amount, parse_amounts, parse_quantity])
def test_any_text_is_read_or_refused_on_one_clean_line(parse, text):
    refusal = refusal_of(parse, text)
    assert refusal is None or (refusal.hint and str(refusal).isprintable())


@given(
    st.from_regex(
        r"[0-9.,' ]{1,8}( ?(-|\.\.|to) ?[0-9.,]{1,5})? ?(EUR|mln|%|weeks|x)?", fullmatch=True
    )
)
@pytest.mark.parametrize("parse", [parse_amount, parse_amounts, parse_quantity])
def test_almost_quantities_are_read_or_refused(parse, text):
    try:
        value = parse(text)
    except RefusalError:
        return
    ends = (value.value,) if isinstance(value, Amount) else (value.low, value.high)
    assert 0 <= ends[0] <= ends[-1] < float("inf")
