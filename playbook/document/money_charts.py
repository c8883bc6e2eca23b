"""Geometry of the pictures on the money page: rows of bars on one scale, every place from 0 (left) to 1 (right).

Nothing is told by colour: a tone differs in lightness or hatching, what it is stands written on it or beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.economics.sheet import Result
from playbook.economics.total_cost import TotalCost
from playbook.profile import Phase, Side

WIDE_ENOUGH = 0.017
"""How wide a part of a bar must be for each character that is written on it."""
MOST_INPUTS = 5
"""Inputs of a tornado."""


class Tone(StrEnum):
    """How a part of a bar looks."""

    SOLID = "solid"
    LIGHT = "light"
    HATCHED = "hatched"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a bar."""

    start: float
    end: float
    tone: Tone
    text: str = ""
    """Written on it; empty where it is too narrow."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar with its name on the left and its amount on the right."""

    name: str
    amount: str
    spans: tuple[Span, ...]
    told: str
    """The same in words, for whoever hears the page."""
    is_strong: bool = False
    left: str = ""
    """What the left end of the bar stands for, written beside it."""
    right: str = ""
    marks: tuple[float, ...] = ()
    """Places of upright lines through the row."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under each other."""

    title: str
    rows: tuple[ChartRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An amount to stack, with its tone and its name."""

    name: str
    amount: Decimal
    written: str
    tone: Tone
    short: str = ""
    """What to write on it where there is no room for the name."""


def stack(parts: Sequence[Part], whole: Decimal) -> tuple[Span, ...]:
    """Return parts end to end, of a scale on which *whole* is 1; what comes in cannot be stacked and is left out."""
    spans: list[Span] = []
    at = Decimal(0)
    for part in parts:
        if part.amount <= 0 or whole <= 0:
            continue
        start, end = float(at / whole), float((at + part.amount) / whole)
        fitting = (
            text
            for text in (f"{part.name} {part.written}", part.written, part.short)
            if text and len(text) * WIDE_ENOUGH <= end - start
        )
        spans.append(Span(start, end, part.tone, next(fitting, "")))
        at += part.amount
    return tuple(spans)


def phases_of(cost: TotalCost, side: Side, price: Decimal) -> dict[Phase, Decimal]:
    """Return what each phase costs on one side at base, the price apart."""
    found: dict[Phase, Decimal] = {}
    for phase in Phase:
        line = cost.calculation.line(cost.phases.get((side, phase), ""))
        if line:
            found[phase] = line.base - (price if phase is Phase.ACQUISITION else 0)
    return found


@dataclass(frozen=True, slots=True)
class Stair:
    """A step of a bridge: a whole amount from zero, or a change that starts where the one before ended."""

    name: str
    amount: Decimal
    written: str
    is_whole: bool = False
    is_aside: bool = False
    """A whole amount to compare with, from which nothing follows."""


def bridge(
    stairs: Iterable[Stair], marks: Sequence[Decimal] = ()
) -> tuple[tuple[ChartRow, ...], bool]:
    """Return a bridge, and whether its scale is cut: wholes solid, what comes on top light, what goes off hollow.

    Where every level lies far above zero, the scale begins below the least of them: differences are what it shows.
    """
    placed: list[tuple[Stair, Decimal, Decimal]] = []
    level = Decimal(0)
    for stair in stairs:
        start = Decimal(0) if stair.is_whole else level
        end = stair.amount if stair.is_whole else level + stair.amount
        placed.append((stair, start, end))
        level = level if stair.is_aside else end
    scale = _Scale([end for _, _, end in placed] + [start for _, start, _ in placed if start])
    rows = tuple(
        ChartRow(
            stair.name,
            stair.written,
            (scale.span(start, end, _tone(stair)),),
            f"{stair.name}: {stair.written}",
            stair.is_whole and not stair.is_aside,
            marks=tuple(scale.at(mark) for mark in marks),
        )
        for stair, start, end in placed
    )
    return rows, scale.is_cut


def _tone(stair: Stair) -> Tone:
    if stair.is_whole:
        return Tone.HATCHED if stair.is_aside else Tone.SOLID
    return Tone.HOLLOW if stair.amount < 0 else Tone.LIGHT


_ROOM_BELOW = Decimal("0.35")
"""How far a cut scale goes on below the least level, in parts of the difference it shows."""
_NEAR = Decimal("0.6")
"""From this share of the highest level up, the least one is near enough to cut the scale."""


class _Scale:
    """Places from 0 to 1 for amounts."""

    def __init__(self, levels: Sequence[Decimal]) -> None:
        least, most = min([*levels, Decimal(0)]), max([*levels, Decimal(0)])
        lowest = min(levels, default=Decimal(0))
        self.is_cut = bool(most) and lowest > most * _NEAR and lowest < most
        self.low = lowest - (most - lowest) * _ROOM_BELOW if self.is_cut else least
        self.width = (most - self.low) or Decimal(1)

    def at(self, amount: Decimal) -> float:
        return float(min(max((amount - self.low) / self.width, Decimal(0)), Decimal(1)))

    def span(self, start: Decimal, end: Decimal, tone: Tone) -> Span:
        ends = sorted((self.at(start), self.at(end)))
        return Span(ends[0], ends[1], tone)


def tornado(result: Result, words: dict[str, tuple[str, str, str, str]]) -> tuple[ChartRow, ...]:
    """Return what the result hangs on most, the largest swing first, with a line where it lies at base.

    Args:
        result: a result with its swings.
        words: by input id its name, what its low and its high end are, and how far the result swings.
    """
    swings = [
        one
        for one in result.tornado
        if one.swing and one.at_low.is_finite() and one.at_high.is_finite()
    ][:MOST_INPUTS]
    ends = [end for one in swings for end in (one.at_low, one.at_high)]
    if not ends or not result.base.is_finite():
        return ()
    least, most = min([*ends, result.base]), max([*ends, result.base])
    width = (most - least) or Decimal(1)

    def at(value: Decimal) -> float:
        return float((value - least) / width)

    rows = []
    for one in swings:
        name, low, high, swing = words[one.input_id]
        is_rising = one.at_high >= one.at_low
        left, right = sorted((one.at_low, one.at_high))
        base = min(max(result.base, left), right)
        spans = (
            Span(at(left), at(base), Tone.HOLLOW),
            Span(at(base), at(right), Tone.SOLID),
        )
        texts = (low, high) if is_rising else (high, low)
        rows.append(
            ChartRow(
                name, swing, spans, f"{name}, {low} – {high}: {swing}",
                left=texts[0], right=texts[1], marks=(at(result.base),),
            )
        )  # fmt: skip
    return tuple(rows)
