"""The path that a placement took through the matrix as dated answers came in, thinned until it can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from playbook.document.matrix_view import Point, place_scores
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.history import Step
from playbook.kraljic.inference import Placement

MOST_STOPS = 5
"""A longer path is thinned to this many: the first, the last, and those that say most between them."""
HEIGHT = 0.7
"""Height of the drawn matrix over its width. Lengths below are in widths."""
RADIUS = 0.03
"""Of the disc that holds a stop's number."""
_APART = 0.09
"""Stops nearer to each other than this would hide each other and the line between them."""
_HEAD_LENGTH, _HEAD_WIDTH = 0.032, 0.026


@dataclass(frozen=True, slots=True)
class Stop:
    """One place where the placement was."""

    number: int
    """From 1; the last is where it is now."""
    point: Point
    """In the matrix: supply risk to the right and financial risk upwards, 0 to 1 each."""
    step: Step
    arrived: tuple[Evidence, ...]
    """What came in since the stop before."""


@dataclass(frozen=True, slots=True)
class MatrixPath:
    """What the drawing needs, in the coordinates of the matrix."""

    stops: tuple[Stop, ...]
    """Two or more, oldest first."""
    head: tuple[Point, Point, Point]
    """The arrow head that touches the last disc; its tip comes first."""


def view_path(steps: Sequence[Step], placement: Placement) -> MatrixPath | None:
    """Return the path of a placement, or None where it never moved far enough to draw."""
    points = [place_scores(step.scores, placement) for step in steps]
    kept = _choose(steps, points)
    if len(kept) < 2:
        return None
    stops = []
    for number, index in enumerate(kept, start=1):
        since = kept[number - 2] + 1 if number > 1 else 0
        arrived = tuple(one for step in steps[since : index + 1] for one in step.arrived)
        stops.append(Stop(number, points[index], steps[index], arrived))
    return MatrixPath(tuple(stops), _head(stops[-2].point, stops[-1].point))


def _choose(steps: Sequence[Step], points: Sequence[Point]) -> list[int]:
    """Return which steps to draw, in order: the last, the first, then changes of quadrant, then the largest moves."""
    if not steps:
        return []

    def weight(index: int) -> tuple[bool, float]:
        has_changed = steps[index].quadrant is not steps[index - 1].quadrant
        return has_changed, _distance(points[index - 1], points[index])

    between = sorted(range(1, len(steps) - 1), key=weight, reverse=True)
    kept: list[int] = []
    for index in (len(steps) - 1, 0, *between):
        if len(kept) < MOST_STOPS and all(
            _distance(points[index], points[other]) >= _APART for other in kept
        ):
            kept.append(index)
    return sorted(kept)


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * HEIGHT)


def _head(start: Point, end: Point) -> tuple[Point, Point, Point]:
    """Return the triangle at the end of the line from *start*, with its tip on the rim of the disc around *end*."""
    length = _distance(start, end)
    across, up = (end[0] - start[0]) / length, (end[1] - start[1]) * HEIGHT / length

    def point(back: float, aside: float) -> Point:
        x = end[0] - back * across - aside * up
        y = end[1] * HEIGHT - back * up + aside * across
        return x, y / HEIGHT

    base = RADIUS + _HEAD_LENGTH
    return point(RADIUS, 0), point(base, _HEAD_WIDTH / 2), point(base, -_HEAD_WIDTH / 2)
