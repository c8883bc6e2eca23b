"""What the overview says of itself, in sentences that are true of it."""

from __future__ import annotations

import pytest

from playbook.document.overview import compose_portfolio
from playbook.document.portfolio import NextQuestion
from playbook.locales import Locale
from playbook.rendering.portfolio_headline import Headline
from playbook.rendering.portfolio_words import OverviewWording
from tests.holdings import TODAY, euros, make_holding, make_standing, many, unknown

LEVERAGE, ROUTINE = make_standing(0.9, 0.1), make_standing(0.1, 0.1)


@pytest.fixture
def headline(bank, model, content):
    def written(holdings, locale=Locale.EN):
        overview = compose_portfolio(holdings, bank, model, content, locale, TODAY)
        return Headline(overview, OverviewWording(overview))

    return written


def test_the_largest_group_and_the_largest_value_are_named(headline):
    holdings = [make_holding("1", LEVERAGE, value=euros(900)), make_holding("2", ROUTINE, value=euros(50)),
                make_holding("3", ROUTINE, value=euros(50))]  # fmt: skip
    said = headline(holdings).headline()
    assert said.startswith(
        "The largest group is most likely routine: 2 of 3. The largest share of the value lies with leverage: €900 a year, 90%."
    )


def test_of_two_equal_groups_none_is_called_the_largest(headline):
    said = headline([make_holding("1", LEVERAGE), make_holding("2", ROUTINE, value=None)])
    assert said.headline().startswith("The largest share of the value lies with leverage")


def test_the_first_question_is_named_with_its_accounts(headline):
    asked = NextQuestion("alternatives", 0.4)
    holdings = [make_holding(str(n), question=asked if n else None) for n in range(3)]
    assert "“alternatives”: the one to ask first at 2 accounts." in headline(holdings).headline()


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_no_sentence_is_left_with_a_gap(headline, locale, count):
    head = headline(many(count), locale)
    for text in (head.title(), head.headline(), *head.facts(), *head.foot()):
        assert "{" not in text
        assert "  " not in text
        assert "None" not in text


@pytest.mark.parametrize(
    ("holdings", "title"),
    [
        ([make_holding()], "Where procurement most likely places us at one account"),
        ([make_holding("1"), make_holding("2")], "Where procurement most likely places us at 2 accounts"),
        ([make_holding(account=None)], "Where procurement most likely places one offering"),
        ([make_holding("1"), make_holding("2", account="Account 1", offering="X")],
         "Where procurement most likely places us: 2 placements (1 account, 2 offerings)"),
    ],
)  # fmt: skip
def test_the_title_counts_what_there_is(headline, holdings, title):
    assert headline(holdings).title() == title


def test_nothing_is_claimed_where_nothing_is_answered(headline):
    said = headline([make_holding("1", unknown(), value=None, question=None),
                     make_holding("2", unknown(), value=None, question=None)]).headline()  # fmt: skip
    assert said == "Of none is the quadrant clear or likely."
