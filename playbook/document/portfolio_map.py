"""Every account in one picture: discs whose area is their value, arrows from where they were, and a tray for the unplaced.

Lengths are units of the drawing, which is 1000 wide and 700 high, with y downwards as in SVG.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from playbook.document.matrix_view import place_between
from playbook.document.portfolio import Holding
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Axis, Quadrant, ranked

WIDTH, HEIGHT = 1000, 700
LARGEST = 58.0
"""Radius of a disc at most."""
_COVER = 0.2
"""Share of the picture that all discs together may cover."""
_SMALLEST = ((150, 7.0), (600, 5.0), (10**9, 3.5))
"""Radius of a disc at least, by how many marks there are at most: it must be seen, and hide no other."""
NAMED = 15
"""Discs with a number, largest value first, when there are more than these."""
_INSIDE = 13.0
"""A disc with at least this radius has its number in it."""
_APART = 5.0
"""Marks nearer to each other than about this are spread around their common place."""
_FARTHEST = 90.0
"""How far such a mark may be set from its place; beyond that they overlap instead."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_FAR = 30.0
"""A move shorter than this, inside a quadrant, is not drawn."""
MOST_ARROWS = 60
_HEAD = (13.0, 5.0)
"""Length and half the width of an arrow's head."""
_TRAY_STEP, _TRAY_ROWS = 14.0, 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One account in the picture."""

    index: int
    """Which holding."""
    x: float
    y: float
    radius: float
    is_valued: bool
    """Whether its area is a value; else it is a small hollow mark."""
    is_firm: bool
    """Whether its quadrant is likely or clear."""
    is_overruled: bool
    """Whether somebody placed it in another quadrant than the answers point to: it lies where they point."""
    number: int | None = None
    """In the order of value, for the largest few."""

    @property
    def is_roomy(self) -> bool:
        """Whether its number fits inside."""
        return self.is_valued and self.radius >= _INSIDE


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from where an account was to where it is."""

    index: int
    start: tuple[float, float]
    tip: tuple[float, float]
    barbs: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class PortfolioMap:
    """What the drawing needs."""

    marks: tuple[Mark, ...]
    """In the order in which they are drawn: a small one never lies under a large one."""
    arrows: tuple[Arrow, ...]
    undrawn: int
    """Moves without an arrow, where there are too many."""
    tray: tuple[Mark, ...]
    """Accounts without any answer, in rows of their own below the picture."""
    tray_height: float
    smallest_value: Decimal | None
    """Discs of less than this are larger than their value; None where none is."""

    @property
    def numbered(self) -> tuple[Mark, ...]:
        """The marks with a number, in its order."""
        found = [one for one in self.marks if one.number]
        return tuple(sorted(found, key=lambda one: one.number or 0))


def map_portfolio(
    holdings: Sequence[Holding],
    lines: Mapping[Axis, float],
    currency: str | None,
    moved: Iterable[int] = (),
) -> PortfolioMap:
    """Lay all accounts out.

    Args:
        holdings: largest value first.
        lines: the score at which buyers draw the line, by axis.
        currency: areas are values in this one; all others are hollow.
        moved: holdings whose move is drawn when it is long enough, most telling first.
    """
    placed = [index for index, one in enumerate(holdings) if one.standing.place]
    values = {
        index: given.value
        for index in placed
        if (given := holdings[index].value) and given.currency == currency
    }
    least = next(radius for most, radius in _SMALLEST if len(placed) <= most)
    unit = _unit(values.values(), least)
    radii = {
        index: max(least, unit * math.sqrt(values[index])) if index in values else least
        for index in placed
    }
    spots = _spread({index: _point(holdings[index], lines) for index in placed}, radii)
    marks = {
        index: Mark(
            index,
            *spots[index],
            radii[index],
            index in values,
            holdings[index].standing.confidence in (Confidence.CLEAR, Confidence.LIKELY),
            _is_overruled(holdings[index]),
            rank if rank <= NAMED and len(placed) > 1 else None,
        )
        for rank, index in enumerate(placed, start=1)
    }
    arrows = [
        arrow
        for index in moved
        if index in marks and (arrow := _arrow(holdings[index], marks[index], lines))
    ]
    drawn = sorted(marks.values(), key=lambda one: (not one.is_valued, -one.radius, one.index))
    tray, tray_height = _tray([i for i, one in enumerate(holdings) if not one.standing.place])
    clipped = [value for index, value in values.items() if unit * math.sqrt(value) < least]
    above = [value for index, value in values.items() if unit * math.sqrt(value) >= least]
    return PortfolioMap(
        tuple(drawn),
        tuple(arrows[:MOST_ARROWS]),
        len(arrows[MOST_ARROWS:]),
        tray,
        tray_height,
        min(above, default=None) if clipped else None,
    )


