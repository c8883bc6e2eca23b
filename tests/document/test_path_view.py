from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given

from playbook.document.matrix_view import view_matrix
from playbook.document.path_view import HEIGHT, MOST_STOPS, RADIUS, view_path
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.history import Step, trace_history
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place

DAY = date(2026, 1, 5)


def answer(factor_id, level, week, sure=Sure.KNOWN):
    return Evidence(factor_id, level, level, sure, on=DAY + timedelta(weeks=week))


def path_of(found, model):
    return view_path(trace_history(tuple(found), model), place(found, model))


def between(one, other):
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * HEIGHT)


MOVING = [answer("alternatives", 1, 0), answer("cost_share", 5, 1), answer("alternatives", 5, 200)]


def test_one_day_of_answers_is_no_path(model):
    assert path_of([], model) is None
    assert path_of([answer("alternatives", 5, 0), answer("cost_share", 5, 0)], model) is None


def test_answers_that_hardly_move_it_are_no_path(model):
    assert path_of([answer("alternatives", 3, 0), answer("make_or_buy", 4, 1)], model) is None


def test_stops_are_numbered_and_tell_what_came_in_since_the_one_before(model):
    path = path_of(MOVING, model)
    assert [stop.number for stop in path.stops] == [1, 2, 3]
    assert [[one.factor_id for one in stop.arrived] for stop in path.stops] == [
        ["alternatives"],
        ["cost_share"],
        ["alternatives"],
    ]
    assert [stop.step.quadrant for stop in path.stops[1:]] == [
        Quadrant.LEVERAGE,
        Quadrant.STRATEGIC,
    ]


def test_a_long_history_keeps_the_ends_and_the_changes_and_loses_no_answer(model):
    found = [answer("make_or_buy", 4, week) for week in range(12)]
    found += [answer("alternatives", 1, 12), answer("cost_share", 5, 13), answer("approval", 5, 14)]
    found += [answer("alternatives", 5, 150 + week, Sure.KNOWN) for week in range(8)]
    path = path_of(found, model)
    assert 2 < len(path.stops) <= MOST_STOPS
    assert path.stops[0].step.on == DAY
    assert path.stops[-1].step.on == max(one.on for one in found)
    assert sum(len(stop.arrived) for stop in path.stops) == len(found)
    seen = {step.quadrant for step in trace_history(tuple(found), model)}
    assert {stop.step.quadrant for stop in path.stops} == seen


@given(evidence(least=2))
def test_a_path_ends_in_the_middle_of_the_cloud_and_its_discs_lie_apart(model, found):
    path = path_of(found, model)
    if path is None:
        return
    points = [stop.point for stop in path.stops]
    assert points[-1] == pytest.approx(view_matrix(place(found, model)).centre)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points)
    assert all(
        between(one, other) > 2 * RADIUS for one in points for other in points if one is not other
    )


def test_the_arrow_head_touches_the_last_disc_and_points_to_its_middle(model):
    path = path_of(MOVING, model)
    tip, *base = path.head
    end = path.stops[-1].point
    assert between(tip, end) == pytest.approx(RADIUS)
    left, right = (between(corner, end) for corner in base)
    assert left == pytest.approx(right)
    assert left > RADIUS


def test_a_change_of_quadrant_comes_before_larger_moves(model):
    zigzag = [
        (0.1, 0.1),
        (0.9, 0.1),
        (0.1, 0.5),
        (0.9, 0.5),
        (0.1, 0.9),
        (0.9, 0.9),
        (0.7, 0.8),
        (0.5, 0.7),
    ]
    steps = [
        Step(
            DAY + timedelta(days=number), (), {},
            Quadrant.LEVERAGE if number == 6 else Quadrant.ROUTINE,
            {Axis.SUPPLY_RISK: x, Axis.FINANCIAL_RISK: y},
        )
        for number, (x, y) in enumerate(zigzag)
    ]  # fmt: skip
    path = view_path(steps, place([], model))
    assert len(path.stops) == MOST_STOPS
    assert steps[6] in [stop.step for stop in path.stops]
