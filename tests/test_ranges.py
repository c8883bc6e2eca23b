from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import RefusalError
from playbook.quantities import Range, parse_amounts, parse_count, parse_share


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6%", "0.06", "0.06"),
        ("0%", "0", "0"),
        ("100 %", "1", "1"),
        ("10..20%", "0.1", "0.2"),
        ("10%..20%", "0.1", "0.2"),
        ("6 to 10 percent", "0.06", "0.1"),
        ("6,5 tot 7,5 procent", "0.065", "0.075"),
        ("0.8%", "0.008", "0.008"),
    ],
)
def test_a_share_is_read_exactly(text, low, high):
    assert parse_share(text) == Range(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6", "no percent sign"),
        ("0.06", "no percent sign"),
        ("101%", "over 100%"),
        ("90..110%", "over 100%"),
        ("-6%", "negative"),
        ("20..10%", "backwards"),
        ("6 EUR", "does not belong"),
        ("six%", "not a number"),
        ("", "not a number"),
    ],
)
def test_what_is_no_share_is_refused(text, said):
    with pytest.raises(RefusalError, match=said) as caught:
        parse_share(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("600", 600, 600), ("20..25", 20, 25), ("2.5", "2.5", "2.5"), ("0", 0, 0), ("1 200", 1200, 1200)],
)  # fmt: skip
def test_a_count_is_read_exactly(text, low, high):
    assert parse_count(text) == Range(Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["8 hours", "8..9 hours", "8 hours..9 hours"])
def test_a_count_takes_the_words_it_is_told_to(text):
    assert parse_count(text, {"hours"}).low == 8
    with pytest.raises(RefusalError, match="does not belong"):
        parse_count(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-1", "negative"),
        ("9..8", "backwards"),
        ("1e9", "does not belong"),
        ("9999999999999", "larger than"),
        ("1.250", "two things"),
        ("x", "not a number"),
    ],
)
def test_what_is_no_count_is_refused(text, said):
    with pytest.raises(RefusalError, match=said):
        parse_count(text)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for read in (parse_share, parse_count):
        try:
            found = read(text)
        except RefusalError:
            continue
        assert 0 <= found.low <= found.high


def test_small_things_have_prices_finer_than_a_cent():
    assert parse_amounts("0.2134 EUR", 4).low == Decimal("0.2134")
    with pytest.raises(RefusalError, match="finer than a cent"):
        parse_amounts("0.2134 EUR")
    with pytest.raises(RefusalError, match="finer than a hundredth of a cent"):
        parse_amounts("0.21345 EUR", 4)