def _unit(values: Iterable[Decimal], least: float) -> float:
    """Return the radius of a value of one, so that the largest is not too large and all together do not cover too much."""
    every = [float(value) for value in values]
    if not every:
        return 0.0
    unit = LARGEST / math.sqrt(max(every))
    covered = sum(math.pi * max(least, unit * math.sqrt(value)) ** 2 for value in every)
    most = _COVER * WIDTH * HEIGHT
    return unit * math.sqrt(min(1.0, most / covered))


def _point(holding: Holding, lines: Mapping[Axis, float]) -> tuple[float, float]:
    return _on_picture(place_between(holding.standing.scores, lines))


def _on_picture(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] * WIDTH, (1 - point[1]) * HEIGHT


def _is_overruled(holding: Holding) -> bool:
    standing = holding.standing
    return standing.is_by_hand and standing.quadrant is not ranked(dict(standing.probabilities))[0]


def _spread(
    points: Mapping[int, tuple[float, float]], radii: Mapping[int, float]
) -> dict[int, tuple[float, float]]:
    """Set marks at nearly one place around it in a spiral, and keep every mark inside the frame and its own quadrant."""
    groups: dict[tuple[int, int], list[int]] = {}
    for index, (x, y) in points.items():
        groups.setdefault((round(x / _APART), round(y / _APART)), []).append(index)
    spots = {}
    for members in groups.values():
        wanted = 1.3 * sum(radii[one] for one in members) / len(members) + 1
        step = min(wanted, _FARTHEST / math.sqrt(len(members)))
        for rank, index in enumerate(sorted(members, key=lambda one: (-radii[one], one))):
            x, y = points[index]
            out, turn = step * math.sqrt(rank), rank * _GOLDEN
            spots[index] = (
                _kept(x, x + out * math.cos(turn), radii[index], WIDTH),
                _kept(y, y + out * math.sin(turn), radii[index], HEIGHT),
            )
    return spots


def _kept(true: float, wanted: float, radius: float, size: int) -> float:
    """Return *wanted*, moved back to the side of the middle where *true* lies, and with the whole disc inside the frame."""
    middle = size / 2
    sided = min(wanted, middle - 1) if true < middle else max(wanted, middle + 1)
    if true == middle:
        sided = wanted
    return min(size - radius - 1, max(radius + 1, sided))


def _arrow(holding: Holding, mark: Mark, lines: Mapping[Axis, float]) -> Arrow | None:
    """Return the arrow to a mark from where it was; None where that is too near to see."""
    before = holding.before
    if before is None or before.place is None:
        return None
    start = _on_picture(place_between(before.scores, lines))
    length = math.hypot(mark.x - start[0], mark.y - start[1])
    head, wide = _HEAD
    if length < mark.radius + head + 4:
        return None
    if length < _FAR and before.place is holding.standing.place:
        return None
    across, down = (mark.x - start[0]) / length, (mark.y - start[1]) / length
    tip = (mark.x - mark.radius * across, mark.y - mark.radius * down)
    base = (tip[0] - head * across, tip[1] - head * down)
    barbs = (
        (base[0] - wide * down, base[1] + wide * across),
        (base[0] + wide * down, base[1] - wide * across),
    )
    return Arrow(mark.index, start, tip, barbs)


def _tray(indices: Sequence[int]) -> tuple[tuple[Mark, ...], float]:
    """Set accounts without a place in rows; many of them closer together, so that they take no more room."""
    if not indices:
        return (), 0.0
    step = min(_TRAY_STEP, WIDTH / math.ceil(len(indices) / _TRAY_ROWS))
    columns = max(1, int(WIDTH // step))
    marks = tuple(
        Mark(
            index,
            (rank % columns + 0.5) * step,
            (rank // columns + 0.5) * step,
            step * 0.36,
            False,
            False,
            False,
        )
        for rank, index in enumerate(indices)
    )
    return marks, math.ceil(len(indices) / columns) * step


PLACES: tuple[Quadrant | None, ...] = (
    Quadrant.LEVERAGE,
    Quadrant.STRATEGIC,
    Quadrant.ROUTINE,
    Quadrant.BOTTLENECK,
    None,
)
"""In reading order of the picture, and what has no place last."""
