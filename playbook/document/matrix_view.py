"""The matrix as geometry: a cloud where the placement may lie, in a square from 0 to 1 with both lines in the middle.

Scores are stretched on each side of a buyer's line, so that the lines always cross in the centre and the picture stays
the one that purchasers know. The cloud combines the answers' uncertainty with that of the buyer's own line, so the part of
it on each side of a line agrees with the printed probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from playbook.kraljic.inference import Placement
from playbook.kraljic.matrix import Axis
from playbook.kraljic.scoring import AxisReading

SHARES = (0.9, 0.7, 0.5, 0.25)
"""Probability inside each contour, outermost first."""
_CORNERS = 60

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """What the drawing needs. x is supply risk to the right, y is financial risk upwards."""

    contours: tuple[tuple[Point, ...], ...]
    """Closed outlines, one for each of `SHARES`."""
    centre: Point


def view_matrix(placement: Placement) -> MatrixView:
    """Return the cloud of a placement."""
    supply, financial = placement.axes[Axis.SUPPLY_RISK], placement.axes[Axis.FINANCIAL_RISK]
    contours = tuple(_contour(supply, financial, share) for share in SHARES)
    scores = {axis: reading.score for axis, reading in placement.axes.items()}
    return MatrixView(contours, place_scores(scores, placement))


def place_scores(scores: Mapping[Axis, float], placement: Placement) -> Point:
    """Return where scores lie in the picture of a placement, with its lines in the middle."""
    return place_between(scores, {axis: reading.line for axis, reading in placement.axes.items()})


def place_between(scores: Mapping[Axis, float], lines: Mapping[Axis, float]) -> Point:
    """Return where scores lie in the picture that has these lines in its middle."""
    supply, financial = Axis.SUPPLY_RISK, Axis.FINANCIAL_RISK
    return (
        _stretch(scores[supply], lines[supply]),
        _stretch(scores[financial], lines[financial]),
    )


def _contour(supply: AxisReading, financial: AxisReading, share: float) -> tuple[Point, ...]:
    """Return the outline of the smallest region of a normal cloud that holds *share* of it."""
    radius = math.sqrt(-2 * math.log(1 - share))
    points = []
    for corner in range(_CORNERS):
        angle = 2 * math.pi * corner / _CORNERS
        x = supply.score + radius * _spread(supply) * math.cos(angle)
        y = financial.score + radius * _spread(financial) * math.sin(angle)
        points.append((_stretch(x, supply.line), _stretch(y, financial.line)))
    return tuple(points)


def _spread(reading: AxisReading) -> float:
    return math.hypot(reading.sd, reading.line_sd)


def _stretch(score: float, line: float) -> float:
    """Put a score on the picture: 0 to the line on the lower half, the line to 1 on the upper; no further than the edge."""
    clipped = min(1.0, max(0.0, score))
    if clipped <= line:
        return 0.5 * clipped / line
    return 0.5 + 0.5 * (clipped - line) / (1 - line)
