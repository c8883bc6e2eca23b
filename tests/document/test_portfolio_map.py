"""The picture: area is value, every mark is inside the frame and its own quadrant, and none hides another."""

from __future__ import annotations

import math

import pytest

from playbook.document.portfolio_map import (
    HEIGHT,
    LARGEST,
    MOST_ARROWS,
    NAMED,
    WIDTH,
    map_portfolio,
)
from playbook.kraljic.matrix import Axis, Quadrant
from tests.holdings import BEFORE, euros, make_holding, make_standing, many, unknown

LINES = {Axis.FINANCIAL_RISK: 0.5, Axis.SUPPLY_RISK: 0.5}


def mapped(holdings, moved=()):
    return map_portfolio(holdings, LINES, "EUR", moved)


def test_area_is_value():
    drawn = mapped([make_holding("1", make_standing(0.9, 0.9), value=euros(400_000)),
                    make_holding("2", make_standing(0.1, 0.1), value=euros(100_000))])  # fmt: skip
    large, small = sorted(drawn.marks, key=lambda one: one.index)
    assert large.radius == pytest.approx(2 * small.radius)
    assert large.radius == pytest.approx(LARGEST)
    assert drawn.smallest_value is None


def test_what_is_too_small_to_see_is_drawn_larger_and_that_is_told():
    drawn = mapped([make_holding("1", value=euros(10**9)), make_holding("2", value=euros(7))])
    assert min(one.radius for one in drawn.marks) >= 3
    assert drawn.smallest_value == 10**9


def test_without_a_value_or_in_another_currency_a_mark_is_small_and_hollow():
    drawn = mapped([make_holding("1"), make_holding("2", value=None),
                    make_holding("3", value=euros(10**7, "USD"))])  # fmt: skip
    by_index = {one.index: one for one in drawn.marks}
    assert [by_index[index].is_valued for index in range(3)] == [True, False, False]
    assert by_index[1].radius == by_index[2].radius < by_index[0].radius


@pytest.mark.parametrize("count", [1, 30, 400, 1500])
def test_discs_cover_no_more_than_a_fifth_and_stay_inside(count):
    drawn = mapped(many(count))
    assert sum(math.pi * one.radius**2 for one in drawn.marks) <= 0.3 * WIDTH * HEIGHT
    for one in drawn.marks:
        assert one.radius < one.x < WIDTH - one.radius
        assert one.radius < one.y < HEIGHT - one.radius


def test_every_mark_lies_in_its_quadrant():
    holdings = many(300)
    for one in mapped(holdings).marks:
        quadrant = holdings[one.index].standing.quadrant
        assert (one.y < HEIGHT / 2) is quadrant.is_high(Axis.FINANCIAL_RISK)
        assert (one.x > WIDTH / 2) is quadrant.is_high(Axis.SUPPLY_RISK)


def test_marks_at_one_place_are_set_beside_each_other():
    drawn = mapped([make_holding(str(n), value=euros(1000)) for n in range(60)])
    assert len({(round(one.x), round(one.y)) for one in drawn.marks}) == 60
    assert max(math.hypot(one.x - 200, one.y - 140) for one in drawn.marks) < 95


def test_a_crowd_at_a_line_keeps_to_its_side():
    near = make_standing(0.51, 0.49)
    drawn = mapped([make_holding(str(n), near, value=euros(1000)) for n in range(60)])
    assert all(one.y < HEIGHT / 2 and one.x < WIDTH / 2 for one in drawn.marks)


def test_small_ones_are_drawn_over_large_ones():
    drawn = mapped(many(200))
    radii = [one.radius for one in drawn.marks if one.is_valued]
    assert radii == sorted(radii, reverse=True)


def test_what_has_no_answer_lies_in_the_tray():
    drawn = mapped([make_holding("1"), make_holding("2", unknown())])
    assert [one.index for one in drawn.marks] == [0]
    assert [one.index for one in drawn.tray] == [1]


@pytest.mark.parametrize("count", [1, 70, 71, 350, 3000])
def test_the_tray_keeps_to_its_rows(count):
    drawn = mapped([make_holding(str(n), unknown()) for n in range(count)])
    assert len({(one.x, one.y) for one in drawn.tray}) == count
    assert all(0 < one.x < WIDTH and 0 < one.y < drawn.tray_height <= 75 for one in drawn.tray)


def test_a_placement_by_hand_lies_where_the_answers_point_and_is_marked():
    by_hand = make_standing(0.9, 0.1, is_by_hand=True, quadrant=Quadrant.STRATEGIC)
    (mark,) = mapped([make_holding("1", by_hand)]).marks
    assert mark.is_overruled
    assert mark.x < WIDTH / 2


def test_only_the_largest_have_a_number_and_one_alone_needs_none():
    drawn = mapped(many(100))
    assert [one.number for one in drawn.numbered] == list(range(1, len(drawn.numbered) + 1))
    assert len(drawn.numbered) == NAMED
    assert mapped([make_holding()]).numbered == ()


def test_an_arrow_leads_from_where_it_was_to_the_rim_of_its_disc():
    moved = make_holding(before=make_standing(0.2, 0.8, BEFORE))
    drawn = mapped([moved], [0])
    (arrow,), (mark,) = drawn.arrows, drawn.marks
    assert arrow.start == pytest.approx((800, 560))
    assert math.hypot(arrow.tip[0] - mark.x, arrow.tip[1] - mark.y) == pytest.approx(mark.radius)


def test_a_move_too_short_to_see_and_one_from_nowhere_have_no_arrow():
    short = make_holding("1", before=make_standing(0.79, 0.21, BEFORE))
    before = unknown()
    assert mapped([short, make_holding("2", before=before)], [0, 1]).arrows == ()


def test_too_many_arrows_are_counted_instead():
    holdings = [
        make_holding(str(n), value=euros(1), before=make_standing(0.2, 0.8, BEFORE))
        for n in range(MOST_ARROWS + 5)
    ]
    drawn = mapped(holdings, range(len(holdings)))
    assert (len(drawn.arrows), drawn.undrawn) == (MOST_ARROWS, 5)
