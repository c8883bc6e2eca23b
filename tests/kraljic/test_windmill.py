from __future__ import annotations

import pytest

from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.windmill import QUESTIONS, VIEWS, AccountView, view_account
from playbook.locales import Locale


@pytest.mark.parametrize(
    ("worth", "others", "view"),
    [
        (5, 5, AccountView.CORE),
        (4, 4, AccountView.CORE),
        (1, 5, AccountView.DEVELOPMENT),
        (3, 4, AccountView.DEVELOPMENT),
        (5, 1, AccountView.EXPLOITABLE),
        (4, 3, AccountView.EXPLOITABLE),
        (1, 1, AccountView.NUISANCE),
        (3, 3, AccountView.NUISANCE),
    ],
)
def test_the_middle_of_the_scale_counts_as_neither_large_nor_attractive(worth, others, view):
    answers = {key: worth if key == "revenue_share" else others for key in QUESTIONS}
    assert view_account(answers).view is view


def test_attractiveness_is_the_mean_of_what_was_answered():
    reading = view_account({"revenue_share": 2, "growth": 5, "ease": 2})
    assert reading.attractiveness == pytest.approx(3.5)
    assert reading.view is AccountView.DEVELOPMENT
    assert reading.missing == ("payment", "fit")


@pytest.mark.parametrize("answers", [{}, {"growth": 5, "fit": 5}, {"revenue_share": 5}])
def test_too_little_to_say_gives_no_view(answers):
    assert view_account(answers) is None


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_every_quadrant_has_advice_effort_need_and_warning_for_each_view(content, quadrant, locale):
    block = content.block(quadrant, "windmill", locale)
    assert len(block.items) == len(VIEWS)
    for view, item in zip(VIEWS, block.items, strict=True):
        assert item.heading.source == content.labels[locale](f"account-view.{view}")
        assert len(item.detail.source.split("\n\n")) == 3, "effort, who needs whom, warning"
