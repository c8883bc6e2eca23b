"""The actions of an account on a line from today to the day on which all must be done or the placement is checked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from playbook.profile import Action

_LEAST_SPACING = 0.24
"""Of the line, between two names of months, so that they stay apart on the narrowest line that is printed (46 mm)."""
_YEAR = 12
_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month that is named on the line."""

    day: date
    at: float
    """0 (today) to 1 (the end)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One action on the line."""

    action: Action
    at: float
    """0 (today) to 1 (the end); what is overdue stands at 0."""
    days: int
    """From today; under 0 when it is overdue."""

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days < 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the drawing needs."""

    end: date
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    """First due first; those of one day in the order of the profile."""


def lay_timeline(actions: Sequence[Action], today: date, review_on: date) -> Timeline | None:
    """Lay actions on a line that ends on the last due day, but not before the placement is checked again.

    None without actions: an empty line says nothing.
    """
    if not actions:
        return None
    end = max(review_on, *(action.due for action in actions))
    span = (end - today).days
    marks = tuple(
        Mark(action, max(0, days) / span, days)
        for action in sorted(actions, key=lambda action: action.due)
        for days in [(action.due - today).days]
    )
    return Timeline(end, tuple(_ticks(today, end)), marks)


def _ticks(today: date, end: date) -> Iterator[Tick]:
    """Yield the months to name: each, or every second, third, sixth or (double or fourfold …) twelfth, by the room there is."""
    span = (end - today).days
    month_share = 365.25 / _YEAR / span
    steps = (*_STEPS, *(_YEAR << doubling for doubling in range(12)))
    step = next((one for one in steps if one * month_share >= _LEAST_SPACING), steps[-1])
    for month in count(today.year * _YEAR + today.month):
        if month // _YEAR > end.year:
            return
        day = date(month // _YEAR, month % _YEAR + 1, 1)
        if day > end:
            return
        if month % step == 0:
            yield Tick(day, (day - today).days / span)
