from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.document.timeline import lay_timeline
from playbook.profile import Action

TODAY = date(2026, 11, 24)
REVIEW = date(2027, 2, 22)


def due(*days):
    return [Action(action=f"Do {day}", owner="We", due=day.isoformat()) for day in days]


def lay(*days):
    return lay_timeline(due(*days), TODAY, REVIEW)


def test_without_actions_there_is_no_line():
    assert lay() is None


def test_the_line_runs_from_today_to_the_review_or_to_a_later_last_action():
    assert lay(date(2026, 12, 1)).end == REVIEW
    assert lay(date(2027, 6, 1), date(2026, 12, 1)).end == date(2027, 6, 1)


def test_marks_stand_in_proportion_and_in_order_of_their_days():
    timeline = lay(REVIEW, TODAY, TODAY + timedelta(days=45))
    assert [mark.at for mark in timeline.marks] == pytest.approx([0, 0.5, 1])
    assert [mark.days for mark in timeline.marks] == [0, 45, 90]


def test_what_is_overdue_stands_at_today_and_knows_by_how_much():
    (late, now) = lay(TODAY, TODAY - timedelta(days=3)).marks
    assert (late.is_overdue, late.days, late.at) == (True, -3, 0)
    assert not now.is_overdue


def test_actions_of_one_day_keep_the_order_of_the_profile():
    day = date(2026, 12, 1)
    actions = [Action(action=name, owner="We", due=day.isoformat()) for name in "cab"]
    marks = lay_timeline(actions, TODAY, REVIEW).marks
    assert [mark.action.action for mark in marks] == ["c", "a", "b"]


def test_every_month_is_named_where_there_is_room():
    assert [tick.day for tick in lay(TODAY).ticks] == [
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


def test_on_a_longer_line_every_so_many_months_are_named():
    assert [(tick.day.year, tick.day.month) for tick in lay(date(2028, 1, 15)).ticks] == [
        (2027, 1),
        (2027, 7),
        (2028, 1),
    ]


@given(st.integers(0, 360_000))
def test_names_of_months_never_touch(days):
    last = TODAY + timedelta(days=days)
    timeline = lay(last)
    places = [tick.at for tick in timeline.ticks]
    assert all(0 < place <= 1 for place in places)
    assert all(later - earlier > 0.22 for earlier, later in pairwise(places))
