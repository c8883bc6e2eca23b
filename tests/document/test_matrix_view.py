from __future__ import annotations

import pytest
from hypothesis import given

from playbook.document.matrix_view import SHARES, view_matrix
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.matrix import Axis
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place


@given(evidence())
def test_the_cloud_stays_inside_the_square(model, found):
    view = view_matrix(place(found, model))
    points = [point for contour in view.contours for point in contour] + [view.centre]
    assert len(view.contours) == len(SHARES)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points)


@given(evidence())
def test_the_centre_lies_on_the_side_of_the_line_that_the_probability_says(model, found):
    placement = place(found, model)
    x, y = view_matrix(placement).centre
    for along, axis in ((x, Axis.SUPPLY_RISK), (y, Axis.FINANCIAL_RISK)):
        chance = placement.axes[axis].probability
        assert (along - 0.5) * (chance - 0.5) >= -1e-9


def test_contours_lie_inside_each_other(model):
    view = view_matrix(place([], model))
    widths = [max(x for x, _ in one) - min(x for x, _ in one) for one in view.contours]
    assert widths == sorted(widths, reverse=True)


def test_nothing_known_lies_in_the_middle(model):
    assert view_matrix(place([], model)).centre == pytest.approx((0.5, 0.5))


def test_surer_answers_make_a_smaller_cloud(model):
    def width(sure):
        found = [Evidence(factor_id, 3, 3, sure) for factor_id in model.missing]
        outline = view_matrix(place(found, model)).contours[0]
        return max(x for x, _ in outline) - min(x for x, _ in outline)

    assert width(Sure.KNOWN) < width(Sure.INFORMED)
